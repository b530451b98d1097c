// What stands between values that a program always writes with the same bytes around them: up to 32 bytes, compared at once. Which ones they are
// stands in memory, put there by node-lane.ts.
import { LENGTHS_AT, STEP_BYTES, STEPS_AT } from '../../shared/formats/cpuprofile/node-memory.ts';

const HALF: usize = 16;
const MASK: usize = 32;

/** Behind the bytes of the step; 0 where something else stands at p, or where p is 0. */
export function behindStep(p: usize, step: usize): usize {
  const cell = STEPS_AT + step * STEP_BYTES;
  const first = v128.and(v128.xor(v128.load(p), v128.load(cell)), v128.load(cell + MASK));
  const second = v128.and(v128.xor(v128.load(p + HALF), v128.load(cell + HALF)), v128.load(cell + MASK + HALF));
  if (v128.any_true(v128.or(first, second))) return 0;
  return p + load<u32>(LENGTHS_AT + step * 4);
}
