// The second half of reading callgrind lines: takes the tokens of whole stretches (callgrind-tokens.ts), in the order of the file, and adds what they say to the
// recording. It alone knows what came before: positions, names, functions, parts. Usual lines are read by WebAssembly (assembly/callgrind-reader.ts), which asks
// where it does not know (callgrind-token-questions.ts), and stops at what is not as usual: that is read from the bytes by callgrind-lines.ts.
// Trap: a line is given to that before anything of it was done.
import type { WorkMemory } from '../../base/work-memory.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import {
  BINDINGS_AT,
  COMPRESSED,
  COSTS,
  FILES_AT,
  FILES_LENGTH,
  FUNCTIONS_LENGTH,
  IMPLIED_FLAG,
  IN_BODY,
  IS_IN_ORDER,
  OBJECTS_AT,
  OBJECTS_LENGTH,
  OPEN_PART,
  PART,
  SUMS_AT,
} from './callgrind-cells.ts';
import { layoutOf, type PositionLayout } from './callgrind-layouts.ts';
import type { CallgrindLines } from './callgrind-lines.ts';
import type { CallgrindParts } from './callgrind-parts.ts';
import { type ReaderCode, runReaderCode } from './callgrind-reader-code.ts';
import type { CallgrindRecords } from './callgrind-records.ts';
import { CallgrindTokenQuestions } from './callgrind-token-questions.ts';
import {
  CALL_COUNT,
  CAREFUL,
  DEFINED,
  KIND_MASK,
  LENGTH_SHIFT,
  LONGEST_LENGTH,
  NAMED,
  NUMBERED,
  SKIP,
  WORDS_SHIFT,
} from './callgrind-tokens.ts';

const WORD = Int32Array.BYTES_PER_ELEMENT;

/** Who takes part in reading the lines of a file. */
export interface LineReaders {
  readonly parts: CallgrindParts;
  readonly records: CallgrindRecords;
  readonly lines: CallgrindLines;
}

export class CallgrindTokenReader {
  /** How the tokens to come have to be made. */
  layout: PositionLayout;
  /** The bytes are shared with other threads. */
  isShared = false;
  /** Where tokens have to be to be read. */
  tokens: Int32Array;
  /** A line of shared bytes. */
  private own = new Uint8Array(256);
  /** Those that the tokens are of. */
  private bytes = new Uint8Array(0);
  private positions: readonly string[];
  private sums: Float64Array;
  private readonly memory: WorkMemory;
  private readonly parts: CallgrindParts;
  private readonly records: CallgrindRecords;
  private readonly lines: CallgrindLines;
  private readonly questions: CallgrindTokenQuestions;
  private readonly code: ReaderCode;

  /** `words`: how many words of tokens there will mostly be. */
  constructor(
    builder: RecordingBuilder,
    { parts, records, lines }: LineReaders,
    { memory, words }: { memory: WorkMemory; words: number },
  ) {
    this.parts = parts;
    this.records = records;
    this.lines = lines;
    this.memory = memory;
    this.positions = parts.positions;
    this.layout = layoutOf(this.positions);
    this.tokens = memory.integers(words);
    this.sums = memory.numbers(1);
    this.questions = new CallgrindTokenQuestions(builder, records, lines.keywords);
    this.code = this.runCode();
  }

  /**
   * Reads the first `length` words of tokens, of lines that begin at bytes[start]. Returns where the lines end that it read: all of them, or
   * fewer where `layout` has changed or the records report a failure.
   */
  read(tokens: Int32Array, length: number, bytes: Uint8Array, start: number): number {
    if (length > this.tokens.length) {
      this.memory.give(this.tokens);
      this.tokens = this.memory.integers(length);
    }
    this.tokens.set(tokens.subarray(0, length));
    return this.readHere(length, bytes, start);
  }

  /** The same for tokens that stand in `tokens` already. */
  readHere(length: number, bytes: Uint8Array, start: number): number {
    const { records, code, tokens, parts, questions } = this;
    const { byteOffset } = tokens;
    this.bytes = bytes as Uint8Array<ArrayBuffer>;
    let at = start;
    for (let i = 0; ; ) {
      this.tellAll();
      const known = this.layout | (this.isInBody() ? IN_BODY : 0) | (parts.isOpen ? OPEN_PART : 0);
      const end = byteOffset + length * WORD;
      i = (code.read(byteOffset + i * WORD, end, at, known) - byteOffset) / WORD;
      at = code.place;
      questions.settleNames();
      if (records.state.integers[COMPRESSED] !== 0) this.lines.keywords.compressed = true;
      if (i === length) return at;
      const head = tokens[i];
      const size = (head >>> LENGTH_SHIFT) & LONGEST_LENGTH || tokens[i + 1];
      i += 1 + wordsBehind(head);
      at += size;
      this.readWithCare(bytes, at - size, at);
      if (records.failure !== undefined || this.hasNewLayout()) return at;
    }
  }

  /** Lets its memory go: everything is read. */
  forget(): void {
    const { memory, tokens, sums } = this;
    memory.give(tokens);
    memory.give(sums);
    for (const table of Object.values(this.lines.keywords.names)) table.forget();
  }

  private runCode(): ReaderCode {
    const { questions, parts, memory } = this;
    const placeOf = (at: number): number => ((at >>> 0) - this.tokens.byteOffset) / WORD;
    return runReaderCode(memory, {
      commit: (cells) => questions.commit(cells),
      bindFunction: () => questions.bindFunction(),
      calleeOf: () => {
        const callee = questions.calleeOf();
        this.tellFlag();
        return callee;
      },
      nameOf: (id) => this.lines.keywords.names.function.get(id),
      define: (word, at) => {
        const isNew = questions.define(word, this.tokens, placeOf(at), { bytes: this.bytes, epoch: parts.epoch });
        if (!isNew) this.lines.noteRedefinedName();
        this.tellNames();
      },
      name: (word, at) => questions.name(word, this.tokens, placeOf(at), this.bytes),
      oddCosts: (at, count) => {
        questions.oddCosts(this.tokens, placeOf(at), count);
        this.tellFlag();
      },
      abandonJump: () => questions.abandonJump(),
      endJump: (count) => {
        const isEnded = questions.endJump(count);
        this.tellFlag();
        return isEnded;
      },
    });
  }

  /** What may have changed since it was read last. */
  private tellAll(): void {
    const { records, parts, memory } = this;
    const { integers } = records.state;
    if (parts.sums !== this.sums) {
      memory.give(this.sums);
      this.sums = memory.numbers(parts.sums.length);
      this.sums.set(parts.sums);
      parts.sums = this.sums;
    }
    integers[SUMS_AT] = this.sums.byteOffset;
    integers[PART] = parts.current;
    integers[COSTS] = records.costs.length;
    integers[IS_IN_ORDER] = records.isInOrder ? 1 : 0;
    this.tellFlag();
    this.tellNames();
  }

  private tellFlag(): void {
    this.records.state.integers[IMPLIED_FLAG] = this.records.functions.impliedFlag;
  }

  private tellNames(): void {
    const { integers } = this.records.state;
    const { names } = this.lines.keywords;
    integers[BINDINGS_AT] = names.function.bindings.byteOffset;
    integers[FUNCTIONS_LENGTH] = names.function.dense;
    integers[FILES_AT] = names.file.entries.byteOffset;
    integers[FILES_LENGTH] = names.file.dense;
    integers[OBJECTS_AT] = names.object.entries.byteOffset;
    integers[OBJECTS_LENGTH] = names.object.dense;
  }

  /** Nothing waits that a usual line does not know of. */
  private isInBody(): boolean {
    const { state, columns } = this.records;
    return !state.inHeader && !columns.odd;
  }

  private readWithCare(bytes: Uint8Array, start: number, end: number): void {
    if (!this.isShared) {
      this.lines.read(bytes, start, end);
      return;
    }
    // Texts cannot be decoded from memory that threads share.
    const length = end - start;
    if (length > this.own.length) this.own = new Uint8Array(length * 2);
    const { own } = this;
    for (let i = 0; i < length; i++) own[i] = bytes[start + i];
    this.lines.read(own, 0, length);
  }

  private hasNewLayout(): boolean {
    const { positions } = this.parts;
    if (positions === this.positions) return false;
    this.positions = positions;
    const before = this.layout;
    this.layout = layoutOf(positions);
    return this.layout !== before;
  }
}

/** How many words a token has behind its first. */
function wordsBehind(head: number): number {
  switch (head & KIND_MASK) {
    case SKIP:
      return 0;
    case NUMBERED:
    case CALL_COUNT:
      return 1;
    case DEFINED:
      return 4;
    case NAMED:
      return 3;
    case CAREFUL:
      return ((head >>> LENGTH_SHIFT) & LONGEST_LENGTH) === 0 ? 1 : 0;
    default:
      return head >>> WORDS_SHIFT;
  }
}
