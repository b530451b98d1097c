// A view or a recording as a file, for the page to save: the exporters' pieces put together. A table is exported with all its rows, asked
// for window by window, since no view answers more than a screenful.
import type { ExportParameters, TextFile } from '../../shared/contracts/engine-contract.ts';
import type { ActiveItem } from '../../shared/exports/exporter.ts';
import { recordingExporters, viewExporters } from '../../shared/exports/exporters.ts';
import type { Recording } from '../../shared/model/recording.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import { viewFormatById } from '../../shared/viewmodel/view-formats.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';
import type { Granted } from '../../shared/views/support/wishes.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import type { SourceContext } from '../services/source/source-library.ts';
import { selectItem, selectView } from './recording-answers.ts';

/** A recording that is open, and the base name of its first file. */
export interface NamedRecording {
  readonly recording: Recording;
  readonly file: string;
  /** Where its sources are looked for. */
  readonly sources: SourceContext;
}

const rowsOfWindow = 1000;

/** Throws where the view cannot be had of this recording, or not in this format. */
export function exportView(
  { recording, file }: Pick<NamedRecording, 'recording' | 'file'>,
  parameters: ExportParameters,
  granted?: Granted,
): TextFile {
  const { viewId, state, format, sort } = parameters;
  const ask = (request: ViewRequest) =>
    selectView(recording, { viewId, state, request: sort === undefined ? request : { ...request, sort } }, granted);
  const first = ask({ start: 0, count: rowsOfWindow });
  if (first.kind === 'unavailable') throw new Error(first.reason);
  const exporter = viewExporters.find(({ id }) => id === format);
  const written = viewFormatById(format);
  if (exporter === undefined || written?.kinds.includes(first.kind) !== true)
    throw new Error(`this view cannot be written as ${format}`);
  const active = activeItem(recording, state);
  const seen = { recording, file, viewId, models: allWindows(first, ask), ...(active === undefined ? {} : { active }) };
  const name = `${file}.${viewId}.${written.id}`;
  return { name, mediaType: written.mediaType, text: Array.from(exporter.write(seen)).join('') };
}

function* allWindows(first: ViewModel, ask: (request: ViewRequest) => ViewModel): Generator<ViewModel> {
  yield first;
  if (first.kind !== 'table' && first.kind !== 'code') return;
  for (let start = rowsOfWindow; start < first.rowCount; start += rowsOfWindow) {
    yield ask({ start, count: rowsOfWindow });
  }
}

function activeItem(recording: Recording, state: ViewState): ActiveItem | undefined {
  const details = state.active === undefined ? undefined : selectItem(recording, state.active, state);
  if (details === undefined) return undefined;
  const { label, self, inclusive, calls } = details;
  return { label, self, inclusive, calls };
}

/** Throws where the recording cannot be written so. */
export function convertRecording(
  { recording, file }: Pick<NamedRecording, 'recording' | 'file'>,
  exporterId: string,
): { name: string; mediaType: string; bytes: Uint8Array } {
  const exporter = recordingExporters.find(({ id }) => id === exporterId);
  if (exporter === undefined) throw new Error(`nothing is written as ${exporterId}`);
  const reason = exporter.unavailable(recording);
  if (reason !== undefined) throw new Error(reason);
  const bytes = encodePieces(exporter.write(recording, file));
  return { name: `${file}.${exporter.extensions[0] ?? exporter.id}`, mediaType: exporter.mediaType, bytes };
}

function encodePieces(pieces: Iterable<string>): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const piece of pieces) {
    const part = encoder.encode(piece);
    parts.push(part);
    length += part.length;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
