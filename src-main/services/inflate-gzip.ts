// gzip (RFC 1952), streaming, several members in a row. Node's own gunzip drops what a broken stream had given before the
// break and cannot tell trailing bytes from damage; so headers and checksums are read here and only DEFLATE is Node's.
// Input goes in small pieces: one piece gives at most 1,032 times its size, which bounds the memory.
import { crc32, createInflateRaw } from 'node:zlib';
import { ByteCursor } from './byte-cursor.ts';
import type { StreamReport } from './stream-report.ts';

const PIECE = 32 * 1024;
const OUTPUT_CHUNK = 256 * 1024;
const HAS_HEADER_CHECK = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

export function isGzip(head: Uint8Array): boolean {
  return head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** The uncompressed bytes; what is wrong with the stream goes into the report. */
export async function* inflateGzip(
  chunks: AsyncIterable<Uint8Array>,
  report: StreamReport,
): AsyncGenerator<Uint8Array> {
  const input = new ByteCursor(chunks);
  try {
    for (let member = 0; ; member++) {
      if (member > 0) {
        const next = await nextMember(input);
        if (next === 'end') return;
        if (next === 'garbage') {
          report.surplus ??= 'there are bytes behind the end of the gzip data, which were ignored';
          return;
        }
      }
      if (!(await skipHeader(input))) {
        report.damage ??= 'the gzip data is cut off in its header';
        return;
      }
      const whole = yield* inflateMember(input, report);
      if (!whole) return;
    }
  } finally {
    await input.close();
  }
}

async function nextMember(input: ByteCursor): Promise<'member' | 'end' | 'garbage'> {
  // Zeros behind the last member are padding of tapes and block devices.
  while (await input.fill(1)) {
    if (input.peek(0) !== 0) {
      return (await input.fill(2)) && input.peek(0) === 0x1f && input.peek(1) === 0x8b ? 'member' : 'garbage';
    }
    input.take(1);
  }
  return 'end';
}

async function skipHeader(input: ByteCursor): Promise<boolean> {
  if (!(await input.fill(10))) return false;
  const flags = input.peek(3);
  input.take(10);
  if (flags & HAS_EXTRA) {
    if (!(await input.fill(2))) return false;
    const length = input.peek(0) | (input.peek(1) << 8);
    if (!(await input.fill(2 + length))) return false;
    input.take(2 + length);
  }
  for (const text of [HAS_NAME, HAS_COMMENT]) {
    if ((flags & text) !== 0 && !(await skipZeroTerminated(input))) return false;
  }
  if (flags & HAS_HEADER_CHECK) {
    if (!(await input.fill(2))) return false;
    input.take(2);
  }
  return true;
}

async function skipZeroTerminated(input: ByteCursor): Promise<boolean> {
  while (await input.fill(1)) {
    const byte = input.peek(0);
    input.take(1);
    if (byte === 0) return true;
  }
  return false;
}

/** Yields one member's data; returns whether it was whole and right. */
async function* inflateMember(input: ByteCursor, report: StreamReport): AsyncGenerator<Uint8Array, boolean> {
  const inflate = createInflateRaw({ chunkSize: OUTPUT_CHUNK });
  let output: Uint8Array[] = [];
  let ended = false;
  let broken: Error | undefined;
  let wake: () => void = () => undefined;
  inflate.on('data', (chunk: Uint8Array) => output.push(chunk));
  inflate.on('end', () => {
    ended = true;
    wake();
  });
  inflate.on('error', (error: Error) => {
    broken = error;
    wake();
  });
  let check = 0;
  let length = 0;
  try {
    while (!ended && broken === undefined && (await input.fill(1))) {
      const piece = input.available(PIECE);
      const before = inflate.bytesWritten;
      await new Promise<void>((resolve) => {
        wake = resolve;
        inflate.write(piece, () => resolve());
      });
      input.take(inflate.bytesWritten - before);
      for (const chunk of output) {
        check = crc32(chunk, check);
        length = (length + chunk.length) >>> 0;
        yield chunk;
      }
      output = [];
    }
  } finally {
    inflate.destroy();
  }
  if (broken !== undefined) {
    report.damage ??= 'the gzip data is damaged; what follows the damage could not be unpacked';
    return false;
  }
  if (!ended || !(await input.fill(8))) {
    report.damage ??= 'the gzip data is cut off';
    return false;
  }
  const right = input.uint32(0) === check >>> 0 && input.uint32(4) === length;
  input.take(8);
  if (!right) report.damage ??= 'the gzip data does not match its checksum: some of it is damaged';
  return right;
}
