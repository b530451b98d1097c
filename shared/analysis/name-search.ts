// A search in names as they are recorded, and in mangled ones as their source has them. To demangle a million names takes many seconds, and
// what is looked for mostly stands in the mangled form or nowhere: only names that may hold it are demangled for the answer.
// Trap: what is left out must be sure. Names with letters beyond ASCII and those of Rust with letters in figures are always looked at.

import { letterBit, letterMarks, UNSURE } from '../base/demangling/written-letters.ts';
import { tellingText } from '../base/demangling/written-words.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import type { Recording, StringTable } from '../model/recording.ts';
import {
  areSourceStringsKnown,
  isOfNewRust,
  mangledTexts,
  sourceStringsInSlices,
  sourceStringsOf,
} from './source-names.ts';
import { textsBeyondAscii, textsContaining } from './text-search.ts';

export interface NameSearch {
  /** 1 for each text that matters. */
  readonly wanted: Uint8Array;
  /** In small letters, and in every name that is found; may be empty. */
  readonly needed: string;
  readonly look: (of: Pick<Recording, 'strings'>, among: Uint8Array) => Sliced<Uint8Array>;
}

/** Above one name in so many, the texts of all are made, once, and kept for the next search. */
const FEW = 2;

/** 1 for each text that is found in one of its forms. */
export function* textsOfNames(recording: Recording, search: NameSearch): Sliced<Uint8Array> {
  const { wanted, look } = search;
  const recorded = yield* look(recording, wanted);
  const mangled = mangledTexts(recording);
  if (mangled.length === 0) return recorded;
  const open = yield* undecided(recording, search, recorded);
  const rows = mangled.filter((text) => open[text] === 1);
  if (rows.length * FEW < mangled.length && !areSourceStringsKnown(recording)) {
    const { entryOf, strings } = yield* someTexts(recording, rows);
    const among = new Uint8Array(strings.length);
    for (const text of rows) among[entryOf[text] - 1] = 1;
    const found = yield* look({ strings }, among);
    for (const text of rows) if (found[entryOf[text] - 1] === 1) recorded[text] = 1;
    return recorded;
  }
  const strings = yield* sourceStringsInSlices(recording);
  if (strings === recording.strings) return recorded;
  const found = yield* look({ strings }, open);
  for (const text of rows) if (found[text] === 1) recorded[text] = 1;
  return recorded;
}

interface SomeTexts {
  /** By text of the recording: its row among these, and one more; 0: not among them. */
  readonly entryOf: Int32Array;
  readonly strings: StringTable;
}

/**
 * The texts of some names as their source has them. Those of earlier searches are kept, at most those of all names: who types on looks among them again,
 * and only what is new is demangled.
 */
function* someTexts(recording: Recording, rows: Int32Array): Sliced<SomeTexts> {
  const kept = memo(recording, 'some-source-texts', (): { last?: SomeTexts } => ({}));
  const { last } = kept;
  if (last === undefined) {
    const strings = yield* sourceStringsOf(recording, rows);
    kept.last = { entryOf: withEntries(new Int32Array(recording.strings.length), rows, 0), strings };
    return kept.last;
  }
  const further = rows.filter((text) => last.entryOf[text] === 0);
  if (further.length === 0) return last;
  const added = yield* sourceStringsOf(recording, further);
  const entryOf = withEntries(last.entryOf.slice(), further, last.strings.length);
  kept.last = { entryOf, strings: joined(last.strings, added) };
  return kept.last;
}

function withEntries(entryOf: Int32Array, texts: Int32Array, before: number): Int32Array {
  for (let i = 0; i < texts.length; i++) entryOf[texts[i]] = before + i + 1;
  return entryOf;
}

/** One table's texts behind the other's. */
function joined(a: StringTable, b: StringTable): StringTable {
  const end = a.offsets[a.length];
  const bytes = new Uint8Array(end + b.offsets[b.length]);
  bytes.set(a.bytes.subarray(0, end));
  bytes.set(b.bytes.subarray(0, b.offsets[b.length]), end);
  const offsets = new Float64Array(a.length + b.length + 1);
  offsets.set(a.offsets.subarray(0, a.length));
  for (let row = 0; row <= b.length; row++) offsets[a.length + row] = end + b.offsets[row];
  return { length: a.length + b.length, bytes, offsets };
}

/** 1 for each mangled text that is not found as it is recorded and may be found as its source has it. */
function* undecided(recording: Recording, search: NameSearch, recorded: Uint8Array): Sliced<Uint8Array> {
  const { wanted, needed } = search;
  const mangled = mangledTexts(recording);
  const open = new Uint8Array(wanted.length);
  for (const text of mangled) if (recorded[text] === 0) open[text] = wanted[text];
  const telling = /^[ -~]*$/.test(needed) ? tellingText(needed) : undefined;
  if (telling === undefined) return open;
  const beyond = yield* textsBeyondAscii(recording.strings);
  const kept = new Uint8Array(wanted.length);
  for (const one of [...telling.oneOf, LETTER_IN_FIGURES]) {
    const holding = yield* textsContaining(recording, one, open);
    for (const text of mangled) kept[text] |= holding[text];
  }
  if (telling.letters !== '') {
    const bits = [...telling.letters].reduce((sum, letter) => sum | letterBit(letter.charCodeAt(0)), UNSURE);
    const marks = yield* marksOfLetters(recording.strings, mangled);
    for (let i = 0; i < mangled.length; i++) if ((marks[i] & bits) !== 0) kept[mangled[i]] = 1;
  }
  for (const text of mangled) {
    if (open[text] === 1 && kept[text] === 0 && beyond[text] === 0 && !isOfNewRust(recording.strings, text)) {
      open[text] = 0;
    }
  }
  return open;
}

/** Of each of the texts, the letters that mean something to the mangling. */
function marksOfLetters(strings: StringTable, mangled: Int32Array): Sliced<Int32Array> {
  return memoInSlices(strings, 'marks-of-letters', function* () {
    const { bytes, offsets } = strings;
    const marks = new Int32Array(mangled.length);
    yield* inSlices(mangled.length, (from, to) => {
      for (let i = from; i < to; i++)
        marks[i] = letterMarks(bytes, offsets[mangled[i]] | 0, offsets[mangled[i] + 1] | 0);
    });
    return marks;
  });
}

const LETTER_IN_FIGURES = '$u';
