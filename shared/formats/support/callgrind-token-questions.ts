// What WebAssembly leaves to the rest of the program while it reads tokens (callgrind-token-reader.ts): names that are new, functions that are met for the first
// time, rows that are not the next of their group, jumps, costs of unusual columns. The same as callgrind-records.ts, by numbers of names instead of names.
// Trap: it is asked in the middle of a line; what it is told last is in the state.
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { BY_NUMBER, CALLS_AT, LINES_AT, NO_CALLS, OWN_BLOCK, STATED } from './callgrind-cells.ts';
import type { CallgrindKeywords, NameKind } from './callgrind-keywords.ts';
import type { NameTable } from './callgrind-names.ts';
import type { CallgrindRecords } from './callgrind-records.ts';
import type { LineState } from './callgrind-state.ts';
import { CFI, CFN, COB, FI, FL, FN, OB } from './callgrind-words.ts';

const HALF = 2 ** 32;
const HIGH_BITS = 0x7fffffff;

/** What a name after each word is of. */
const kinds: NameKind[] = [];
for (const word of [OB, COB]) kinds[word] = 'object';
for (const word of [FL, FI, CFI]) kinds[word] = 'file';
for (const word of [FN, CFN]) kinds[word] = 'function';

export class CallgrindTokenQuestions {
  private readonly builder: RecordingBuilder;
  private readonly records: CallgrindRecords;
  private readonly keywords: CallgrindKeywords;
  private readonly state: LineState;
  /** Of functions, by number. */
  private readonly names: NameTable;

  constructor(builder: RecordingBuilder, records: CallgrindRecords, keywords: CallgrindKeywords) {
    this.builder = builder;
    this.records = records;
    this.keywords = keywords;
    this.state = records.state;
    this.names = keywords.names.function;
  }

  /** The row of the table whose cells stand there is complete: more has to be looked at than whether it is the next of its group. */
  commit(cells: number): void {
    const { builder } = this;
    (cells === CALLS_AT ? builder.calls : cells === LINES_AT ? builder.lines : builder.instructions).commit();
  }

  /** The function of the block, whose first cost line it is. */
  bindFunction(): FunctionIndex {
    const { records, state } = this;
    const { functionNumber, functionName, functionFile, object } = state;
    if (!this.hasNumber(functionName, functionNumber)) return records.bindFunction();
    state.functionRow = records.functions.ofNumber(this.names, functionNumber, functionFile, object, OWN_BLOCK);
    return state.functionRow;
  }

  /** The callee of the call that is complete now. */
  calleeOf(): FunctionIndex {
    const { records, state } = this;
    const { functions } = records;
    const { calleeName, calleeNumber } = state;
    if (!this.hasNumber(calleeName, calleeNumber)) return records.bindCallee();
    const module = state.calleeObjectSaid ? state.calleeObject : state.object;
    state.lastCallee = state.calleeFileSaid
      ? functions.ofNumber(this.names, calleeNumber, state.calleeFile, module, STATED)
      : functions.ofOpenFileByNumber(this.names, calleeNumber, state.file, module);
    state.callSeen = true;
    return state.lastCallee;
  }

  /** The costs of a line whose columns are other event types than the table's, or whose line number is out of range. */
  oddCosts(tokens: Int32Array, words: number, count: number): void {
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
    if (this.state.calls === NO_CALLS) records.selfCost();
    else records.callCost();
  }

  /** The line after a jump; false where it is an ordinary cost line. */
  endJump(count: number): boolean {
    this.settleNames();
    return this.records.endJump(count);
  }

  abandonJump(): void {
    this.records.abandonJump();
  }

  /** Gives names that are told by their number their entries: before a number may get another one, and before somebody else looks. */
  settleNames(): void {
    const { state } = this;
    // Nobody looks at the name of a function that has its row.
    if (state.functionName === BY_NUMBER && state.functionRow < 0)
      state.functionName = this.names.get(state.functionNumber);
    if (state.calleeName === BY_NUMBER) state.calleeName = this.names.get(state.calleeNumber);
  }

  /** The number that stands at tokens[i] is given to the name behind it: false where the same part had given it to another one. */
  define(word: number, tokens: Int32Array, i: number, { bytes, epoch }: { bytes: Uint8Array; epoch: number }): boolean {
    const { keywords } = this;
    const table = keywords.names[kinds[word]];
    const number = tokens[i];
    keywords.compressed = true;
    this.settleNames();
    const entry = this.entryOf(word, tokens, i + 1, bytes);
    const isNew = table.define(number, entry, epoch);
    this.take(word, entry, number < this.names.dense ? number : NONE);
    return isNew;
  }

  /** A name without a number. */
  name(word: number, tokens: Int32Array, i: number, bytes: Uint8Array): void {
    this.take(word, this.entryOf(word, tokens, i, bytes), NONE);
  }

  private entryOf(word: number, tokens: Int32Array, i: number, bytes: Uint8Array): number {
    return this.keywords.entryOf(kinds[word], bytes, tokens[i], tokens[i + 1], tokens[i + 2]);
  }

  /** Whether the number is still the name's: it may have been given to another one since. */
  private hasNumber(name: number, number: number): boolean {
    return name === BY_NUMBER || (name !== NONE && number !== NONE && this.names.get(number) === name);
  }

  /** `number`: of a function's name, where it has one with a binding. */
  private take(word: number, entry: number, number: number): void {
    const { state } = this;
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
