// Which node an id means. V8 numbers nodes in a row, from 1 or, in a browser that has been profiled for long, from some larger number;
// other tools may write anything.
import { NONE } from '../../base/brands.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import { KeyedRows } from '../../base/keyed-rows.ts';
import { inSlices, type Sliced } from '../../base/slices.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { CpuprofileContent } from './content.ts';

/** Ids of any kind to node rows. */
export interface NodeIds {
  /** The first node with this id; NONE. */
  rowOf(id: number): number;
  readonly dense: DenseIds | undefined;
}

/** Where ids lie close together: the row of id i is rows[i − least], NONE where there is none. Without `rows` it is i − least. */
export interface DenseIds {
  readonly rows: Int32Array | undefined;
  readonly least: number;
  readonly length: number;
}

/** So many numbers may be left out for each node in a table that has a place for every number. */
const GAPS = 4;

export function* numberNodes(content: CpuprofileContent, builder: RecordingBuilder): Sliced<NodeIds> {
  const ids = content.id.array;
  const count = content.nodeCount;
  const first = ids[0];
  if (yield* isConsecutive(ids, count)) {
    const rowOf = (id: number): number =>
      id >= first && id < first + count && Number.isInteger(id) ? id - first : NONE;
    return { rowOf, dense: { rows: undefined, least: first, length: count } };
  }
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  let isWhole = true;
  yield* inSlices(count, (from, to) => {
    for (let row = from; row < to; row++) {
      const id = ids[row];
      if (id < least) least = id;
      if (id > greatest) greatest = id;
      if (!Number.isInteger(id)) isWhole = false;
    }
  });
  const warn = (): void =>
    builder.diagnose(
      'duplicate-id',
      'warning',
      'Two nodes have the same id; samples and children of this id belong to the first.',
    );
  const span = greatest - least + 1;
  if (!isWhole || span > count * GAPS + 1000) return yield* scattered(content, builder, warn);
  const rows = new Int32Array(span).fill(NONE);
  yield* inSlices(count, (from, to) => {
    for (let row = from; row < to; row++) {
      const at = ids[row] - least;
      if (rows[at] === NONE) rows[at] = row;
      else warn();
    }
  });
  return { rowOf: (id) => rows[id - least] ?? NONE, dense: { rows, least, length: span } };
}

/** One after the other, as V8 mostly writes them. */
function* isConsecutive(ids: ArrayLike<number>, count: number): Sliced<boolean> {
  const first = ids[0];
  let isSo = Number.isSafeInteger(first);
  yield* inSlices(count, (from, to) => {
    for (let row = from; row < to && isSo; row++) isSo = ids[row] === first + row;
  });
  return isSo;
}

/** Ids of any kind, found by their bits. */
function* scattered(content: CpuprofileContent, builder: RecordingBuilder, warn: () => void): Sliced<NodeIds> {
  const ids = content.id.array;
  const halves = new Int32Array(2);
  const whole = new Float64Array(halves.buffer);
  const keys = new KeyedRows(2);
  const rows = new GrowableInt32();
  const keyOf = (id: number): number => {
    // −0 is 0.
    whole[0] = id + 0;
    keys.key.set(halves);
    const key = keys.rowOfKey();
    while (rows.length <= key) rows.push(NONE);
    return key;
  };
  yield* inSlices(content.nodeCount, (from, to) => {
    for (let row = from; row < to; row++) {
      if (Number.isNaN(ids[row])) {
        if (!content.hasHead) builder.diagnose('no-id', 'warning', 'A node has no id: nothing can refer to it.');
        continue;
      }
      const key = keyOf(ids[row]);
      if (rows.array[key] === NONE) rows.array[key] = row;
      else warn();
    }
  });
  return { rowOf: (id) => (Number.isNaN(id) ? NONE : rows.array[keyOf(id)]), dense: undefined };
}
