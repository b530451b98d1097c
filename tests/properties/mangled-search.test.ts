// A search among mangled names answers as if all of them were demangled, and demangles hardly any. The second computation: demangle each, look.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type NameSearch, textsOfNames } from '../../shared/analysis/name-search.ts';
import { textsContaining, textsMatching } from '../../shared/analysis/text-search.ts';
import { demangle } from '../../shared/base/demangling/demangle.ts';
import { builtinTypes } from '../../shared/base/demangling/itanium-words.ts';
import { letterBit, letterMarks, UNSURE } from '../../shared/base/demangling/written-letters.ts';
import { type TellingText, tellingText } from '../../shared/base/demangling/written-words.ts';
import { createPattern } from '../../shared/base/pattern.ts';
import type { FunctionIndex, StringIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';

const names = ['cpp', 'rules', 'rust'].flatMap((name) =>
  readFileSync(new URL(`../../fixtures/mangled/${name}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t')[0] ?? ''),
);

function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

/** Names with a sign replaced, or grown together from two: nothing that a compiler writes. */
function damaged(count: number): string[] {
  const random = createRandom(7);
  const signs = '_0123456789ESTILNZRCDPKFMABJXOUVvihjGst';
  return Array.from({ length: count }, (_, i) => {
    const name = names[random(names.length)];
    const other = names[random(names.length)];
    const at = 2 + random(Math.max(1, name.length - 2));
    if (i % 2 === 0) return name.slice(0, at) + signs[random(signs.length)] + name.slice(at + 1);
    return name.slice(0, at) + other.slice(random(other.length));
  });
}

function marksOf(name: string): number {
  const bytes = new TextEncoder().encode(name);
  return letterMarks(bytes, 0, bytes.length);
}

function isTold({ oneOf, letters }: TellingText, name: string, marks: number): boolean {
  const bits = [...letters].reduce((sum, letter) => sum | letterBit(letter.charCodeAt(0)), UNSURE);
  const mangled = name.toLowerCase();
  return (letters !== '' && (marks & bits) !== 0) || oneOf.some((text) => mangled.includes(text));
}

describe('what tells names that may hold a text from others', () => {
  test('is in the mangled form of every C++ name whose source holds the text', () => {
    const random = createRandom(11);
    const missed: string[] = [];
    let told = 0;
    for (const name of [...names, ...damaged(6000)]) {
      const source = demangle(name)?.toLowerCase();
      if (source === undefined || name.startsWith('_R') || /\$u|[^ -~]/.test(name + source)) continue;
      const marks = marksOf(name);
      for (let i = 0; i < 60; i++) {
        const at = random(source.length);
        const needle = source.slice(at, at + 1 + random(i % 3 === 0 ? 30 : 8));
        const telling = tellingText(needle);
        if (telling === undefined) continue;
        told++;
        if (!isTold(telling, name, marks)) missed.push(`${needle} in ${name}: ${source}`);
      }
    }
    expect(missed).toEqual([]);
    expect(told).toBeGreaterThan(50_000);
  });

  test.each([
    ['parse', ['parse']],
    ['shop::sell(', ['shop']],
    ['push_back', ['push_back']],
    ['utf8', ['utf8']],
    ['lambda', ['ul', 'lambda']],
    ['c', undefined],
    ['operator', undefined],
    ['<5>', undefined],
    ['operator parse', ['parse']],
  ])('%j: %j', (needle, oneOf) => {
    expect(tellingText(needle)?.oneOf).toEqual(oneOf);
  });

  test.each([
    ['int', ['rc', 'db', 'du', 'int'], 'ijno'],
    ['int32', ['rc', 'db', 'du', 'int32'], 'ijno'],
    ['bool', ['bool'], 'b'],
    ['double', ['double'], 'de'],
    ['vector<bool>', ['dv', 'vector'], ''],
  ])('%j, a built-in type, may be a letter of the mangling', (needle, oneOf, letters) => {
    expect([...(tellingText(needle)?.oneOf ?? [])].sort()).toEqual([...oneOf].sort());
    expect([...(tellingText(needle)?.letters ?? '')].sort().join('')).toBe(letters);
  });

  test('are there for built-in types in every C++ name that has them, and for most others it is sure that they are not', () => {
    const words = Object.values(builtinTypes).filter((word) => tellingText(word) !== undefined);
    const missed: string[] = [];
    const told = names.length;
    let sure = 0;
    for (const name of [...names, ...damaged(6000)]) {
      const source = demangle(name)?.toLowerCase();
      if (source === undefined || name.startsWith('_R') || /\$u|[^ -~]/.test(name + source)) continue;
      const marks = marksOf(name);
      if ((marks & UNSURE) === 0) sure++;
      for (const word of words) {
        const telling = tellingText(word);
        if (telling === undefined || !source.includes(word) || isTold(telling, name, marks)) continue;
        missed.push(`${word} in ${name}: ${source}`);
      }
    }
    expect(missed).toEqual([]);
    expect(sure / told).toBeGreaterThan(0.5);
  });

  test('words of its own that the reader of C++ names writes are all known as such', () => {
    const folder = new URL('../../shared/base/demangling/', import.meta.url);
    const files = ['itanium', 'itanium-types', 'itanium-expressions', 'name-nodes'];
    const code = files.map((file) => readFileSync(new URL(`${file}.ts`, folder), 'utf8')).join('\n');
    // Texts of the program, without the letters that it reads and the kinds of its pieces.
    const inserted = /\$\{[^{}\n]*\}/g;
    const texts = code
      .replaceAll(inserted, ' ')
      .replaceAll(inserted, ' ')
      .replaceAll(
        /^ *\/?[*/].*$|import .*|kind(?:: | === | !== )'[^']*'(?: \| '[^']*')*|(?:case|===|!==) '[^']*'/gm,
        '',
      )
      .replaceAll(/(?:eat|expect|startsWith)\('[^']*'\)|\/\^[^/\n]*\//g, '')
      .match(/'[^'\n]*'|`[^`\n]*`/g);
    const words = new Set((texts ?? []).flatMap((text) => text.match(/[a-zA-Z_]{3,}/g) ?? []));
    const unknown = [...words].filter((word) => {
      const telling = tellingText(word.toLowerCase());
      return telling?.oneOf.length === 1 && telling.oneOf[0] === word.toLowerCase() && telling.letters === '';
    });
    expect(words.has('dynamic_cast') && words.has('_BitInt')).toBe(true);
    expect(unknown).toEqual([]);
  });
});

describe('a search among mangled names', () => {
  const all = [...new Set([...names, ...damaged(300), 'main', 'stock::find', "_ZN5stock4findEv'2", '_ZN5tränk3ABCEv'])];
  const recording = recordingOf(all);

  test.each([
    'std',
    'vector<int',
    'stock',
    'find',
    'int',
    'lambda',
    'core::fmt',
    '_M_',
    '4find',
    '::~',
    'abc',
    'ä',
    'zzz',
  ])('for %j finds what a look at all sources finds', (needle) => {
    const folded = needle.toLowerCase();
    const expected = all.filter((name) => `${name}\n${demangle(name) ?? ''}`.toLowerCase().includes(folded));
    expect(found(recording, folded, (of, among) => textsContaining(of, folded, among))).toEqual(expected);
  });

  test.each(['^std::.*vector', 'stock::\\w+\\(\\)$', 'char( const)?[*&]', 'Tränk', '^_ZN'])(
    'for /%s/ as well',
    (source) => {
      const pattern = createPattern(source);
      if (!pattern.ok) throw new Error(pattern.error);
      const expression = new RegExp(source, 'iu');
      const expected = all.filter((name) => expression.test(name) || expression.test(demangle(name) ?? name));
      expect(found(recording, pattern.value.text, (of, among) => textsMatching(of, pattern.value, among))).toEqual(
        expected,
      );
    },
  );

  test('for a built-in type demangles only names that may have it', () => {
    const many = recordingOf(
      Array.from(
        { length: 100_000 },
        (_, i) => `_ZN4shop5Stock9find_${String(i).padStart(4, '0').slice(-4)}E${i % 50 === 0 ? 'i' : 'RKSs'}`,
      ),
    );
    const search = textsOfNames(
      many,
      searchFor(many, 'int', (of, among) => textsContaining(of, 'int', among)),
    );
    let turns = 0;
    while (search.next().done !== true) turns++;
    expect(turns).toBeLessThan(100);
  });

  test('whose text grows letter by letter demangles nothing twice, and finds what it finds when it is asked alone', () => {
    const shapes = ['RKSs', 'i', 'b', 'PKc'];
    const all = Array.from(
      { length: 20_000 },
      (_, i) => `_ZN4shop5Stock9find_${String(i).padStart(4, '0').slice(-4)}E${shapes[i % 4]}`,
    );
    const many = recordingOf(all);
    const turnsFor = (needle: string): number => {
      const search = textsOfNames(
        many,
        searchFor(many, needle, (of, among) => textsContaining(of, needle, among)),
      );
      let turns = 0;
      while (search.next().done !== true) turns++;
      return turns;
    };
    const first = turnsFor('(int');
    expect(turnsFor('(int)')).toBeLessThan(first / 2);
    for (const needle of ['(int)', '(bool', '(int)', 'int)', 'char const'])
      expect(found(many, needle, (of, among) => textsContaining(of, needle, among))).toEqual(
        found(recordingOf(all), needle, (of, among) => textsContaining(of, needle, among)),
      );
  });

  test('that brings in names which were found as they stand before demangles those alone', () => {
    const all = Array.from({ length: 20_000 }, (_, i) => {
      const name = `${i % 10 === 0 ? 'print' : 'finds'}_${String(i).padStart(5, '0')}`;
      return `_ZN4shop5Stock${name.length}${name}E${i % 4 === 0 ? 'i' : 'RKSs'}`;
    });
    const many = recordingOf(all);
    const look = (needle: string) => searchFor(many, needle, (of, among) => textsContaining(of, needle, among));
    const turnsFor = (needle: string): number => {
      const search = textsOfNames(many, look(needle));
      let turns = 0;
      while (search.next().done !== true) turns++;
      return turns;
    };
    const first = turnsFor('int');
    expect(turnsFor('int)')).toBeLessThan(first * 0.75);
    expect(found(many, 'int)', look('int)').look)).toEqual(all.filter((_, i) => i % 4 === 0));
  });

  test('for a word of the source demangles none of a hundred thousand names', () => {
    const many = recordingOf(
      Array.from({ length: 100_000 }, (_, i) => `_ZN4shop5Stock9find_${String(i + 1000).slice(-4)}Ei`),
    );
    const search = textsOfNames(
      many,
      searchFor(many, 'parse', (of, among) => textsContaining(of, 'parse', among)),
    );
    let turns = 0;
    while (search.next().done !== true) turns++;
    // With a pause after every 256 names that are demangled it would be 400.
    expect(turns).toBeLessThan(60);
  });
});

function recordingOf(all: readonly string[]): Recording {
  const builder = new RecordingBuilder();
  for (const name of all) builder.function({ name: builder.strings.internText(name) });
  return builder.finish();
}

function searchFor(recording: Recording, needed: string, look: NameSearch['look']): NameSearch {
  const wanted = new Uint8Array(recording.strings.length);
  for (let f = 0; f < recording.functions.length; f++)
    wanted[recording.functions.name[f as FunctionIndex] as StringIndex] = 1;
  return { wanted, needed, look };
}

/** Names in the order of the functions. */
function found(recording: Recording, needed: string, look: NameSearch['look']): string[] {
  const search = textsOfNames(recording, searchFor(recording, needed, look));
  let step = search.next();
  while (step.done !== true) step = search.next();
  const { strings, functions } = recording;
  const rows = Array.from({ length: functions.length }, (_, f) => functions.name[f as FunctionIndex] as StringIndex);
  const decoder = new TextDecoder();
  return rows
    .filter((row) => step.done === true && step.value[row] === 1)
    .map((row) => decoder.decode(strings.bytes.subarray(strings.offsets[row], strings.offsets[row + 1])));
}
