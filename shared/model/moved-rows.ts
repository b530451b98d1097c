// Tables under construction on their way from one builder to another: rows that were added up by themselves, in another thread, are put
// behind those that are there already. Only functions, files and parts have other numbers there; everything else is taken over page by page.
import { NONE } from '../base/brands.ts';
import type { NumberArray } from '../base/columns.ts';
import type { PagedColumn, PagesData } from '../base/paged-column.ts';
import { runAtOnce } from '../base/slices.ts';
import type { AppendedCostRows } from './appended-rows.ts';

/** The rows of a table, and what is known of their functions. */
export interface MovedRows {
  readonly length: number;
  readonly keys: readonly PagesData[];
  /** One per event type. */
  readonly costs: readonly PagesData[];
  readonly counts: readonly PagesData[];
  /** By function: 1 + the last part in which it has rows; 0 where it has none. */
  readonly entered: Int32Array;
}

/** What number of the moved rows is what number here. Files may be NONE. */
export interface RowMaps {
  readonly functions: Int32Array;
  readonly files: Int32Array;
  readonly firstPart: number;
  readonly merged: MergedEntries;
}

/** 1 for every function and file of the moved rows that is the same one here as another of them. */
export interface MergedEntries {
  readonly function: Uint8Array | undefined;
  readonly file: Uint8Array | undefined;
}

/** What the entries of a key are. */
export type KeyColumn = 'part' | 'function' | 'file' | 'number';

/** Empties the table. Rows that repeat each other are added up before. */
export function takeRows(rows: AppendedCostRows, functions: number): MovedRows {
  runAtOnce(rows.compact());
  const { length } = rows;
  return {
    length,
    keys: rows.keys.map((column) => column.take()),
    costs: rows.costs.columns.map((column) => column.take()),
    counts: rows.counts.columns.map((column) => column.take()),
    entered: rows.entered.slice(0, functions),
  };
}

/** The buffers that can be handed over with the rows instead of being copied. */
export function buffersOf({ keys, costs, counts, entered }: MovedRows): ArrayBuffer[] {
  const buffers = [entered.buffer as ArrayBuffer];
  for (const { pages } of [...keys, ...costs, ...counts])
    for (const { values } of pages) if (typeof values !== 'number') buffers.push(values.buffer);
  return buffers;
}

/** No cost of the rows is larger than this, whatever its sign. */
export function largestCost({ costs, counts }: MovedRows): number {
  let largest = 0;
  for (const { range } of [...costs, ...counts])
    if (range !== undefined) largest = Math.max(largest, -range.least, range.greatest);
  return largest;
}

/** Puts moved rows behind those of the table. */
export function appendRows(
  rows: AppendedCostRows,
  moved: MovedRows,
  columns: readonly KeyColumn[],
  maps: RowMaps,
): void {
  if (moved.length === 0) return;
  const merged = functionsWithMergedRows(moved, columns, maps);
  rows.seal();
  for (const [j, kind] of columns.entries()) appendKeys(rows.keys[j], moved.keys[j], kind, maps);
  rows.costs.adopt(moved.costs);
  rows.counts.adopt(moved.counts);
  const hasParts = columns[0] === 'part';
  const firstPart = hasParts ? maps.firstPart : 0;
  let [entered, repeated] = [0, 0];
  for (let fn = 0; fn < moved.entered.length; fn++) {
    if (moved.entered[fn] === 0) continue;
    entered++;
    const row = maps.functions[fn];
    rows.noteEntered(row, firstPart + 1, firstPart + moved.entered[fn], merged?.[fn] === 1);
    repeated += rows.repeated[row];
  }
  rows.pending += Math.ceil((moved.length * repeated) / entered);
}

function appendKeys(column: PagedColumn, moved: PagesData, kind: KeyColumn, maps: RowMaps): void {
  if (kind === 'number' || (kind === 'part' && maps.firstPart === 0)) {
    column.adopt(moved);
    return;
  }
  for (const { values, length } of moved.pages) {
    if (typeof values === 'number') {
      column.appendConstant(mapped(values, kind, maps), length);
      continue;
    }
    const entries = Int32Array.from(values);
    values.buffer.resize(0);
    if (kind === 'part') for (let i = 0; i < length; i++) entries[i] += maps.firstPart;
    else renumber(entries, kind === 'function' ? maps.functions : maps.files);
    column.append(entries);
  }
}

function renumber(entries: Int32Array, map: Int32Array): void {
  for (let i = 0; i < entries.length; i++) if (entries[i] !== NONE) entries[i] = map[entries[i]];
}

function mapped(entry: number, kind: KeyColumn, maps: RowMaps): number {
  if (kind === 'part') return entry + maps.firstPart;
  if (entry === NONE) return NONE;
  return (kind === 'function' ? maps.functions : maps.files)[entry];
}

/**
 * Functions whose rows may have become equal, because they name two functions or two files that are one here: 1 by function of the moved
 * rows. `undefined` where there are none.
 */
function functionsWithMergedRows(
  { keys }: MovedRows,
  columns: readonly KeyColumn[],
  { functions, merged }: RowMaps,
): Uint8Array | undefined {
  if (merged.function === undefined && merged.file === undefined) return undefined;
  const found = new Uint8Array(functions.length);
  const owner = columns.indexOf('function');
  for (const [j, kind] of columns.entries()) {
    const isMerged = kind === 'function' || kind === 'file' ? merged[kind] : undefined;
    // What a function itself is named is seen by who enters it.
    if (isMerged === undefined || j === owner) continue;
    for (const [page, { values, length }] of keys[owner].pages.entries())
      markMerged(found, { owners: values, entries: keys[j].pages[page].values, length, isMerged });
  }
  return found;
}

interface MarkedPage {
  readonly owners: NumberArray | number;
  readonly entries: NumberArray | number;
  readonly length: number;
  readonly isMerged: Uint8Array;
}

function markMerged(found: Uint8Array, { owners, entries, length, isMerged }: MarkedPage): void {
  if (typeof entries === 'number' && isMerged[entries] !== 1) return;
  for (let i = 0; i < length; i++) {
    const entry = typeof entries === 'number' ? entries : entries[i];
    if (isMerged[entry] === 1) found[typeof owners === 'number' ? owners : owners[i]] = 1;
  }
}

/** Which entries have the number of another one, or NONE; `undefined` where there are none. `numbers`: greater than all of them. */
export function mergedEntries(map: Int32Array, numbers: number): Uint8Array | undefined {
  const first = new Int32Array(numbers + 1).fill(NONE);
  let merged: Uint8Array | undefined;
  for (let i = 0; i < map.length; i++) {
    const before = first[map[i] + 1];
    if (before === NONE && map[i] !== NONE) {
      first[map[i] + 1] = i;
      continue;
    }
    merged ??= new Uint8Array(map.length);
    merged[i] = 1;
    if (before !== NONE) merged[before] = 1;
  }
  return merged;
}
