// The functions a person means by a name: `search`, or `search@re/__init__.py` where several files have one, or `<lambda>@shop.py:12`.
// A name may itself contain `@`: the whole text is tried first.
import { itemCosts } from '../analysis/item-costs.ts';
import { functionLocation } from '../analysis/locations.ts';
import { functionsNamed } from '../analysis/named-functions.ts';
import { wholeScope } from '../analysis/scope.ts';
import { functionsReading } from '../analysis/source-names.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { functionFile, functionModule } from '../model/texts.ts';
import { initialViewState } from '../state/view-state.ts';
import type { ItemLabel } from '../viewmodel/item.ts';
import { createLabels, cycleName } from './support/item-labels.ts';

const MOST_ITEMS = 50;

/** Dearest first, at most 50; empty where there is none. */
export function findItems(recording: Recording, name: string): readonly ItemLabel[] {
  const costs = itemCosts(recording, { ...wholeScope(recording), idle: true }, 0);
  const labels = createLabels(recording, costs, initialViewState);
  for (let cycle = 0; cycle < costs.cycles.count && name.startsWith('<cycle '); cycle++) {
    if (name === cycleName(cycle)) return [labels.ofRow(recording.functions.length + cycle)];
  }
  return functionsMeant(recording, name)
    .sort((a, b) => costs.inclusive[b] - costs.inclusive[a] || a - b)
    .slice(0, MOST_ITEMS)
    .map((row) => labels.ofRow(row));
}

function functionsMeant(recording: Recording, name: string): FunctionIndex[] {
  const exact = functionsNamed(recording, name);
  if (exact.length > 0) return exact;
  const reading = functionsReading(recording, name);
  if (reading.length > 0) return reading;
  const at = name.lastIndexOf('@');
  if (at <= 0) return [];
  const place = name.slice(at + 1);
  const bare = name.slice(0, at);
  const named = [...functionsNamed(recording, bare), ...functionsReading(recording, bare)];
  return named.filter((row) => isAt(recording, row, place));
}

/** Whether the place is the end of the function's file or module, whole components of it, with or without line and column. */
function isAt(recording: Recording, row: FunctionIndex, place: string): boolean {
  const { startLine, startColumn } = recording.functions;
  const line = startLine[row];
  const file = functionFile(recording, row);
  const column = `${file === undefined ? '' : `${file}:`}${line}:${startColumn[row]}`;
  const places = [functionLocation(recording, row), file, `${file}:${line}`, column, functionModule(recording, row)];
  return places.some((known) => known !== undefined && (known === place || hasEnd(known, place)));
}

function hasEnd(path: string, end: string): boolean {
  if (!path.endsWith(end)) return false;
  const before = path[path.length - end.length - 1];
  return before === '/' || before === '\\' || end.startsWith('/');
}
