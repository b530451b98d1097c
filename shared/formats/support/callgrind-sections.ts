// Reads a large callgrind file by several threads: its beginning here, until the header is known, the rest in sections, each joined to what
// was read before it. A section whose assumptions do not hold is read here after all, from the same place on.
import type { ByteRange, SectionThreads } from '../../base/byte-source.ts';
import { findCut } from './callgrind-cuts.ts';
import { SectionJoin } from './callgrind-join.ts';
import type { CallgrindReading } from './callgrind-reading.ts';
import type { CallgrindSection, SectionSeed } from './callgrind-section.ts';

/** A function is rarely longer; where none ends within this, the file is not cut there. */
const LONGEST_SEARCH = 1 << 20;
const FIRST_SEARCH = 1 << 16;
const PIECE = 1 << 19;

/** Where to go on by sections after `from` bytes were read; `undefined` where that cannot be, or not yet. */
export async function firstCut(
  { parts, records }: CallgrindReading,
  threads: SectionThreads,
  from: number,
): Promise<number | undefined> {
  if (!records.isInPart || parts.seed() === undefined) return undefined;
  const cut = await cutAfter(threads, from, parts.positions.length);
  return cut === undefined || threads.size - cut < threads.sectionSize ? undefined : cut;
}

/** Reads on from `start`, a cut, to the end of the file. True when the file ends within a line. Yields after every section. */
export async function* readSections(
  reading: CallgrindReading,
  threads: SectionThreads,
  start: number,
): AsyncGenerator<void, boolean> {
  const { parts, keywords, records } = reading;
  const partsSeed = parts.seed();
  // Header lines may have come since the cut was looked for.
  if (partsSeed === undefined || !records.isInPart)
    return yield* readHere(reading, threads, { start, end: threads.size });
  const seed: SectionSeed = { parts: partsSeed, compressed: keywords.compressed };
  const ranges = await cutIntoRanges(threads, start, parts.positions.length);
  const sections = new SectionJoin(reading);
  let at = 0;
  let endsInLine = false;
  for await (const answer of threads.read(ranges, seed)) {
    // Threads run this program's own readSection.
    const section = answer as CallgrindSection;
    const range = ranges[at++];
    if (sections.join(section)) endsInLine = section.endsInLine;
    else endsInLine = yield* readHere(reading, threads, range);
    if (reading.records.failure !== undefined) return endsInLine;
    yield;
  }
  return endsInLine;
}

async function* readHere(
  { blocks, records }: CallgrindReading,
  threads: SectionThreads,
  { start, end }: ByteRange,
): AsyncGenerator<void, boolean> {
  for (let at = start; at < end; at += PIECE) {
    blocks.take(await threads.bytesAt(at, Math.min(PIECE, end - at)));
    if (records.failure !== undefined) return false;
    yield;
  }
  return blocks.finish();
}

async function cutIntoRanges(threads: SectionThreads, start: number, positions: number): Promise<ByteRange[]> {
  const ranges: ByteRange[] = [];
  const { size, sectionSize } = threads;
  while (start < size) {
    // What is left over does not become a section of its own.
    const isLast = size - start < sectionSize * 1.5;
    const end = isLast ? size : ((await cutAfter(threads, start + sectionSize, positions)) ?? size);
    ranges.push({ start, end });
    start = end;
  }
  return ranges;
}

/** The first cut at or after `from`. */
async function cutAfter(threads: SectionThreads, from: number, positions: number): Promise<number | undefined> {
  // One byte before tells whether a line begins at `from`.
  const start = Math.max(0, from - 1);
  for (let length = FIRST_SEARCH; length <= LONGEST_SEARCH; length *= 4) {
    const bytes = await threads.bytesAt(start, length);
    const line = bytes.indexOf(10) + 1;
    const cut = line === 0 || line >= bytes.length ? -1 : findCut(bytes, line, positions);
    if (cut >= 0) return start + cut;
    if (bytes.length < length) return undefined;
  }
  return undefined;
}
