// Where in the sources a function spent its cost: its lines (of its own file and of code inlined from others), the calls it makes at
// them and the jumps between them. Structure depends on function and parts alone; costs are columns beside it, one per event type.
import { NONE } from '../base/brands.ts';
import { arrayOf } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import { groupRows, identityOrder, type RowGroups } from '../base/sort-indices.ts';
import type { EventTypeIndex, FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { type CallArrows, callArrows } from './call-arrows.ts';
import { contextInclusive, sumOutermost } from './context-costs.ts';
import { combine, isDerived, recordedCosts } from './event-costs.ts';
import { functionTotals } from './function-totals.ts';
import { idleMask, partMask, partsKey, type Scope, scopeKey } from './scope.ts';

/** A row is a line of a file that the function has cost, calls or jumps at; by file, then line. */
export interface CodePlaces {
  readonly length: number;
  /** NONE where the recording names none. */
  readonly file: Int32Array;
  /** 1-based; NONE for what has no line. */
  readonly line: Int32Array;
  /** Rows of recording.lines, with the place of each. */
  readonly lineRows: Int32Array;
  readonly lineRowPlace: Int32Array;
  readonly calls: CodeCalls;
}

/** A row is all calls of one callee at one place; calls of a place are calls[callStart[p] … callStart[p + 1]). */
interface CodeCalls {
  readonly length: number;
  readonly place: Int32Array;
  readonly callee: Int32Array;
  readonly start: Int32Array;
  /** Rows of recording.calls, or contexts of stack recordings, with the call of each. */
  readonly rows: Int32Array;
  readonly rowCall: Int32Array;
}

export function codePlaces(recording: Recording, scope: Scope, fn: FunctionIndex): CodePlaces {
  return memo(recording, `code-places:${partsKey(scope)}:${fn}`, () => findPlaces(recording, scope, fn));
}

function findPlaces(recording: Recording, scope: Scope, fn: FunctionIndex): CodePlaces {
  const active = partMask(recording, scope);
  const isActive = (part: number) => active === undefined || active[part] === 1;
  const { lines, jumps, functions } = recording;
  const places = new PlaceNumbers();
  const lineRows = rowsOf(lineRowsByFunction(recording), fn).filter((row) => isActive(arrayOf(lines.part)[row]));
  const rowPlace = lineRows.map((row) => places.number(arrayOf(lines.file)[row], arrayOf(lines.line)[row]));
  const sites = callSites(recording, scope, fn);
  const sitePlace = sites.rows.map((_, i) => places.number(sites.file[i], sites.line[i]));
  for (const row of rowsOf(jumpRowsByFunction(recording), fn)) {
    places.number(arrayOf(jumps.fromFile)[row], arrayOf(jumps.fromLine)[row]);
    if (arrayOf(jumps.toFunction)[row] === fn) {
      places.number(arrayOf(jumps.toFile)[row], arrayOf(jumps.toLine)[row]);
    }
  }
  const { file, line, rank } = places.sorted(functions.file[fn]);
  return {
    length: file.length,
    file,
    line,
    lineRows,
    lineRowPlace: rowPlace.map((place) => rank[place]),
    calls: groupCalls(
      sites,
      sitePlace.map((place) => rank[place]),
      file.length,
    ),
  };
}

/** Gives equal places one number. */
class PlaceNumbers {
  private readonly numbers = new Map<number, number>();
  private readonly files: number[] = [];
  private readonly lines: number[] = [];

  number(file: number, line: number): number {
    // Two whole numbers below 2^31 and 2^22 in one double: exact.
    const key = (file + 1) * 2 ** 31 + (line + 1);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const fresh = this.files.length;
    this.numbers.set(key, fresh);
    this.files.push(file);
    this.lines.push(line);
    return fresh;
  }

  /** The function's own file first, then the others; lines ascending. rank[number]: place in that order. */
  sorted(own: number): { file: Int32Array; line: Int32Array; rank: Int32Array } {
    const { files, lines } = this;
    const order = files.map((_, i) => i);
    order.sort(
      (a, b) => Number(files[b] === own) - Number(files[a] === own) || files[a] - files[b] || lines[a] - lines[b],
    );
    const rank = new Int32Array(order.length);
    for (let i = 0; i < order.length; i++) rank[order[i]] = i;
    return { file: Int32Array.from(order, (i) => files[i]), line: Int32Array.from(order, (i) => lines[i]), rank };
  }
}

function rowsOf({ start, rows }: RowGroups, key: number): Int32Array {
  return rows.subarray(start[key], start[key + 1]);
}

function lineRowsByFunction(recording: Recording): RowGroups {
  const { lines, functions } = recording;
  return memo(recording, 'lines-by-function', () => groupRows(arrayOf(lines.function), functions.length));
}

/** Rows of the calls (or contexts) of a function. */
function callsOf({ start, end, rows }: CallArrows, fn: FunctionIndex): Int32Array {
  return rows?.subarray(start[fn], end[fn]) ?? identityOrder(end[fn] - start[fn]).map((place) => start[fn] + place);
}

export function jumpRowsByFunction(recording: Recording): RowGroups {
  const { jumps, functions } = recording;
  return memo(recording, 'jumps-by-function', () => groupRows(arrayOf(jumps.function), functions.length));
}

/** Rows of calls (or contexts) that the function makes, with callee and place. */
interface CallSites {
  readonly rows: Int32Array;
  readonly callee: Int32Array;
  readonly file: Int32Array;
  readonly line: Int32Array;
}

function callSites(recording: Recording, scope: Scope, fn: FunctionIndex): CallSites {
  const own = recording.functions.file[fn];
  const rows = callsOf(callArrows(recording, scope), fn);
  if (recording.family === 'stacks') {
    const { contexts } = recording;
    const line = arrayOf(contexts.callLine);
    const callee = arrayOf(contexts.function);
    return {
      rows,
      callee: rows.map((c) => callee[c]),
      file: rows.map(() => own),
      line: rows.map((c) => line[c]),
    };
  }
  const { calls } = recording;
  const [callee, file, line] = [arrayOf(calls.callee), arrayOf(calls.file), arrayOf(calls.line)];
  return {
    rows,
    callee: rows.map((row) => callee[row]),
    // A call without a file is one of the function's own.
    file: rows.map((row) => (file[row] === NONE ? own : file[row])),
    line: rows.map((row) => line[row]),
  };
}

function groupCalls(sites: CallSites, place: Int32Array, places: number): CodeCalls {
  const numbers = new Map<number, number>();
  const callPlace: number[] = [];
  const callee: number[] = [];
  const rowCall = sites.rows.map((_, i) => {
    const key = place[i] * 2 ** 31 + sites.callee[i];
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, callee.length);
    callPlace.push(place[i]);
    return callee.push(sites.callee[i]) - 1;
  });
  const { start, rows: order } = groupRows(Int32Array.from(callPlace), places);
  const rank = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) rank[order[i]] = i;
  return {
    length: order.length,
    place: order.map((call) => callPlace[call]),
    callee: order.map((call) => callee[call]),
    start,
    rows: sites.rows,
    rowCall: rowCall.map((call) => rank[call]),
  };
}

export interface PlaceCosts {
  /** By place. */
  readonly self: Float64Array;
  /** By row of `calls`, as recorded. */
  readonly calls: Float64Array;
  /** Self costs are the function's, shared out by another event type that is recorded by line. */
  readonly estimated: boolean;
}

export function placeCosts(recording: Recording, scope: Scope, fn: FunctionIndex): PlaceCosts {
  return memo(recording, `place-costs:${scopeKey(scope)}:${fn}`, () => {
    const places = codePlaces(recording, scope, fn);
    const self = selfByPlace(recording, scope, fn);
    const calls = costsOfCalls(recording, scope, places);
    const total = functionTotals(recording, scope).self[fn];
    if (total === 0 || self.some((cost) => cost !== 0)) return { self, calls, estimated: false };
    const shared = sharedOut(recording, scope, fn, total);
    return { self: shared ?? self, calls, estimated: shared !== undefined };
  });
}

function selfByPlace(recording: Recording, scope: Scope, fn: FunctionIndex): Float64Array {
  const { length, lineRows, lineRowPlace } = codePlaces(recording, scope, fn);
  if (isDerived(recording, scope.eventType)) {
    return combine(recording, scope.eventType, length, (eventType) =>
      selfByPlace(recording, { ...scope, eventType }, fn),
    );
  }
  const self = new Float64Array(length);
  const costs = recordedCosts(recording.lines.self, scope.eventType);
  if (costs === undefined || idleMask(recording, scope)?.[fn] === 1) return self;
  for (let i = 0; i < lineRows.length; i++) self[lineRowPlace[i]] += costs[lineRows[i]];
  return self;
}

/** V8 counts samples by line, but not time: the function's time is shared out by the samples. */
function sharedOut(recording: Recording, scope: Scope, fn: FunctionIndex, total: number): Float64Array | undefined {
  for (let e = 0; e < recording.recordedEventTypes; e++) {
    const weights = selfByPlace(recording, { ...scope, eventType: e as EventTypeIndex }, fn);
    const sum = weights.reduce((all, weight) => all + weight, 0);
    if (sum > 0) return weights.map((weight) => (weight / sum) * total);
  }
  return undefined;
}

function costsOfCalls(recording: Recording, scope: Scope, places: CodePlaces): Float64Array {
  const { length, rows, rowCall } = places.calls;
  if (isDerived(recording, scope.eventType)) {
    return combine(recording, scope.eventType, length, (eventType) =>
      costsOfCalls(recording, { ...scope, eventType }, places),
    );
  }
  if (recording.family === 'stacks') {
    const callOf = new Int32Array(recording.contexts.length).fill(NONE);
    for (let i = 0; i < rows.length; i++) callOf[rows[i]] = rowCall[i];
    return sumOutermost(recording, contextInclusive(recording, scope), (c) => callOf[c], length);
  }
  const sums = new Float64Array(length);
  const costs = recordedCosts(recording.calls.inclusive, scope.eventType);
  if (costs !== undefined) for (let i = 0; i < rows.length; i++) sums[rowCall[i]] += costs[rows[i]];
  return sums;
}

/** How often the calls of each row of `calls` were made. */
export function placeCallCounts(recording: Recording, places: CodePlaces): Float64Array {
  const counts = new Float64Array(places.calls.length);
  if (recording.family === 'stacks') return counts;
  const { rows, rowCall } = places.calls;
  const count = arrayOf(recording.calls.callCount);
  for (let i = 0; i < rows.length; i++) counts[rowCall[i]] += count[rows[i]];
  return counts;
}
