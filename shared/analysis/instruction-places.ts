// Where in its machine code a function spent its cost: its addresses, the calls made at them and the jumps between them. Structure depends
// on function and parts alone; costs are columns beside it, one per event type.
import { NONE } from '../base/brands.ts';
import { arrayOf, NO_ADDRESS } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import { groupRows, type RowGroups } from '../base/sort-indices.ts';
import type { CallIndex, FunctionIndex, InstructionIndex, JumpIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { combine, isDerived, recordedCosts } from './event-costs.ts';
import { idleMask, partMask, partsKey, type Scope, scopeKey } from './scope.ts';

/** A row is an address of the function that has cost or a call, or that a jump leaves or comes to; ascending. */
export interface InstructionPlaces {
  readonly length: number;
  readonly address: BigUint64Array;
  /** Source position of the instruction; NONE where unknown. */
  readonly file: Int32Array;
  readonly line: Int32Array;
  /** Rows of recording.instructions, with the place of each. */
  readonly rows: Int32Array;
  readonly rowPlace: Int32Array;
  readonly calls: InstructionCalls;
  readonly jumps: InstructionJumps;
}

/** A row is all calls of one callee at one address, by place. */
interface InstructionCalls {
  readonly length: number;
  readonly place: Int32Array;
  readonly callee: Int32Array;
  /** Number of calls. */
  readonly count: Float64Array;
  /** Rows of recording.calls, with the row of this table of each. */
  readonly rows: Int32Array;
  readonly rowCall: Int32Array;
}

/** A row is all executions of one branch, by place. */
interface InstructionJumps {
  readonly length: number;
  readonly from: Int32Array;
  /** Place in this function; OUTSIDE where the branch leads to another one. */
  readonly to: Int32Array;
  readonly toAddress: BigUint64Array;
  readonly toFunction: Int32Array;
  /** 1: conditional. */
  readonly conditional: Uint8Array;
  readonly executed: Float64Array;
  readonly followed: Float64Array;
}

/** In `to` of a jump that leaves the function. */
export const OUTSIDE = -1;

export function hasInstructions(recording: Recording): boolean {
  return recording.instructions.length > 0;
}

export function instructionPlaces(recording: Recording, scope: Scope, fn: FunctionIndex): InstructionPlaces {
  return memo(recording, `instruction-places:${partsKey(scope)}:${fn}`, () => findPlaces(recording, scope, fn));
}

/** Self cost by place. */
export function instructionSelf(recording: Recording, scope: Scope, fn: FunctionIndex): Float64Array {
  return memo(recording, `instruction-self:${scopeKey(scope)}:${fn}`, () => {
    const { length, rows, rowPlace } = instructionPlaces(recording, scope, fn);
    if (isDerived(recording, scope.eventType)) {
      return combine(recording, scope.eventType, length, (eventType) =>
        instructionSelf(recording, { ...scope, eventType }, fn),
      );
    }
    const self = new Float64Array(length);
    const costs = recordedCosts(recording.instructions.self, scope.eventType);
    if (costs === undefined || idleMask(recording, scope)?.[fn] === 1) return self;
    for (let i = 0; i < rows.length; i++) self[rowPlace[i]] += costs[rows[i]];
    return self;
  });
}

/** Inclusive cost by row of `calls`, as recorded. */
export function instructionCallCosts(recording: Recording, scope: Scope, fn: FunctionIndex): Float64Array {
  return memo(recording, `instruction-calls:${scopeKey(scope)}:${fn}`, () => {
    const { calls } = instructionPlaces(recording, scope, fn);
    if (isDerived(recording, scope.eventType)) {
      return combine(recording, scope.eventType, calls.length, (eventType) =>
        instructionCallCosts(recording, { ...scope, eventType }, fn),
      );
    }
    const sums = new Float64Array(calls.length);
    const costs = recordedCosts(recording.calls.inclusive, scope.eventType);
    if (costs === undefined) return sums;
    for (let i = 0; i < calls.rows.length; i++) sums[calls.rowCall[i]] += costs[calls.rows[i]];
    return sums;
  });
}

function findPlaces(recording: Recording, scope: Scope, fn: FunctionIndex): InstructionPlaces {
  const active = partMask(recording, scope);
  const { instructions, calls, jumps } = recording;
  const ofParts = (rows: Int32Array, part: ArrayLike<number>): Int32Array =>
    active === undefined ? rows : rows.filter((row) => active[part[row]] === 1);
  const instructionAddress = (row: number): bigint => instructions.address.at(row as InstructionIndex);
  const callAddress = (row: number): bigint => calls.address.at(row as CallIndex);
  const fromAddress = (row: number): bigint => jumps.fromAddress.at(row as JumpIndex);
  const toAddress = (row: number): bigint => jumps.toAddress.at(row as JumpIndex);
  const toFunction = arrayOf(jumps.toFunction);
  const rows = ofParts(rowsByFunction(recording, 'instructions', fn), arrayOf(instructions.part));
  const callRows = ofParts(rowsByFunction(recording, 'calls', fn), arrayOf(calls.part));
  const knownCalls = callRows.filter((row) => callAddress(row) !== NO_ADDRESS);
  // Jumps are not told apart by part.
  const jumpRows = rowsByFunction(recording, 'jumps', fn).filter((row) => fromAddress(row) !== NO_ADDRESS);
  const address = distinct([
    ...Array.from(rows, (row) => instructionAddress(row)),
    ...Array.from(knownCalls, (row) => callAddress(row)),
    ...Array.from(jumpRows, (row) => fromAddress(row)),
    ...Array.from(
      jumpRows.filter((row) => toFunction[row] === fn),
      (row) => toAddress(row),
    ),
  ]);
  const placeOf = new Map(Array.from(address, (value, place) => [value, place]));
  const at = (value: bigint): number => placeOf.get(value) ?? -1;
  const file = new Int32Array(address.length).fill(NONE);
  const line = new Int32Array(address.length).fill(NONE);
  const rowPlace = rows.map((row) => {
    const place = at(instructionAddress(row));
    file[place] = arrayOf(instructions.file)[row];
    line[place] = arrayOf(instructions.line)[row];
    return place;
  });
  const fillIn = (place: number, ofFile: number, ofLine: number) => {
    if (line[place] !== NONE) return;
    file[place] = ofFile;
    line[place] = ofLine;
  };
  // Instructions that cost nothing themselves: their calls and jumps say where they are.
  for (const row of knownCalls) fillIn(at(callAddress(row)), arrayOf(calls.file)[row], arrayOf(calls.line)[row]);
  for (const row of jumpRows) {
    fillIn(at(fromAddress(row)), arrayOf(jumps.fromFile)[row], arrayOf(jumps.fromLine)[row]);
    if (toFunction[row] === fn) fillIn(at(toAddress(row)), arrayOf(jumps.toFile)[row], arrayOf(jumps.toLine)[row]);
  }
  return {
    length: address.length,
    address,
    file,
    line,
    rows,
    rowPlace,
    calls: findCalls(recording, knownCalls, at),
    jumps: findJumps(recording, jumpRows, at),
  };
}

function distinct(addresses: readonly bigint[]): BigUint64Array {
  return BigUint64Array.from(new Set(addresses)).sort();
}

/** Equal (place, key) get one row of a table, in the order of places; the row of each, and one member of each row. */
function rowsFor(place: Int32Array, key: Int32Array): { rowOf: Int32Array; member: Int32Array } {
  const order = Array.from(place, (_, i) => i).sort((a, b) => place[a] - place[b] || key[a] - key[b]);
  const rowOf = new Int32Array(place.length);
  const member: number[] = [];
  for (const [position, i] of order.entries()) {
    const before = order[position - 1];
    if (position === 0 || place[before] !== place[i] || key[before] !== key[i]) member.push(i);
    rowOf[i] = member.length - 1;
  }
  return { rowOf, member: Int32Array.from(member) };
}

function findCalls({ calls }: Recording, rows: Int32Array, at: (address: bigint) => number): InstructionCalls {
  const calleeOf = arrayOf(calls.callee);
  const counts = arrayOf(calls.callCount);
  const place = rows.map((row) => at(calls.address.at(row as CallIndex)));
  const callee = rows.map((row) => calleeOf[row]);
  const { rowOf, member } = rowsFor(place, callee);
  const count = new Float64Array(member.length);
  for (let i = 0; i < rows.length; i++) count[rowOf[i]] += counts[rows[i]];
  return {
    length: member.length,
    place: member.map((i) => place[i]),
    callee: member.map((i) => callee[i]),
    count,
    rows,
    rowCall: rowOf,
  };
}

function findJumps({ jumps }: Recording, rows: Int32Array, at: (address: bigint) => number): InstructionJumps {
  const fromAddress = (row: number): bigint => jumps.fromAddress.at(row as JumpIndex);
  const toAddress = (row: number): bigint => jumps.toAddress.at(row as JumpIndex);
  const toFunction = arrayOf(jumps.toFunction);
  const ownFunction = arrayOf(jumps.function);
  const from = rows.map((row) => at(fromAddress(row)));
  const to = rows.map((row) => (toFunction[row] === ownFunction[row] ? at(toAddress(row)) : OUTSIDE));
  // Branches to other functions are told apart by address: a number of its own for each, below that of "outside".
  const outside = new Map<bigint, number>();
  const target = to.map((place, i) => {
    if (place !== OUTSIDE) return place;
    const number = outside.get(toAddress(rows[i])) ?? OUTSIDE - 1 - outside.size;
    outside.set(toAddress(rows[i]), number);
    return number;
  });
  const { rowOf, member } = rowsFor(from, target);
  const executed = new Float64Array(member.length);
  const followed = new Float64Array(member.length);
  for (let i = 0; i < rows.length; i++) {
    executed[rowOf[i]] += arrayOf(jumps.executed)[rows[i]];
    followed[rowOf[i]] += arrayOf(jumps.followed)[rows[i]];
  }
  return {
    length: member.length,
    from: member.map((i) => from[i]),
    to: member.map((i) => to[i]),
    toAddress: BigUint64Array.from(member, (i) => toAddress(rows[i])),
    toFunction: member.map((i) => toFunction[rows[i]]),
    conditional: Uint8Array.from(member, (i) => arrayOf(jumps.conditional)[rows[i]]),
    executed,
    followed,
  };
}

function rowsByFunction(
  recording: Recording,
  table: 'instructions' | 'calls' | 'jumps',
  fn: FunctionIndex,
): Int32Array {
  const { start, rows } = memo(recording, `${table}-by-function`, (): RowGroups => {
    const owner = table === 'calls' ? recording.calls.caller : recording[table].function;
    return groupRows(arrayOf(owner), recording.functions.length);
  });
  return rows.subarray(start[fn], start[fn + 1]);
}
