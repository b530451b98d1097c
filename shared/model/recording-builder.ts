// The only way to make a Recording. Readers add what they read; the builder adds up equal rows and finishes into columns.
// Everything a reader passes is a number or a range of bytes: no object per record. Costs are in the file's own steps; the
// builder multiplies by fileScale once, at the end. Function, file and module numbers may be used as soon as they are returned.
import { NONE } from '../base/brands.ts';
import type { NumberArray } from '../base/columns.ts';
import { KeyedRows } from '../base/keyed-rows.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import { StringInterner } from '../base/string-interner.ts';
import type { WorkMemory } from '../base/work-memory.ts';
import { AppendedCostRows, type ReadShare } from './appended-rows.ts';
import { ContextRows } from './context-rows.ts';
import { CostRows, KeyedCostRows } from './cost-rows.ts';
import type { Severity } from './diagnostic.ts';
import { DiagnosticList } from './diagnostic-list.ts';
import type { EventType, FormulaTerm, Unit } from './event-type.ts';
import { finishRecording, type SettledFunctions, settleFunctions } from './finish-recording.ts';
import { FunctionAliases } from './function-aliases.ts';
import { GroupMarks } from './group-marks.ts';
import type { EventTypeIndex, FileIndex, FunctionIndex, ModuleIndex, PartIndex } from './indices.ts';
import { NamedRows } from './named-rows.ts';
import { OpenCallees } from './open-callees.ts';
import type { Fact, Facts, Family, Part, Recording } from './recording.ts';
import { type RowSealer, SEALED_TABLES } from './sealed-rows.ts';

export interface RecordedEventType {
  readonly name: string;
  readonly label?: string;
  readonly unit?: Unit;
  readonly fileScale?: number;
}

export interface FunctionKey {
  readonly name: number;
  readonly file?: FileIndex;
  readonly module?: ModuleIndex;
  readonly startLine?: number;
  readonly startColumn?: number;
}

/** Where a call, line or jump is; NONE where unknown. Addresses are two unsigned 32-bit halves given as Int32. */
export interface CodePlace {
  file: number;
  line: number;
  addressHigh: number;
  addressLow: number;
}

/** Samples in order of time: provisional contexts, start and weight in microseconds. */
export interface SampleColumns {
  readonly context: Int32Array;
  readonly time: NumberArray;
  readonly weight: NumberArray;
}

export interface SampleChunk {
  readonly length: number;
  /** To be called once; what it gives is taken over. */
  readonly columns: () => SampleColumns;
}

export type LineAdder = (lines: AppendedCostRows) => void;

export interface JumpCounts {
  readonly executed: number;
  readonly followed: number;
  readonly conditional: boolean;
}

const shapes = {
  lines: { table: SEALED_TABLES.lines, width: 4, groupWidth: 2, ascending: 3, otherwise: 2, wide: [1] },
  calls: { table: SEALED_TABLES.calls, width: 7, groupWidth: 2, ascending: 6, otherwise: 4, wide: [1, 2, 6] },
  instructions: {
    table: SEALED_TABLES.instructions,
    width: 6,
    groupWidth: 2,
    ascending: 5,
    otherwise: 3,
    wide: [1, 5],
  },
  jumps: { table: SEALED_TABLES.jumps, width: 11, groupWidth: 1, ascending: 4, otherwise: 2, wide: [0, 4, 5, 9] },
} as const;

/** Numbers in the key of a function. */
const PLAIN_KEY = 3;
const KEY_WITH_PLACE = 5;

export class RecordingBuilder {
  readonly strings = new StringInterner();
  readonly diagnostics = new DiagnosticList();
  format = '';
  family: Family = 'flat';
  creator: string | undefined;
  command: string | undefined;
  preferredEventType: string | undefined;
  facts: Facts = absentFacts;
  readonly eventTypes: EventType[] = [];
  readonly derivedEventTypes: EventType[] = [];
  readonly parts: Part[] = [];
  readonly properties: { name: string; value: string }[] = [];
  readonly idleFunctions = new Set<FunctionIndex>();
  /** To be told by readers that know how long their only input is: tables are made as large as they are going to be. */
  readonly reading: ReadShare = { share: 0 };
  readonly marks = new GroupMarks();
  /** Where rows of lines, calls and instructions are staged; undefined: in ordinary memory. */
  stagedIn: WorkMemory | undefined;
  /** Tables under construction; readers use the methods below. */
  readonly modules = new NamedRows();
  readonly files = new NamedRows();
  /** Name, file and module; start line and column behind them once some function has any, which formats have for all or for none. */
  functions = new KeyedRows(PLAIN_KEY, 0, true);
  readonly lines = new AppendedCostRows(shapes.lines, this.reading, this.marks);
  /** What adds lines when somebody first asks for them. */
  readonly lineAdders: LineAdder[] = [];
  readonly calls = new AppendedCostRows(shapes.calls, this.reading, this.marks);
  readonly instructions = new AppendedCostRows(shapes.instructions, this.reading, this.marks);
  readonly jumps = new AppendedCostRows(shapes.jumps, this.reading, this.marks);
  readonly contexts = new ContextRows(1);
  readonly functionCosts = new KeyedCostRows(2, 1);
  readonly functionInclusive = new CostRows(1);
  readonly functionPrimitives = new KeyedCostRows(2, 1);
  /** True once callDetail() brought self costs. */
  hasCalleeSelf = false;
  readonly aliases = new FunctionAliases();
  readonly openCallees = new OpenCallees();
  private settled: SettledFunctions | undefined;
  private sealer: RowSealer | undefined;
  private readonly followed = new Float64Array(1);
  /** Scratch of callDetail(). */
  private details = new Float64Array(8);
  sampleChunks: SampleChunk[] = [];

  /** Index of the recorded event type of this name; added if it is new (later parts may bring more). */
  eventType(type: RecordedEventType): EventTypeIndex {
    return this.indicesOf([type])[0];
  }

  /** The same of several: all tables get wider once. */
  indicesOf(types: readonly RecordedEventType[]): EventTypeIndex[] {
    const before = this.eventTypes.length;
    const indices = types.map((type) => {
      const known = this.eventTypes.findIndex((other) => other.name === type.name);
      if (known >= 0) return known as EventTypeIndex;
      const { name, label = name, unit = 'count', fileScale = 1 } = type;
      return (this.eventTypes.push({ name, label, unit, fileScale }) - 1) as EventTypeIndex;
    });
    const stride = this.eventTypes.length;
    if (stride === before) return indices;
    for (const table of [this.lines, this.calls, this.instructions]) table.widen(stride);
    for (const costs of [this.contexts.costs, this.functionCosts.costs, this.functionInclusive]) costs.widen(stride);
    return indices;
  }

  /** A formula over other event types; a later one of the same name replaces it. Ignored where a recorded type has that name. */
  derivedEventType(name: string, label: string, formula: readonly FormulaTerm[], unit: Unit = 'count'): void {
    const index = this.derivedEventTypes.findIndex((other) => other.name === name);
    const type: EventType = { name, label, unit, fileScale: 1, formula };
    if (index >= 0) this.derivedEventTypes[index] = type;
    else this.derivedEventTypes.push(type);
  }

  part(part: Part): PartIndex {
    this.parts.push(part);
    return (this.parts.length - 1) as PartIndex;
  }

  /** Replaces what is known of a part. */
  updatePart(index: PartIndex, change: Partial<Part>): void {
    this.parts[index] = { ...this.parts[index], ...change };
  }

  module(name: number): ModuleIndex {
    return this.modules.rowOf(name) as ModuleIndex;
  }

  file(name: number): FileIndex {
    return this.files.rowOf(name) as FileIndex;
  }

  function(key: FunctionKey): FunctionIndex {
    const { name, file = NONE, module = NONE, startLine = NONE, startColumn = NONE } = key;
    const isPlain = startLine === NONE && startColumn === NONE;
    if (!isPlain && this.functions.width === PLAIN_KEY) this.functions = withPlaces(this.functions);
    const columns = this.functions.key;
    columns[0] = name;
    columns[1] = file;
    columns[2] = module;
    if (this.functions.width > PLAIN_KEY) {
      columns[3] = startLine;
      columns[4] = startColumn;
    }
    return this.functions.rowOfKey() as FunctionIndex;
  }

  /** From now on everything said of `from` is said of `to`; settled at the end, `from` vanishes from the table. */
  aliasFunction(from: FunctionIndex, to: FunctionIndex): void {
    if (from === to) return;
    if (this.aliases.size === 0) this.renameLater();
    this.aliases.set(from, to);
  }

  /** Adds self cost to a line. line NONE: unknown. */
  // biome-ignore lint/complexity/useMaxParams: called once per record of the file; an object per record is what it avoids
  line(part: PartIndex, fn: FunctionIndex, file: number, line: number, costs: ArrayLike<number>, count: number): void {
    const { stagedKeys, next } = this.lines;
    stagedKeys[next] = part;
    stagedKeys[next + 1] = fn;
    stagedKeys[next + 2] = file;
    stagedKeys[next + 3] = line;
    this.lines.add(costs, count, 0);
  }

  /** Adds lines when somebody first asks for lines: functions are as they are numbered now. What it needs it keeps itself. */
  linesLater(add: LineAdder): void {
    this.lineAdders.push(add);
  }

  /** Adds calls and their inclusive cost; returns the row, for callDetail(). */
  // biome-ignore lint/complexity/useMaxParams: called once per record of the file; an object per record is what it avoids
  call(
    edge: { readonly part: PartIndex; readonly caller: FunctionIndex; readonly callee: FunctionIndex },
    place: CodePlace,
    calls: number,
    costs: ArrayLike<number>,
    count: number,
  ): number {
    const { stagedKeys, next } = this.calls;
    stagedKeys[next] = edge.part;
    stagedKeys[next + 1] = edge.caller;
    stagedKeys[next + 2] = edge.callee;
    stagedKeys[next + 3] = place.file;
    stagedKeys[next + 4] = place.line;
    stagedKeys[next + 5] = place.addressHigh;
    stagedKeys[next + 6] = place.addressLow;
    return this.calls.add(costs, count, calls);
  }

  /** Primitive calls and self cost of the callee (cProfile) for the row that call() has just returned. */
  callDetail(row: number, primitive: number, calleeSelf: ArrayLike<number> | undefined, count: number): void {
    if (this.details.length < 1 + count) this.details = new Float64Array(1 + count);
    const { details } = this;
    details[0] = primitive;
    for (let e = 0; e < count; e++) details[1 + e] = calleeSelf === undefined ? 0 : calleeSelf[e];
    this.calls.addDetails(row, details, 1 + count);
    this.hasCalleeSelf ||= calleeSelf !== undefined;
  }

  /** Adds self cost to an instruction and so to its line; line() is only for cost whose address is not known. */
  // biome-ignore lint/complexity/useMaxParams: called once per record of the file; an object per record is what it avoids
  instruction(part: PartIndex, fn: FunctionIndex, place: CodePlace, costs: ArrayLike<number>, count: number): void {
    const { stagedKeys, next } = this.instructions;
    stagedKeys[next] = part;
    stagedKeys[next + 1] = fn;
    stagedKeys[next + 2] = place.file;
    stagedKeys[next + 3] = place.line;
    stagedKeys[next + 4] = place.addressHigh;
    stagedKeys[next + 5] = place.addressLow;
    this.instructions.add(costs, count, 0);
  }

  // biome-ignore lint/complexity/useMaxParams: called once per record of the file; an object per record is what it avoids
  jump(fn: FunctionIndex, from: CodePlace, toFunction: FunctionIndex, to: CodePlace, counts: JumpCounts): void {
    const { stagedKeys, next } = this.jumps;
    stagedKeys[next] = fn;
    stagedKeys[next + 1] = from.file;
    stagedKeys[next + 2] = from.line;
    stagedKeys[next + 3] = from.addressHigh;
    stagedKeys[next + 4] = from.addressLow;
    stagedKeys[next + 5] = toFunction;
    stagedKeys[next + 6] = to.file;
    stagedKeys[next + 7] = to.line;
    stagedKeys[next + 8] = to.addressHigh;
    stagedKeys[next + 9] = to.addressLow;
    stagedKeys[next + 10] = counts.conditional ? 1 : 0;
    this.followed[0] = counts.followed;
    this.jumps.add(this.followed, 1, counts.executed);
  }

  /** Provisional number of a calling context; `parent` NONE for roots. */
  context(part: PartIndex, parent: number, fn: FunctionIndex, callLine: number = NONE): number {
    return this.contexts.context(part, parent, fn, callLine);
  }

  addContextSelf(context: number, eventType: EventTypeIndex, cost: number): void {
    this.contexts.addSelf(context, eventType, cost);
  }

  /** Adds self costs to `rows` contexts from `first` on: costs[i × width + e] of event type e. */
  addContextBlock(first: number, rows: number, costs: Float64Array, width: number): void {
    this.contexts.costs.addBlock(first, rows, costs, width);
  }

  /** Samples in order of time: provisional contexts, start and weight in microseconds. Arrays are taken over. */
  samples(context: Int32Array, time: NumberArray, weight: NumberArray): void {
    this.samplesLater(context.length, () => ({ context, time, weight }));
  }

  /** So many samples, whose columns are made when somebody first asks for them. */
  samplesLater(length: number, columns: () => SampleColumns): void {
    this.sampleChunks.push({ length, columns });
  }

  /** What the file states of a whole function. Costs by event type, `count` of them. */
  functionCost(
    part: PartIndex,
    fn: FunctionIndex,
    calls: { readonly all: number; readonly primitive: number },
    costs: { readonly self: ArrayLike<number>; readonly inclusive: ArrayLike<number>; readonly count: number },
  ): void {
    // One row number for the three tables.
    const { rows } = this.functionCosts;
    rows.key[0] = part;
    rows.key[1] = fn;
    const row = rows.rowOfKey();
    this.functionCosts.costs.add(row, costs.self, costs.count);
    this.functionCosts.addCount(row, calls.all);
    this.functionInclusive.add(row, costs.inclusive, costs.count);
    this.functionPrimitives.addCount(row, calls.primitive);
  }

  /** Counts an oddity; the first one's place is kept. */
  diagnose(code: string, severity: Severity, message: string, place?: { line?: number; byte?: number }): void {
    this.diagnostics.add(code, severity, message, place);
  }

  /** Leaves the sealing of rows to somebody else from now on; undefined: to nobody. */
  sealBy(sealer: RowSealer | undefined): void {
    this.sealer = sealer;
    for (const table of this.appendedTables()) table.sealBy(sealer);
  }

  /** Some functions of the rows so far will be others at the end. */
  renameLater(): void {
    this.sealer?.renameLater();
  }

  /** Gets back what somebody else has sealed: to be awaited before relieve() and finish(). */
  async fetchSealed(): Promise<void> {
    for (const table of this.appendedTables()) await table.fetch();
  }

  /** Everything is read: what is left is sealed where rows were sealed before. A table without any may be put together as it is staged. */
  sealRest(): void {
    for (const table of this.appendedTables()) if (table.sealed > 0) table.seal();
  }

  /** Whether settleFunctions() needs no row of any table. */
  get canSettle(): boolean {
    return this.openCallees.isEmpty;
  }

  /** Everything is read: lets the memory go that finding texts and functions takes. */
  forgetPlaces(): void {
    this.strings.seal();
    if (this.canSettle) this.functions.seal();
  }

  /** Puts the table of functions together, which may be done while rows are sealed; nothing may be read afterwards. */
  *settleFunctions(): Sliced<SettledFunctions> {
    this.settled ??= yield* settleFunctions(this);
    return this.settled;
  }

  private appendedTables(): readonly AppendedCostRows[] {
    return [this.lines, this.calls, this.instructions, this.jumps];
  }

  /** So many rows repeat each other that relieve() is worth its time; to be asked now and then by readers of endless repetitions. */
  get isRepetitive(): boolean {
    return this.lines.isRepetitive || this.calls.isRepetitive || this.instructions.isRepetitive;
  }

  /** Adds up rows that repeat each other, so that memory stays bounded by what is distinct. */
  *relieve(): Sliced<void> {
    for (const table of this.appendedTables()) if (table.isRepetitive) yield* table.compact();
  }

  /** The recording. The builder must not be used afterwards. */
  finish(): Recording {
    return runAtOnce(this.finishInSlices());
  }

  /** The recording, made in slices for large ones. The builder must not be used afterwards. */
  finishInSlices(): Sliced<Recording> {
    return finishRecording(this);
  }
}

/** The same rows with room for start line and column in their keys. */
function withPlaces({ keys, length }: KeyedRows): KeyedRows {
  const rows = new KeyedRows(KEY_WITH_PLACE, length, true);
  rows.key.fill(NONE);
  for (let row = 0; row < length; row++) {
    for (let j = 0; j < PLAIN_KEY; j++) rows.key[j] = keys[row * PLAIN_KEY + j];
    rows.rowOfKey();
  }
  return rows;
}

const absent: Fact = 'absent';
const absentFacts: Facts = { contexts: absent, calls: absent, lines: absent, functionCosts: absent, samples: absent };
