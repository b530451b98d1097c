// The registry of file formats that a view can be exported to: menus, commands, keys and the engine's answers follow. Text is written by
// the exporter of the same id (exports/exporters.ts), pictures by the page, because only the page knows how large they are drawn.
// Commands are made from it too, so nothing here may know a recording.
import type { ViewModelKind } from './view-model.ts';

export interface ViewFormat {
  /** Stable: of the exporter, of the command `export-<id>`, and the ending of the file. */
  readonly id: string;
  /** What people call it: `SVG`. */
  readonly name: string;
  /** For the menu of a view: what comes out. */
  readonly title: string;
  readonly mediaType: string;
  readonly form: 'picture' | 'text';
  /** Kinds of view models that can be written so. */
  readonly kinds: readonly ViewModelKind[];
}

export const viewFormats: readonly ViewFormat[] = [
  {
    id: 'svg',
    name: 'SVG',
    title: 'SVG picture',
    mediaType: 'image/svg+xml',
    form: 'picture',
    kinds: ['treemap', 'graph', 'flow'],
  },
  {
    id: 'png',
    name: 'PNG',
    title: 'PNG picture, 2×',
    mediaType: 'image/png',
    form: 'picture',
    kinds: ['treemap', 'graph', 'flow'],
  },
  { id: 'txt', name: 'text', title: 'Annotated text', mediaType: 'text/plain', form: 'text', kinds: ['code'] },
  { id: 'csv', name: 'CSV', title: 'CSV table', mediaType: 'text/csv', form: 'text', kinds: ['table', 'code'] },
  {
    id: 'tsv',
    name: 'TSV',
    title: 'Tab-separated table',
    mediaType: 'text/tab-separated-values',
    form: 'text',
    kinds: ['table'],
  },
  { id: 'html', name: 'HTML', title: 'HTML table', mediaType: 'text/html', form: 'text', kinds: ['table'] },
  { id: 'md', name: 'Markdown', title: 'Markdown table', mediaType: 'text/markdown', form: 'text', kinds: ['table'] },
  {
    id: 'json',
    name: 'JSON',
    title: 'JSON',
    mediaType: 'application/json',
    form: 'text',
    kinds: ['table', 'treemap', 'graph', 'flow', 'code'],
  },
  {
    id: 'dot',
    name: 'DOT',
    title: 'DOT graph',
    mediaType: 'text/vnd.graphviz',
    form: 'text',
    kinds: ['graph', 'flow'],
  },
];

export function viewFormatById(id: string): ViewFormat | undefined {
  return viewFormats.find((format) => format.id === id);
}

/** Ids of the formats that views of this kind are exported to, in the order of the registry. */
export function viewFormatsOfKind(kind: ViewModelKind): readonly string[] {
  return viewFormats.filter(({ kinds }) => kinds.includes(kind)).map(({ id }) => id);
}
