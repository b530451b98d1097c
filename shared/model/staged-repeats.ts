// Adds up equal rows among the staged ones of a table: profilers that write a block per call repeat a few thousand rows millions of times,
// and all of those are in the processor's cache here. Rows keep the order in which their keys came first.
import { SLOT } from '../base/hash-slots.ts';
import type { AppendedCostRows } from './appended-rows.ts';

/** Rows of functions whose groups were entered only once have no equals and are not looked up, unless entries were renamed. */
export function addUpStaged(rows: AppendedCostRows, isRenamed: boolean): void {
  const { stagedKeys, staged, width, groupWidth, numbers, details } = rows;
  details?.reserve(staged);
  const slots = slotsFor(staged);
  let kept = 0;
  for (let row = 0; row < staged; row++) {
    const start = row * width;
    if (isRenamed || rows.isRepeated(stagedKeys[start + groupWidth - 1]) === 1) {
      const equal = keptRow(slots, { keys: stagedKeys, width, start, row: kept });
      if (equal < kept) {
        numbers.addRow(row, equal);
        details?.addRow(row, equal);
        continue;
      }
    }
    if (kept < row) {
      stagedKeys.copyWithin(kept * width, start, start + width);
      numbers.moveRow(row, kept);
      details?.moveRow(row, kept);
    }
    kept++;
  }
  // Where nothing is sealed there is nothing left that could be repeated.
  rows.pendingStaged = rows.keys[0].length === 0 ? 0 : rows.pendingStaged - (staged - kept);
  rows.keepStaged(kept);
}

/** Replaces the entries `positions` of all staged keys by map[entry]. */
export function renameStaged(rows: AppendedCostRows, positions: readonly number[], map: Int32Array): void {
  const { stagedKeys, staged, width } = rows;
  for (const j of positions) {
    for (let row = 0, at = j; row < staged; row++, at += width)
      if (stagedKeys[at] >= 0) stagedKeys[at] = map[stagedKeys[at]];
  }
}

interface StagedKey {
  readonly keys: Int32Array;
  readonly width: number;
  /** Where the key begins. */
  readonly start: number;
  /** What its row will be if there is no equal one. */
  readonly row: number;
}

/** The row that was kept for an equal key; `row` where there is none, which is found from now on. */
function keptRow(slots: Int32Array, { keys, width, start, row }: StagedKey): number {
  let hash = 0;
  for (let at = start; at < start + width; at++) hash = Math.imul(hash ^ keys[at], 0x85ebca6b) ^ (hash >>> 13);
  hash ^= hash >>> 16;
  const mask = slots.length - 1;
  for (let slot = (hash * SLOT) & mask; ; slot = (slot + SLOT) & mask) {
    const known = slots[slot + 1] - 1;
    if (known < 0) {
      slots[slot] = hash;
      slots[slot + 1] = row + 1;
      return row;
    }
    if (slots[slot] !== hash) continue;
    const other = known * width;
    let j = 0;
    while (j < width && keys[other + j] === keys[start + j]) j++;
    if (j === width) return known;
  }
}

function slotsFor(rows: number): Int32Array {
  let length = 256;
  while (length < rows * 2 * SLOT) length *= 2;
  return new Int32Array(length);
}
