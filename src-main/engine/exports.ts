// A view or a recording as a file, for the page to save: the exporters' pieces put together. A table is exported with all its rows, asked
// for window by window, since no view answers more than a screenful.

import type { Sliced } from '../../shared/base/slices.ts';
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
import { prepareView, selectItem, selectView } from './recording-answers.ts';

/** A recording that is open, and the base name of its first file. */
export interface NamedRecording {
  readonly recording: Recording;
  readonly file: string;
  /** Where its sources are looked for. */
  readonly sources: SourceContext;
}

const rowsOfWindow = 1000;
const allOpen = { all: true, toggled: [] };

/** Throws where the view cannot be had of this recording, or not in this format. Pauses after every window of rows. */
export function* exportView(
  { recording, file }: Pick<NamedRecording, 'recording' | 'file'>,
  parameters: ExportParameters,
  granted?: Granted,
): Sliced<TextFile> {
  const { viewId, state, format, sort, groups = allOpen } = parameters;
  const shown = { ...(sort === undefined ? {} : { sort }), groups };
  const ask = (request: ViewRequest) => {
    const whole = { ...request, ...shown };
    return chosenColumns(selectView(recording, { viewId, state, request: whole }, granted), parameters.columns);
  };
  yield* prepareView(recording, { viewId, state, request: { start: 0, count: rowsOfWindow, ...shown } });
  const first = ask({ start: 0, count: rowsOfWindow });
  if (first.kind === 'unavailable') throw new Error(first.reason);
  const exporter = viewExporters.find(({ id }) => id === format);
  const written = viewFormatById(format);
  if (exporter === undefined || written?.kinds.includes(first.kind) !== true)
    throw new Error(`this view cannot be written as ${format}`);
  const active = activeItem(recording, state);
  const seen = {
    recording,
    file,
    viewId,
    models: allWindows(first, ask, parameters.rows),
    graphShape: first.kind === 'flow' ? { direction: state.flow.direction } : state.graph.picture,
    ...(active === undefined ? {} : { active }),
  };
  const name = `${file}.${viewId}.${written.id}`;
  const pieces: string[] = [];
  for (const piece of exporter.write(seen)) {
    pieces.push(piece);
    yield;
  }
  return { name, mediaType: written.mediaType, text: pieces.join('') };
}

/** The rows in order; of a table without rows one empty window, for its header. */
function* allWindows(
  first: ViewModel,
  ask: (request: ViewRequest) => ViewModel,
  rows: ExportParameters['rows'],
): Generator<ViewModel> {
  if (first.kind !== 'table' && first.kind !== 'code') {
    yield first;
    return;
  }
  const ranges = rows ?? [{ from: 0, to: first.rowCount - 1 }];
  if (ranges.length === 0 || first.rowCount === 0) yield { ...first, rows: [] };
  for (const { from, to } of ranges) {
    const end = Math.min(to + 1, first.rowCount);
    for (let start = from; start < end; start += rowsOfWindow) {
      yield ask({ start, count: Math.min(rowsOfWindow, end - start) });
    }
  }
}

/** Only these columns of a table, in this order. */
function chosenColumns(model: ViewModel, ids: readonly string[] | undefined): ViewModel {
  if (model.kind !== 'table' || ids === undefined) return model;
  const places = ids.map((id) => model.columns.findIndex((column) => column.id === id)).filter((place) => place >= 0);
  return {
    ...model,
    columns: places.map((place) => model.columns[place]),
    rows: model.rows.map((row) => ({ ...row, cells: places.map((place) => row.cells[place]) })),
  };
}

function activeItem(recording: Recording, state: ViewState): ActiveItem | undefined {
  const details = state.active === undefined ? undefined : selectItem(recording, state.active, state);
  if (details === undefined) return undefined;
  const { label, self, inclusive, calls } = details;
  return { label, self, inclusive, calls };
}

/** Throws where the recording cannot be written so. */
export function* convertRecording(
  { recording, file }: Pick<NamedRecording, 'recording' | 'file'>,
  exporterId: string,
): Sliced<{ name: string; mediaType: string; bytes: Uint8Array }> {
  const exporter = recordingExporters.find(({ id }) => id === exporterId);
  if (exporter === undefined) throw new Error(`nothing is written as ${exporterId}`);
  const reason = exporter.unavailable(recording);
  if (reason !== undefined) throw new Error(reason);
  const bytes = yield* encodePieces(exporter.write(recording, file));
  return { name: `${file}.${exporter.extensions[0] ?? exporter.id}`, mediaType: exporter.mediaType, bytes };
}

function* encodePieces(pieces: Iterable<string>): Sliced<Uint8Array> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const piece of pieces) {
    const part = encoder.encode(piece);
    parts.push(part);
    length += part.length;
    yield;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
