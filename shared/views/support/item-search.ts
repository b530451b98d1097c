// Which rows (functions first, then cycles) meet all words of a search. Typed-array work: names are looked through as bytes.

import { unnamed } from '../../analysis/locations.ts';
import { textsOfNames } from '../../analysis/name-search.ts';
import { textsContaining, textsMatching } from '../../analysis/text-search.ts';
import { NONE } from '../../base/brands.ts';
import { arrayOf, type NumberArray } from '../../base/columns.ts';
import { memo } from '../../base/memo.ts';
import type { Sliced } from '../../base/slices.ts';
import type { StringIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { textOf } from '../../model/texts.ts';
import { unframedName } from '../../viewmodel/shorten-name.ts';
import { cycleName } from './item-labels.ts';
import type { SearchTerm } from './search-query.ts';

/** What the limits of a search are compared with, by row. */
export interface SearchedCosts {
  readonly rowCount: number;
  readonly total: number;
  readonly self: NumberArray;
  readonly inclusive: NumberArray;
  /** undefined: calls are not counted, no row meets a limit on them. */
  readonly calls: NumberArray | undefined;
}

/** 1 for each row that meets all terms. Those that are quickly decided come first: names are looked at only where they still matter. */
export function* rowsMeeting(
  recording: Recording,
  terms: readonly SearchTerm[],
  costs: SearchedCosts,
): Sliced<Uint8Array> {
  const mask = new Uint8Array(costs.rowCount).fill(1);
  const inOrder = [...terms].sort((a, b) => EFFORT[a.kind] - EFFORT[b.kind]);
  for (const [place, term] of inOrder.entries()) {
    switch (term.kind) {
      case 'text': {
        const needle = term.text.toLowerCase();
        const contains = (name: string): boolean => name.toLowerCase().includes(needle);
        const wanted = namesOfRows(recording, place === 0 ? undefined : mask);
        const texts = yield* textsOfNames(recording, {
          wanted,
          needed: needle,
          look: (of, among) => textsContaining(of, needle, among),
        });
        keepNames(recording, mask, withShownNames(recording, texts, contains), contains);
        break;
      }
      case 'pattern': {
        const matches = (name: string): boolean => term.pattern.test(name);
        const wanted = namesOfRows(recording, place === 0 ? undefined : mask);
        const texts = yield* textsOfNames(recording, {
          wanted,
          needed: term.pattern.text,
          look: (of, among) => textsMatching(of, term.pattern, among),
        });
        keepNames(recording, mask, withShownNames(recording, texts, matches), matches);
        break;
      }
      case 'file':
      case 'module': {
        const places = term.kind === 'file' ? recording.files : recording.modules;
        const texts = yield* textsContaining(recording, term.text, textsInUse(recording, places.name));
        keepPlaces(mask, texts, recording.functions[term.kind], places.name);
        break;
      }
      case 'limit':
        keepWithin(mask, term, costs);
        break;
    }
    yield;
  }
  return mask;
}

const EFFORT: Readonly<Record<SearchTerm['kind'], number>> = { limit: 0, file: 1, module: 1, text: 2, pattern: 3 };

function keepNames(recording: Recording, mask: Uint8Array, texts: Uint8Array, test: (name: string) => boolean): void {
  const names = arrayOf(recording.functions.name);
  for (const empty of emptyTexts(recording)) texts[empty] = test(unnamed(recording)) ? 1 : 0;
  for (let f = 0; f < names.length; f++) if (texts[names[f]] === 0) mask[f] = 0;
  for (let row = names.length; row < mask.length; row++) if (!test(cycleName(row - names.length))) mask[row] = 0;
}

/** Texts of functions without a name, which are shown as something else: one, or some that the file never told. */
function emptyTexts(recording: Recording): readonly number[] {
  return memo(recording, 'empty-texts', () => {
    const { offsets, length } = recording.strings;
    const inUse = namesInUse(recording);
    const empty: number[] = [];
    for (let text = 0; text < length; text++)
      if (inUse[text] === 1 && offsets[text] === offsets[text + 1]) empty.push(text);
    return empty;
  });
}

function keepPlaces(
  mask: Uint8Array,
  texts: Uint8Array,
  placeOf: { readonly length: number },
  textOfPlace: { readonly length: number },
): void {
  const place = arrayOf(placeOf);
  const text = arrayOf(textOfPlace);
  for (let f = 0; f < place.length; f++) if (place[f] === NONE || texts[text[place[f]]] === 0) mask[f] = 0;
  mask.fill(0, place.length);
}

function keepWithin(mask: Uint8Array, term: SearchTerm & { kind: 'limit' }, costs: SearchedCosts): void {
  const values = costs[term.column];
  if (values === undefined) {
    mask.fill(0);
    return;
  }
  const limit = term.share ? term.value * costs.total : term.value;
  for (let row = 0; row < mask.length; row++) {
    const value = values[row];
    const meets =
      term.operator === '>'
        ? value > limit
        : term.operator === '<'
          ? value < limit
          : term.operator === '>='
            ? value >= limit
            : value <= limit;
    if (!meets) mask[row] = 0;
  }
}

/** Built-ins are also found by the name that is shown for them: `builtins.exec` of `<built-in method builtins.exec>`. */
function withShownNames(recording: Recording, texts: Uint8Array, test: (name: string) => boolean): Uint8Array {
  for (const [text, shown] of framedNames(recording)) if (texts[text] === 0 && test(shown)) texts[text] = 1;
  return texts;
}

/** Names of functions that are shown without their frame, as they are shown. */
function framedNames(recording: Recording): readonly (readonly [number, string])[] {
  return memo(recording, 'framed-names', () => {
    const { bytes, offsets } = recording.strings;
    const inUse = namesInUse(recording);
    const framed: [number, string][] = [];
    for (let text = 0; text < inUse.length; text++) {
      if (inUse[text] === 0 || bytes[offsets[text]] !== LESS_THAN || offsets[text] === offsets[text + 1]) continue;
      const name = textOf(recording.strings, text as StringIndex);
      const shown = unframedName(name);
      if (shown !== name) framed.push([text, shown]);
    }
    return framed;
  });
}

const LESS_THAN = 0x3c;

/** 1 for each text that is the name of a function, of those whose row is still in the mask. */
function namesOfRows(recording: Recording, mask: Uint8Array | undefined): Uint8Array {
  if (mask === undefined) return namesInUse(recording);
  const wanted = new Uint8Array(recording.strings.length);
  const names = arrayOf(recording.functions.name);
  for (let f = 0; f < names.length; f++) if (mask[f] === 1) wanted[names[f]] = 1;
  return wanted;
}

function namesInUse(recording: Recording): Uint8Array {
  return memo(recording, 'names-in-use', () => textsInUse(recording, recording.functions.name));
}

/** 1 for each text that stands in the column. */
function textsInUse({ strings }: Recording, column: { readonly length: number }): Uint8Array {
  const mask = new Uint8Array(strings.length);
  const texts = arrayOf(column);
  for (let row = 0; row < texts.length; row++) mask[texts[row]] = 1;
  return mask;
}
