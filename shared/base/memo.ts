// Derived tables are computed once per recording and kept as long as the recording is.
// A key names everything the value depends on besides the recording. Values used longest ago are dropped once all of a recording weigh
// too much; the last few stay whatever they weigh, because one answer needs several large ones together.
import type { NumberArray } from './columns.ts';
import type { Sliced } from './slices.ts';

const LEAST_ENTRIES = 32;
const MOST_ENTRIES = 512;
const MOST_BYTES = 512 * 2 ** 20;

interface Entry {
  readonly value: unknown;
  readonly bytes: number;
}

interface Kept {
  readonly entries: Map<string, Entry>;
  bytes: number;
}

const kept = new WeakMap<object, Kept>();

/** The value computed by `compute` for (owner, key); computed at most once while it is kept. */
export function memo<Value>(owner: object, key: string, compute: () => Value): Value {
  const known = lookUp(owner, key);
  return known === undefined ? keep(owner, key, compute()) : (known.value as Value);
}

/** The value for (owner, key) where somebody has computed it. */
export function known<Value>(owner: object, key: string): Value | undefined {
  return lookUp(owner, key)?.value as Value | undefined;
}

/** The value for (owner, key) is not kept any longer. */
export function forget(owner: object, key: string): void {
  const all = kept.get(owner);
  const entry = all?.entries.get(key);
  if (all === undefined || entry === undefined) return;
  all.entries.delete(key);
  all.bytes -= entry.bytes;
}

/**
 * The same with pauses in the computation. Who asks for the value meanwhile goes on with the same computation, also where the first one gave
 * it up: nothing is computed twice.
 */
export function* memoInSlices<Value>(owner: object, key: string, compute: () => Sliced<Value>): Sliced<Value> {
  for (;;) {
    const known = lookUp(owner, key);
    if (known !== undefined) return known.value as Value;
    const step = advance(owner, key, compute);
    if (step.done === true) return keep(owner, key, step.value as Value);
    yield;
  }
}

/** Half-done ones that somebody may come back to. */
const MOST_BEGUN = 8;

const begun = new WeakMap<object, Map<string, Sliced<unknown>>>();

function advance(owner: object, key: string, compute: () => Sliced<unknown>): IteratorResult<undefined, unknown> {
  const computations = begun.get(owner) ?? new Map<string, Sliced<unknown>>();
  begun.set(owner, computations);
  const computation = computations.get(key) ?? compute();
  // The one that was worked on last stands last.
  computations.delete(key);
  const step = computation.next();
  if (step.done !== true) computations.set(key, computation);
  for (const oldest of computations.keys()) {
    if (computations.size <= MOST_BEGUN) break;
    computations.delete(oldest);
  }
  return step;
}

function lookUp(owner: object, key: string): Entry | undefined {
  const entries = kept.get(owner)?.entries;
  const known = entries?.get(key);
  if (known === undefined) return undefined;
  entries?.delete(key);
  entries?.set(key, known);
  return known;
}

function keep<Value>(owner: object, key: string, value: Value): Value {
  const all = kept.get(owner) ?? { entries: new Map(), bytes: 0 };
  kept.set(owner, all);
  const bytes = weigh(value);
  all.bytes -= all.entries.get(key)?.bytes ?? 0;
  all.entries.set(key, { value, bytes });
  all.bytes += bytes;
  for (const [oldest, entry] of all.entries) {
    const { size } = all.entries;
    if (size <= LEAST_ENTRIES || (size <= MOST_ENTRIES && all.bytes <= MOST_BYTES)) break;
    all.entries.delete(oldest);
    all.bytes -= entry.bytes;
  }
  return value;
}

/** Bytes of a typed array, or of those that are fields of an object; what is deeper is small, or somebody else's. What is not made yet is not. */
function weigh(value: unknown): number {
  if (ArrayBuffer.isView(value)) return (value as NumberArray).byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = 0;
  for (const { value: field } of Object.values(Object.getOwnPropertyDescriptors(value)))
    if (ArrayBuffer.isView(field)) bytes += field.byteLength;
  return bytes;
}
