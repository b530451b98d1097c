// The second half of reading callgrind lines: takes the tokens of whole stretches (callgrind-tokens.ts), in the order of the file, and adds what they say to the
// recording. It alone knows what came before: positions, names, functions, parts. Whatever is not as usual it has read from the bytes by callgrind-lines.ts.
// Trap: a line is given to that before anything of it was done here.

import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { IMPLIED, OWN_BLOCK, STATED } from './callgrind-functions.ts';
import { type CallgrindKeywords, CFI, CFN, COB, FI, FL, FN, type NameKind, OB } from './callgrind-keywords.ts';
import type { CallgrindLines } from './callgrind-lines.ts';
import { type NameTable, UNDEFINED } from './callgrind-names.ts';
import type { CallgrindParts } from './callgrind-parts.ts';
import type { CallgrindRecords } from './callgrind-records.ts';
import { NO_CALLS } from './callgrind-state.ts';
import {
  ADDRESS_ABSOLUTE,
  ADDRESS_LAYOUT,
  ADDRESS_WIDE,
  CALL_COUNT,
  COST,
  COUNT_SHIFT,
  DEFINED,
  FLAGS_SHIFT,
  KIND_MASK,
  LENGTH_SHIFT,
  LINE_ABSOLUTE,
  LONGEST_LENGTH,
  layoutOf,
  MOST_COSTS,
  NAMED,
  NUMBERED,
  type PositionLayout,
  SKIP,
  WORDS_SHIFT,
} from './callgrind-tokens.ts';

const HALF = 2 ** 32;
const LARGEST_LINE = 0x7fffffff;
const HIGH_BITS = 0x7fffffff;

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
  private positions: readonly string[];
  private readonly builder: RecordingBuilder;
  private readonly parts: CallgrindParts;
  private readonly records: CallgrindRecords;
  private readonly keywords: CallgrindKeywords;
  private readonly lines: CallgrindLines;

  constructor(builder: RecordingBuilder, parts: CallgrindParts, records: CallgrindRecords, lines: CallgrindLines) {
    this.builder = builder;
    this.parts = parts;
    this.records = records;
    this.lines = lines;
    this.keywords = lines.keywords;
    this.positions = parts.positions;
    this.layout = layoutOf(this.positions);
  }

  /**
   * Reads the first `length` words of tokens, of lines that begin at bytes[start]. Returns where the lines end that it read: all of them, or
   * fewer where `layout` has changed or the records report a failure.
   */
  read(tokens: Int32Array, length: number, bytes: Uint8Array, start: number): number {
    const { records, keywords, parts } = this;
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
          if (!isInBody || !parts.isOpen || !this.costLine(head, tokens, words)) break;
          at += size;
          continue;
        }
        case NUMBERED: {
          const id = tokens[i++];
          if (!isInBody) break;
          let entry = UNDEFINED;
          switch (head >>> FLAGS_SHIFT) {
            case CFN:
              entry = names.function.get(id);
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
              if (state.calls !== NO_CALLS) break;
              entry = names.function.get(id);
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
          if (!isInBody || state.calls !== NO_CALLS) break;
          state.calls = count;
          at += size;
          continue;
        }
        case SKIP:
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
      this.readWithCare(bytes, at - size, at);
      if (records.failure !== undefined || this.hasNewLayout()) return at;
      isInBody = this.isInBody();
    }
    return at;
  }

  /** Nothing waits that a usual line does not know of. */
  private isInBody(): boolean {
    const { state, columns } = this.records;
    return !state.inHeader && !state.jumpPending && !columns.odd;
  }

  private readWithCare(bytes: Uint8Array, start: number, end: number): void {
    // Texts cannot be decoded from memory that threads share.
    if (this.isShared) this.lines.read(bytes.slice(start, end), 0, end - start);
    else this.lines.read(bytes, start, end);
  }

  private hasNewLayout(): boolean {
    const { positions } = this.parts;
    if (positions === this.positions) return false;
    this.positions = positions;
    const before = this.layout;
    this.layout = layoutOf(positions);
    return this.layout !== before;
  }

  /** A line that begins with a position; false, and nothing done, where it has more costs than there are event types. */
  private costLine(head: number, tokens: Int32Array, words: number): boolean {
    const { records, layout, parts } = this;
    const { state } = records;
    const { position } = state;
    const count = (head >>> COUNT_SHIFT) & MOST_COSTS;
    if (count > records.costs.length) return false;
    let i = words;
    if (layout >= ADDRESS_LAYOUT) {
      if ((head & ADDRESS_ABSOLUTE) !== 0) {
        position.high = (head & ADDRESS_WIDE) === 0 ? 0 : tokens[i++];
        position.low = tokens[i++];
      } else {
        const by = tokens[i++];
        const { low } = position;
        const moved = (low + by) | 0;
        if (by > 0) {
          if (moved >>> 0 < low >>> 0) position.high = (position.high + 1) | 0;
        } else if (moved >>> 0 > low >>> 0) position.high = (position.high - 1) | 0;
        position.low = moved;
      }
    }
    if (layout !== ADDRESS_LAYOUT) {
      if ((head & LINE_ABSOLUTE) !== 0) position.line = tokens[i++];
      else position.line += tokens[i++];
    }
    const { line } = position;
    if (!records.isInOrder || line < 0 || line > LARGEST_LINE) {
      this.oddCosts(tokens, i, count);
      return true;
    }
    const fn = state.functionRow >= 0 ? state.functionRow : this.bindFunction();
    if (line > 0) records.lineSeen = true;
    if (state.calls === NO_CALLS) {
      const rows = layout >= ADDRESS_LAYOUT ? this.builder.instructions : this.builder.lines;
      const { stagedKeys, next } = rows;
      stagedKeys[next] = parts.current;
      stagedKeys[next + 1] = fn;
      stagedKeys[next + 2] = state.file;
      stagedKeys[next + 3] = line > 0 ? line : NONE;
      if (layout >= ADDRESS_LAYOUT) {
        stagedKeys[next + 4] = position.high;
        stagedKeys[next + 5] = position.low;
      }
      const { staged, stride } = rows.numbers;
      const { sums } = parts;
      let at = rows.nextNumber;
      const end = at + stride;
      staged[at++] = 0;
      for (let e = 0; e < count; e++) {
        const word = tokens[i++];
        const cost = word >= 0 ? word : (word & HIGH_BITS) * HALF + (tokens[i++] >>> 0);
        staged[at++] = cost;
        sums[e] += cost;
      }
      while (at < end) staged[at++] = 0;
      rows.commit();
      return true;
    }
    const callee = this.calleeOf();
    const rows = this.builder.calls;
    const { stagedKeys, next } = rows;
    stagedKeys[next] = parts.current;
    stagedKeys[next + 1] = fn;
    stagedKeys[next + 2] = callee;
    stagedKeys[next + 3] = state.file;
    stagedKeys[next + 4] = line > 0 ? line : NONE;
    stagedKeys[next + 5] = layout >= ADDRESS_LAYOUT ? position.high : NONE;
    stagedKeys[next + 6] = layout >= ADDRESS_LAYOUT ? position.low : NONE;
    const { staged, stride } = rows.numbers;
    let at = rows.nextNumber;
    const end = at + stride;
    staged[at++] = state.calls;
    for (let e = 0; e < count; e++) {
      const word = tokens[i++];
      staged[at++] = word >= 0 ? word : (word & HIGH_BITS) * HALF + (tokens[i++] >>> 0);
    }
    while (at < end) staged[at++] = 0;
    rows.commit();
    state.forgetCallee();
    return true;
  }

  /** The costs of a line whose columns are other event types than the table's, or whose line number is out of range. */
  private oddCosts(tokens: Int32Array, words: number, count: number): void {
    const { records } = this;
    const { costs } = records;
    costs.fill(0);
    let i = words;
    for (let e = 0; e < count; e++) {
      const word = tokens[i++];
      costs[e] = word >= 0 ? word : (word & HIGH_BITS) * HALF + (tokens[i++] >>> 0);
    }
    records.costCount = count;
    if (records.state.calls === NO_CALLS) records.selfCost();
    else records.callCost();
  }

  private bindFunction(): FunctionIndex {
    const { records } = this;
    const { state } = records;
    if (state.functionNumber === NONE) return records.bindFunction();
    const { functionNumber, functionFile, object } = state;
    const table = this.keywords.names.function;
    state.functionRow = records.functions.ofNumber(table, functionNumber, functionFile, object, OWN_BLOCK);
    return state.functionRow;
  }

  private calleeOf(): FunctionIndex {
    const { records } = this;
    const { state, functions } = records;
    if (state.calleeName === NONE || state.calleeNumber === NONE) return records.bindCallee();
    const module = state.calleeObjectSaid ? state.calleeObject : state.object;
    const flag = state.calleeFileSaid ? STATED : IMPLIED;
    const file = state.calleeFileSaid ? state.calleeFile : state.file;
    state.lastCallee = functions.ofNumber(this.keywords.names.function, state.calleeNumber, file, module, flag);
    records.callSeen = true;
    return state.lastCallee;
  }

  private define(word: number, tokens: Int32Array, i: number, bytes: Uint8Array): boolean {
    if (!this.canTake(word)) return false;
    const { keywords, parts } = this;
    keywords.compressed = true;
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

  /** No call waits that the line would end. */
  private canTake(word: number): boolean {
    return word !== FN || this.records.state.calls === NO_CALLS;
  }

  /** `number`: of a function's name, where it has one with a record. */
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
