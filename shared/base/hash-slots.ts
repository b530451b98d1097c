// The slots of a hash table: pairs of a hash and 1 + the number of what it stands for, 0 where the slot is free.
// Large tables are larger than the processor's caches, so what counts is how many places a look-up touches: with the hash beside the number
// nothing else is looked at that is not meant, and a table grows without anything being hashed anew.

/** Int32 entries of a slot. */
export const SLOT = 2;
/** A table grows when more than this share of its slots is in use, in eighths. */
const FULLEST = 5;
/** Smaller tables grow to four times their size, larger ones to twice. */
const LARGE = 1 << 17;
const FEWEST = 256;

/** Free slots for about `expected` entries; the place of a hash is `(hash * SLOT) & (slots.length − 1)` or the first free one behind it. */
export function freeSlots(expected = 0): Int32Array {
  let slots = FEWEST;
  while (isFull(expected, slots * SLOT)) slots *= 2;
  return new Int32Array(slots * SLOT);
}

/** So many entries are too many for slots of this length. */
export function isFull(entries: number, length: number): boolean {
  return entries * 8 * SLOT > length * FULLEST;
}

/** The same entries in more slots. The new place of each is its old one, or that plus a multiple of the old size: both are walked in order. */
export function grownSlots(slots: Int32Array): Int32Array {
  const grown = new Int32Array(slots.length * (slots.length < LARGE ? 4 : 2));
  const mask = grown.length - 1;
  for (let at = 0; at < slots.length; at += SLOT) {
    if (slots[at + 1] === 0) continue;
    let slot = (slots[at] * SLOT) & mask;
    while (grown[slot + 1] !== 0) slot = (slot + SLOT) & mask;
    grown[slot] = slots[at];
    grown[slot + 1] = slots[at + 1];
  }
  return grown;
}
