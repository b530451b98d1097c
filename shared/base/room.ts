// Arrays that grow where they are. Memory that was handed out and never touched is no memory yet, so a large array gets several times the room
// that it was asked to have, and the next time it grows it is a longer view of the same memory: nothing is copied, nothing is touched twice,
// and nothing is left behind for the garbage collector, which learns late of what lies outside of its heap.
// Trap: do not give the memory back at once by detaching it instead. From the first detached buffer on every access to any array looks whether its
// own is, and reading takes a twentieth longer.

/** Smaller arrays get what was asked for. */
const LARGE = 1 << 22;
const TIMES = 64;
const MOST_RESERVED = 1 << 28;

/** The same numbers at the beginning of an array of `length`, zeros behind them. Who calls it owns the array, and uses the new one from now on. */
export function withRoom<Numbers extends Uint8Array | Int32Array | Float64Array>(
  array: Numbers,
  length: number,
): Numbers {
  const View = array.constructor as new (buffer: ArrayBufferLike, byteOffset: number, length: number) => Numbers;
  const { buffer, byteOffset } = array;
  const bytes = length * array.BYTES_PER_ELEMENT;
  if (byteOffset + bytes <= buffer.byteLength) return new View(buffer, byteOffset, length);
  const room = bytes < LARGE ? bytes : Math.max(bytes, Math.min(bytes * TIMES, bytes + MOST_RESERVED));
  const larger = new View(new ArrayBuffer(room), 0, length);
  larger.set(array as never);
  return larger;
}
