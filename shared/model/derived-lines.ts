// The lines of a recording whose every cost has an address: sums of its instructions. They are made when somebody first asks for them:
// half of all questions never do, and a table that says the same once more would double the memory of a large recording.
import { ROWS_PER_BLOCK } from '../base/column-blocks.ts';
import { arrayOf } from '../base/columns.ts';
import { runAtOnce } from '../base/slices.ts';
import type { AppendedCostRows } from './appended-rows.ts';
import type { InstructionTable } from './recording.ts';

/** A function that computes the value when it is first called; what that took is not kept. */
export function onceAsked<Value>(compute: () => Value): () => Value {
  let state: { readonly compute: () => Value } | { readonly value: Value } = { compute };
  return () => {
    if ('compute' in state) state = { value: state.compute() };
    return state.value;
  };
}

/** Adds the self cost of every instruction to its line; `scales` were multiplied in already. */
export function addLinesOf(instructions: InstructionTable, lines: AppendedCostRows, scales: readonly number[]): void {
  const { length } = instructions;
  const keys = [instructions.part, instructions.function, instructions.file, instructions.line].map(arrayOf);
  const self = instructions.self.map((column) => (column === undefined ? undefined : arrayOf(column)));
  // Columns are of many kinds: set() brings them to one, a block at a time.
  const keyBlocks = keys.map(() => new Int32Array(ROWS_PER_BLOCK));
  const costBlocks = self.map(() => new Float64Array(ROWS_PER_BLOCK));
  lines.expect(lines.length + length);
  for (let from = 0; from < length; from += ROWS_PER_BLOCK) {
    const to = Math.min(length, from + ROWS_PER_BLOCK);
    for (const [j, block] of keyBlocks.entries()) block.set(keys[j].subarray(from, to));
    for (const [e, block] of costBlocks.entries()) {
      const column = self[e];
      if (column !== undefined) block.set(column.subarray(from, to));
      if (scales[e] !== 1) for (let i = 0; i < block.length; i++) block[i] /= scales[e];
    }
    addBlock(lines, keyBlocks, costBlocks, to - from);
  }
  runAtOnce(lines.compact());
}

function addBlock(
  lines: AppendedCostRows,
  [part, fn, file, line]: readonly Int32Array[],
  costs: readonly Float64Array[],
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    const { stagedKeys, next, nextNumber } = lines;
    stagedKeys[next] = part[i];
    stagedKeys[next + 1] = fn[i];
    stagedKeys[next + 2] = file[i];
    stagedKeys[next + 3] = line[i];
    const { staged } = lines.numbers;
    staged[nextNumber] = 0;
    for (let e = 0; e < costs.length; e++) staged[nextNumber + 1 + e] = costs[e][i];
    lines.commit();
  }
}
