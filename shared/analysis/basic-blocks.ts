// The control flow of a function: runs of instructions that are always executed together, and how often one run followed another.
// Made from recorded addresses and jumps alone, so that it needs no binary: code that never ran is in no block.
import { memo } from '../base/memo.ts';
import type { EventTypeIndex, FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { type InstructionPlaces, instructionPlaces, instructionSelf, OUTSIDE } from './instruction-places.ts';
import { partMask, partsKey, type Scope } from './scope.ts';

export interface BasicBlocks {
  readonly length: number;
  /** Places (instruction-places.ts) of block b: firstPlace[b] … firstPlace[b + 1] − 1. */
  readonly firstPlace: Int32Array;
  /** By block: how often it ran; undefined where that is not known. */
  readonly executions: readonly (number | undefined)[];
  /** By origin, then target. */
  readonly flows: readonly Flow[];
}

/** One way from a block to another. */
export interface Flow {
  readonly from: number;
  readonly to: number;
  /** `jump`: always taken where it stands; `branch`: taken or not; `next`: what comes behind in memory. */
  readonly kind: 'jump' | 'branch' | 'next';
  /** How often; undefined for a `next` of which nothing is known. */
  readonly count: number | undefined;
  /** Of a `branch`: how often it was reached. */
  readonly executed?: number;
}

/**
 * Blocks begin at the function's first address, where jumps lead to, and behind jumps. Control goes on to the next block as often as the
 * branch at the end was not taken; without a branch, as often as the next block ran without being jumped to. So nothing follows a return.
 * Trap: how often a branch was reached is recorded too low, because Callgrind leaves out translations of it in which it was never taken; how
 * often its block ran is the truth where that is known.
 */
export function basicBlocks(recording: Recording, scope: Scope, fn: FunctionIndex): BasicBlocks {
  return memo(recording, `basic-blocks:${partsKey(scope)}:${fn}`, () => {
    const places = instructionPlaces(recording, scope, fn);
    const firstPlace = blockStarts(places);
    const length = firstPlace.length - 1;
    const blockOf = new Int32Array(places.length);
    for (let block = 0; block < length; block++) blockOf.fill(block, firstPlace[block], firstPlace[block + 1]);
    const executions = findExecutions(recording, scope, fn, firstPlace);
    return { length, firstPlace, executions, flows: findFlows(places, { length, blockOf, executions }) };
  });
}

function blockStarts({ length, jumps }: InstructionPlaces): Int32Array {
  const isStart = new Uint8Array(length + 1);
  isStart[0] = 1;
  isStart[length] = 1;
  for (let jump = 0; jump < jumps.length; jump++) {
    if (jumps.to[jump] !== OUTSIDE) isStart[jumps.to[jump]] = 1;
    isStart[jumps.from[jump] + 1] = 1;
  }
  const starts: number[] = [];
  for (let place = 0; place <= length; place++) if (isStart[place] === 1) starts.push(place);
  return Int32Array.from(starts);
}

/**
 * Callgrind counts one Ir each time an instruction is executed, and more for repeated string instructions: the least of a block is how often
 * it ran. Jumps are not told apart by part, so that nothing can be said where parts are left out.
 */
function findExecutions(
  recording: Recording,
  scope: Scope,
  fn: FunctionIndex,
  firstPlace: Int32Array,
): readonly (number | undefined)[] {
  const blocks = firstPlace.length - 1;
  const fetched = recording.eventTypes.findIndex(({ name }, e) => name === 'Ir' && e < recording.recordedEventTypes);
  if (fetched < 0 || partMask(recording, scope) !== undefined) return new Array(blocks).fill(undefined);
  const counts = instructionSelf(recording, { ...scope, eventType: fetched as EventTypeIndex }, fn);
  return Array.from({ length: blocks }, (_, block) => {
    let least = Number.POSITIVE_INFINITY;
    for (let place = firstPlace[block]; place < firstPlace[block + 1]; place++) least = Math.min(least, counts[place]);
    return least;
  });
}

interface Blocks {
  readonly length: number;
  /** By place. */
  readonly blockOf: Int32Array;
  readonly executions: readonly (number | undefined)[];
}

function findFlows({ jumps }: InstructionPlaces, { length, blockOf, executions }: Blocks): Flow[] {
  const flows: Flow[] = [];
  /** By block that ends in a branch: how often it was reached and taken, as recorded. */
  const branches = new Map<number, { executed: number; followed: number }>();
  const endsInJump = new Uint8Array(length);
  const jumpedTo = new Float64Array(length);
  for (let jump = 0; jump < jumps.length; jump++) {
    const from = blockOf[jumps.from[jump]];
    const isConditional = jumps.conditional[jump] === 1;
    const [executed, count] = [jumps.executed[jump], jumps.followed[jump]];
    if (isConditional) {
      const known = branches.get(from);
      // A branch has one target; several rows of it are its translations.
      branches.set(from, { executed: (known?.executed ?? 0) + executed, followed: (known?.followed ?? 0) + count });
    } else endsInJump[from] = 1;
    if (jumps.to[jump] === OUTSIDE || count === 0) continue;
    const to = blockOf[jumps.to[jump]];
    jumpedTo[to] += count;
    const reached = executions[from] ?? executed;
    flows.push(
      isConditional ? { from, to, kind: 'branch', count, executed: reached } : { from, to, kind: 'jump', count },
    );
  }
  for (let block = 0; block + 1 < length; block++) {
    const branch = branches.get(block);
    if (branch === undefined && endsInJump[block] === 1) continue;
    const left =
      branch === undefined ? undefined : Math.max(0, (executions[block] ?? branch.executed) - branch.followed);
    const ran = executions[block + 1];
    const count =
      left ?? (ran === undefined ? undefined : Math.min(executions[block] ?? ran, ran - jumpedTo[block + 1]));
    if (count === undefined || count > 0) flows.push({ from: block, to: block + 1, kind: 'next', count });
  }
  return flows.sort((a, b) => a.from - b.from || a.to - b.to);
}
