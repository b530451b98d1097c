// zstd (RFC 8878), streaming, several frames in a row, through fzstd. It checks no checksums.
// Input goes in small pieces: a block of 4 bytes may stand for 128 KiB, so one piece gives at most 32 MiB.
import { Decompress, type ZstdError, ZstdErrorCode } from 'fzstd';

const PIECE = 1024;
/** What `zstd --long=27` needs, doubled. A frame that asks for more memory is refused. */
const LARGEST_WINDOW = 256 * 1024 * 1024;

export function isZstd(head: Uint8Array): boolean {
  if (head.length < 6) return false;
  const frame = head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
  const skippable = (head[0] & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
  return frame || skippable;
}

/** The uncompressed bytes; `damage` is told what is wrong with the stream. Ends early where it is damaged. */
export async function* decompressZstd(
  chunks: AsyncIterable<Uint8Array>,
  damage: (message: string) => void,
): AsyncGenerator<Uint8Array> {
  let output: Uint8Array[] = [];
  const decompressor = new Decompress((chunk) => {
    if (chunk.length > 0) output.push(chunk);
  });
  let first = true;
  for await (const chunk of chunks) {
    if (first && windowSize(chunk) > LARGEST_WINDOW) {
      damage('the zstd data asks for a window of more than 256 MiB');
      return;
    }
    first = false;
    for (let start = 0; start < chunk.length; start += PIECE) {
      const error = attempt(() => decompressor.push(chunk.slice(start, start + PIECE)));
      yield* output;
      output = [];
      if (error !== undefined) {
        damage(error);
        return;
      }
    }
  }
  const error = attempt(() => decompressor.push(new Uint8Array(0), true));
  yield* output;
  if (error !== undefined) damage(error);
}

/** What fzstd has to say, as a sentence. */
function attempt(step: () => void): string | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    const code = error instanceof Error ? (error as ZstdError).code : undefined;
    if (code === ZstdErrorCode.UnexpectedEOF) return 'the zstd data is cut off';
    return 'the zstd data is damaged; what follows the damage could not be unpacked';
  }
}

/** Window of the first frame in bytes (RFC 8878 §3.1.1.1.2); 0 where it is not stated. */
function windowSize(head: Uint8Array): number {
  if (head.length < 14 || head[0] !== 0x28) return 0;
  const singleSegment = (head[4] & 0x20) !== 0;
  if (!singleSegment) {
    const base = 2 ** (10 + (head[5] >> 3));
    return base + (base / 8) * (head[5] & 7);
  }
  const dictionaryBytes = [0, 1, 2, 4][head[4] & 3];
  const sizeBytes = [1, 2, 4, 8][head[4] >> 6];
  let size = 0;
  for (let i = sizeBytes - 1; i >= 0; i--) size = size * 256 + head[5 + dictionaryBytes + i];
  return size;
}
