// Calling contexts under construction: found by (part, parent, function, call line), renumbered depth-first in the end.
// Parents are created before their children; no recursion, stacks are 100,000 deep in real life.
import { NONE } from '../base/brands.ts';
import { asColumn } from '../base/columns.ts';
import { narrowestKind, type Range } from '../base/narrow-arrays.ts';
import { inSlices, ROWS_PER_SLICE, type Sliced } from '../base/slices.ts';
import { KeyedCostRows } from './cost-rows.ts';
import type { ContextIndex, FunctionIndex, PartIndex } from './indices.ts';
import type { ContextTable } from './recording.ts';

const PART = 0;
const PARENT = 1;
const FUNCTION = 2;
const CALL_LINE = 3;

/** Contexts one after the other, the first of them number `first`: provisional numbers of their parents (NONE for roots), their functions. */
export interface ContextLinks {
  readonly parents: Int32Array;
  readonly functions: Int32Array;
  readonly first: number;
}

/** Costs of contexts by one event type, and what numbers there are. */
export interface ContextCosts {
  readonly values: Float64Array;
  range: Range;
}

/** All contexts of a part that came first, as the recording will have them: depth-first. Roots have NONE for a parent. */
export interface OrderedContexts {
  readonly part: number;
  readonly parents: Int32Array;
  readonly functions: Int32Array;
  /** Where their subtrees end. */
  readonly ends: Int32Array;
  /** By event type; none of them, added up, passes 2^53. */
  costs: readonly ContextCosts[];
}

export class ContextRows extends KeyedCostRows {
  /** Those that nobody has had to look for. */
  private ordered: OrderedContexts | undefined;

  constructor(stride: number) {
    super(4, stride);
  }

  get length(): number {
    return this.ordered === undefined ? this.rows.length : this.ordered.parents.length;
  }

  /** All sums of costs are exact. */
  get areExact(): boolean {
    return this.ordered !== undefined;
  }

  /** Takes contexts as they are, where there are none yet. */
  takeOrdered(contexts: OrderedContexts): void {
    this.ordered = contexts;
  }

  /** Costs of the contexts that were taken, by event type. */
  takeCosts(costs: readonly ContextCosts[]): void {
    if (this.ordered !== undefined) this.ordered.costs = costs;
  }

  /** Adds to the self cost of a context. */
  addSelf(context: number, eventType: number, cost: number): void {
    const costs = this.ordered?.costs[eventType];
    if (costs === undefined) {
      this.moveOrdered();
      this.costs.addOne(context, eventType, cost);
      return;
    }
    const { values, range } = costs;
    values[context] += cost;
    const greatest = Math.max(range.greatest, values[context]);
    costs.range = { ...range, greatest, whole: range.whole && Number.isInteger(values[context]) };
  }

  /** Contexts that came in order become rows like others. */
  private moveOrdered(): void {
    const { ordered } = this;
    if (ordered === undefined) return;
    this.ordered = undefined;
    this.appendDistinct(ordered.part, { ...ordered, first: 0 });
    for (const [eventType, { values }] of ordered.costs.entries())
      for (let row = 0; row < values.length; row++) this.costs.addOne(row, eventType, values[row]);
  }

  /** Provisional number of a context; valid until finish() renumbers. */
  context(part: number, parent: number, fn: number, callLine: number): number {
    this.moveOrdered();
    const { key } = this.rows;
    key[PART] = part;
    key[PARENT] = parent;
    key[FUNCTION] = fn;
    key[CALL_LINE] = callLine;
    return this.rows.rowOfKey();
  }

  /** Adds contexts of a new part, no two of which are the same. context() does not find them. */
  appendDistinct(part: number, { parents, functions }: ContextLinks): void {
    this.moveOrdered();
    const { rows } = this;
    const width = 4;
    const keys = new Int32Array(parents.length * width);
    for (let i = 0, at = 0; i < parents.length; i++, at += width) {
      keys[at + PART] = part;
      keys[at + PARENT] = parents[i];
      keys[at + FUNCTION] = functions[i];
      keys[at + CALL_LINE] = NONE;
    }
    rows.appendUnkeyed(keys);
  }

  /** The root of a function, looked for from context `first` on; made where there is none. */
  rootOf(part: number, fn: number, first: number): number {
    const { ordered } = this;
    if (ordered !== undefined && ordered.part === part) {
      const { functions, ends } = ordered;
      for (let root = 0; root < ends.length; root = ends[root]) if (functions[root] === fn) return root;
    }
    this.moveOrdered();
    const { keys, length } = this.rows;
    for (let row = first; row < length; row++)
      if (keys[row * 4 + FUNCTION] === fn && keys[row * 4 + PARENT] === NONE && keys[row * 4 + PART] === part)
        return row;
    return this.context(part, NONE, fn, NONE);
  }

  /**
   * Depth-first table, and for each provisional number its final row; `undefined`: the same number. `functionMap` gives final function rows.
   * Most files have their contexts depth-first already.
   */
  *finishContexts(
    scales: readonly number[],
    functionMap: Int32Array,
  ): Sliced<{ table: ContextTable; finalRow: Int32Array | undefined }> {
    const { ordered } = this;
    const isReady = ordered !== undefined && isIdentity(functionMap) && scales.every((scale) => scale === 1);
    if (isReady && ordered.costs.length === scales.length) return { table: tableOf(ordered), finalRow: undefined };
    this.moveOrdered();
    const count = this.rows.length;
    const subtreeEnd = new Int32Array(count);
    const { keys } = this.rows;
    const isInOrder = yield* findEnds(keys, subtreeEnd);
    const order = isInOrder ? undefined : yield* depthFirst(yield* this.rows.column(PARENT));
    const finalRow = order === undefined ? undefined : new Int32Array(count);
    yield* inSlices(finalRow === undefined ? 0 : count, (from, to) => {
      if (order === undefined || finalRow === undefined) return;
      for (let i = from; i < to; i++) finalRow[order[i]] = i;
    });
    const fn = new Int32Array(count);
    const parent = new Int32Array(count);
    const callLine = new Int32Array(count);
    const part = new Int32Array(count);
    yield* inSlices(count, (from, to) => {
      for (let i = from; i < to; i++) {
        const start = (order === undefined ? i : order[i]) * 4;
        const above = keys[start + PARENT];
        fn[i] = functionMap[keys[start + FUNCTION]];
        parent[i] = above < 0 ? NONE : finalRow === undefined ? above : finalRow[above];
        callLine[i] = keys[start + CALL_LINE];
        part[i] = keys[start + PART];
      }
    });
    if (!isInOrder) yield* findEndsBackwards(parent, subtreeEnd);
    const table: ContextTable = {
      length: count,
      function: asColumn<ContextIndex, FunctionIndex>(fn),
      parent: asColumn<ContextIndex, ContextIndex>(parent),
      callLine: asColumn<ContextIndex>(callLine),
      subtreeEnd: asColumn<ContextIndex, ContextIndex>(subtreeEnd),
      part: asColumn<ContextIndex, PartIndex>(part),
      self: yield* this.costs.finish(count, scales, order),
    };
    return { table, finalRow };
  }
}

function isIdentity(map: Int32Array): boolean {
  for (let row = 0; row < map.length; row++) if (map[row] !== row) return false;
  return true;
}

function tableOf({ part, parents, functions, ends, costs }: OrderedContexts): ContextTable {
  const { length } = parents;
  const inPart = new (narrowestKind({ least: 0, greatest: part, whole: true }))(length);
  return {
    length,
    function: asColumn(functions),
    parent: asColumn(parents),
    callLine: asColumn(new Int8Array(length).fill(NONE)),
    subtreeEnd: asColumn(ends),
    part: asColumn(part === 0 ? inPart : inPart.fill(part)),
    self: costs.map(({ values, range }) => {
      if (range.greatest === 0) return undefined;
      const narrow = new (narrowestKind(range))(length);
      narrow.set(values);
      return asColumn(narrow);
    }),
  };
}

/** Whether contexts stand depth-first, children in the order of their creation: then it has filled in where the subtree of each one ends. */
function* findEnds(keys: Int32Array, subtreeEnd: Int32Array): Sliced<boolean> {
  const { length } = subtreeEnd;
  let isInOrder = true;
  /** The innermost context whose subtree has not ended. */
  let open = NONE;
  yield* inSlices(length, (from, to) => {
    for (let i = from; i < to && isInOrder; i++) {
      const parent = keys[i * 4 + PARENT];
      while (open >= 0 && open !== parent) {
        subtreeEnd[open] = i;
        open = keys[open * 4 + PARENT];
      }
      isInOrder = open === parent;
      open = i;
    }
  });
  for (; open >= 0; open = keys[open * 4 + PARENT]) subtreeEnd[open] = length;
  return isInOrder;
}

function* findEndsBackwards(parent: Int32Array, subtreeEnd: Int32Array): Sliced<void> {
  const count = parent.length;
  subtreeEnd.fill(0);
  yield* inSlices(count, (from, to) => {
    for (let i = count - 1 - from; i > count - 1 - to; i--) {
      if (subtreeEnd[i] === 0) subtreeEnd[i] = i + 1;
      const up = parent[i];
      if (up >= 0 && subtreeEnd[up] < subtreeEnd[i]) subtreeEnd[up] = subtreeEnd[i];
    }
  });
}

/** Row numbers in depth-first order, children in the order of their creation. */
function* depthFirst(parents: Int32Array): Sliced<Int32Array> {
  const count = parents.length;
  const firstChild = new Int32Array(count).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  let firstRoot = -1;
  yield* inSlices(count, (from, to) => {
    for (let row = count - 1 - from; row > count - 1 - to; row--) {
      const parent = parents[row];
      if (parent < 0) {
        nextSibling[row] = firstRoot;
        firstRoot = row;
      } else {
        nextSibling[row] = firstChild[parent];
        firstChild[parent] = row;
      }
    }
  });
  const order = new Int32Array(count);
  let written = 0;
  let row = firstRoot;
  while (row >= 0) {
    order[written++] = row;
    let next = firstChild[row];
    while (next < 0 && row >= 0) {
      next = nextSibling[row];
      if (next < 0) row = parents[row];
    }
    row = next;
    if (written % ROWS_PER_SLICE === 0) yield;
  }
  return order;
}
