// When it is worth its time to add up all rows of a table that may repeat others (compact-rows.ts), while more are being read. Every time looks at all
// of them: rows twice as many as after the last time are enough, so that it stays linear. Where the last time found few, the next one waits longer:
// among rows that repeat each other at random the share of repetitions grows like their number.

/** Fewer are never worth it. */
const FEWEST = 1 << 16;
/** The share that is worth it. */
const WORTHWHILE = 1 / 4;
/** So many times the rows that are left come before the next one at the latest: memory stays bounded by what is distinct. */
const LONGEST_WAIT = 8;

export class NextCompaction {
  /** Rows there have to be. */
  private least = 0;

  /** `pending` of `length` rows may repeat others. */
  isDue(pending: number, length: number): boolean {
    return pending > FEWEST && pending * 2 > length && length >= this.least;
  }

  /** So many rows were added up to so many. */
  after(before: number, after: number): void {
    const share = before === 0 ? 0 : (before - after) / before;
    this.least = after * (share * LONGEST_WAIT > WORTHWHILE ? WORTHWHILE / share : LONGEST_WAIT);
  }
}
