// A search in names as they are recorded, and in mangled ones as their source has them. To demangle a million names takes many seconds, and
// what is looked for mostly stands in the mangled form or nowhere: only names that may hold it are demangled for the answer.
// Trap: what is left out must be sure. Names with letters beyond ASCII and those of Rust with letters in figures are always looked at.

import { tellingText } from '../base/demangling/written-words.ts';
import type { Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import { isOfNewRust, mangledTexts, sourceStringsInSlices, sourceStringsOf } from './source-names.ts';
import { textsBeyondAscii, textsContaining } from './text-search.ts';

export interface NameSearch {
  /** 1 for each text that matters. */
  readonly wanted: Uint8Array;
  /** In small letters, and in every name that is found; may be empty. */
  readonly needed: string;
  readonly look: (of: Pick<Recording, 'strings'>, among: Uint8Array) => Sliced<Uint8Array>;
}

/** Above one name in so many, the texts of all are made, once, and kept for the next search. */
const FEW = 16;

/** 1 for each text that is found in one of its forms. */
export function* textsOfNames(recording: Recording, search: NameSearch): Sliced<Uint8Array> {
  const { wanted, look } = search;
  const recorded = yield* look(recording, wanted);
  const mangled = mangledTexts(recording);
  if (mangled.length === 0) return recorded;
  const open = yield* undecided(recording, search, recorded);
  const rows = mangled.filter((text) => open[text] === 1);
  if (rows.length * FEW < mangled.length) {
    const strings = yield* sourceStringsOf(recording, rows);
    const found = yield* look({ strings }, new Uint8Array(rows.length).fill(1));
    for (let i = 0; i < rows.length; i++) if (found[i] === 1) recorded[rows[i]] = 1;
    return recorded;
  }
  const strings = yield* sourceStringsInSlices(recording);
  if (strings === recording.strings) return recorded;
  const found = yield* look({ strings }, open);
  for (const text of rows) if (found[text] === 1) recorded[text] = 1;
  return recorded;
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
  for (const text of mangled) {
    if (open[text] === 1 && kept[text] === 0 && beyond[text] === 0 && !isOfNewRust(recording.strings, text)) {
      open[text] = 0;
    }
  }
  return open;
}

const LETTER_IN_FIGURES = '$u';
