// A recording: everything one or several profile files say, as readonly columns. Structured-clone-able, no methods, no cycles.
// Only RecordingBuilder makes one. A cost column is `undefined` where all its costs are zero.
// Rows of lines, calls, instructions, functionCosts and contexts belong to one part; sums over "the active parts" pick rows by part.
import type { AddressColumn, Column } from '../base/columns.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { EventType } from './event-type.ts';
import type {
  CallIndex,
  ContextIndex,
  EventTypeIndex,
  FileIndex,
  FunctionCostIndex,
  FunctionIndex,
  InstructionIndex,
  JumpIndex,
  LineIndex,
  ModuleIndex,
  PartIndex,
  SampleIndex,
  StringIndex,
} from './indices.ts';

/** Costs of the rows of one table, by recorded event type, in the event type's unit; `undefined` = zero everywhere. */
export type Costs<Row extends number> = readonly (Column<Row> | undefined)[];

/** UTF-8 texts, one behind the other: text i is bytes[offsets[i] … offsets[i+1]). Decode with textOf(). */
export interface StringTable {
  readonly length: number;
  readonly bytes: Uint8Array;
  readonly offsets: Float64Array | Uint32Array;
}

/** A row is a binary, shared object or package. */
export interface ModuleTable {
  readonly length: number;
  readonly name: Column<ModuleIndex, StringIndex>;
}

/** A row is a source file, path or URL as written in the recording. */
export interface FileTable {
  readonly length: number;
  readonly name: Column<FileIndex, StringIndex>;
}

/** A row is a function; unique by all five columns (S10). */
export interface FunctionTable {
  readonly length: number;
  readonly name: Column<FunctionIndex, StringIndex>;
  /** NONE where the format says that there is no file (`~`, `???`, empty). */
  readonly file: Column<FunctionIndex, FileIndex>;
  readonly module: Column<FunctionIndex, ModuleIndex>;
  /** 1-based line of the definition; NONE where unknown. */
  readonly startLine: Column<FunctionIndex>;
  /** 1-based column of the definition; NONE where unknown. */
  readonly startColumn: Column<FunctionIndex>;
}

/** A row is a function in its chain of callers. Depth-first: the subtree of c is the rows c … subtreeEnd[c] − 1. Stack recordings only. */
export interface ContextTable {
  readonly length: number;
  readonly function: Column<ContextIndex, FunctionIndex>;
  /** NONE for roots. */
  readonly parent: Column<ContextIndex, ContextIndex>;
  /** Line in the parent's function that made the call, 1-based; NONE where unknown. */
  readonly callLine: Column<ContextIndex>;
  readonly subtreeEnd: Column<ContextIndex, ContextIndex>;
  readonly part: Column<ContextIndex, PartIndex>;
  readonly self: Costs<ContextIndex>;
}

/** A row is one observation, in order of time. */
export interface SampleTable {
  readonly length: number;
  readonly context: Column<SampleIndex, ContextIndex>;
  /** Start of what the sample stands for, in microseconds from the start of the recording. */
  readonly time: Column<SampleIndex>;
  /** How long it stands for, in microseconds. */
  readonly weight: Column<SampleIndex>;
}

/** A row is all recorded calls caller (file, line, address) → callee of one part. */
export interface CallTable {
  readonly length: number;
  readonly caller: Column<CallIndex, FunctionIndex>;
  readonly callee: Column<CallIndex, FunctionIndex>;
  /** Place of the call; NONE where unknown. */
  readonly file: Column<CallIndex, FileIndex>;
  readonly line: Column<CallIndex>;
  readonly address: AddressColumn<CallIndex>;
  readonly part: Column<CallIndex, PartIndex>;
  /** Number of calls, recursion included. */
  readonly callCount: Column<CallIndex>;
  /** Number of primitive (not recursive) calls where the format has them, else undefined. */
  readonly primitiveCount: Column<CallIndex> | undefined;
  readonly inclusive: Costs<CallIndex>;
  /** Self cost of the callee when called from here, where the format has it (cProfile), else undefined. */
  readonly calleeSelf: Costs<CallIndex> | undefined;
}

/** A row is the self cost of one line of one function in one part. Every function's self cost of call-graph recordings is the sum of its rows. */
export interface LineTable {
  readonly length: number;
  readonly function: Column<LineIndex, FunctionIndex>;
  readonly file: Column<LineIndex, FileIndex>;
  /** 1-based; NONE where unknown (line 0 of callgrind). */
  readonly line: Column<LineIndex>;
  readonly part: Column<LineIndex, PartIndex>;
  readonly self: Costs<LineIndex>;
}

/** A row is the self cost of one address of one function in one part. */
export interface InstructionTable {
  readonly length: number;
  /** Every self cost has an address: lines are sums of these rows. */
  readonly isComplete: boolean;
  readonly function: Column<InstructionIndex, FunctionIndex>;
  readonly address: AddressColumn<InstructionIndex>;
  readonly file: Column<InstructionIndex, FileIndex>;
  readonly line: Column<InstructionIndex>;
  readonly part: Column<InstructionIndex, PartIndex>;
  readonly self: Costs<InstructionIndex>;
}

/** A row is one branch. `executed` times reached, `followed` times taken; unconditional: both equal and `conditional` 0. */
export interface JumpTable {
  readonly length: number;
  readonly function: Column<JumpIndex, FunctionIndex>;
  readonly fromFile: Column<JumpIndex, FileIndex>;
  readonly fromLine: Column<JumpIndex>;
  readonly fromAddress: AddressColumn<JumpIndex>;
  readonly toFunction: Column<JumpIndex, FunctionIndex>;
  readonly toFile: Column<JumpIndex, FileIndex>;
  readonly toLine: Column<JumpIndex>;
  readonly toAddress: AddressColumn<JumpIndex>;
  readonly executed: Column<JumpIndex>;
  readonly followed: Column<JumpIndex>;
  readonly conditional: Column<JumpIndex>;
}

/** A row is what the file states of a function as a whole in one part (cProfile, gprof). Functions known only as callers have no row. */
export interface FunctionCostTable {
  readonly length: number;
  readonly function: Column<FunctionCostIndex, FunctionIndex>;
  readonly part: Column<FunctionCostIndex, PartIndex>;
  readonly self: Costs<FunctionCostIndex>;
  readonly inclusive: Costs<FunctionCostIndex>;
  readonly callCount: Column<FunctionCostIndex>;
  /** Calls that were not recursive; equals callCount where the format makes no difference. */
  readonly primitiveCount: Column<FunctionCostIndex>;
}

/** A thread, process or dump. */
export interface Part {
  readonly file: string;
  readonly pid?: number;
  readonly thread?: number;
  readonly part?: number;
  /** What ended it or what it is: `Program termination`, a command, a thread name. */
  readonly label?: string;
  /** Totals that the file states itself (`summary:` / `totals:`), by event type name, in the event type's unit. */
  readonly statedTotals?: readonly { readonly eventType: string; readonly value: number }[];
}

/** recorded: the file says so; derived: follows exactly; estimated: follows under an assumption; absent: not known. */
export type Fact = 'recorded' | 'derived' | 'estimated' | 'absent';

export interface Facts {
  readonly contexts: Fact;
  readonly calls: Fact;
  readonly lines: Fact;
  readonly functionCosts: Fact;
  readonly samples: Fact;
}

/** stacks: contexts are recorded and everything follows from them. call-graph: edges are recorded. flat: neither. */
export type Family = 'stacks' | 'call-graph' | 'flat';

export interface Recording {
  /** Id of the reader: `callgrind`, `cachegrind`, `cpuprofile`, `cprofile`. */
  readonly format: string;
  readonly creator: string | undefined;
  readonly command: string | undefined;
  readonly family: Family;
  readonly facts: Facts;
  readonly strings: StringTable;
  readonly modules: ModuleTable;
  readonly files: FileTable;
  readonly functions: FunctionTable;
  /** Recorded ones first (cost columns are indexed by them), then derived ones. */
  readonly eventTypes: readonly EventType[];
  /** How many of eventTypes are recorded. */
  readonly recordedEventTypes: number;
  /** The one to show first. */
  readonly preferredEventType: EventTypeIndex;
  readonly contexts: ContextTable;
  readonly samples: SampleTable;
  readonly calls: CallTable;
  /** Made of the instructions when first asked for, where those are complete: a second's work for a large recording. */
  readonly lines: LineTable;
  readonly instructions: InstructionTable;
  readonly jumps: JumpTable;
  readonly functionCosts: FunctionCostTable;
  readonly parts: readonly Part[];
  /** Functions that stand for time in which the program did nothing: `(idle)`. Left out of totals unless asked for (S15, --idle). */
  readonly idleFunctions: readonly FunctionIndex[];
  /** Free-form header facts for the information panel: cache sizes, time range. */
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  readonly diagnostics: readonly Diagnostic[];
}
