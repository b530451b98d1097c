// What tokens that begin with a position, and jumps, add to the recording: the same as callgrind-records.ts, without its detours and scratch objects.
// Costs go from the tokens straight to where the table of rows has them, because this runs for half of all lines.
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { OWN_BLOCK, STATED } from './callgrind-functions.ts';
import type { PositionLayout } from './callgrind-layouts.ts';
import { BY_NUMBER, type NameTable } from './callgrind-names.ts';
import type { CallgrindParts } from './callgrind-parts.ts';
import type { Position } from './callgrind-positions.ts';
import type { CallgrindRecords } from './callgrind-records.ts';
import { NO_CALLS } from './callgrind-state.ts';
import {
  ADDRESS_ABSOLUTE,
  ADDRESS_LAYOUT,
  ADDRESS_WIDE,
  CONDITIONAL,
  COUNT_SHIFT,
  LINE_ABSOLUTE,
  MOST_COSTS,
} from './callgrind-tokens.ts';

const HALF = 2 ** 32;
const HIGH_BITS = 0x7fffffff;
const LARGEST_LINE = 0x7fffffff;

export class CallgrindTokenRows {
  /** Of the tokens that come. */
  layout: PositionLayout;
  private readonly builder: RecordingBuilder;
  private readonly parts: CallgrindParts;
  private readonly records: CallgrindRecords;
  /** Of functions, by number. */
  private readonly names: NameTable;

  constructor(
    builder: RecordingBuilder,
    parts: CallgrindParts,
    records: CallgrindRecords,
    shape: { readonly names: NameTable; readonly layout: PositionLayout },
  ) {
    this.builder = builder;
    this.parts = parts;
    this.records = records;
    this.names = shape.names;
    this.layout = shape.layout;
  }

  /** A line that begins with a position; false, and nothing done, where it has more costs than there are event types. */
  costLine(head: number, tokens: Int32Array, words: number): boolean {
    const { records, layout, parts } = this;
    const { state } = records;
    const { position } = state;
    const count = (head >>> COUNT_SHIFT) & MOST_COSTS;
    if (count > records.costs.length) return false;
    let i = this.move(position, head, tokens, words);
    if (state.jumpPending && this.endJump(count)) return true;
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

  jumpLine(head: number, tokens: Int32Array, words: number): void {
    const { records } = this;
    const { state } = records;
    records.abandonJump();
    state.jumpExecuted = tokens[words];
    state.jumpFollowed = tokens[words + 1];
    state.jumpConditional = (head & CONDITIONAL) !== 0;
    state.jumpTarget.copy(state.position);
    this.move(state.jumpTarget, head, tokens, words + 2);
    state.jumpPending = true;
  }

  /** Moves the position as the words say; returns where they end. */
  private move(position: Position, head: number, tokens: Int32Array, words: number): number {
    const { layout } = this;
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
    return i;
  }

  /** The costs of a line whose columns are other event types than the table's, or whose line number is out of range. */
  private oddCosts(tokens: Int32Array, words: number, count: number): void {
    const { records } = this;
    const { costs } = records;
    this.settleNames();
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

  /** Gives names that are told by their number their entries: before a number may get another one, and before somebody else looks. */
  settleNames(): void {
    const { state } = this.records;
    // Nobody looks at the name of a function that has its row.
    if (state.functionName === BY_NUMBER && state.functionRow < 0)
      state.functionName = this.names.get(state.functionNumber);
    if (state.calleeName === BY_NUMBER) state.calleeName = this.names.get(state.calleeNumber);
  }

  private endJump(count: number): boolean {
    this.settleNames();
    return this.records.endJump(count);
  }

  private bindFunction(): FunctionIndex {
    const { records } = this;
    const { state } = records;
    const { functionNumber, functionName, functionFile, object } = state;
    if (!this.hasNumber(functionName, functionNumber)) return records.bindFunction();
    state.functionRow = records.functions.ofNumber(this.names, functionNumber, functionFile, object, OWN_BLOCK);
    return state.functionRow;
  }

  private calleeOf(): FunctionIndex {
    const { records } = this;
    const { state, functions } = records;
    const { calleeName, calleeNumber } = state;
    if (!this.hasNumber(calleeName, calleeNumber)) return records.bindCallee();
    const module = state.calleeObjectSaid ? state.calleeObject : state.object;
    state.lastCallee = state.calleeFileSaid
      ? functions.ofNumber(this.names, calleeNumber, state.calleeFile, module, STATED)
      : functions.ofOpenFileByNumber(this.names, calleeNumber, state.file, module);
    records.callSeen = true;
    return state.lastCallee;
  }

  /** Whether the number is still the name's: it may have been given to another one since. */
  private hasNumber(name: number, number: number): boolean {
    return name === BY_NUMBER || (name !== NONE && number !== NONE && this.names.get(number) === name);
  }
}
