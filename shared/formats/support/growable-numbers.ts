// A growing list of numbers that takes 4 bytes each while all are 32-bit integers, and 8 from the first one that is not.
// For columns that are read and written at random: ids and hits of nodes. Long lists that are read front to back: number-pages.ts.

/** What is copied when it grows takes memory twice; what is not reached takes none. */
const TIMES = 4;

export class GrowableNumbers {
  length = 0;
  /** Longer than `length`; do not keep it across a push or a set. */
  array: Int32Array | Float64Array = new Int32Array(64);
  private isWide = false;

  push(value: number): void {
    if (this.length === this.array.length) this.grow();
    if (!this.isWide && value !== (value | 0)) this.widen();
    this.array[this.length++] = value;
  }

  append(values: Int32Array): void {
    while (this.length + values.length > this.array.length) this.grow();
    this.array.set(values, this.length);
    this.length += values.length;
  }

  get(index: number): number {
    return this.array[index];
  }

  set(index: number, value: number): void {
    if (!this.isWide && value !== (value | 0)) this.widen();
    this.array[index] = value;
  }

  /** Forgets all numbers and lets their memory go. */
  clear(): void {
    this.array = new Int32Array(64);
    this.isWide = false;
    this.length = 0;
  }

  private grow(): void {
    const length = this.array.length * TIMES;
    const larger = this.isWide ? new Float64Array(length) : new Int32Array(length);
    larger.set(this.array);
    this.array = larger;
  }

  private widen(): void {
    this.array = Float64Array.from(this.array);
    this.isWide = true;
  }
}
