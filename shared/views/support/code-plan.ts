// Which rows annotated source has, in order, as numbers: headings, lines, the calls under them, folds. Made for the whole view, which may
// have a hundred thousand rows; only those on screen become objects (code-rows.ts).
// Lines with costs, calls or jumps are kept with some around them; what lies between is folded until it is opened or searched for.
import type { CodePlaces } from '../../analysis/code-places.ts';
import { NONE } from '../../base/brands.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import { identityOrder, sortByValue } from '../../base/sort-indices.ts';
import type { PlannedSection } from './code-sections.ts';
import { lineCount, linesWith } from './source-lines.ts';

export const SECTION_ROW = 0;
export const LINE_ROW = 1;
export const CALL_ROW = 2;
export const JUMP_ROW = 3;
export const FOLD_ROW = 4;
export const NOTE_ROW = 5;

/** A gap of fewer lines is shown: a fold would say less in as much room. */
const LEAST_FOLD = 4;
/** Shown of a function whose end nobody knows, from its definition. */
const LINES_OF_DEFINITION = 60;

/** A row is one row of the view. */
export interface CodePlan {
  readonly length: number;
  readonly type: Int32Array;
  readonly section: Int32Array;
  /** line: its number; call: row of `calls`; jump: row of far jumps; fold: first line; note: which. */
  readonly a: Int32Array;
  /** fold: last line; line: its place, NONE where it has none. */
  readonly b: Int32Array;
  /** By place: its row; NONE where it is not shown. */
  readonly rowOfPlace: Int32Array;
  readonly folds: number;
  /** Rows that hold what was searched for. */
  readonly found: Int32Array;
}

export interface PlanOptions {
  readonly places: CodePlaces;
  /** By row of places.calls. */
  readonly callCosts: Float64Array;
  readonly sections: readonly PlannedSection[];
  /** 1-based line of the definition in the own section; NONE where unknown. */
  readonly definition: number;
  /** The next function of the same file begins here; NONE where there is none or nothing is known. */
  readonly nextDefinition: number;
  /** By place: rows of far jumps. */
  readonly farJumps: ReadonlyMap<number, readonly number[]>;
  readonly open: ReadonlySet<string>;
  readonly find: string;
  readonly notes: number;
  /** Lines kept around those with costs. */
  readonly around: number;
}

export function foldId(section: PlannedSection, firstLine: number): string {
  return `${section.file}:${firstLine}`;
}

class PlanRows {
  readonly type = new GrowableInt32();
  readonly section = new GrowableInt32();
  readonly a = new GrowableInt32();
  readonly b = new GrowableInt32();
  readonly found = new GrowableInt32();
  folds = 0;

  add(type: number, section: number, a: number, b = NONE): number {
    this.type.push(type);
    this.section.push(section);
    this.a.push(a);
    return this.b.push(b);
  }

  finish(rowOfPlace: Int32Array): CodePlan {
    const { type, section, a, b, found, folds } = this;
    return {
      length: type.length,
      type: type.finish(),
      section: section.finish(),
      a: a.finish(),
      b: b.finish(),
      rowOfPlace,
      folds,
      found: found.finish(),
    };
  }
}

/** Lines in their order, section by section. */
export function planInOrder(options: PlanOptions): CodePlan {
  const { sections, places, notes } = options;
  const rows = new PlanRows();
  const rowOfPlace = new Int32Array(places.length).fill(NONE);
  for (const index of sections.keys()) {
    rows.add(SECTION_ROW, index, NONE);
    if (index === 0) for (let note = 0; note < notes; note++) rows.add(NOTE_ROW, 0, note);
    planSection(options, index, rows, rowOfPlace);
  }
  return rows.finish(rowOfPlace);
}

function planSection(options: PlanOptions, index: number, rows: PlanRows, rowOfPlace: Int32Array): void {
  const { sections, places } = options;
  const section = sections[index];
  const { source, from, to } = section;
  let place = from;
  // Costs without a line stand before the first one; where the definition is known, their calls stand under it.
  const calls = { unplaced: NONE };
  if (place < to && places.line[place] === NONE) {
    if (section.own && options.definition !== NONE) calls.unplaced = place;
    else addBelow(options, index, place, rows);
    place++;
  }
  const addLine = (line: number) => {
    while (place < to && places.line[place] < line) place++;
    const here = place < to && places.line[place] === line ? place : NONE;
    const row = rows.add(LINE_ROW, index, line, here);
    if (here !== NONE) {
      rowOfPlace[here] = row;
      addBelow(options, index, here, rows);
    }
    if (section.own && line === options.definition && calls.unplaced !== NONE) {
      addBelow(options, index, calls.unplaced, rows);
      calls.unplaced = NONE;
    }
    return row;
  };
  if (source === undefined) {
    if (section.own && options.definition !== NONE && !hasLine(places, section, options.definition)) {
      addLinesAround(options.definition, addLine, places, section);
    } else for (let p = place; p < to; p++) addLine(places.line[p]);
    return;
  }
  const kept = keptLines(options, index);
  const found = options.find === '' ? new Int32Array(0) : linesWith(source, options.find);
  const last = lineCount(source);
  let match = 0;
  for (let line = 1; line <= last; line++) {
    if (kept[line] === 0) {
      const end = endOfGap(kept, line, last);
      const isOpen = options.open.has('*') || options.open.has(foldId(section, line));
      if (end - line + 1 >= LEAST_FOLD && !isOpen) {
        rows.add(FOLD_ROW, index, line, end);
        rows.folds++;
        line = end;
        continue;
      }
      for (; line < end; line++) addLine(line);
    }
    const row = addLine(line);
    while (match < found.length && found[match] < line) match++;
    if (found[match] === line) rows.found.push(row);
  }
  // The recording knows lines that this file does not have.
  for (; place < to; place++) if (places.line[place] > last) addLine(places.line[place]);
}

function hasLine({ line }: CodePlaces, { from, to }: PlannedSection, wanted: number): boolean {
  for (let p = from; p < to; p++) if (line[p] === wanted) return true;
  return false;
}

/** Without a text: the definition among the lines that are known. */
function addLinesAround(
  definition: number,
  addLine: (line: number) => number,
  { line }: CodePlaces,
  { from, to }: PlannedSection,
): void {
  let added = false;
  for (let p = from; p < to; p++) {
    if (line[p] === NONE) continue;
    if (!added && line[p] > definition) {
      addLine(definition);
      added = true;
    }
    addLine(line[p]);
  }
  if (!added) addLine(definition);
}

/** Last line of the gap that begins at `line`. */
function endOfGap(kept: Uint8Array, line: number, last: number): number {
  let end = line;
  while (end < last && kept[end + 1] === 0) end++;
  return end;
}

/** By line (1-based): 1 where it is shown whatever is folded. */
function keptLines(options: PlanOptions, index: number): Uint8Array {
  const { sections, places, definition, nextDefinition, find, around } = options;
  const section = sections[index];
  const source = section.source;
  if (source === undefined) return new Uint8Array(0);
  const last = lineCount(source);
  const kept = new Uint8Array(last + 2);
  const keep = (first: number, end: number) => {
    if (end >= 1 && first <= last) kept.fill(1, Math.max(1, first), Math.min(last, end) + 1);
  };
  let hasCosts = false;
  for (let p = section.from; p < section.to; p++) {
    if (places.line[p] === NONE) continue;
    hasCosts = true;
    keep(places.line[p] - around, places.line[p] + around);
  }
  if (section.own && definition !== NONE) {
    const end = nextDefinition > definition ? nextDefinition - 1 : definition + LINES_OF_DEFINITION;
    keep(definition - around, hasCosts ? definition + around : Math.min(end, definition + LINES_OF_DEFINITION));
  }
  // A file that nothing is known of is shown from its beginning.
  if (!hasCosts && !(section.own && definition !== NONE)) keep(1, LINES_OF_DEFINITION);
  if (find !== '') for (const line of linesWith(source, find)) keep(line, line);
  return kept;
}

/** Calls, the dearest first, and far jumps of a place. */
function addBelow(options: PlanOptions, section: number, place: number, rows: PlanRows): void {
  const { places, callCosts, farJumps } = options;
  const { start } = places.calls;
  const calls = identityOrder(start[place + 1] - start[place]).map((i) => start[place] + i);
  for (const call of sortByValue(calls, callCosts, true)) rows.add(CALL_ROW, section, call, place);
  for (const jump of farJumps.get(place) ?? []) rows.add(JUMP_ROW, section, jump, place);
}

/** Lines with costs alone, by a cost: no sections, no folds. */
export function planByCost(options: PlanOptions, values: Float64Array, descending: boolean): CodePlan {
  const { sections, places, find } = options;
  const rows = new PlanRows();
  const rowOfPlace = new Int32Array(places.length).fill(NONE);
  const sectionOf = new Int32Array(places.length).fill(NONE);
  for (const [index, { from, to }] of sections.entries()) sectionOf.fill(index, from, to);
  const shown = rowOfPlace.map((_, place) => place).filter((place) => sectionOf[place] !== NONE && values[place] !== 0);
  const found = sections.map(
    ({ source }) => new Set(find === '' || source === undefined ? [] : linesWith(source, find)),
  );
  for (const place of sortByValue(shown, values, descending)) {
    const row = rows.add(LINE_ROW, sectionOf[place], places.line[place], place);
    rowOfPlace[place] = row;
    if (found[sectionOf[place]].has(places.line[place])) rows.found.push(row);
    addBelow(options, sectionOf[place], place, rows);
  }
  return rows.finish(rowOfPlace);
}
