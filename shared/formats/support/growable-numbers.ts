// A growing list of numbers that takes 4 bytes each while all are 32-bit integers, and 8 from the first one that is not.
// For columns that are read and written at random: ids and hits of nodes. Long lists that are read front to back: number-pages.ts.
import { withRoom } from '../../base/room.ts';

export class GrowableNumbers {
  length = 0;
  /** Longer than `length`; do not keep it across a push or a set. */
  array: Int32Array | Float64Array = new Int32Array(64);
  private isWide = false;

  push(value: number): void {
    if (this.length === this.array.length) this.array = withRoom(this.array, this.length * 2);
    if (!this.isWide && value !== (value | 0)) this.widen();
    this.array[this.length++] = value;
  }

  append(values: Int32Array): void {
    const length = this.length + values.length;
    if (length > this.array.length) this.array = withRoom(this.array, Math.max(length, this.array.length * 2));
    this.array.set(values, this.length);
    this.length = length;
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

  private widen(): void {
    this.array = Float64Array.from(this.array);
    this.isWide = true;
  }
}
