// For formats that cannot be read front to back without looking back (marshal, pickle) and whose files are small:
// all bytes of a source in one block, up to a limit.
import type { ByteSource } from '../../base/byte-source.ts';
import { failure, type Result, success } from '../../base/result.ts';
import type { ReadError } from '../../model/diagnostic.ts';

/** Memory: at most three times the source while it grows. */
export async function readWhole(
  source: ByteSource,
  limit: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array, ReadError>> {
  let bytes = new Uint8Array(Math.min(limit, source.size ?? 64 * 1024));
  let length = 0;
  for await (const chunk of source.chunks()) {
    if (signal.aborted) break;
    const needed = length + chunk.length;
    if (needed > limit) {
      const message = `it is larger than ${Math.round(limit / 2 ** 20)} MiB, the most that is read of this format`;
      return failure({ kind: 'too-big', message });
    }
    if (needed > bytes.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(needed, bytes.length * 2)));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(chunk, length);
    length = needed;
  }
  if (signal.aborted) return failure({ kind: 'cancelled', message: 'reading it was cancelled' });
  return success(bytes.subarray(0, length));
}
