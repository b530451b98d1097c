// The second half of reading callgrind lines: takes the tokens of whole stretches (callgrind-tokens.ts), in the order of the file, and adds what they say to the
// recording. It alone knows what came before: positions, names, functions, parts. Whatever is not as usual it has read from the bytes by callgrind-lines.ts.
// Trap: a line is given to that before anything of it was done here.
import { type CallgrindKeywords, CFI, CFN, COB, FI, FL, FN, type NameKind, OB } from './callgrind-keywords.ts';
import type { CallgrindLines } from './callgrind-lines.ts';
import { UNDEFINED } from './callgrind-names.ts';
import type { CallgrindParts } from './callgrind-parts.ts';
import type { CallgrindRecords } from './callgrind-records.ts';
import { NO_CALLS } from './callgrind-state.ts';
import {
  ADDRESS_ABSOLUTE,
  ADDRESS_LAYOUT,
  ADDRESS_WIDE,
  CALL_COUNT,
  CAREFUL,
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
  WIDE_COSTS,
  WORDS_SHIFT,
} from './callgrind-tokens.ts';

const HALF = 2 ** 32;
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
  private readonly parts: CallgrindParts;
  private readonly records: CallgrindRecords;
  private readonly keywords: CallgrindKeywords;
  private readonly lines: CallgrindLines;

  constructor(parts: CallgrindParts, records: CallgrindRecords, lines: CallgrindLines) {
    this.parts = parts;
    this.records = records;
    this.lines = lines;
    this.keywords = lines.keywords;
    this.positions = parts.positions;
    this.layout = layoutOf(this.positions);
  }

  /** Reads the first `length` words of tokens, of lines that begin at bytes[start]. Returns where the lines end that it read: all of them, or
   * fewer where `layout` has changed or the records report a failure. */
  read(tokens: Int32Array, length: number, bytes: Uint8Array, start: number): number {
    const { state } = this.records;
    let at = start;
    for (let i = 0; i < length; ) {
      state.lineNumber++;
      const head = tokens[i++];
      const kind = head & KIND_MASK;
      let size = (head >>> LENGTH_SHIFT) & LONGEST_LENGTH;
      let isDone = true;
      if (kind === COST) {
        isDone = this.cost(head, tokens, i);
        i += head >>> WORDS_SHIFT;
      } else if (kind === NUMBERED) {
        isDone = this.numbered(head >>> FLAGS_SHIFT, tokens[i++]);
      } else if (kind === CALL_COUNT) {
        isDone = this.calls(tokens[i++]);
      } else if (kind === DEFINED) {
        isDone = this.defined(head >>> FLAGS_SHIFT, tokens, i, bytes);
        i += 4;
      } else if (kind === NAMED) {
        isDone = this.named(head >>> FLAGS_SHIFT, tokens, i, bytes);
        i += 3;
      } else if (kind === CAREFUL) {
        if (size === 0) size = tokens[i++];
        isDone = false;
      }
      at += size;
      if (!isDone) {
        state.lineNumber--;
        this.readWithCare(bytes, at - size, at);
        if (this.records.failure !== undefined || this.hasNewLayout()) return at;
      }
    }
    return at;
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

  private cost(head: number, tokens: Int32Array, i: number): boolean {
    const { records, parts, layout } = this;
    const { state, costs } = records;
    const count = (head >>> COUNT_SHIFT) & MOST_COSTS;
    if (state.inHeader || state.jumpPending || !parts.isOpen || count > costs.length) return false;
    const { position } = state;
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
    let filled = 0;
    if ((head & WIDE_COSTS) === 0) for (; filled < count; filled++) costs[filled] = tokens[i++];
    else {
      for (; filled < count; filled++) {
        const word = tokens[i++];
        costs[filled] = word >= 0 ? word : (word & HIGH_BITS) * HALF + (tokens[i++] >>> 0);
      }
    }
    for (; filled < costs.length; filled++) costs[filled] = 0;
    records.costCount = count;
    if (state.calls === NO_CALLS) records.selfCost();
    else records.callCost();
    return true;
  }

  private numbered(word: number, id: number): boolean {
    const entry = this.keywords.names[kinds[word]].get(id);
    if (entry === UNDEFINED || !this.canTake(word)) return false;
    this.keywords.compressed = true;
    this.take(word, entry);
    return true;
  }

  private defined(word: number, tokens: Int32Array, i: number, bytes: Uint8Array): boolean {
    if (!this.canTake(word)) return false;
    const { keywords } = this;
    keywords.compressed = true;
    const kind = kinds[word];
    const entry = keywords.entryOf(kind, bytes, tokens[i + 1], tokens[i + 2], tokens[i + 3]);
    const isNew = keywords.names[kind].define(tokens[i], entry, this.parts.epoch);
    this.take(word, entry);
    if (!isNew) this.lines.noteRedefinedName();
    return true;
  }

  private named(word: number, tokens: Int32Array, i: number, bytes: Uint8Array): boolean {
    if (!this.canTake(word)) return false;
    this.take(word, this.keywords.entryOf(kinds[word], bytes, tokens[i], tokens[i + 1], tokens[i + 2]));
    return true;
  }

  /** Nothing waits that the line would end. */
  private canTake(word: number): boolean {
    const { state } = this.records;
    return !state.inHeader && (word !== FN || (state.calls === NO_CALLS && !state.jumpPending));
  }

  private take(word: number, entry: number): void {
    const { state } = this.records;
    switch (word) {
      case FN:
        state.beginFunction(entry);
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

  private calls(count: number): boolean {
    const { state } = this.records;
    if (state.inHeader || state.jumpPending || state.calls !== NO_CALLS) return false;
    state.calls = count;
    return true;
  }
}
