// Everything that Callipers writes as text: whole recordings in other formats, and views as they are seen. What a view's format is called,
// and which views it fits, stands in viewmodel/view-formats.ts.
import { annotatedExporter } from './annotated.ts';
import { callgrindExporter } from './callgrind.ts';
import { csvExporter } from './csv.ts';
import { dotExporter } from './dot.ts';
import type { RecordingExporter, ViewExporter } from './exporter.ts';
import { functionsCsvExporter } from './functions-csv.ts';
import { htmlExporter } from './html.ts';
import { jsonExporter } from './json.ts';
import { markdownExporter } from './markdown.ts';
import { recordingJsonExporter } from './recording-json.ts';
import { tsvExporter } from './tsv.ts';

export const recordingExporters: readonly RecordingExporter[] = [
  callgrindExporter,
  recordingJsonExporter,
  functionsCsvExporter,
];

export const viewExporters: readonly ViewExporter[] = [
  annotatedExporter,
  csvExporter,
  tsvExporter,
  htmlExporter,
  markdownExporter,
  jsonExporter,
  dotExporter,
];
