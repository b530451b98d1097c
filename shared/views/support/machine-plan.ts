// Which rows machine code has, in order, as numbers: headings of stretches, instructions, quoted lines of source, calls, jumps that leave
// the function, folds. Made for the whole view; only the rows on screen become objects (machine-rows.ts).
import type { InstructionPlaces } from '../../analysis/instruction-places.ts';
import { NONE } from '../../base/brands.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import { sortByValue } from '../../base/sort-indices.ts';
import { CALL_ROW, FOLD_ROW, JUMP_ROW, LINE_ROW, NOTE_ROW, SECTION_ROW } from './code-plan.ts';
import type { MachineListing } from './machine-listing.ts';

export const QUOTE_ROW = 6;

const LEAST_FOLD = 6;

/** A row is one row of the view. */
export interface MachinePlan {
  readonly length: number;
  readonly type: Int32Array;
  /** line: row of the listing; call: row of places.calls; jump: row of places.jumps; fold: first row of the listing; quote: its file;
   * section: stretch; note: which. */
  readonly a: Int32Array;
  /** line, call, jump: place; fold: last row of the listing; quote: line. */
  readonly b: Int32Array;
  /** By row of the listing: its row; NONE where it is not shown. */
  readonly rowOf: Int32Array;
  readonly folds: number;
  readonly found: Int32Array;
}

export interface MachinePlanOptions {
  readonly listing: MachineListing;
  readonly places: InstructionPlaces;
  /** By row of places.calls. */
  readonly callCosts: Float64Array;
  /** By row of the listing: source position; NONE where unknown. */
  readonly file: Int32Array;
  readonly line: Int32Array;
  readonly quotes: boolean;
  /** Rows that cost nothing are folded. */
  readonly folding: boolean;
  readonly open: ReadonlySet<string>;
  readonly notes: number;
  /** Instructions kept around those with costs. */
  readonly around: number;
  /** Whether a row of the listing holds what is searched for; undefined: nothing is. */
  readonly isFound: ((row: number) => boolean) | undefined;
  readonly isQuoteFound: (file: number, line: number) => boolean;
}

export function machineFoldId(listing: MachineListing, row: number): string {
  return `m${listing.address[row].toString(16)}`;
}

class PlanRows {
  readonly type = new GrowableInt32();
  readonly a = new GrowableInt32();
  readonly b = new GrowableInt32();
  readonly found = new GrowableInt32();
  folds = 0;

  add(type: number, a: number, b = NONE): number {
    this.type.push(type);
    this.a.push(a);
    return this.b.push(b);
  }

  finish(rowOf: Int32Array): MachinePlan {
    const { type, a, b, found, folds } = this;
    return {
      length: type.length,
      type: type.finish(),
      a: a.finish(),
      b: b.finish(),
      rowOf,
      folds,
      found: found.finish(),
    };
  }
}

export function planMachineCode(options: MachinePlanOptions): MachinePlan {
  const { listing, notes, isFound } = options;
  const rows = new PlanRows();
  const rowOf = new Int32Array(listing.length).fill(NONE);
  const kept = keptRows(options);
  const below = rowsBelow(options);
  let stretch = NONE;
  let quoted = { file: NONE, line: NONE };
  if (listing.length === 0) addHeading(rows, 0, notes);
  for (let row = 0; row < listing.length; row++) {
    if (listing.stretch[row] !== stretch) {
      stretch = listing.stretch[row];
      addHeading(rows, stretch, stretch === 0 ? notes : 0);
      quoted = { file: NONE, line: NONE };
    }
    if (kept[row] === 0) {
      const end = endOfGap(options, kept, row);
      if (end - row + 1 >= LEAST_FOLD && !options.open.has(machineFoldId(listing, row))) {
        rows.add(FOLD_ROW, row, end);
        rows.folds++;
        row = end;
        continue;
      }
      // Open, or too short to be folded.
      kept.fill(1, row, end + 1);
    }
    const [file, line] = [options.file[row], options.line[row]];
    if (options.quotes && line !== NONE && (file !== quoted.file || line !== quoted.line)) {
      quoted = { file, line };
      const at = rows.add(QUOTE_ROW, file, line);
      if (isFound !== undefined && options.isQuoteFound(file, line)) rows.found.push(at);
    }
    addInstruction(options, rows, { row, rowOf, below });
  }
  return rows.finish(rowOf);
}

function addHeading(rows: PlanRows, stretch: number, notes: number): void {
  rows.add(SECTION_ROW, stretch);
  for (let note = 0; note < notes; note++) rows.add(NOTE_ROW, note);
}

interface Adding {
  readonly row: number;
  readonly rowOf: Int32Array;
  readonly below: RowsBelow;
}

function addInstruction({ listing, isFound }: MachinePlanOptions, rows: PlanRows, { row, rowOf, below }: Adding): void {
  const place = listing.place[row];
  const at = rows.add(LINE_ROW, row, place);
  rowOf[row] = at;
  if (isFound?.(row) === true) rows.found.push(at);
  if (place === NONE) return;
  for (const call of below.calls.get(place) ?? []) rows.add(CALL_ROW, call, place);
  for (const jump of below.jumps.get(place) ?? []) rows.add(JUMP_ROW, jump, place);
}

interface RowsBelow {
  /** By place: rows of calls, the dearest first. */
  readonly calls: ReadonlyMap<number, readonly number[]>;
  /** By place: rows of jumps to where no arrow leads. */
  readonly jumps: ReadonlyMap<number, readonly number[]>;
}

function rowsBelow({ listing, places, callCosts }: MachinePlanOptions): RowsBelow {
  const calls = grouped(places.calls.place, () => true);
  for (const [place, of] of calls) calls.set(place, [...sortByValue(Int32Array.from(of), callCosts, true)]);
  const { from, to } = places.jumps;
  const isFar = (jump: number) => to[jump] < 0 || listing.rowOfPlace[to[jump]] === NONE;
  return { calls, jumps: grouped(from, isFar) };
}

function grouped(places: Int32Array, wanted: (row: number) => boolean): Map<number, readonly number[]> {
  const rows = new Map<number, number[]>();
  places.forEach((place, row) => {
    if (!wanted(row)) return;
    const same = rows.get(place);
    if (same === undefined) rows.set(place, [row]);
    else same.push(row);
  });
  return rows;
}

function endOfGap({ listing }: MachinePlanOptions, kept: Uint8Array, row: number): number {
  let end = row;
  while (end + 1 < listing.length && kept[end + 1] === 0 && listing.stretch[end + 1] === listing.stretch[row]) end++;
  return end;
}

/** By row of the listing: 1 where it is shown whatever is folded. */
function keptRows({ listing, folding, open, isFound, around }: MachinePlanOptions): Uint8Array {
  const kept = new Uint8Array(listing.length);
  if (!folding || open.has('*')) return kept.fill(1);
  for (let row = 0; row < listing.length; row++) {
    if (listing.place[row] !== NONE) kept.fill(1, Math.max(0, row - around), row + around + 1);
    else if (isFound?.(row) === true) kept[row] = 1;
  }
  return kept;
}

/** Instructions with costs alone, by a cost: no headings, no quotes, no folds. */
export function planMachineByCost(options: MachinePlanOptions, values: Float64Array, descending: boolean): MachinePlan {
  const { listing, notes } = options;
  const rows = new PlanRows();
  const rowOf = new Int32Array(listing.length).fill(NONE);
  const below = rowsBelow(options);
  for (let note = 0; note < notes; note++) rows.add(NOTE_ROW, note);
  const shown = listing.rowOfPlace.map((_, place) => place).filter((place) => values[place] !== 0);
  for (const place of sortByValue(shown, values, descending)) {
    const row = listing.rowOfPlace[place];
    if (row !== NONE) addInstruction(options, rows, { row, rowOf, below });
  }
  return rows.finish(rowOf);
}
