// What takes part in reading one callgrind file, put together: parts, names, records and the loop over lines. One of these reads a
// whole file, or a section of one (callgrind-section.ts), or is where sections are joined (callgrind-join.ts).
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { CallgrindKeywords } from './callgrind-keywords.ts';
import { CallgrindLines } from './callgrind-lines.ts';
import type { OpenNames } from './callgrind-open-names.ts';
import type { CallgrindParts } from './callgrind-parts.ts';
import { CallgrindRecords } from './callgrind-records.ts';
import { LineBlocks } from './line-blocks.ts';

export interface ReadingShape {
  /** Where it is a section that is read. */
  readonly openNames?: OpenNames;
  /** Lines end in a carriage return alone. */
  readonly bareReturns: boolean;
}

export interface CallgrindReading {
  readonly builder: RecordingBuilder;
  readonly parts: CallgrindParts;
  readonly keywords: CallgrindKeywords;
  readonly records: CallgrindRecords;
  /** Takes the bytes, in pieces of any size. */
  readonly blocks: LineBlocks;
}

export function createReading(builder: RecordingBuilder, parts: CallgrindParts, shape: ReadingShape): CallgrindReading {
  const keywords = new CallgrindKeywords(builder, shape.openNames);
  const records = new CallgrindRecords(builder, parts);
  const lines = new CallgrindLines(keywords, parts, records);
  const blocks = new LineBlocks((bytes, start, end) => lines.read(bytes, start, end), shape.bareReturns);
  return { builder, parts, keywords, records, blocks };
}
