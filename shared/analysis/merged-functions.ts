// Which functions become one when levels of recursion or callers are no longer kept apart: those with equal names, file and module once the
// marks are taken off. The names without marks are looked for among the recording's texts and added where they are new.
import { arrayOf, asColumn } from '../base/columns.ts';
import { KeyedRows } from '../base/keyed-rows.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import { StringInterner } from '../base/string-interner.ts';
import type { StringIndex } from '../model/indices.ts';
import type { FunctionTable, Recording, StringTable } from '../model/recording.ts';
import { textOf } from '../model/texts.ts';
import { markedNames, separateName } from './name-levels.ts';

export interface Merge {
  /** `f`, `f'2`, `f'3` are one function. */
  readonly recursion: boolean;
  /** `f'main` and `f'other'main` are one function. */
  readonly contexts: boolean;
}

export interface MergedFunctions {
  readonly strings: StringTable;
  readonly functions: FunctionTable;
  /** Merged row of each function. */
  readonly mergedOf: Int32Array;
  /** First function of each merged row. */
  readonly firstOf: Int32Array;
}

export function* mergeFunctions(recording: Recording, merge: Merge): Sliced<MergedFunctions> {
  const { strings, textOfName } = yield* mergedNames(recording, merge);
  const { name, file, module, startLine, startColumn } = recording.functions;
  const columns = [name, file, module, startLine, startColumn].map(arrayOf);
  const { length } = recording.functions;
  const found = new KeyedRows(columns.length, length);
  const mergedOf = new Int32Array(length);
  const firstOf = new Int32Array(length);
  const { key } = found;
  yield* inSlices(length, (from, to) => {
    for (let f = from; f < to; f++) {
      key[0] = textOfName.get(columns[0][f]) ?? columns[0][f];
      for (let j = 1; j < columns.length; j++) key[j] = columns[j][f];
      const before = found.length;
      const row = found.rowOfKey();
      if (row === before) firstOf[row] = f;
      mergedOf[f] = row;
    }
  });
  const merged: Int32Array[] = [];
  for (let j = 0; j < columns.length; j++) merged.push(yield* found.column(j));
  return {
    strings,
    functions: {
      length: found.length,
      name: asColumn(merged[0]),
      file: asColumn(merged[1]),
      module: asColumn(merged[2]),
      startLine: asColumn(merged[3]),
      startColumn: asColumn(merged[4]),
    },
    mergedOf,
    firstOf: firstOf.slice(0, found.length),
  };
}

interface MergedNames {
  readonly strings: StringTable;
  /** Row of the text without marks, by the row of the marked one. */
  readonly textOfName: ReadonlyMap<number, number>;
}

/** The texts as they are, and behind them the names that only came with marks. */
function* mergedNames(recording: Recording, merge: Merge): Sliced<MergedNames> {
  const { strings } = recording;
  const plain = new Map<string, number[]>();
  const marked = markedNames(recording);
  yield* inSlices(marked.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const name = textOf(strings, marked[i] as StringIndex);
      const { base, level, callers } = separateName(name);
      const kept = `${base}${merge.recursion ? '' : level}${merge.contexts ? '' : callers}`;
      if (kept === name) continue;
      const others = plain.get(kept);
      if (others === undefined) plain.set(kept, [marked[i]]);
      else others.push(marked[i]);
    }
  });
  const added = new StringInterner();
  const rowOf = new Map<string, number>();
  for (const name of plain.keys()) rowOf.set(name, strings.length + added.internText(name));
  yield* findTexts(recording, rowOf);
  const textOfName = new Map<number, number>();
  for (const [name, texts] of plain) for (const text of texts) textOfName.set(text, rowOf.get(name) ?? text);
  return { strings: joinTexts(strings, added.finish()), textOfName };
}

/** Texts that are there already get their own row: compared by a hash first, so that few are decoded. */
function* findTexts({ strings, functions }: Recording, rowOf: Map<string, number>): Sliced<void> {
  const encoder = new TextEncoder();
  const hashes = new Set<number>();
  for (const name of rowOf.keys()) hashes.add(hashOf(encoder.encode(name)));
  const names = arrayOf(functions.name);
  const { bytes, offsets } = strings;
  yield* inSlices(names.length, (from, to) => {
    for (let f = from; f < to; f++) {
      const text = names[f];
      if (!hashes.has(hashOf(bytes.subarray(offsets[text], offsets[text + 1])))) continue;
      const name = textOf(strings, text as StringIndex);
      if (rowOf.has(name)) rowOf.set(name, text);
    }
  });
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return hash;
}

function joinTexts(first: StringTable, second: StringTable): StringTable {
  const bytes = new Uint8Array(first.bytes.length + second.bytes.length);
  bytes.set(first.bytes);
  bytes.set(second.bytes, first.bytes.length);
  const offsets = new Float64Array(first.length + second.length + 1);
  offsets.set(first.offsets.subarray(0, first.length + 1));
  for (let i = 0; i <= second.length; i++) offsets[first.length + i] = first.bytes.length + second.offsets[i];
  return { length: first.length + second.length, bytes, offsets };
}
