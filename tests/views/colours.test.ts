// What the colour of a function says under each mode (S20), and that swatches, maps and their legends say the same.
import { describe, expect, test } from 'vitest';
import type { ViewState } from '../../shared/state/view-state.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { hueOf } from '../../shared/viewmodel/hue.ts';
import { hueLegend } from '../../shared/viewmodel/pictures.ts';
import { selectSummary } from '../../shared/views/summary.ts';
import { select } from '../support/printed-views.ts';
import { profile, profileOf } from '../support/profile-notation.ts';

type Drawn = ReturnType<typeof profile>;

/** `name: meaning`, as the function list has them. */
function meanings(recording: Drawn, colours: ViewState['colours']): string[] {
  const model = select('functions', recording, { ...initialViewState, colours });
  if (model.kind !== 'table') throw new Error(model.kind);
  return model.rows.map(({ label }) => `${label.name}: ${label.hueName}`).sort();
}

function legend(recording: Drawn, colours: ViewState['colours']): string[] {
  const model = select('callee-map', recording, { ...initialViewState, colours });
  if (model.kind !== 'treemap') throw new Error(model.kind);
  return hueLegend(model).map(({ text }) => text);
}

const recording = profile`
  main@src/app.c > read@src/io.c 30
  main@src/app.c > parse@src/io.c 6
  main@src/app.c > parse@src/io.c > memcpy[/usr/lib/x86_64-linux-gnu/libc.so.6] 60
  main@src/app.c > parse@src/io.c > inflate[/usr/lib/x86_64-linux-gnu/libz.so.1.2.13] 2
  main@src/app.c > parse@src/io.c > odd 0.05
  main@src/app.c 1.95`;

describe('S20', () => {
  test('by file: a file has one hue, in every recording', () => {
    expect(meanings(recording, 'file')).toEqual([
      'inflate: libz.so.1.2.13',
      'main: app.c',
      'memcpy: libc.so.6',
      'odd: unknown',
      'parse: io.c',
      'read: io.c',
    ]);
    const model = select('functions', recording, initialViewState);
    const hues = model.kind === 'table' ? model.rows.map(({ label }) => [label.name, label.hue]) : [];
    expect(Object.fromEntries(hues)['read']).toBe(hueOf('src/io.c'));
    expect(Object.fromEntries(hues)['odd']).toBeNull();
  });

  test('by file, in a program of one file: every function has a hue of its own, and the legend names functions', () => {
    const one = profile`
      main@taylor.py:20 > factorial@taylor.py:3 6
      main@taylor.py:20 > power@taylor.py:9 3`;
    expect(meanings(one, 'file')).toEqual(['factorial: factorial', 'main: main', 'power: power']);
    expect(legend(one, 'file').join(' ')).toMatch(/factorial/);
    // The choice of colours says so as well.
    expect(selectSummary(one, 'x', 'X').isOneFile).toBe(true);
    expect(selectSummary(recording, 'x', 'X').isOneFile).toBe(false);
  });

  test('by file, in a program of one file: the twelve dearest functions differ in hue, and the others are coloured by name', () => {
    const names = Array.from({ length: 20 }, (_, i) => `f${i}`);
    const program = profileOf(names.map((name, i) => `${name}@one.py:${i + 1} ${100 - i}`).join('\n'));
    const model = select('functions', program, initialViewState);
    const hues = model.kind === 'table' ? model.rows.map(({ label }) => label.hue) : [];
    expect(hues.length).toBe(20);
    expect(new Set(hues.slice(0, 12)).size).toBe(12);
    // By name alone there are eight; the dearest has its own in every recording.
    expect(hues[0]).toBe(hueOf('f0'));
    expect(hues.slice(12)).toEqual(names.slice(12).map(hueOf));
  });

  test('by module: the binary, or the folder where there is none', () => {
    expect(meanings(recording, 'module')).toEqual([
      'inflate: x86_64-linux-gnu/libz.so.1.2.13',
      'main: src',
      'memcpy: x86_64-linux-gnu/libc.so.6',
      'odd: unknown',
      'parse: src',
      'read: src',
    ]);
  });

  test('by namespace: a class has one hue, what stands in none is grey; by function: each its own', () => {
    const cpp = profile`
      main@a.cc > shop::Stock::find@a.cc 3
      main@a.cc > shop::Stock::load@b.cc 2
      main@a.cc > shop::sell@b.cc 1`;
    expect(meanings(cpp, 'namespace')).toEqual([
      'main: no namespace',
      'shop::Stock::find: shop::Stock',
      'shop::Stock::load: shop::Stock',
      'shop::sell: shop',
    ]);
    expect(meanings(cpp, 'function')).toEqual([
      'main: main',
      'shop::Stock::find: shop::Stock::find',
      'shop::Stock::load: shop::Stock::load',
      'shop::sell: shop::sell',
    ]);
  });

  test('by cost: steps of self cost in the total, hottest first in the legend', () => {
    expect(meanings(recording, 'cost')).toEqual([
      'inflate: 1 to 5 %',
      'main: 1 to 5 %',
      'memcpy: self cost of 20 % or more',
      'odd: less than 0.1 % of the total',
      'parse: 5 to 20 %',
      'read: self cost of 20 % or more',
    ]);
    expect(legend(recording, 'cost')).toEqual([
      'self cost of 20 % or more',
      '5 to 20 %',
      '1 to 5 %',
      'less than 0.1 % of the total',
    ]);
  });

  test('by cost: nothing is hot where there is no cost at all', () => {
    expect(meanings(profile`main > f 0`, 'cost')).toEqual([
      'f: less than 0.1 % of the total',
      'main: less than 0.1 % of the total',
    ]);
  });

  test('by kind: own code, libraries, the language and the system', () => {
    expect(meanings(recording, 'kind')).toEqual([
      'inflate: libraries',
      'main: own code',
      'memcpy: language and system',
      'odd: unknown',
      'parse: own code',
      'read: own code',
    ]);
  });

  test.each([
    ['f@/home/me/app/venv/lib/python3.12/site-packages/numpy/core.py', 'libraries'],
    ['f@/usr/lib/python3.12/json/decoder.py', 'language and system'],
    ['f@/home/me/app/decoder.py', 'own code'],
    ['f@<frozen importlib._bootstrap>', 'language and system'],
    ['f@file:///srv/node_modules/lodash/lodash.js', 'libraries'],
    ['f@node:internal/modules/cjs/loader', 'language and system'],
    ['f@file:///srv/app.js', 'own code'],
    ['f@/rustc/9fc6b43126469e3858e2fe86cafb4f0fd5068869/library/core/src/ops/function.rs', 'language and system'],
    ['f@/home/me/.cargo/registry/src/index.crates.io-6f17d22bba15001f/serde-1.0/src/de.rs', 'libraries'],
    ['f@/usr/include/c++/12/bits/stl_vector.h', 'language and system'],
    ['f@./elf/dl-lookup.c[/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2]', 'language and system'],
    ['f@???[/usr/lib/x86_64-linux-gnu/libssl.so.3]', 'libraries'],
    ['f@orders.cpp[/home/me/orders]', 'own code'],
    ['f@php:internal', 'language and system'],
  ])('by kind: %s is %s', (place, kind) => {
    expect(meanings(profile`${place} 1`, 'kind')).toEqual([`f: ${kind}`]);
  });
});
