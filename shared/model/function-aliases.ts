// Functions of the builder's table that turn out to be another one of it: what was said of the first is said of the second, and the first
// has no row in the recording. A column, not a Map: writers that never name the file of a callee make one for nearly every call.
import { NONE } from '../base/brands.ts';
import { inSlices, type Sliced } from '../base/slices.ts';

export interface SettledFunctions {
  /** Row of the builder's table → row of the recording. */
  readonly map: Int32Array;
  /** Row of the recording → row of the builder's table. */
  readonly kept: Int32Array;
}

export class FunctionAliases {
  /** How many rows stand for another. */
  size = 0;
  /** By row: the one that it stands for. */
  private targets = new Int32Array(0);

  set(from: number, to: number): void {
    if (from >= this.targets.length) this.grow(from + 1);
    if (this.targets[from] === NONE) this.size++;
    this.targets[from] = to;
  }

  /** For a table of `count` rows. Those that stand for each other in a circle have no row: NONE. */
  *settle(count: number): Sliced<SettledFunctions> {
    const map = new Int32Array(count).fill(NONE);
    const kept = new Int32Array(count - this.size);
    const { targets, size } = this;
    const known = Math.min(count, targets.length);
    let next = 0;
    yield* inSlices(count, (start, end) => {
      for (let row = start; row < end; row++) {
        if (row < known && targets[row] !== NONE) continue;
        kept[next] = row;
        map[row] = next++;
      }
    });
    yield* inSlices(known, (start, end) => {
      for (let row = start; row < end; row++) {
        if (targets[row] === NONE) continue;
        let to = targets[row];
        for (let steps = 0; to < known && targets[to] !== NONE && steps < size; steps++) to = targets[to];
        map[row] = map[to];
      }
    });
    return { map, kept };
  }

  private grow(length: number): void {
    const larger = new Int32Array(Math.max(length, this.targets.length * 2)).fill(NONE);
    larger.set(this.targets);
    this.targets = larger;
  }
}
