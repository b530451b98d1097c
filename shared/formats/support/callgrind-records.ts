// What a line of a callgrind file adds to the recording, once its numbers are read: self cost, a call, a jump, a new part.
// Nothing here allocates per line: places, edges and costs are scratch objects that the builder copies from.
// A `calls=` or `jump=` waits for its cost line; when something else comes instead it is given up with a word.
import { NONE } from '../../base/brands.ts';
import type { Sliced } from '../../base/slices.ts';
import type { WorkMemory } from '../../base/work-memory.ts';
import type { ReadError, Severity } from '../../model/diagnostic.ts';
import type { FunctionIndex, PartIndex } from '../../model/indices.ts';
import type { CodePlace, RecordingBuilder } from '../../model/recording-builder.ts';
import { NO_CALLS } from './callgrind-cells.ts';
import { FunctionBinder } from './callgrind-functions.ts';
import type { CallgrindParts } from './callgrind-parts.ts';
import { type Position, PositionColumns } from './callgrind-positions.ts';
import { LineState } from './callgrind-state.ts';

const LARGEST_LINE = 0x7fffffff;

export class CallgrindRecords {
  /** Why reading cannot go on. */
  failure: ReadError | undefined;
  readonly state: LineState;
  readonly columns = new PositionColumns();
  /** Costs of the line by column of the file; the first `costCount` were written, the others are 0. */
  costs = new Float64Array(1);
  costCount = 0;
  private readonly builder: RecordingBuilder;
  private readonly parts: CallgrindParts;
  readonly functions: FunctionBinder;
  /** The columns are the recording's event types in their order; otherwise costs go through `spread`. */
  isInOrder = true;
  private spread = new Float64Array(1);
  /** Of the part that the last body line belonged to. */
  epoch = 0;
  private readonly edge = { part: 0 as PartIndex, caller: 0 as FunctionIndex, callee: 0 as FunctionIndex };
  private readonly place: CodePlace = { file: NONE, line: NONE, addressHigh: NONE, addressLow: NONE };
  private readonly target: CodePlace = { file: NONE, line: NONE, addressHigh: NONE, addressLow: NONE };

  constructor(builder: RecordingBuilder, parts: CallgrindParts, memory: WorkMemory) {
    this.builder = builder;
    this.parts = parts;
    this.state = new LineState(memory);
    this.functions = new FunctionBinder(builder);
  }

  /** To be called after the last line. */
  *finish(): Sliced<void> {
    this.abandonCall();
    this.abandonJump();
    yield* this.functions.settle();
  }

  /** The costs are self cost at the current position. */
  selfCost(): void {
    const { state, parts, builder } = this;
    const fn = state.functionRow >= 0 ? state.functionRow : this.bindFunction();
    const { sums } = parts;
    for (let i = 0; i < this.costCount; i++) sums[i] += this.costs[i];
    const costs = this.isInOrder ? this.costs : this.spreadCosts();
    const place = this.here();
    if (this.columns.hasInstruction) builder.instruction(parts.current, fn, place, costs, costs.length);
    else builder.line(parts.current, fn, place.file, place.line, costs, costs.length);
  }

  /** The costs are the inclusive cost of the calls that wait for it. */
  callCost(): void {
    const { state } = this;
    const costs = this.isInOrder ? this.costs : this.spreadCosts();
    this.addCall(this.here(), costs);
    state.forgetCallee();
  }

  private addCall(place: CodePlace, costs: Float64Array): void {
    const { state, parts, builder } = this;
    const caller = state.functionRow >= 0 ? state.functionRow : this.bindFunction();
    const callee = this.bindCallee(place.file === state.file);
    const { edge } = this;
    edge.part = parts.current;
    edge.caller = caller;
    edge.callee = callee;
    builder.call(edge, place, state.calls, costs, costs.length);
  }

  /** The callee of the call that is complete now; `inFile`: its row says that it stands in the current file. */
  bindCallee(inFile = true): FunctionIndex {
    const { state, builder } = this;
    state.callSeen = true;
    if (state.calleeName !== NONE) {
      const module = state.calleeObjectSaid ? state.calleeObject : state.object;
      state.lastCallee = state.calleeFileSaid
        ? this.functions.ofStatedFile(state.calleeName, state.calleeFile, module)
        : inFile
          ? this.functions.ofOpenFile(state.calleeName, state.file, module)
          : this.functions.ofImpliedFile(state.calleeName, state.file, module);
    } else if (state.lastCallee >= 0) {
      this.note('calls-without-cfn', 'warning', 'calls= without cfn=: the callee of the call before it was taken.');
      state.lastCallee = this.functions.ofOpenFileAgain(state.lastCallee, inFile ? state.file : NONE);
    } else {
      this.note('calls-without-cfn', 'warning', 'calls= without cfn=: the call goes to an unknown function.');
      state.lastCallee = this.functions.ofStatedFile(builder.strings.internText(''), NONE, NONE);
    }
    return state.lastCallee;
  }

  /** A call whose cost line never came: its count is kept, its cost and place are not known. */
  abandonCall(): void {
    const { state } = this;
    if (state.calls === NO_CALLS) return;
    this.note('call-without-cost', 'warning', 'calls= without the cost line that has to follow: the call has no cost.');
    if (this.parts.hasEvents && (this.parts.isOpen || this.openPart())) {
      this.costs.fill(0);
      this.spread.fill(0);
      this.addCall(
        { file: NONE, line: NONE, addressHigh: NONE, addressLow: NONE },
        this.isInOrder ? this.costs : this.spread,
      );
    }
    state.forgetCallee();
  }

  /** The line after a jump tells where it stands and has no cost; one that has is an ordinary cost line. */
  endJump(costCount: number): boolean {
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

  /** A jump whose source never came. */
  abandonJump(): void {
    if (!this.state.jumpPending) return;
    this.note('jump-without-source', 'warning', 'jump= or jcnd= without the line that has to follow was left out.');
    this.state.forgetJump();
  }

  /** File and object bind with the first cost line of a block, not where a name is defined. */
  bindFunction(): LineState['functionRow'] {
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

  private placeOf(position: Position, place: CodePlace): void {
    const { line } = position;
    if (line > 0 && line <= LARGEST_LINE) {
      place.line = line;
      this.state.lineSeen = true;
    } else {
      place.line = NONE;
      if (line !== 0)
        this.note(
          'line-out-of-range',
          'warning',
          'A line number is out of range: the cost is kept, its line is unknown.',
        );
    }
    if (!this.columns.hasInstruction) {
      place.addressHigh = NONE;
      place.addressLow = NONE;
      return;
    }
    place.addressHigh = position.high;
    place.addressLow = position.low;
    if (this.columns.odd) {
      this.columns.odd = false;
      this.note('odd-address', 'warning', 'An address has more than 64 bits or lacks its 0x.');
    }
  }

  /** Makes sure that a part is open for a cost line; false where there can be none (`failure`). */
  openPart(): boolean {
    const { parts } = this;
    if (this.state.inHeader) this.leaveHeader();
    if (parts.isOpen) return true;
    if (!parts.hasEvents) {
      const said = parts.keys.has('events');
      this.failure = {
        kind: 'broken',
        message: said ? 'the events: line names no event type' : 'there are costs but no events: line before them',
        place: { line: this.state.lineNumber },
        hint: 'the file is damaged or was cut at its beginning: record again',
        format: 'callgrind',
      };
      return false;
    }
    parts.open();
    this.functions.creator = parts.creator;
    this.takeColumns();
    return true;
  }

  /** To be called when a part has begun. */
  private takeColumns(): void {
    const { parts } = this;
    this.costs = new Float64Array(parts.columns.length);
    this.isInOrder = parts.columns.every((type, i) => type === i);
    this.spread = new Float64Array(this.builder.eventTypes.length);
  }

  /** The first body line after header lines: positions may be others, and a new part starts from nothing. */
  leaveHeader(): void {
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

  note(code: string, severity: Severity, message: string): void {
    this.builder.diagnose(code, severity, message, { line: this.state.lineNumber });
  }
}
