// Growable columns for building tables: amortised doubling, plain numbers in, one exact-length typed array out.
import { withRoom } from './room.ts';

/** A growing Int32 column. `array` may be longer than `length`; do not keep it across a push. */
export class GrowableInt32 {
  array = new Int32Array(64);
  length = 0;

  push(value: number): number {
    if (this.length === this.array.length) this.array = withRoom(this.array, this.length * 2);
    this.array[this.length] = value;
    return this.length++;
  }

  append(values: Int32Array): void {
    const length = this.length + values.length;
    if (length > this.array.length) this.array = withRoom(this.array, Math.max(length, this.array.length * 2));
    this.array.set(values, this.length);
    this.length = length;
  }

  /** Forgets all numbers and lets their memory go. */
  clear(): void {
    this.array = new Int32Array(64);
    this.length = 0;
  }

  finish(): Int32Array {
    return this.array.slice(0, this.length);
  }
}

/** A growing Float64 column. `array` may be longer than `length`; do not keep it across a push or a resize. */
export class GrowableFloat64 {
  array = new Float64Array(64);
  length = 0;

  push(value: number): number {
    this.resize(this.length + 1);
    this.array[this.length - 1] = value;
    return this.length - 1;
  }

  /** Sets the length; new entries are 0. */
  resize(length: number): void {
    if (length > this.array.length) this.array = withRoom(this.array, Math.max(length, this.array.length * 2));
    this.length = length;
  }

  /** Forgets all numbers and lets their memory go. */
  clear(): void {
    this.array = new Float64Array(64);
    this.length = 0;
  }

  finish(): Float64Array {
    return this.array.slice(0, this.length);
  }
}
