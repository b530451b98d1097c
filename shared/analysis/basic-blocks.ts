// The control flow of a function: runs of instructions that are always executed together, and how often one run followed another.
// Made from recorded addresses and jumps alone, so that it needs no binary: code that never ran is in no block.
import { memo } from '../base/memo.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { type InstructionPlaces, instructionPlaces, OUTSIDE } from './instruction-places.ts';
import { partsKey, type Scope } from './scope.ts';

export interface BasicBlocks {
  readonly length: number;
  /** Places (instruction-places.ts) of block b: firstPlace[b] … firstPlace[b + 1] − 1. */
  readonly firstPlace: Int32Array;
  readonly flows: readonly Flow[];
}

/** One way from a block to another. */
export interface Flow {
  readonly from: number;
  readonly to: number;
  /** `jump`: always taken where it stands; `branch`: taken or not; `next`: what comes behind in memory. */
  readonly kind: 'jump' | 'branch' | 'next';
  /** How often; undefined for a `next` behind a block that ends in no recorded branch. */
  readonly count: number | undefined;
}

/**
 * Blocks begin at the function's first address, where jumps lead to, and behind jumps. Control goes on to the next block unless the
 * block ends in an unconditional jump, or in a branch that was always taken.
 */
export function basicBlocks(recording: Recording, scope: Scope, fn: FunctionIndex): BasicBlocks {
  return memo(recording, `basic-blocks:${partsKey(scope)}:${fn}`, () => {
    const places = instructionPlaces(recording, scope, fn);
    const firstPlace = blockStarts(places);
    const blockOf = new Int32Array(places.length);
    for (let block = 0; block + 1 < firstPlace.length; block++) {
      blockOf.fill(block, firstPlace[block], firstPlace[block + 1]);
    }
    return { length: firstPlace.length - 1, firstPlace, flows: findFlows(places, firstPlace, blockOf) };
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

function findFlows({ jumps }: InstructionPlaces, firstPlace: Int32Array, blockOf: Int32Array): Flow[] {
  const flows: Flow[] = [];
  const blocks = firstPlace.length - 1;
  /** By block: how often control went on from its end; undefined where nothing was recorded there. */
  const passedOn: (number | undefined)[] = new Array(blocks).fill(undefined);
  const endsInJump = new Uint8Array(blocks);
  for (let jump = 0; jump < jumps.length; jump++) {
    const from = blockOf[jumps.from[jump]];
    const isConditional = jumps.conditional[jump] === 1;
    if (isConditional) passedOn[from] = Math.max(0, jumps.executed[jump] - jumps.followed[jump]);
    else endsInJump[from] = 1;
    if (jumps.to[jump] === OUTSIDE || jumps.followed[jump] === 0) continue;
    const kind = isConditional ? 'branch' : 'jump';
    flows.push({ from, to: blockOf[jumps.to[jump]], kind, count: jumps.followed[jump] });
  }
  for (let block = 0; block + 1 < blocks; block++) {
    const count = passedOn[block];
    if (count === 0 || (count === undefined && endsInJump[block] === 1)) continue;
    flows.push({ from: block, to: block + 1, kind: 'next', count });
  }
  return flows.sort((a, b) => a.from - b.from || a.to - b.to);
}
