// Siblings of one function are one context, and their children are siblings. V8 tells nodes apart by more than their function, but such nodes
// are few: all are found by going through the children of each parent, and only children of what was merged are looked up in a table.
import { NONE } from '../../base/brands.ts';
import { KeyedRows } from '../../base/keyed-rows.ts';
import { inSlices, type Sliced } from '../../base/slices.ts';
import type { ContextLinks } from '../../model/context-rows.ts';

export interface MergedSiblings {
  readonly links: ContextLinks;
  /** By place in the links as they were: the number of the context. */
  readonly numbers: Int32Array;
}

/** Whether no two siblings have one function: `siblings` are nodes, those with the same parent one behind the other, `rows` their numbers. */
export function* areDistinct(
  { parents, functions: of, first }: ContextLinks,
  siblings: Int32Array | Float64Array,
  rows: Int32Array,
  functions: number,
): Sliced<boolean> {
  /** By function: the place at which it was met last. */
  const met = new Int32Array(functions).fill(NONE);
  let found = 0;
  yield* inSlices(siblings.length, (from, to) => {
    for (let at = from; at < to; at++) {
      const i = rows[siblings[at]] - first;
      const other = met[of[i]];
      if (other !== NONE && parents[other] === parents[i]) found++;
      met[of[i]] = i;
    }
  });
  return found === 0;
}

/** `undefined` where no two siblings have one function. `functions`: so many there are. */
export function* mergeSiblings(links: ContextLinks, functions: number): Sliced<MergedSiblings | undefined> {
  const twins = yield* firstTwins(links, functions);
  if (twins === undefined) return undefined;
  const { parents, functions: of, first } = links;
  const { length } = parents;
  const numbers = new Int32Array(length);
  const distinct = { parents: new Int32Array(length), functions: new Int32Array(length) };
  /** 1 for twins and all below them: there nodes with different parents may be siblings after all. */
  const isBelowTwins = new Uint8Array(length);
  for (let i = 0; i < length; i++) if (twins[i] !== i) isBelowTwins[i] = isBelowTwins[twins[i]] = 1;
  const table = new KeyedRows(2);
  /** By row of the table: the place of the node. */
  const places: number[] = [];
  let made = 0;
  yield* inSlices(length, (from, to) => {
    for (let i = from; i < to; i++) {
      const place = parents[i] === NONE ? NONE : parents[i] - first;
      const parent = place === NONE ? NONE : numbers[place];
      let twin = twins[i];
      if (place !== NONE && isBelowTwins[place] === 1) {
        isBelowTwins[i] = 1;
        table.key[0] = parent;
        table.key[1] = of[i];
        const row = table.rowOfKey();
        if (row === places.length) places.push(i);
        twin = places[row];
      }
      if (twin !== i) {
        numbers[i] = numbers[twin];
        continue;
      }
      numbers[i] = first + made;
      distinct.parents[made] = parent;
      distinct.functions[made++] = of[i];
    }
  });
  return {
    links: { parents: distinct.parents.subarray(0, made), functions: distinct.functions.subarray(0, made), first },
    numbers,
  };
}

/** For each place that of the first one with the same parent and function, often its own; `undefined` where it always is. */
function* firstTwins(
  { parents, functions: of, first }: ContextLinks,
  functions: number,
): Sliced<Int32Array | undefined> {
  const { length } = parents;
  const siblings = yield* bySiblings(parents, first);
  const twins = new Int32Array(length);
  /** By function: the place at which it was met last. */
  const met = new Int32Array(functions).fill(NONE);
  let found = 0;
  yield* inSlices(length, (from, to) => {
    for (let at = from; at < to; at++) {
      const i = siblings[at];
      const other = met[of[i]];
      const isTwin = other !== NONE && parents[other] === parents[i];
      twins[i] = isTwin ? other : i;
      if (isTwin) found++;
      else met[of[i]] = i;
    }
  });
  return found === 0 ? undefined : twins;
}

/** Places with the same parent one behind the other, in their order. */
function* bySiblings(parents: Int32Array, first: number): Sliced<Int32Array> {
  const { length } = parents;
  const before = first - 1;
  /** By 1 + parent, 0 for none: first the number of children of the one before, then where its next child goes. */
  const next = new Int32Array(length + 2);
  yield* inSlices(length, (from, to) => {
    for (let i = from; i < to; i++) next[parents[i] === NONE ? 1 : parents[i] - before + 1]++;
  });
  for (let i = 1; i < next.length; i++) next[i] += next[i - 1];
  const siblings = new Int32Array(length);
  yield* inSlices(length, (from, to) => {
    for (let i = from; i < to; i++) siblings[next[parents[i] === NONE ? 0 : parents[i] - before]++] = i;
  });
  return siblings;
}
