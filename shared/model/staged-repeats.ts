// Adds up equal rows among the staged ones of a table: profilers that write a block per call repeat a few thousand rows millions of times,
// and all of those are in the processor's cache here. Rows keep the order in which their keys came first. What is distinct so far is
// remembered, so that only rows that came since are looked up.
import { freeSlots, grownSlots, isFull, SLOT } from '../base/hash-slots.ts';
import type { AppendedCostRows } from './appended-rows.ts';
import type { GroupBeginnings } from './group-beginnings.ts';

export class StagedRepeats {
  /** The first so many staged rows are distinct, and all of them are in `slots`. */
  distinct = 0;
  private readonly rows: AppendedCostRows;
  private readonly beginnings: GroupBeginnings;
  private slots = freeSlots();

  constructor(rows: AppendedCostRows, beginnings: GroupBeginnings) {
    this.rows = rows;
    this.beginnings = beginnings;
  }

  /** Every staged row that equals an earlier one is added to that. What comes next is a new group. */
  addUp(): void {
    const { rows, beginnings } = this;
    const { staged, numbers, details, stagedKeys, width, groupWidth } = rows;
    details?.reserve(staged);
    this.makeSlots(staged);
    const hashes = this.hashesOf(this.distinct, staged);
    let kept = this.distinct;
    for (let row = kept; row < staged; row++) {
      const equal = this.keptRow(row, kept, hashes[row - this.distinct]);
      if (equal < kept) {
        numbers.addRow(row, equal);
        details?.addRow(row, equal);
      } else {
        if (kept < row) this.moveRow(row, kept);
        kept++;
      }
      beginnings.move(stagedKeys[row * width + groupWidth - 1], row, equal);
    }
    this.distinct = kept;
    // Others than staged rows may be repeated too.
    const { stage } = rows;
    stage.pending = rows.sealed === 0 ? 0 : stage.pending - (staged - kept);
    rows.keepStaged(kept);
  }

  /** Replaces the entries `positions` of all staged keys by map[entry]. */
  rename(positions: readonly number[], map: Int32Array): void {
    const { stagedKeys, staged, width } = this.rows;
    this.forget();
    for (const j of positions) {
      for (let row = 0, at = j; row < staged; row++, at += width)
        if (stagedKeys[at] >= 0) stagedKeys[at] = map[stagedKeys[at]];
    }
  }

  /** No rows are staged any more, or all have other keys. */
  forget(): void {
    if (this.distinct === 0) return;
    this.distinct = 0;
    this.slots = freeSlots();
  }

  private moveRow(from: number, to: number): void {
    const { stagedKeys, width, numbers, details } = this.rows;
    for (let j = 0, at = from * width, target = to * width; j < width; j++) stagedKeys[target + j] = stagedKeys[at + j];
    numbers.moveRow(from, to);
    details?.moveRow(from, to);
  }

  /** Of the staged rows `from` … `to` − 1. */
  private hashesOf(from: number, to: number): Int32Array {
    const { stagedKeys, width } = this.rows;
    const hashes = new Int32Array(to - from);
    for (let i = 0, at = from * width; i < hashes.length; i++) {
      // Steps that do not wait for each other: a sum of products.
      let hash = 0;
      let factor = 0x9e3779b1;
      for (let j = 0; j < width; j++, at++) {
        hash = (hash + Math.imul(stagedKeys[at] ^ (stagedKeys[at] >>> 15), factor)) | 0;
        factor = Math.imul(factor, 0x85ebca6b);
      }
      hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
      hashes[i] = hash ^ (hash >>> 16);
    }
    return hashes;
  }

  private makeSlots(rows: number): void {
    while (isFull(rows, this.slots.length)) this.slots = grownSlots(this.slots);
  }

  /** The row that was kept for a key equal to that of `row`; `kept` where there is none: it will be this one. */
  private keptRow(row: number, kept: number, hash: number): number {
    const { slots } = this;
    const { stagedKeys: keys, width } = this.rows;
    const start = row * width;
    const mask = slots.length - 1;
    for (let slot = (hash * SLOT) & mask; ; slot = (slot + SLOT) & mask) {
      const known = slots[slot + 1] - 1;
      if (known < 0) {
        slots[slot] = hash;
        slots[slot + 1] = kept + 1;
        return kept;
      }
      if (slots[slot] !== hash) continue;
      const other = known * width;
      let j = 0;
      while (j < width && keys[other + j] === keys[start + j]) j++;
      if (j === width) return known;
    }
  }
}
