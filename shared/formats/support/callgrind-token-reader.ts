// The second half of reading callgrind lines: takes the tokens of whole stretches (callgrind-tokens.ts), in the order of the file, and adds what they say to the
// recording. It alone knows what came before: positions, names, functions, parts. Whatever is not as usual it has read from the bytes by callgrind-lines.ts.
// Trap: a line is given to that before anything of it was done here.
import { NONE } from '../../base/brands.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { CallgrindKeywords, NameKind } from './callgrind-keywords.ts';
import { layoutOf, type PositionLayout } from './callgrind-layouts.ts';
import type { CallgrindLines } from './callgrind-lines.ts';
import { BY_NUMBER, type NameTable, UNDEFINED } from './callgrind-names.ts';
import type { CallgrindParts } from './callgrind-parts.ts';
import type { CallgrindRecords } from './callgrind-records.ts';
import { NO_CALLS } from './callgrind-state.ts';
import { CallgrindTokenRows } from './callgrind-token-rows.ts';
import {
  CALL_COUNT,
  COST,
  DEFINED,
  FLAGS_SHIFT,
  JUMP,
  KIND_MASK,
  LENGTH_SHIFT,
  LONGEST_LENGTH,
  NAMED,
  NUMBERED,
  SKIP,
  WORDS_SHIFT,
} from './callgrind-tokens.ts';
import { CFI, CFN, COB, FI, FL, FN, OB } from './callgrind-words.ts';

/** What a name after each word is of. */
const kinds: NameKind[] = [];
for (const word of [OB, COB]) kinds[word] = 'object';
for (const word of [FL, FI, CFI]) kinds[word] = 'file';
for (const word of [FN, CFN]) kinds[word] = 'function';

export class CallgrindTokenReader {
  /** How the tokens to come have to be made. */
  layout: PositionLayout;
  /** The bytes are shared with other threads. */
  isShared = false;
  /** A line of shared bytes. */
  private own = new Uint8Array(256);
  private positions: readonly string[];
  private readonly rows: CallgrindTokenRows;
  private readonly parts: CallgrindParts;
  private readonly records: CallgrindRecords;
  private readonly keywords: CallgrindKeywords;
  private readonly lines: CallgrindLines;

  constructor(builder: RecordingBuilder, parts: CallgrindParts, records: CallgrindRecords, lines: CallgrindLines) {
    this.parts = parts;
    this.records = records;
    this.lines = lines;
    this.keywords = lines.keywords;
    this.positions = parts.positions;
    this.layout = layoutOf(this.positions);
    const shape = { names: this.keywords.names.function, layout: this.layout };
    this.rows = new CallgrindTokenRows(builder, parts, records, shape);
  }

  /**
   * Reads the first `length` words of tokens, of lines that begin at bytes[start]. Returns where the lines end that it read: all of them, or
   * fewer where `layout` has changed or the records report a failure.
   */
  read(tokens: Int32Array, length: number, bytes: Uint8Array, start: number): number {
    const { records, keywords, parts, rows } = this;
    const { state } = records;
    const { names } = keywords;
    let isInBody = this.isInBody();
    let at = start;
    for (let i = 0; i < length; ) {
      const head = tokens[i++];
      let size = (head >>> LENGTH_SHIFT) & LONGEST_LENGTH;
      state.lineNumber++;
      switch (head & KIND_MASK) {
        case COST: {
          const words = i;
          i += head >>> WORDS_SHIFT;
          if (!isInBody || !parts.isOpen || !rows.costLine(head, tokens, words)) break;
          at += size;
          continue;
        }
        case NUMBERED: {
          const id = tokens[i++];
          if (!isInBody) break;
          let entry = UNDEFINED;
          switch (head >>> FLAGS_SHIFT) {
            case CFN:
              entry = names.function.isBound(id) ? BY_NUMBER : names.function.get(id);
              if (entry === UNDEFINED) break;
              state.calleeName = entry;
              state.calleeNumber = id < names.function.dense ? id : NONE;
              break;
            case CFI:
              entry = names.file.get(id);
              if (entry === UNDEFINED) break;
              state.calleeFile = entry;
              state.calleeFileSaid = true;
              break;
            case COB:
              entry = names.object.get(id);
              if (entry === UNDEFINED) break;
              state.calleeObject = entry;
              state.calleeObjectSaid = true;
              break;
            case FN:
              if (state.calls !== NO_CALLS || state.jumpPending) break;
              entry = names.function.isBound(id) ? BY_NUMBER : names.function.get(id);
              if (entry !== UNDEFINED) state.beginFunction(entry, id < names.function.dense ? id : NONE);
              break;
            case FI:
              entry = names.file.get(id);
              if (entry !== UNDEFINED) state.file = entry;
              break;
            case FL:
              entry = names.file.get(id);
              if (entry === UNDEFINED) break;
              state.functionFile = entry;
              state.file = entry;
              break;
            default:
              entry = names.object.get(id);
              if (entry !== UNDEFINED) state.object = entry;
          }
          if (entry === UNDEFINED) break;
          keywords.compressed = true;
          at += size;
          continue;
        }
        case CALL_COUNT: {
          const count = tokens[i++];
          if (!isInBody || state.calls !== NO_CALLS || state.jumpPending) break;
          state.calls = count;
          at += size;
          continue;
        }
        case SKIP:
          at += size;
          continue;
        case JUMP:
          i += head >>> WORDS_SHIFT;
          if (!isInBody) break;
          rows.jumpLine(head, tokens, i - (head >>> WORDS_SHIFT));
          at += size;
          continue;
        case DEFINED:
          i += 4;
          if (!isInBody || !this.define(head >>> FLAGS_SHIFT, tokens, i - 4, bytes)) break;
          at += size;
          continue;
        case NAMED:
          i += 3;
          if (!isInBody || !this.canTake(head >>> FLAGS_SHIFT)) break;
          this.take(head >>> FLAGS_SHIFT, this.entryOf(head >>> FLAGS_SHIFT, tokens, i - 3, bytes));
          at += size;
          continue;
        default:
          if (size === 0) size = tokens[i++];
      }
      state.lineNumber--;
      at += size;
      rows.settleNames();
      this.readWithCare(bytes, at - size, at);
      if (records.failure !== undefined || this.hasNewLayout()) return at;
      isInBody = this.isInBody();
    }
    rows.settleNames();
    return at;
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
    this.rows.layout = this.layout;
    return this.layout !== before;
  }

  private define(word: number, tokens: Int32Array, i: number, bytes: Uint8Array): boolean {
    if (!this.canTake(word)) return false;
    const { keywords, parts } = this;
    keywords.compressed = true;
    this.rows.settleNames();
    const entry = this.entryOf(word, tokens, i + 1, bytes);
    if (!this.tableOf(word).define(tokens[i], entry, parts.epoch)) this.lines.noteRedefinedName();
    this.take(word, entry, tokens[i] < this.keywords.names.function.dense ? tokens[i] : NONE);
    return true;
  }

  private entryOf(word: number, tokens: Int32Array, i: number, bytes: Uint8Array): number {
    return this.keywords.entryOf(kinds[word], bytes, tokens[i], tokens[i + 1], tokens[i + 2]);
  }

  private tableOf(word: number): NameTable {
    const { names } = this.keywords;
    if (word === FN || word === CFN) return names.function;
    return word === OB || word === COB ? names.object : names.file;
  }

  /** No call or jump waits that the line would end. */
  private canTake(word: number): boolean {
    const { state } = this.records;
    return word !== FN || (state.calls === NO_CALLS && !state.jumpPending);
  }

  /** `number`: of a function's name, where it has one with a binding. */
  private take(word: number, entry: number, number: number = NONE): void {
    const { state } = this.records;
    switch (word) {
      case FN:
        state.beginFunction(entry, number);
        break;
      case FL:
        state.functionFile = entry;
        state.file = entry;
        break;
      case FI:
        state.file = entry;
        break;
      case OB:
        state.object = entry;
        break;
      case CFN:
        state.calleeName = entry;
        state.calleeNumber = number;
        break;
      case CFI:
        state.calleeFile = entry;
        state.calleeFileSaid = true;
        break;
      default:
        state.calleeObject = entry;
        state.calleeObjectSaid = true;
    }
  }
}
