// Which functions' rows were entered in which table. A function has one byte for all tables of the recording: whatever order functions come in,
// the marks stay in the processor's cache.

/** Bits of a table: its group was entered in the part that is being read; it was entered more than once in some part. */
const ENTERED = 1;
const REPEATED = 2;
const BITS = 2;
/** As many as fit. */
const TABLES = 8 / BITS;
/** So many functions of a part are remembered, lest a hundred thousand small parts look at the marks of all functions each. */
const FEW = 1 << 12;

export class GroupMarks {
  private marks = new Uint8Array(4096);
  /** By table: the latest part so far. */
  private readonly parts = new Int32Array(TABLES).fill(-1);
  /** By table: how many functions are marked as entered, and which, as long as they are few. */
  private readonly counts = new Int32Array(TABLES);
  private readonly entered = Array.from({ length: TABLES }, () => new Int32Array(FEW));

  /** Notes that a group begins; true where it may have begun before in the same part. */
  enter(fn: number, table: number, part: number): boolean {
    if (part > this.parts[table]) this.begin(table, part);
    if (fn >= this.marks.length) this.grow(fn + 1);
    const before = this.marks[fn];
    const entered = ENTERED << (table * BITS);
    if ((before & entered) === 0) {
      const count = this.counts[table]++;
      if (count < FEW) this.entered[table][count] = fn;
      // Parts come one after the other. Where they do not, nobody remembers which functions an earlier one has.
      if (part === this.parts[table]) {
        this.marks[fn] = before | entered;
        return false;
      }
    }
    this.marks[fn] = before | entered | (REPEATED << (table * BITS));
    return true;
  }

  /** 1 where some group of the function was entered more than once, so that its rows may repeat each other. */
  isRepeated(fn: number, table: number): number {
    return (this.marks[fn] >> (table * BITS + 1)) & 1;
  }

  /** No function has rows of the part so far. */
  private begin(table: number, part: number): void {
    this.parts[table] = part;
    const count = this.counts[table];
    this.counts[table] = 0;
    const kept = ~((ENTERED << (table * BITS)) * 0x01010101);
    if (count <= FEW) {
      for (const fn of this.entered[table].subarray(0, count)) this.marks[fn] &= kept;
      return;
    }
    const words = new Uint32Array(this.marks.buffer);
    for (let i = 0; i < words.length; i++) words[i] &= kept;
  }

  private grow(length: number): void {
    // Whole words: see begin().
    const larger = new Uint8Array(Math.max(4 * Math.ceil(length / 4), this.marks.length * 2));
    larger.set(this.marks);
    this.marks = larger;
  }
}
