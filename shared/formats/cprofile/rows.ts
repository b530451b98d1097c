// The rows of a decoded cProfile dump, as recorded: function costs, and one call row per caller and callee.
// What is odd but readable is left out or kept with a diagnostic; rows of another shape are skipped, and a file that has
// only such rows is no profile. Who wrote the file shows in its rows: see `Dialect`.
import { NONE } from '../../base/brands.ts';
import { failure, type Result, success } from '../../base/result.ts';
import type { Sliced } from '../../base/slices.ts';
import type { ReadError } from '../../model/diagnostic.ts';
import type { FunctionIndex, PartIndex } from '../../model/indices.ts';
import type { CodePlace, RecordingBuilder } from '../../model/recording-builder.ts';
import type { MarshalValues } from '../support/marshal-values.ts';
import { type Dialect, recogniseDialect, SAMPLED_KEY_ITEMS } from './dialect.ts';
import { CprofileNames } from './names.ts';

const NOWHERE: CodePlace = { file: NONE, line: NONE, addressHigh: 0, addressLow: 0 };
/** Fields of a function's tuple. */
const PRIMITIVE = 0;
const CALLS = 1;
const SELF = 2;
const CUMULATIVE = 3;
const CALLERS = 4;
/** A caller's tuple: calls, primitive calls, self, cumulative; merged files repeat the four. */
const CALLER_FIELDS = 4;
/** An entry has all callers of a function. */
const ENTRIES_PER_SLICE = 256;

/** Adds all rows of the dict `root` as part `part`. */
export function* addProfileRows(
  values: MarshalValues,
  root: number,
  builder: RecordingBuilder,
  part: PartIndex,
): Sliced<Result<void, ReadError>> {
  const rows = new ProfileRows(values, builder, part, recogniseDialect(values, root));
  const entries = values.count(root) / 2;
  let read = 0;
  let marks = 0;
  for (let i = 0; i < entries; i++) {
    if (i % ENTRIES_PER_SLICE === 0) yield;
    const key = values.item(root, i * 2);
    if (values.kind(key) === 'tuple' && values.count(key) === SAMPLED_KEY_ITEMS) marks++;
    else if (rows.addEntry(key, values.item(root, i * 2 + 1))) read++;
  }
  if (read === 0 && entries > marks) {
    const byte = values.offset(values.item(root, 0));
    return failure({
      kind: 'broken',
      message: 'it is a Python dictionary, but none of its entries is a function with its calls and times',
      place: { byte },
    });
  }
  if (read === 0) builder.diagnose('no-functions', 'info', 'The profile holds no functions.');
  rows.describe();
  return success(undefined);
}

class ProfileRows {
  private readonly values: MarshalValues;
  private readonly builder: RecordingBuilder;
  private readonly part: PartIndex;
  private readonly dialect: Dialect;
  private readonly names: CprofileNames;
  private readonly time: number;
  private readonly samples: number;
  private readonly self: Float64Array;
  private readonly inclusive: Float64Array;
  private bareCounts = 0;

  constructor(values: MarshalValues, builder: RecordingBuilder, part: PartIndex, dialect: Dialect) {
    this.values = values;
    this.builder = builder;
    this.part = part;
    this.dialect = dialect;
    this.names = new CprofileNames(values, builder);
    this.time = builder.eventType({ name: 'Time', unit: 'seconds' });
    this.samples = dialect.kind === 'sampled' ? builder.eventType({ name: 'Samples' }) : NONE;
    this.self = new Float64Array(builder.eventTypes.length);
    this.inclusive = new Float64Array(builder.eventTypes.length);
  }

  /** One function with its callers; false if it has another shape. */
  addEntry(key: number, entry: number): boolean {
    const { values } = this;
    const fn = this.names.functionOf(key);
    if (fn === undefined || !this.isEntry(entry)) {
      this.builder.diagnose(
        'odd-entry',
        'warning',
        'An entry is no function with two call counts, two times and its callers; it was left out.',
        { byte: values.offset(key) },
      );
      return false;
    }
    const counts = this.callCounts(entry);
    this.self[this.time] = this.seconds(values.item(entry, SELF));
    this.inclusive[this.time] = this.seconds(values.item(entry, CUMULATIVE));
    if (this.samples !== NONE) {
      this.self[this.samples] = counts.primitive;
      this.inclusive[this.samples] = counts.all;
    }
    const counted = this.dialect.hasCallCounts ? counts : { all: 0, primitive: 0 };
    const costs = { self: this.self, inclusive: this.inclusive, count: this.self.length };
    this.builder.functionCost(this.part, fn, counted, costs);
    this.addCallers(fn, values.item(entry, CALLERS));
    return true;
  }

  /** Facts and remarks that hold for the file as a whole. */
  describe(): void {
    const { builder, dialect } = this;
    builder.format = 'cprofile';
    builder.family = 'call-graph';
    builder.creator ??= dialect.creator;
    builder.preferredEventType = 'Time';
    builder.facts = {
      contexts: 'absent',
      calls: dialect.hasCallCounts ? 'recorded' : 'absent',
      lines: 'absent',
      functionCosts: 'recorded',
      samples: 'absent',
    };
    if (dialect.remark !== undefined) builder.diagnose('call-counts', 'info', dialect.remark);
    if (this.bareCounts > 0 && dialect.kind !== 'sampled') {
      builder.diagnose(
        'calls-without-cost',
        'info',
        'This file (as the pure Python `profile` writes it) counts calls from each caller but not their time: callers and callees have call counts only.',
      );
    }
  }

  private isEntry(entry: number): boolean {
    const { values } = this;
    if (values.kind(entry) !== 'tuple' || values.count(entry) !== 5) return false;
    for (let field = PRIMITIVE; field <= CUMULATIVE; field++) {
      if (values.kind(values.item(entry, field)) !== 'number') return false;
    }
    return values.kind(values.item(entry, CALLERS)) === 'dict';
  }

  private addCallers(callee: FunctionIndex, callers: number): void {
    const { values } = this;
    for (let i = 0; i < values.count(callers); i += 2) {
      const key = values.item(callers, i);
      const caller = this.names.functionOf(key);
      const detail = values.item(callers, i + 1);
      if (caller !== undefined && this.isCallerTuple(detail)) this.addCall(caller, callee, detail);
      else if (caller !== undefined && values.kind(detail) === 'number') this.addBareCount(caller, callee, detail);
      else {
        const message = 'A caller has another shape than callers have; it was left out.';
        this.builder.diagnose('odd-caller', 'warning', message, { byte: values.offset(key) });
      }
    }
  }

  private isCallerTuple(detail: number): boolean {
    const { values } = this;
    if (values.kind(detail) !== 'tuple') return false;
    const count = values.count(detail);
    if (count === 0 || count % CALLER_FIELDS !== 0) return false;
    for (let i = 0; i < count; i++) if (values.kind(values.item(detail, i)) !== 'number') return false;
    return true;
  }

  private addCall(caller: FunctionIndex, callee: FunctionIndex, detail: number): void {
    const { values, builder } = this;
    let calls = 0;
    let primitive = 0;
    this.self.fill(0);
    this.inclusive.fill(0);
    for (let i = 0; i < values.count(detail); i += CALLER_FIELDS) {
      calls += this.callCount(values.item(detail, i));
      primitive += this.callCount(values.item(detail, i + 1));
      this.self[this.time] += this.seconds(values.item(detail, i + 2));
      this.inclusive[this.time] += this.seconds(values.item(detail, i + 3));
    }
    if (!this.dialect.hasCallCounts) {
      calls = 0;
      primitive = 0;
    }
    const row = builder.call(
      { part: this.part, caller, callee },
      NOWHERE,
      calls,
      this.inclusive,
      this.inclusive.length,
    );
    builder.callDetail(row, primitive, this.self, this.self.length);
  }

  /** `profile` counts calls; the sampler counts samples in which caller stood right above callee. */
  private addBareCount(caller: FunctionIndex, callee: FunctionIndex, detail: number): void {
    const count = this.callCount(detail);
    this.bareCounts++;
    this.inclusive.fill(0);
    if (this.samples !== NONE) {
      this.inclusive[this.samples] = count;
      this.inclusive[this.time] = count * this.dialect.sampleSeconds;
    }
    const calls = this.dialect.hasCallCounts ? count : 0;
    this.builder.call({ part: this.part, caller, callee }, NOWHERE, calls, this.inclusive, this.inclusive.length);
  }

  private callCount(value: number): number {
    const count = this.values.number(value);
    if (count === -1 && !this.dialect.hasCallCounts) return 0;
    if (Number.isSafeInteger(count) && count >= 0) return count;
    const message =
      count < 0
        ? 'A call count is negative; it is shown as 0.'
        : 'A call count is no whole number or out of range; it is shown as 0.';
    this.builder.diagnose('odd-call-count', 'warning', message, { byte: this.values.offset(value) });
    return 0;
  }

  private seconds(value: number): number {
    const seconds = this.values.number(value);
    if (seconds >= 0 && seconds < Number.POSITIVE_INFINITY) return seconds;
    const place = { byte: this.values.offset(value) };
    if (!Number.isFinite(seconds)) {
      this.builder.diagnose('odd-time', 'warning', 'A time is not a finite number; it is shown as 0.', place);
      return 0;
    }
    this.builder.diagnose(
      'negative-time',
      'warning',
      'A time is negative; it is kept as it is. A clock that was set back does that: if shares look wrong, record again.',
      place,
    );
    return seconds;
  }

  /** Calls can only be the larger number: where they are not, the writer has exchanged the two. */
  private callCounts(entry: number): { all: number; primitive: number } {
    const all = this.callCount(this.values.item(entry, CALLS));
    const primitive = this.callCount(this.values.item(entry, PRIMITIVE));
    if (primitive <= all || !this.dialect.hasCallCounts) return { all, primitive };
    this.builder.diagnose(
      'primitive-larger',
      'warning',
      'A function has more primitive calls than calls, which cannot be; yappi exchanges the two. They are shown the right way round.',
      { byte: this.values.offset(entry) },
    );
    return { all: primitive, primitive: all };
  }
}
