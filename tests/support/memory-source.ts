// A byte source over bytes in memory, cut into chunks of any size: what a reader gets in tests.
// Like a real source it reuses one buffer for its chunks, so a reader that keeps a chunk is found out.
import type { ByteSource } from '../../shared/base/byte-source.ts';

const HEAD_SIZE = 65_536;

/** A source named `name` that yields `content` in chunks of `chunkSize` bytes (64 KiB unless told). */
export function memorySource(name: string, content: Uint8Array | string, chunkSize = HEAD_SIZE): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    head: bytes.subarray(0, HEAD_SIZE),
    chunks: () => chunksOf(bytes, chunkSize),
  };
}

async function* chunksOf(bytes: Uint8Array, chunkSize: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(chunkSize, Math.max(bytes.length, 1)));
  for (let start = 0; start < bytes.length; start += chunkSize) {
    const piece = bytes.subarray(start, start + chunkSize);
    buffer.set(piece);
    yield await Promise.resolve(buffer.subarray(0, piece.length));
  }
}
