// Takes a stream of chunks apart at any byte: look at some, take some, whatever the chunk borders are.
// Bytes looked at stay valid until the next fill().

const EMPTY = new Uint8Array(0);

export class ByteCursor {
  private readonly iterator: AsyncIterator<Uint8Array>;
  private chunk: Uint8Array = EMPTY;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.iterator = chunks[Symbol.asyncIterator]();
  }

  /** Makes at least `count` bytes available; false if the stream ends before. */
  async fill(count: number): Promise<boolean> {
    while (this.chunk.length < count) {
      const rest = this.chunk.slice();
      const next = await this.iterator.next();
      if (next.done === true) {
        this.chunk = rest;
        return false;
      }
      if (rest.length === 0) {
        this.chunk = next.value;
      } else {
        const joined = new Uint8Array(rest.length + next.value.length);
        joined.set(rest);
        joined.set(next.value, rest.length);
        this.chunk = joined;
      }
    }
    return true;
  }

  peek(offset: number): number {
    return this.chunk[offset];
  }

  /** Little-endian. */
  uint32(offset: number): number {
    const { chunk } = this;
    return (chunk[offset] | (chunk[offset + 1] << 8) | (chunk[offset + 2] << 16) | (chunk[offset + 3] << 24)) >>> 0;
  }

  /** At most `limit` of the bytes that are there without waiting. */
  available(limit: number): Uint8Array {
    return this.chunk.subarray(0, limit);
  }

  take(count: number): void {
    this.chunk = this.chunk.subarray(count);
  }

  async close(): Promise<void> {
    await this.iterator.return?.();
  }
}
