// The slots of a hash table: pairs of a hash and 1 + the number of what it stands for, 0 where the slot is free.
// Large tables are larger than the processor's caches, so what counts is how many places a look-up touches: with the hash beside the number
// nothing else is looked at that is not meant, and a table grows without anything being hashed anew, and where it is (room.ts).
import { withRoom } from './room.ts';

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

/** The same entries in more slots; the ones before are used no more. */
export function grownSlots(slots: Int32Array): Int32Array {
  const { length } = slots;
  const grown = withRoom(slots, length * (length < LARGE ? 4 : 2));
  spread(grown, length);
  return grown;
}

/**
 * Moves the entries among the first `length` slots to their places among all. Each goes to its old place, or before it, or to that plus a multiple
 * of the old size. Walked from behind a free slot on, once round: whatever an entry passes on the way to its place has been at its own already.
 */
function spread(slots: Int32Array, length: number): void {
  const mask = slots.length - 1;
  let free = 0;
  while (slots[free + 1] !== 0) free += SLOT;
  for (let walked = SLOT; walked < length; walked += SLOT) {
    const at = (free + walked) & (length - 1);
    const entry = slots[at + 1];
    if (entry === 0) continue;
    const hash = slots[at];
    let slot = (hash * SLOT) & mask;
    if (slot === at) continue;
    slots[at + 1] = 0;
    while (slots[slot + 1] !== 0) slot = (slot + SLOT) & mask;
    slots[slot] = hash;
    slots[slot + 1] = entry;
  }
}
