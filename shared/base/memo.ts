// Derived tables are computed once per recording and kept as long as the recording is.
// A key names everything the value depends on besides the recording; at most MAX_ENTRIES values are kept for one recording (oldest use first out).

const MAX_ENTRIES = 64;
const kept = new WeakMap<object, Map<string, unknown>>();

/** The value computed by `compute` for (owner, key); computed at most once while it is kept. */
export function memo<Value>(owner: object, key: string, compute: () => Value): Value {
  let entries = kept.get(owner);
  if (entries === undefined) {
    entries = new Map();
    kept.set(owner, entries);
  }
  if (entries.has(key)) {
    const value = entries.get(key) as Value;
    entries.delete(key);
    entries.set(key, value);
    return value;
  }
  const value = compute();
  entries.set(key, value);
  if (entries.size > MAX_ENTRIES) {
    for (const oldest of entries.keys()) {
      entries.delete(oldest);
      break;
    }
  }
  return value;
}
