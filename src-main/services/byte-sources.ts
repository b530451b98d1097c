// From what a person opens (a file, standard input, bytes in memory) to a ByteSource: compression found by content and
// unwound layer by layer, everything streaming, progress counted in bytes of the file on disk. After the chunks ended, the
// report says whether that was all of it. The only traps: close() must be called, and chunks are reused after the next step.
import { setImmediate } from 'node:timers/promises';
import type { ByteSource } from '../../shared/base/byte-source.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { decompressZstd, isZstd } from '../../shared/formats/support/decompress-zstd.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import { inflateGzip, isGzip } from './inflate-gzip.ts';
import { openRawBytes } from './raw-bytes.ts';
import type { StreamReport } from './stream-report.ts';

/** What to read. `name` is for people: a base name, `standard input`. */
export type Input =
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly stream: AsyncIterable<Uint8Array> };

export interface SourceOptions {
  readonly signal: AbortSignal;
  /** Bytes of the file on disk. */
  readonly onProgress?: (bytesRead: number, bytesTotal: number | undefined) => void;
}

export interface OpenSource extends ByteSource {
  readonly report: StreamReport;
  close(): Promise<void>;
}

const HEAD_LENGTH = 64 * 1024;
const MAX_LAYERS = 3;
/** Real profiles shrink to a sixtieth at most; what grows further is a trap or an accident. */
const MAX_EXPANSION = 300;
const ALWAYS_ALLOWED = 256 * 1024 * 1024;

export async function openByteSource(input: Input, options: SourceOptions): Promise<Result<OpenSource, ReadError>> {
  const report: StreamReport = { damage: undefined, surplus: undefined, refusal: undefined, bytesRead: 0 };
  const raw = await openRawBytes(input, options, report);
  if (!raw.ok) return raw;
  let layers = 0;
  const generators = [raw.value.chunks];
  const close = async (): Promise<void> => {
    for (const generator of generators.reverse()) await generator.return(undefined);
    await raw.value.close();
  };
  let peeked = await peek(raw.value.chunks);
  for (;;) {
    const unpacked = unpack(peeked, report);
    if (unpacked === undefined) break;
    if (layers++ === MAX_LAYERS) {
      await close();
      return failure({
        kind: 'unsupported',
        message: `it is compressed more than ${MAX_LAYERS} times over`,
        hint: 'unpack it first',
      });
    }
    const bounded = limited(unpacked, report);
    generators.push(peeked.chunks, unpacked, bounded);
    peeked = await peek(bounded);
  }
  const { head, chunks } = peeked;
  generators.push(chunks);
  return success({
    name: input.name,
    size: layers === 0 ? raw.value.size : undefined,
    head,
    chunks: () => chunks,
    turn: () => setImmediate(),
    report,
    close,
  });
}

interface Peeked {
  readonly head: Uint8Array;
  readonly chunks: AsyncGenerator<Uint8Array>;
}

function unpack({ head, chunks }: Peeked, report: StreamReport): AsyncGenerator<Uint8Array> | undefined {
  if (isGzip(head)) return oneAhead(inflateGzip(chunks, report));
  if (isZstd(head)) {
    return decompressZstd(chunks, (message) => {
      report.damage ??= message;
    });
  }
  return undefined;
}

/** The first bytes, and all of them once more. */
async function peek(chunks: AsyncGenerator<Uint8Array>): Promise<Peeked> {
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_LENGTH) {
    const next = await chunks.next();
    if (next.done === true) break;
    // A copy: the source may reuse the chunk.
    first.push(next.value.slice());
    length += next.value.length;
  }
  const head = new Uint8Array(Math.min(length, HEAD_LENGTH));
  let filled = 0;
  for (const chunk of first) {
    const part = chunk.subarray(0, HEAD_LENGTH - filled);
    head.set(part, filled);
    filled += part.length;
  }
  return { head, chunks: replay(first, chunks) };
}

async function* replay(first: Uint8Array[], chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for (let chunk = first.shift(); chunk !== undefined; chunk = first.shift()) yield chunk;
    yield* chunks;
  } finally {
    await chunks.return(undefined);
  }
}

/** The same chunks, with the next one being unpacked while one is worked on: zlib has threads of its own. The chunks must not be reused. */
async function* oneAhead(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let coming = chunks.next();
  try {
    for (;;) {
      const next = await coming;
      if (next.done === true) return;
      coming = chunks.next();
      yield next.value;
    }
  } finally {
    // Not waited for: a pipe that nobody writes to may never give what is coming.
    coming.catch(() => undefined);
    chunks.return(undefined).catch(() => undefined);
  }
}

/** Ends a stream that grows out of proportion. */
async function* limited(chunks: AsyncGenerator<Uint8Array>, report: StreamReport): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > ALWAYS_ALLOWED && length > report.bytesRead * MAX_EXPANSION) {
      report.refusal ??= {
        kind: 'too-big',
        message: `it unpacks to more than ${MAX_EXPANSION} times its size, which no profile does (limit: 256 MiB or ${MAX_EXPANSION} times, whichever is more)`,
        hint: 'if you trust it, unpack it yourself and open the result',
      };
      return;
    }
    yield chunk;
  }
}
