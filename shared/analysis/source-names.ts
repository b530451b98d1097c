// Names of functions as their source has them, where the recording has mangled ones (`_ZN3foo3barEv`). What is shown is made row by row;
// what looks at all names (search, order) gets a table of texts, made once, with pauses, and only where some names are mangled.
// Trap: identity is the recorded name (S10): two functions whose names read alike stay two.
import { demangle, looksMangled } from '../base/demangling/demangle.ts';
import { known, memo, memoInSlices } from '../base/memo.ts';
import type { Sliced } from '../base/slices.ts';
import type { FunctionIndex, StringIndex } from '../model/indices.ts';
import type { Recording, StringTable } from '../model/recording.ts';
import { textOf } from '../model/texts.ts';
import { functionsOfTexts, namesAmong } from './name-texts.ts';

const UNDERSCORE = 0x5f;
const Z = 0x5a;
const R = 0x52;

/** A mangled name, or what it stands for; every other name as it is. */
export function sourceName(recorded: string): string {
  return demangle(recorded) ?? recorded;
}

/** Whether the text of this row begins as mangled names do. Looks at a few bytes. */
export function mayBeMangled({ bytes, offsets }: StringTable, text: number): boolean {
  const start = offsets[text] | 0;
  const end = offsets[text + 1] | 0;
  if (bytes[start] !== UNDERSCORE || end - start < 4) return false;
  let at = start + 1;
  while (at < end && at < start + 4 && bytes[at] === UNDERSCORE) at++;
  return bytes[at] === Z || bytes[at] === R;
}

/** Whether a text that may be mangled begins as Rust's new names do. */
export function isOfNewRust({ bytes, offsets }: StringTable, text: number): boolean {
  let at = offsets[text] | 0;
  while (bytes[at] === UNDERSCORE) at++;
  return bytes[at] === R;
}

/** Rows of the texts that may be mangled names of functions, each once. */
export function mangledTexts(recording: Recording): Int32Array {
  return memo(recording, 'mangled-texts', () => {
    const { strings } = recording;
    const found: number[] = [];
    for (let text = 0; text < strings.length; text++) if (mayBeMangled(strings, text)) found.push(text);
    return namesAmong(recording, Int32Array.from(found));
  });
}

const MOST_TRIED = 300;

/** How many names of functions are mangled, as far as the first few hundred tell. */
export function mangledCount(recording: Recording): number {
  return memo(recording, 'mangled-count', () => {
    const texts = mangledTexts(recording);
    const tried = texts.subarray(0, MOST_TRIED);
    let found = 0;
    for (const text of tried) if (demangle(textOf(recording.strings, text as StringIndex)) !== undefined) found++;
    return texts.length <= MOST_TRIED ? found : Math.round((found / tried.length) * texts.length);
  });
}

const NAMES_PER_SLICE = 256;

/** The texts of the recording with mangled names as their source has them; the recording's own table where there are none. */
export function sourceStringsInSlices(recording: Recording): Sliced<StringTable> {
  return memoInSlices(recording, 'source-strings', function* () {
    const { strings } = recording;
    const replaced = new Map<number, Uint8Array>();
    const encoder = new TextEncoder();
    const texts = mangledTexts(recording);
    let grown = 0;
    for (let i = 0; i < texts.length; i++) {
      const text = texts[i];
      const name = demangle(textOf(strings, text as StringIndex));
      if (name !== undefined) {
        const bytes = encoder.encode(name);
        replaced.set(text, bytes);
        grown += bytes.length - (strings.offsets[text + 1] - strings.offsets[text]);
      }
      if (i % NAMES_PER_SLICE === NAMES_PER_SLICE - 1) yield;
    }
    if (replaced.size === 0) return strings;
    return yield* withReplaced(strings, replaced, grown);
  });
}

/** Whether that table is there already: whoever needs many of its texts has them without waiting. */
export function areSourceStringsKnown(recording: Recording): boolean {
  return known(recording, 'source-strings') !== undefined;
}

/** The same of these texts alone, in their order. */
export function* sourceStringsOf({ strings }: Recording, texts: Int32Array): Sliced<StringTable> {
  const encoder = new TextEncoder();
  const written: Uint8Array[] = [];
  const offsets = new Float64Array(texts.length + 1);
  for (let i = 0; i < texts.length; i++) {
    const bytes = encoder.encode(sourceName(textOf(strings, texts[i] as StringIndex)));
    written.push(bytes);
    offsets[i + 1] = offsets[i] + bytes.length;
    if (i % NAMES_PER_SLICE === NAMES_PER_SLICE - 1) yield;
  }
  const bytes = new Uint8Array(offsets[texts.length]);
  for (let i = 0; i < texts.length; i++) bytes.set(written[i], offsets[i]);
  return { length: texts.length, bytes, offsets };
}

const ROWS_PER_SLICE = 1 << 16;

function* withReplaced(
  { bytes, offsets, length }: StringTable,
  replaced: ReadonlyMap<number, Uint8Array>,
  grown: number,
): Sliced<StringTable> {
  const written = new Uint8Array(offsets[length] + grown);
  const starts = new Float64Array(length + 1);
  let at = 0;
  for (let row = 0; row < length; row++) {
    starts[row] = at;
    const text = replaced.get(row) ?? bytes.subarray(offsets[row], offsets[row + 1]);
    written.set(text, at);
    at += text.length;
    if (row % ROWS_PER_SLICE === ROWS_PER_SLICE - 1) yield;
  }
  starts[length] = at;
  return { length, bytes: written, offsets: starts };
}

/** Functions whose name reads like this in their source. For single questions: it looks at every mangled name. */
export function functionsReading(recording: Recording, name: string): FunctionIndex[] {
  if (looksMangled(name)) return [];
  const texts = new Set<number>();
  for (const text of mangledTexts(recording)) {
    if (demangle(textOf(recording.strings, text as StringIndex)) === name) texts.add(text);
  }
  return functionsOfTexts(recording, texts);
}
