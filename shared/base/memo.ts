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

/** The same with pauses in the computation. What else runs meanwhile must not ask for the same value, or it is computed twice. */
export function* memoInSlices<Value>(owner: object, key: string, compute: () => Sliced<Value>): Sliced<Value> {
  const known = lookUp(owner, key);
  return known === undefined ? keep(owner, key, yield* compute()) : (known.value as Value);
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

/** Bytes of a typed array, or of those that are fields of an object; what is deeper is small, or somebody else's. */
function weigh(value: unknown): number {
  if (ArrayBuffer.isView(value)) return (value as NumberArray).byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = 0;
  for (const field of Object.values(value)) if (ArrayBuffer.isView(field)) bytes += field.byteLength;
  return bytes;
}
