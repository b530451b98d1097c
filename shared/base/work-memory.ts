// Memory that WebAssembly and the rest of the program look at alike, for arrays that grow while something is read. Arrays lie in blocks whose sizes are powers
// of two; those that were given back are used again. Pages that were never touched are no memory, so that large arrays get room to grow where they are.
// Trap: memory grows by getting another buffer, of which the one before is the beginning: arrays stay right, but only the latest buffer has all places.
import type { StageMemory } from './stage-memory.ts';

const PAGE = 1 << 16;
const MOST_PAGES = 1 << 16;
/** Pages at once. More would make V8 collect sooner: to it they are all in use. */
const STEP = 32;
const SMALLEST = 64;
/** Arrays from here on get so many times the room that they need, as long as that is not too much. */
const LARGE = 1 << 21;
const TIMES = 16;
const MOST_ROOM = 1 << 27;
const INTEGER = Int32Array.BYTES_PER_ELEMENT;
const NUMBER = Float64Array.BYTES_PER_ELEMENT;

export class WorkMemory implements StageMemory {
  readonly isShared = true;
  /** What modules import. */
  readonly memory = new WebAssembly.Memory({ initial: STEP, maximum: MOST_PAGES, shared: true });
  private end: number;
  /** Sizes of blocks by their place. */
  private readonly sizes = new Map<number, number>();
  /** Places of blocks that were given back, by size. */
  private readonly free = new Map<number, number[]>();

  /** `first`: places below it are the caller's, to be used by their numbers. */
  constructor(first: number) {
    this.end = first;
  }

  integersAt(place: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, place, length);
  }

  numbersAt(place: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, place, length);
  }

  /** So many zeros. */
  integers(length: number): Int32Array {
    return this.integersAt(this.take(length * INTEGER), length);
  }

  numbers(length: number): Float64Array {
    return this.numbersAt(this.take(length * NUMBER), length);
  }

  bytes(length: number): Uint8Array {
    const place = this.take(length);
    return new Uint8Array(this.memory.buffer, place, length);
  }

  /** The same integers with zeros behind them; the array is not to be used any more. */
  withRoom(array: Int32Array, length: number): Int32Array {
    const bytes = length * INTEGER;
    if (bytes <= (this.sizes.get(array.byteOffset) ?? 0)) return this.integersAt(array.byteOffset, length);
    const room = bytes < LARGE ? bytes : Math.max(bytes, Math.min(bytes * TIMES, MOST_ROOM));
    const larger = this.integersAt(this.take(room), length);
    larger.set(array);
    this.give(array);
    return larger;
  }

  /** Lets somebody else have the memory of an array. */
  give({ byteOffset }: ArrayBufferView): void {
    const size = this.sizes.get(byteOffset);
    if (size === undefined) return;
    this.sizes.delete(byteOffset);
    const places = this.free.get(size);
    if (places === undefined) this.free.set(size, [byteOffset]);
    else places.push(byteOffset);
  }

  /** It lies in this memory: also where another thread has sent it back. */
  owns({ byteOffset }: ArrayBufferView): boolean {
    return this.sizes.has(byteOffset);
  }

  private take(bytes: number): number {
    let size = SMALLEST;
    while (size < bytes) size *= 2;
    const known = this.free.get(size)?.pop();
    const place = known ?? this.end;
    if (known === undefined) this.growTo(place + size);
    else new Uint8Array(this.memory.buffer, place, size).fill(0);
    this.sizes.set(place, size);
    return place;
  }

  private growTo(end: number): void {
    const pages = this.memory.buffer.byteLength / PAGE;
    const needed = Math.ceil(end / PAGE);
    if (needed > MOST_PAGES) throw new RangeError('the memory that rows are staged in is full');
    if (needed > pages) this.memory.grow(Math.min(Math.max(needed - pages, STEP), MOST_PAGES - pages));
    this.end = end;
  }
}
