// The lines of a recording whose every cost has an address: sums of its instructions. They are made when somebody first asks for them:
// half of all questions never do, and a table that says the same once more would double the memory of a large recording.
import { arrayOf } from '../base/columns.ts';
import { runAtOnce } from '../base/slices.ts';
import type { AppendedCostRows } from './appended-rows.ts';
import type { InstructionTable } from './recording.ts';

/** A function that computes the value when it is first called. */
export function onceAsked<Value>(compute: () => Value): () => Value {
  let kept: { value: Value } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}

/** Adds the self cost of every instruction to its line; `scales` were multiplied in already. */
export function addLinesOf(instructions: InstructionTable, lines: AppendedCostRows, scales: readonly number[]): void {
  const [part, fn, file, line] = [instructions.part, instructions.function, instructions.file, instructions.line].map(
    arrayOf,
  );
  const self = instructions.self.map((column) => (column === undefined ? undefined : arrayOf(column)));
  const costs = new Float64Array(self.length);
  for (let row = 0; row < instructions.length; row++) {
    const { stagedKeys, next } = lines;
    stagedKeys[next] = part[row];
    stagedKeys[next + 1] = fn[row];
    stagedKeys[next + 2] = file[row];
    stagedKeys[next + 3] = line[row];
    for (let e = 0; e < costs.length; e++) costs[e] = (self[e]?.[row] ?? 0) / scales[e];
    lines.add(costs, costs.length, 0);
  }
  runAtOnce(lines.compact());
}
