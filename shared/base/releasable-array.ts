// Arrays of tables that are thrown away before the garbage collector would come by: what a hash table grew out of, what is needed only while
// reading. The memory of a resizable buffer is given back at once; that of others waits, and adds up to a third of all that is in use.
// They are read a little slower than others, which does not show where every look-up is a cache miss. And V8 compiles what reads them anew when it
// meets the first one, which took a fifth of the time to open a .cpuprofile of 30 MB: smaller tables have none of them.

/** Smaller ones are not worth it. */
const LEAST_BYTES = 1 << 22;

export function releasableInt32(length: number): Int32Array<ArrayBuffer> {
  const bytes = length * Int32Array.BYTES_PER_ELEMENT;
  if (bytes < LEAST_BYTES) return new Int32Array(length);
  return new Int32Array(new ArrayBuffer(bytes, { maxByteLength: bytes }));
}

/** The same numbers in an array of this length, which is greater; the old one is empty afterwards. */
export function grownInt32(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = releasableInt32(length);
  larger.set(array);
  release(array);
  return larger;
}

/** Gives the memory back. The array is empty afterwards, where it was worth it. */
export function release(array: Int32Array<ArrayBuffer>): void {
  const { buffer } = array;
  if (buffer.resizable) buffer.resize(0);
}
