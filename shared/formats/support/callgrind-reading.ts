// What takes part in reading one callgrind file, put together: parts, names, records, tokens and the careful reader of lines. Bytes come in pieces of any
// size, or as stretches of whole lines, with or without their tokens; what comes out does not depend on where they are cut.
import type { PreparedBlock } from '../../base/byte-source.ts';
import { WorkMemory } from '../../base/work-memory.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { STAGE_CELLS } from '../../model/stage-cells.ts';
import { CALLS_AT, FIRST_FREE, INSTRUCTIONS_AT, LINES_AT } from './callgrind-cells.ts';
import { CallgrindKeywords } from './callgrind-keywords.ts';
import { CallgrindLines } from './callgrind-lines.ts';
import type { CallgrindParts } from './callgrind-parts.ts';
import { CallgrindRecords } from './callgrind-records.ts';
import { CallgrindStretches, STRETCH, STRETCH_WORDS } from './callgrind-stretches.ts';
import { CallgrindTokenReader } from './callgrind-token-reader.ts';
import { LineBlocks } from './line-blocks.ts';

/** Behind a `positions:` line, lest a file that has one at every other line is tokenized over and over. */
const SHORTEST_STRETCH = 512;

export class CallgrindReading {
  readonly keywords: CallgrindKeywords;
  readonly records: CallgrindRecords;
  /** Takes the bytes, in pieces of any size. */
  readonly blocks: LineBlocks;
  private readonly tokenReader: CallgrindTokenReader;
  private readonly stretches: CallgrindStretches;
  private stretch = STRETCH;

  /** `bareReturns`: lines end in a carriage return alone. */
  constructor(builder: RecordingBuilder, parts: CallgrindParts, bareReturns: boolean) {
    const memory = memoryOf(builder);
    const records = new CallgrindRecords(builder, parts, memory);
    this.records = records;
    this.keywords = new CallgrindKeywords(builder, memory);
    const lines = new CallgrindLines(this.keywords, parts, records);
    this.stretches = new CallgrindStretches(memory);
    this.tokenReader = new CallgrindTokenReader(builder, { parts, records, lines }, { memory, words: STRETCH_WORDS });
    this.blocks = new LineBlocks((bytes, start, end) => this.read(bytes, start, end), bareReturns);
  }

  /** How words of prepared blocks have to be made. */
  get setting(): number {
    return this.tokenReader.layout;
  }

  /** The next bytes of the file, with the tokens that another thread made of the whole lines among them. */
  takePrepared({ bytes, start, end, words, length, setting }: PreparedBlock): void {
    const { tokenReader, blocks, records } = this;
    tokenReader.isShared = true;
    blocks.take(bytes.subarray(0, start));
    if (records.failure !== undefined) return;
    const read = setting === tokenReader.layout ? tokenReader.read(words, length, bytes, start) : start;
    if (read < end) this.read(bytes, read, end);
    blocks.take(bytes.subarray(end));
  }

  /** Lets its memory go: everything is read. */
  forget(): void {
    this.stretches.forget();
    this.tokenReader.forget();
  }

  /** Reads the whole lines bytes[start … end). Stops early when the records report a failure. */
  private read(bytes: Uint8Array, start: number, end: number): void {
    const { stretches, tokenReader, records } = this;
    for (let at = start; at < end && records.failure === undefined; ) {
      const stop = Math.min(end, at + this.stretch);
      const tokenized = stretches.tokenize({ bytes, start: at, stop }, tokenReader.tokens, tokenReader.layout);
      at = tokenReader.readHere(stretches.length, bytes, at);
      this.stretch = at < tokenized ? SHORTEST_STRETCH : Math.min(STRETCH, this.stretch * 2);
    }
  }
}

/** Where rows are staged and lines are read: one for all files of a recording. */
function memoryOf(builder: RecordingBuilder): WorkMemory {
  const { stagedIn, lines, calls, instructions } = builder;
  if (stagedIn !== undefined) return stagedIn;
  const memory = new WorkMemory(FIRST_FREE);
  lines.stageIn(memory, memory.integersAt(LINES_AT, STAGE_CELLS));
  calls.stageIn(memory, memory.integersAt(CALLS_AT, STAGE_CELLS));
  instructions.stageIn(memory, memory.integersAt(INSTRUCTIONS_AT, STAGE_CELLS));
  builder.stagedIn = memory;
  return memory;
}
