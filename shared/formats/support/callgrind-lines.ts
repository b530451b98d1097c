// The lines of the callgrind format, read byte by byte: what each adds to the recording.
// No string per line and no object per record: numbers are read in place, names go into the recording as bytes.
// Blocks end on a line feed (line-blocks.ts), which ends every inner loop. NUL is an ordinary byte of a name.
// Format: "Callgrind Format Specification" of the Valgrind manual, and what real writers make of it.
import { NONE } from '../../base/brands.ts';
import { NO_CALLS } from './callgrind-cells.ts';
import { CALLS, type CallgrindKeywords, IGNORED, JCND, JFI, JFN, SEPARATOR, UNKNOWN } from './callgrind-keywords.ts';
import { parseOddNumber, withinRange } from './callgrind-numbers.ts';
import type { CallgrindParts } from './callgrind-parts.ts';
import type { CallgrindRecords } from './callgrind-records.ts';
import { CFI, CFN, COB, FI, FL, FN, OB } from './callgrind-words.ts';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;
const STAR = 42;
const PLUS = 43;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const LARGEST_EXACT = 2 ** 53;

const latin1 = new TextDecoder('latin1');

export class CallgrindLines {
  readonly keywords: CallgrindKeywords;
  private readonly parts: CallgrindParts;
  private readonly records: CallgrindRecords;

  constructor(keywords: CallgrindKeywords, parts: CallgrindParts, records: CallgrindRecords) {
    this.parts = parts;
    this.records = records;
    this.keywords = keywords;
  }

  /** Reads the whole lines bytes[start … end). Stops early when the records report a failure. */
  read(bytes: Uint8Array, start: number, end: number): void {
    const { records } = this;
    const { state } = records;
    for (let p = start; p < end; ) {
      state.lineNumber++;
      let c = bytes[p];
      while (c === SPACE || c === TAB || c === CR) c = bytes[++p];
      if ((c <= NINE && c >= ZERO) || c === PLUS || c === STAR || c === MINUS) {
        p = this.costLine(bytes, p);
        if (records.failure !== undefined) return;
      } else if (c === LF) {
        p++;
      } else if (c === HASH) {
        p = endOfLine(bytes, p) + 1;
      } else {
        p = this.wordLine(bytes, p);
      }
    }
  }

  private wordLine(bytes: Uint8Array, p: number): number {
    const { keywords, records } = this;
    const { state } = records;
    if (state.lineNumber === 1 && bytes[p] === 0xef && bytes[p + 1] === 0xbb && bytes[p + 2] === 0xbf) {
      state.lineNumber = 0;
      return p + 3;
    }
    const word = keywords.classify(bytes, p);
    if (word >= OB) {
      if (state.inHeader) records.leaveHeader();
      this.bodyLine(word, bytes);
    } else if (word === UNKNOWN) {
      this.unknownLine();
    } else if (word !== IGNORED) {
      this.headerLine(word);
    }
    return keywords.lineEnd + 1;
  }

  private headerLine(word: number): void {
    const { keywords, parts, records } = this;
    const { state } = records;
    records.abandonCall();
    records.abandonJump();
    state.inHeader = true;
    if (word === SEPARATOR) parts.separator();
    else if (!parts.header(keywords.key, keywords.value, { line: state.lineNumber })) {
      this.records.note('unknown-header', 'info', 'Header lines that are not in the format were left out.');
    }
  }

  private bodyLine(word: number, bytes: Uint8Array): void {
    const { keywords, records } = this;
    const { state } = records;
    const { epoch } = this.parts;
    switch (word) {
      case FN:
        records.abandonCall();
        records.abandonJump();
        state.beginFunction(keywords.named('function', bytes, epoch));
        break;
      case FL:
        state.functionFile = keywords.named('file', bytes, epoch);
        state.file = state.functionFile;
        break;
      case FI:
        state.file = keywords.named('file', bytes, epoch);
        break;
      case OB:
        state.object = keywords.named('object', bytes, epoch);
        break;
      case CFN:
        state.calleeName = keywords.named('function', bytes, epoch);
        state.calleeNumber = NONE;
        break;
      case CFI:
        state.calleeFile = keywords.named('file', bytes, epoch);
        state.calleeFileSaid = true;
        break;
      case COB:
        state.calleeObject = keywords.named('object', bytes, epoch);
        state.calleeObjectSaid = true;
        break;
      case JFI:
        state.jumpFile = keywords.named('file', bytes, epoch);
        state.jumpFileSaid = true;
        break;
      case JFN:
        state.jumpName = keywords.named('function', bytes, epoch);
        break;
      case CALLS:
        records.abandonCall();
        records.abandonJump();
        state.calls = this.count(bytes, keywords.valueStart);
        keywords.lineEnd = endOfLine(bytes, keywords.valueStart);
        break;
      default:
        records.abandonJump();
        this.jumpLine(bytes, keywords.valueStart, word === JCND);
        keywords.lineEnd = endOfLine(bytes, keywords.valueStart);
    }
    if (keywords.oddName !== undefined) this.noteOddName();
  }

  /** A line that begins with a position: self cost, cost of a call, or the source of a jump. */
  private costLine(bytes: Uint8Array, start: number): number {
    const { parts, records } = this;
    const { state } = records;
    if ((state.inHeader || !parts.isOpen) && !records.openPart()) return start;
    let p = records.columns.read(bytes, start, state.position);
    if (p < 0) {
      this.unknownLine();
      return endOfLine(bytes, start) + 1;
    }
    const { costs } = records;
    const limit = costs.length;
    let c = bytes[p];
    let count = 0;
    for (;;) {
      while (c === SPACE || c === TAB || c === CR) c = bytes[++p];
      if (c === LF) break;
      const from = p;
      let value = 0;
      while (c >= ZERO && c <= NINE) {
        value = value * 10 + c - ZERO;
        c = bytes[++p];
      }
      if (p === from || p - from > 15 || (c !== SPACE && c !== LF && c !== TAB && c !== CR)) {
        p = endOfWord(bytes, from);
        c = bytes[p];
        value = this.oddCost(bytes, from, p);
      }
      if (count < limit) costs[count++] = value;
      else if (count === limit) count = this.surplus(count);
    }
    if (count > limit) count = limit;
    records.costCount = count;
    if (state.jumpPending && records.endJump(count)) return p + 1;
    for (let i = count; i < limit; i++) costs[i] = 0;
    if (state.calls === NO_CALLS) records.selfCost();
    else records.callCost();
    return p + 1;
  }

  /** `jump=count target` and `jcnd=followed/executed target`, also the specification's `jcnd=executed followed target`. */
  private jumpLine(bytes: Uint8Array, start: number, conditional: boolean): void {
    const { state, columns } = this.records;
    const first = this.count(bytes, start);
    let p = endOfNumber(bytes, start);
    state.jumpExecuted = first;
    state.jumpFollowed = first;
    if (conditional) {
      const slash = bytes[p] === 47;
      if (slash) p++;
      while (bytes[p] === SPACE || bytes[p] === TAB) p++;
      const second = this.count(bytes, p);
      p = endOfNumber(bytes, p);
      if (slash) state.jumpExecuted = second;
      else state.jumpFollowed = second;
    }
    state.jumpTarget.copy(state.position);
    state.jumpPending = columns.read(bytes, p, state.jumpTarget) >= 0;
    state.jumpConditional = conditional;
    if (!state.jumpPending) this.unknownLine();
  }

  private oddCost(bytes: Uint8Array, from: number, end: number): number {
    const value = end - from > 1000 ? undefined : parseOddNumber(latin1.decode(bytes.subarray(from, end)));
    if (value === undefined) {
      this.records.note(
        'number-not-understood',
        'warning',
        'Something in a cost line is no number and was taken for 0.',
      );
      return 0;
    }
    if (Math.abs(value) > LARGEST_EXACT) {
      const message = 'A number is beyond 2^53: it was kept to about 16 digits, and up to 2^64 at most.';
      this.records.note('number-out-of-range', 'warning', message);
    } else if (value < 0) {
      // PHP frees memory too; elsewhere nothing counts backwards.
      const severity = /^xdebug/i.test(this.parts.creator) ? 'info' : 'warning';
      this.records.note('negative-cost', severity, 'A cost is negative; it was kept as it is.');
    } else if (!Number.isInteger(value)) {
      this.records.note('fractional-cost', 'info', 'A cost has a fraction; it was kept as it is.');
    }
    return withinRange(value);
  }

  private surplus(count: number): number {
    this.records.note(
      'surplus-costs',
      'warning',
      'A line has more costs than there are event types; the surplus was left out.',
    );
    return count + 1;
  }

  /** A count at `p`; 0 where there is none. */
  private count(bytes: Uint8Array, p: number): number {
    const end = endOfNumber(bytes, p);
    let value = 0;
    let i = p;
    for (; i < end && bytes[i] >= ZERO && bytes[i] <= NINE; i++) value = value * 10 + bytes[i] - ZERO;
    if (i === end && end > p && value <= LARGEST_EXACT) return value;
    const odd = end - p > 1000 ? undefined : parseOddNumber(latin1.decode(bytes.subarray(p, end)));
    if (odd !== undefined && odd >= 0) return withinRange(odd);
    this.records.note(
      'count-not-understood',
      'warning',
      'A number of calls or jumps is missing or negative; it was taken for 0.',
    );
    return 0;
  }

  private noteOddName(): void {
    const code = this.keywords.oddName;
    this.keywords.oddName = undefined;
    if (code === 'undefined-name') {
      this.records.note(
        code,
        'warning',
        'A number stands for a name that was never given; functions are shown under the number.',
      );
    } else if (code === 'redefined-name') {
      this.noteRedefinedName();
    } else if (code !== undefined) {
      this.records.note(
        code,
        'warning',
        'What stands in brackets before a name is no number; it was taken as part of the name.',
      );
    }
  }

  noteRedefinedName(): void {
    const message = 'A number was given a second name; the later one holds from there on.';
    this.records.note('redefined-name', 'warning', message);
  }

  private unknownLine(): void {
    this.records.note('unknown-line', 'warning', 'Lines that are not in the format were left out.');
  }
}

function endOfLine(bytes: Uint8Array, p: number): number {
  while (bytes[p] !== LF) p++;
  return p;
}

function endOfWord(bytes: Uint8Array, p: number): number {
  while (bytes[p] !== SPACE && bytes[p] !== TAB && bytes[p] !== LF && bytes[p] !== CR) p++;
  return p;
}

function endOfNumber(bytes: Uint8Array, p: number): number {
  const end = endOfWord(bytes, p);
  for (let i = p; i < end; i++) if (bytes[i] === 47) return i;
  return end;
}
