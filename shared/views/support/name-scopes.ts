// The namespaces and classes that a function stands in, told by its name; for Python, whose profiles know bare names, by its module's file.
// Most names of C programs have none: they are recognised as bytes and never decoded.

import { mayBeMangled, sourceName } from '../../analysis/source-names.ts';
import { StringInterner } from '../../base/string-interner.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { functionFile, functionName } from '../../model/texts.ts';
import { unframedName, withoutTemplates } from '../../viewmodel/shorten-name.ts';
import { parseSymbol } from '../../viewmodel/symbol-name.ts';
import type { GroupForest, Step } from './group-forest.ts';
import { endOfPlainScopes } from './plain-scopes.ts';

const GLOBAL: readonly Step[] = [{ text: '(global)', separator: '' }];
const DEEPEST = 24;
const LONGEST_NAME = 20_000;

/** Signs without one of which a name has no scopes: `:` `\` `-` `#` `<` and, by rules of their own, dots. */
const PARTING = new Uint8Array(256);
for (const sign of ':\\-#<') PARTING[sign.charCodeAt(0)] = 1;
const DOT = 0x2e;
/** What only parts a name with a dot in it, where dots alone do not: Go's paths and receivers, Objective-C. In brackets quotes end nothing. */
const BESIDE_DOT = new Uint8Array(256);
for (const sign of '/([{') BESIDE_DOT[sign.charCodeAt(0)] = 1;
const QUOTE = 0x27;
const LETTER_L = 0x6c;
const LETTER_U = 0x75;

const COMPILED = /\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|inl|ipp|tcc|s|asm|f|f90|m|mm|rs|d|zig)$/i;

/** From the outside in; `(global)` for functions that stand in none. Never empty. */
export function createScopes(recording: Recording): (f: FunctionIndex) => readonly Step[] {
  const isCompiled = recording.format === 'callgrind' && /^callgrind/.test(recording.creator ?? '');
  const placeOf = createPlaces(recording);
  return (f) => {
    const place = placeOf(f);
    const isMangled = mayBeMangled(recording.strings, recording.functions.name[f]);
    const dots = !isMangled && !isCompiled && !place.isCompiled;
    if (!isMangled && !hasParts(recording, f, dots)) return place.scopes;
    const name = sourceName(functionName(recording, f));
    if (name.length > LONGEST_NAME) return GLOBAL;
    const scopes = parseSymbol(unframedName(name), { dots }).parts.slice(0, -1);
    if (scopes.length === 0) return place.scopes;
    return scopes.slice(0, DEEPEST).map(({ text, separator }) => ({ text: withoutTemplates(text), separator }));
  };
}

/** What a file says about the functions in it. */
interface Place {
  readonly isCompiled: boolean;
  /** Of functions whose names have none. */
  readonly scopes: readonly Step[];
}

/** Each file is looked at once. */
function createPlaces(recording: Recording): (f: FunctionIndex) => Place {
  const places = new Map<number, Place>();
  return (f) => {
    const row = recording.functions.file[f];
    const known = places.get(row);
    if (known !== undefined) return known;
    const file = functionFile(recording, f);
    const place = { isCompiled: file !== undefined && COMPILED.test(file), scopes: moduleOfFile(file) ?? GLOBAL };
    places.set(row, place);
    return place;
  };
}

/** The innermost group of each function in a forest. Names that begin with the same scopes are taken apart once. */
export function createScopeGroups(recording: Recording, forest: GroupForest): (f: FunctionIndex) => number {
  const { strings, functions } = recording;
  const { bytes, offsets } = strings;
  const scopes = createScopes(recording);
  const placeOf = createPlaces(recording);
  const starts = new StringInterner();
  const groupOfStart: number[] = [];
  const groupOfPlace = new Map<Place, number>();
  return (f) => {
    const text = functions.name[f];
    const from = offsets[text];
    const end = endOfPlainScopes(bytes, from, offsets[text + 1]);
    if (end < from || mayBeMangled(strings, text)) return forest.groupAt(scopes(f));
    if (end > from) {
      const start = starts.intern(bytes, from, end);
      if (start === groupOfStart.length) groupOfStart.push(forest.groupAt(scopes(f)));
      return groupOfStart[start];
    }
    const place = placeOf(f);
    const group = groupOfPlace.get(place) ?? forest.groupAt(place.scopes);
    groupOfPlace.set(place, group);
    return group;
  };
}

/** The same as one text: `std::vector`; undefined for functions that stand in none. */
export function createScopeTitles(recording: Recording): (f: FunctionIndex) => string | undefined {
  const scopes = createScopes(recording);
  return (f) => {
    const steps = scopes(f);
    if (steps === GLOBAL) return undefined;
    return steps.map(({ text, separator }, i) => (i + 1 < steps.length ? text + separator : text)).join('');
  };
}

/**
 * `dots`: they are separators. Else they mean versions and what compilers add (`memcpy@@GLIBC_2.14`, `f.part.0`), which many C names have.
 * The callers behind a quote are no part of the name; `'lambda'` and `'unnamed'` are.
 */
function hasParts({ strings, functions }: Recording, f: FunctionIndex, dots: boolean): boolean {
  const { bytes, offsets } = strings;
  const text = functions.name[f];
  const end = offsets[text + 1] | 0;
  const start = offsets[text] | 0;
  let hasDot = false;
  let beside = false;
  for (let i = start; i < end; i++) {
    const sign = bytes[i];
    if (PARTING[sign] === 1) return true;
    if (sign === DOT) hasDot = true;
    else if (BESIDE_DOT[sign] === 1) beside = true;
    else if (sign === QUOTE && i > start && !beside && bytes[i + 1] !== LETTER_L && bytes[i + 1] !== LETTER_U) break;
  }
  return hasDot && (dots || beside);
}

/** `/usr/lib/python3.11/json/decoder.py` is `json.decoder`, `shop/__init__.py` is `shop`. */
function moduleOfFile(file: string | undefined): readonly Step[] | undefined {
  const frozen = /^<frozen (.+)>$/.exec(file ?? '')?.[1];
  if (frozen !== undefined) return frozen.split('.').map((text) => ({ text, separator: '.' }));
  const path = /^(.*)\.pyx?$/.exec(file ?? '')?.[1];
  if (path === undefined) return undefined;
  const library = /^.*\/(?:site-packages|dist-packages|python\d[\d.]*|lib-dynload)\/(.+)$/.exec(
    path.replaceAll('\\', '/'),
  );
  const names = (library?.[1] ?? path.split(/[\\/]/).slice(-1)[0] ?? path).split('/').filter((one) => one !== '');
  if (names.at(-1) === '__init__') names.pop();
  if (names.length === 0) return [{ text: path.split(/[\\/]/).at(-2) ?? path, separator: '.' }];
  return names.map((text) => ({ text, separator: '.' }));
}
