// The lines of the callgrind format, read byte by byte: what each adds to the recording.
// No string per line and no object per record: numbers are read in place, names go into the recording as bytes.
// Blocks end on a line feed (line-blocks.ts), which ends every inner loop. NUL is an ordinary byte of a name.
// Format: "Callgrind Format Specification" of the Valgrind manual, and what real writers make of it.
import { NONE } from '../../base/brands.ts';
import type { ReadError, Severity } from '../../model/diagnostic.ts';
import type { FunctionIndex, PartIndex } from '../../model/indices.ts';
import type { CodePlace, RecordingBuilder } from '../../model/recording-builder.ts';
import { FunctionBinder } from './callgrind-functions.ts';
import {
  CALLS,
  CallgrindKeywords,
  CFI,
  CFN,
  COB,
  FI,
  FL,
  FN,
  IGNORED,
  JCND,
  JFI,
  JFN,
  OB,
  SEPARATOR,
  UNKNOWN,
} from './callgrind-keywords.ts';
import { parseOddNumber, withinRange } from './callgrind-numbers.ts';
import type { CallgrindParts } from './callgrind-parts.ts';
import { PositionColumns } from './callgrind-positions.ts';
import { LineState, NO_CALLS } from './callgrind-state.ts';

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
const LARGEST_LINE = 0x7fffffff;

const latin1 = new TextDecoder('latin1');

export class CallgrindLines {
  /** Why reading cannot go on. */
  failure: ReadError | undefined;
  readonly state = new LineState();
  /** Some line number was told. */
  lineSeen = false;
  callSeen = false;
  readonly keywords: CallgrindKeywords;
  private readonly builder: RecordingBuilder;
  private readonly parts: CallgrindParts;
  private readonly functions: FunctionBinder;
  private readonly columns = new PositionColumns();
  /** Costs of the line by column of the file, and by event type of the recording where that is another order. */
  private costs = new Float64Array(1);
  private inOrder = true;
  private spread = new Float64Array(1);
  private costCount = 0;
  private epoch = 0;
  private readonly edge = { part: 0 as PartIndex, caller: 0 as FunctionIndex, callee: 0 as FunctionIndex };
  private readonly place: CodePlace = { file: NONE, line: NONE, addressHigh: NONE, addressLow: NONE };
  private readonly target: CodePlace = { file: NONE, line: NONE, addressHigh: NONE, addressLow: NONE };

  constructor(builder: RecordingBuilder, parts: CallgrindParts) {
    this.builder = builder;
    this.parts = parts;
    this.functions = new FunctionBinder(builder);
    this.keywords = new CallgrindKeywords(builder);
  }

  /** Reads the whole lines bytes[start … end). Stops early when `failure` is set. */
  read(bytes: Uint8Array, start: number, end: number): void {
    const { state } = this;
    for (let p = start; p < end; ) {
      state.lineNumber++;
      let c = bytes[p];
      while (c === SPACE || c === TAB || c === CR) c = bytes[++p];
      if ((c <= NINE && c >= ZERO) || c === PLUS || c === STAR || c === MINUS) {
        p = this.costLine(bytes, p);
        if (this.failure !== undefined) return;
      } else if (c === LF) {
        p++;
      } else if (c === HASH) {
        p = endOfLine(bytes, p) + 1;
      } else {
        p = this.wordLine(bytes, p);
      }
    }
  }

  /** To be called after the last line. */
  finish(): void {
    this.abandonCall();
    this.abandonJump();
    this.functions.settle(this.parts.creator.startsWith('callgrind'));
  }

  private wordLine(bytes: Uint8Array, p: number): number {
    const { state, keywords } = this;
    if (state.lineNumber === 1 && bytes[p] === 0xef && bytes[p + 1] === 0xbb && bytes[p + 2] === 0xbf) {
      state.lineNumber = 0;
      return p + 3;
    }
    const end = endOfLine(bytes, p);
    const word = keywords.classify(bytes, p, end);
    if (word >= OB) {
      if (state.inHeader) this.leaveHeader();
      this.bodyLine(word, bytes, end);
    } else if (word === UNKNOWN) {
      this.unknownLine();
    } else if (word !== IGNORED) {
      this.headerLine(word);
    }
    return end + 1;
  }

  private headerLine(word: number): void {
    const { keywords, parts, state } = this;
    this.abandonCall();
    this.abandonJump();
    state.inHeader = true;
    if (word === SEPARATOR) parts.separator();
    else if (!parts.header(keywords.key, keywords.value, { line: state.lineNumber })) {
      this.note('unknown-header', 'info', 'Header lines that are not in the format were left out.');
    }
  }

  private bodyLine(word: number, bytes: Uint8Array, end: number): void {
    const { keywords, state } = this;
    const { epoch } = this.parts;
    switch (word) {
      case FN:
        this.abandonCall();
        this.abandonJump();
        state.beginFunction(keywords.function(bytes, end, epoch));
        break;
      case FL:
        state.functionFile = keywords.file(bytes, end, epoch);
        state.file = state.functionFile;
        break;
      case FI:
        state.file = keywords.file(bytes, end, epoch);
        break;
      case OB:
        state.object = keywords.object(bytes, end, epoch);
        break;
      case CFN:
        state.calleeName = keywords.function(bytes, end, epoch);
        break;
      case CFI:
        state.calleeFile = keywords.file(bytes, end, epoch);
        state.calleeFileSaid = true;
        break;
      case COB:
        state.calleeObject = keywords.object(bytes, end, epoch);
        state.calleeObjectSaid = true;
        break;
      case JFI:
        state.jumpFile = keywords.file(bytes, end, epoch);
        state.jumpFileSaid = true;
        break;
      case JFN:
        state.jumpName = keywords.function(bytes, end, epoch);
        break;
      case CALLS:
        this.abandonCall();
        this.abandonJump();
        state.calls = this.count(bytes, keywords.valueStart);
        break;
      default:
        this.abandonJump();
        this.jumpLine(bytes, keywords.valueStart, word === JCND);
    }
    if (keywords.oddName !== undefined) this.noteOddName();
  }

  /** A line that begins with a position: self cost, cost of a call, or the source of a jump. */
  private costLine(bytes: Uint8Array, start: number): number {
    const { state, parts } = this;
    if (state.inHeader || !parts.isOpen) {
      if (!this.openPart()) return start;
    }
    let p = this.columns.read(bytes, start, state.position);
    if (p < 0) {
      this.unknownLine();
      return endOfLine(bytes, start) + 1;
    }
    const { costs } = this;
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
    this.costCount = count;
    if (state.jumpPending && this.endJump(count)) return p + 1;
    for (let i = count; i < limit; i++) costs[i] = 0;
    if (state.calls === NO_CALLS) this.selfCost();
    else this.callCost();
    return p + 1;
  }

  private selfCost(): void {
    const { state, parts, builder } = this;
    const fn = state.functionRow >= 0 ? state.functionRow : this.bindFunction();
    const { sums } = parts;
    for (let i = 0; i < this.costCount; i++) sums[i] += this.costs[i];
    const costs = this.inOrder ? this.costs : this.spreadCosts();
    const place = this.here();
    builder.line(parts.current, fn, place.file, place.line, costs, costs.length);
    if (this.columns.hasInstruction) builder.instruction(parts.current, fn, place, costs, costs.length);
  }

  private callCost(): void {
    const { state } = this;
    const costs = this.inOrder ? this.costs : this.spreadCosts();
    this.addCall(this.here(), costs);
    state.forgetCallee();
  }

  private addCall(place: CodePlace, costs: Float64Array): void {
    const { state, parts, builder } = this;
    const caller = state.functionRow >= 0 ? state.functionRow : this.bindFunction();
    if (state.calleeName !== NONE) {
      const module = state.calleeObjectSaid ? state.calleeObject : state.object;
      state.lastCallee = state.calleeFileSaid
        ? this.functions.ofStatedFile(state.calleeName, state.calleeFile, module)
        : this.functions.ofImpliedFile(state.calleeName, state.file, module);
    } else if (state.lastCallee >= 0) {
      this.note('calls-without-cfn', 'warning', 'calls= without cfn=: the callee of the call before it was taken.');
    } else {
      this.note('calls-without-cfn', 'warning', 'calls= without cfn=: the call goes to an unknown function.');
      state.lastCallee = this.functions.ofStatedFile(builder.strings.internText(''), NONE, NONE);
    }
    this.callSeen = true;
    const { edge } = this;
    edge.part = parts.current;
    edge.caller = caller;
    edge.callee = state.lastCallee;
    builder.call(edge, place, state.calls, costs, costs.length);
  }

  /** A call whose cost line never came: its count is kept, its cost and place are not known. */
  private abandonCall(): void {
    const { state } = this;
    if (state.calls === NO_CALLS) return;
    this.note('call-without-cost', 'warning', 'calls= without the cost line that has to follow: the call has no cost.');
    if (this.parts.hasEvents && (this.parts.isOpen || this.openPart())) {
      this.costs.fill(0);
      this.spread.fill(0);
      this.addCall(
        { file: NONE, line: NONE, addressHigh: NONE, addressLow: NONE },
        this.inOrder ? this.costs : this.spread,
      );
    }
    state.forgetCallee();
  }

  /** `jump=count target` and `jcnd=followed/executed target`, also the specification's `jcnd=executed followed target`. */
  private jumpLine(bytes: Uint8Array, start: number, conditional: boolean): void {
    const { state } = this;
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
    state.jumpPending = this.columns.read(bytes, p, state.jumpTarget) >= 0;
    state.jumpConditional = conditional;
    if (!state.jumpPending) this.unknownLine();
  }

  /** The line after a jump tells where it stands and has no cost; one that has is an ordinary cost line. */
  private endJump(costCount: number): boolean {
    const { state, builder } = this;
    if (costCount > 0) {
      this.abandonJump();
      return false;
    }
    const fn = state.functionRow >= 0 ? state.functionRow : this.bindFunction();
    const { target } = this;
    const from = this.here();
    target.file = state.jumpFileSaid ? state.jumpFile : state.file;
    this.placeOf(state.jumpTarget, target);
    let toFunction = fn;
    if (state.jumpName !== NONE) {
      toFunction = state.jumpFileSaid
        ? this.functions.ofStatedFile(state.jumpName, state.jumpFile, state.object)
        : this.functions.ofImpliedFile(state.jumpName, state.file, state.object);
    }
    builder.jump(fn, from, toFunction, target, {
      executed: state.jumpExecuted,
      followed: state.jumpFollowed,
      conditional: state.jumpConditional,
    });
    state.forgetJump();
    return true;
  }

  private abandonJump(): void {
    if (!this.state.jumpPending) return;
    this.note('jump-without-source', 'warning', 'jump= or jcnd= without the line that has to follow was left out.');
    this.state.forgetJump();
  }

  /** File and object bind with the first cost line of a block, not where a name is defined. */
  private bindFunction(): LineState['functionRow'] {
    const { state, builder } = this;
    if (state.functionName === NONE) {
      this.note('cost-before-function', 'warning', 'A cost line before any fn=: it was given to an unknown function.');
      state.functionName = builder.strings.internText('');
    }
    state.functionRow = this.functions.ofBlock(state.functionName, state.functionFile, state.object);
    return state.functionRow;
  }

  private here(): CodePlace {
    const { place, state } = this;
    place.file = state.file;
    this.placeOf(state.position, place);
    return place;
  }

  private placeOf(position: { line: number; high: number; low: number }, place: CodePlace): void {
    const { line } = position;
    if (line > 0 && line <= LARGEST_LINE) {
      place.line = line;
      this.lineSeen = true;
    } else {
      place.line = NONE;
      if (line !== 0)
        this.note(
          'line-out-of-range',
          'warning',
          'A line number is out of range: the cost is kept, its line is unknown.',
        );
    }
    if (!this.columns.hasInstruction) return;
    place.addressHigh = position.high;
    place.addressLow = position.low;
    if (this.columns.odd) {
      this.columns.odd = false;
      this.note('odd-address', 'warning', 'An address has more than 64 bits or lacks its 0x.');
    }
  }

  private openPart(): boolean {
    const { parts } = this;
    if (this.state.inHeader) this.leaveHeader();
    if (parts.isOpen) return true;
    if (!parts.hasEvents) {
      const said = parts.keys.has('events');
      this.failure = {
        kind: 'broken',
        message: said ? 'the events: line names no event type' : 'there are costs but no events: line before them',
        place: { line: this.state.lineNumber },
        hint: 'The file is damaged or was cut at its beginning: record it again.',
        format: 'callgrind',
      };
      return false;
    }
    parts.open();
    this.costs = new Float64Array(parts.columns.length);
    this.inOrder = parts.columns.every((type, i) => type === i);
    this.spread = new Float64Array(this.builder.eventTypes.length);
    return true;
  }

  /** The first body line after header lines: positions may be others, and a new part starts from nothing. */
  private leaveHeader(): void {
    const { parts, state } = this;
    state.inHeader = false;
    this.columns.set(parts.positions);
    if (parts.epoch === this.epoch) return;
    this.epoch = parts.epoch;
    state.beginPart();
  }

  /** The costs by event type of the recording: other parts may have others, and a name may stand twice. */
  private spreadCosts(): Float64Array {
    const { spread } = this;
    const { columns } = this.parts;
    spread.fill(0);
    for (let i = 0; i < this.costCount; i++) spread[columns[i]] += this.costs[i];
    return spread;
  }

  private oddCost(bytes: Uint8Array, from: number, end: number): number {
    const value = end - from > 1000 ? undefined : parseOddNumber(latin1.decode(bytes.subarray(from, end)));
    if (value === undefined) {
      this.note('number-not-understood', 'warning', 'Something in a cost line is no number and was taken for 0.');
      return 0;
    }
    if (Math.abs(value) > LARGEST_EXACT) {
      const message = 'A number is beyond 2^53: it was kept to about 16 digits, and up to 2^64 at most.';
      this.note('number-out-of-range', 'warning', message);
    } else if (value < 0) {
      // PHP frees memory too; elsewhere nothing counts backwards.
      const severity = /^xdebug/i.test(this.parts.creator) ? 'info' : 'warning';
      this.note('negative-cost', severity, 'A cost is negative; it was kept as it is.');
    } else if (!Number.isInteger(value)) {
      this.note('fractional-cost', 'info', 'A cost has a fraction; it was kept as it is.');
    }
    return withinRange(value);
  }

  private surplus(count: number): number {
    this.note(
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
    this.note(
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
      this.note(
        code,
        'warning',
        'A number stands for a name that was never given; functions are shown under the number.',
      );
    } else if (code === 'redefined-name') {
      this.note(code, 'warning', 'A number was given a second name; the later one holds from there on.');
    } else if (code !== undefined) {
      this.note(
        code,
        'warning',
        'What stands in brackets before a name is no number; it was taken as part of the name.',
      );
    }
  }

  private unknownLine(): void {
    this.note('unknown-line', 'warning', 'Lines that are not in the format were left out.');
  }

  private note(code: string, severity: Severity, message: string): void {
    this.builder.diagnose(code, severity, message, { line: this.state.lineNumber });
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
