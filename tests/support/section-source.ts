// A byte source over bytes in memory that is read in sections, in this thread: what joining makes of them is compared with one reader.
// What a section says is cloned on its way, as threads do.
import type { ByteRange, ByteSource } from '../../shared/base/byte-source.ts';
import { type SectionSeed, sectionReader } from '../../shared/formats/support/callgrind-section.ts';
import { memorySource } from './memory-source.ts';

export interface SectionedSource extends ByteSource {
  /** Where sections began, once all was read. */
  readonly cuts: number[];
  /** Sections that one reader had to read after all. */
  readonly readAgain: number[];
  /** How often a reader said that it wants no more sections. */
  ended(): number;
}

/** The first `beginning` bytes are read before the first cut; sections are about `sectionSize` long. */
export function sectionedSource(content: Uint8Array, beginning: number, sectionSize: number): SectionedSource {
  const cuts: number[] = [];
  const readAgain: number[] = [];
  let ended = 0;
  return {
    ...memorySource('test', content, beginning),
    cuts,
    readAgain,
    ended: () => ended,
    sections: {
      size: content.length,
      sectionSize,
      bytesAt: (start, length) => {
        if (cuts.includes(start)) readAgain.push(start);
        return Promise.resolve(content.slice(start, start + length));
      },
      async *read(ranges: readonly ByteRange[], seed: object) {
        try {
          for (const { start, end } of ranges) {
            cuts.push(start);
            const reader = sectionReader(seed as SectionSeed);
            for (let at = start; at < end; at += 700) reader.take(content.slice(at, Math.min(end, at + 700)));
            yield structuredClone(await Promise.resolve(reader.finish(end === content.length)));
          }
        } finally {
          ended++;
        }
      },
    },
  };
}
