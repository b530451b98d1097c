// Reads a section of a callgrind file by itself, from one `fn=` line to before another, in a thread of its own. What only the lines before
// it know is left open (callgrind-open-names.ts) or assumed, and checked when sections are joined (callgrind-join.ts).
// Sections begin where positions do not depend on what was before: see callgrind-cuts.ts.
import { runAtOnce } from '../../base/slices.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { buffersOf, type MovedRows, takeRows } from '../../model/moved-rows.ts';
import { RecordingBuilder } from '../../model/recording-builder.ts';
import type { NameTable } from './callgrind-names.ts';
import { IN_FORCE, OpenNames } from './callgrind-open-names.ts';
import { CallgrindParts, type PartEvent, type PartsSeed } from './callgrind-parts.ts';
import { type CallgrindReading, createReading } from './callgrind-reading.ts';

/** What is known of a file before its sections are read. */
export interface SectionSeed {
  readonly parts: PartsSeed;
  /** Some name was given by number. */
  readonly compressed: boolean;
}

/** What a section says, in numbers of its own. Only data: it comes from another thread. */
export interface CallgrindSection {
  readonly seed: SectionSeed;
  readonly lineCount: number;
  /** The file ends within a line. */
  readonly endsInLine: boolean;
  /** Why the section has to be read by the one who knows what came before. */
  readonly needsOneReader: boolean;
  /** Three each: index among the texts, index of the kind, number. See OpenNames. */
  readonly openNames: Float64Array;
  readonly strings: { readonly length: number; readonly bytes: Uint8Array; readonly offsets: Float64Array };
  readonly hashes: Int32Array;
  /** Names of modules and files. */
  readonly modules: Int32Array;
  readonly files: Int32Array;
  /** Three a function: name, file, module. */
  readonly functions: Int32Array;
  readonly functionFlags: Uint8Array;
  /** Number, entry and part of every name that was given a number. */
  readonly definitions: { readonly object: Int32Array; readonly file: Int32Array; readonly function: Int32Array };
  readonly tables: { readonly [Table in RowTable]: MovedRows };
  readonly parts: readonly PartEvent[];
  readonly eventTypes: number;
  /** Of the part that its last body line belongs to, counted from that of its first. */
  readonly epoch: number;
  readonly diagnostics: readonly Diagnostic[];
  /** In force at its end. */
  readonly object: number;
  readonly functionFile: number;
  readonly inHeader: boolean;
  readonly compressed: boolean;
  readonly reliedOnPlainNames: boolean;
  readonly lineSeen: boolean;
  readonly callSeen: boolean;
}

export type RowTable = 'lines' | 'calls' | 'instructions' | 'jumps';

/** Oddities after which sums depend on the order in which they are made. */
const INEXACT = ['fractional-cost', 'number-out-of-range'];

export interface SectionReader {
  take(bytes: Uint8Array): void;
  /** `isLast`: the section ends with the file, and not before an `fn=` line. */
  finish(isLast: boolean): CallgrindSection;
}

export function sectionReader(seed: SectionSeed): SectionReader {
  const builder = new RecordingBuilder();
  const parts = new CallgrindParts(new RecordingBuilder(), '', seed.parts, () => builder.diagnostics.length);
  const openNames = new OpenNames(builder);
  const reading = createReading(builder, parts, { openNames, bareReturns: false });
  const { records, keywords, blocks } = reading;
  keywords.compressed = seed.compressed;
  records.beginInPart(openNames.add('object', IN_FORCE), openNames.add('file', IN_FORCE));
  return {
    take(bytes) {
      if (records.failure === undefined) blocks.take(bytes);
      if (builder.isRepetitive) runAtOnce(builder.relieve());
    },
    finish(isLast) {
      const endsInLine = blocks.finish();
      const lineCount = records.state.lineNumber;
      // What waits for a cost line is given up by the next function, which only one reader knows.
      const waits = records.isWaiting && !isLast;
      records.abandonCall();
      records.abandonJump();
      return sectionOf(reading, { seed, endsInLine, lineCount, openNames: openNames.finish(), waits });
    },
  };
}

function sectionOf(
  { builder, parts, keywords, records }: CallgrindReading,
  { waits, ...told }: Pick<CallgrindSection, 'seed' | 'endsInLine' | 'lineCount' | 'openNames'> & { waits: boolean },
): CallgrindSection {
  const { state } = records;
  const diagnostics = builder.diagnostics.finish();
  const functions = builder.functions.length;
  const { names } = keywords;
  return {
    ...told,
    needsOneReader:
      waits ||
      records.failure !== undefined ||
      records.columns.odd ||
      diagnostics.some(({ code }) => INEXACT.includes(code)),
    tables: {
      lines: takeRows(builder.lines, functions),
      calls: takeRows(builder.calls, functions),
      instructions: takeRows(builder.instructions, functions),
      jumps: takeRows(builder.jumps, functions),
    },
    hashes: builder.strings.hashesOfAll(),
    strings: builder.strings.finish(),
    modules: builder.modules.keys.slice(0, builder.modules.length),
    files: builder.files.keys.slice(0, builder.files.length),
    functions: threeOf(builder.functions.keys, builder.functions.width, functions),
    functionFlags: records.functions.takeFlags(),
    definitions: {
      object: definitionsOf(names.object),
      file: definitionsOf(names.file),
      function: definitionsOf(names.function),
    },
    parts: parts.heardToTheEnd(),
    eventTypes: builder.eventTypes.length,
    epoch: records.epoch,
    diagnostics,
    object: state.object,
    functionFile: state.functionFile,
    inHeader: state.inHeader,
    compressed: keywords.compressed,
    reliedOnPlainNames: keywords.reliedOnPlainNames,
    lineSeen: records.lineSeen,
    callSeen: records.callSeen,
  };
}

function definitionsOf({ definitions }: NameTable): Int32Array {
  return definitions?.finish() ?? new Int32Array(0);
}

/** The first three entries of each key. */
function threeOf(keys: Int32Array, width: number, length: number): Int32Array {
  const three = new Int32Array(length * 3);
  for (let row = 0; row < length; row++) {
    for (let j = 0; j < 3; j++) three[row * 3 + j] = keys[row * width + j];
  }
  return three;
}

/** The buffers that can be handed over to another thread instead of being copied. */
export function sectionBuffers(section: CallgrindSection): ArrayBuffer[] {
  const { strings, hashes, openNames, modules, files, functions, functionFlags, definitions, tables } = section;
  const arrays = [strings.bytes, strings.offsets, hashes, openNames, modules, files, functions, functionFlags];
  const buffers = [...arrays, ...Object.values(definitions)].map(({ buffer }) => buffer as ArrayBuffer);
  return [...buffers, ...Object.values(tables).flatMap(buffersOf)];
}
