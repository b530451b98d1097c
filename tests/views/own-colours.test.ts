// Colours of one's own (S20): which of them a function has, where they hold, and that lists, maps, legends and exports follow.
import { describe, expect, test } from 'vitest';
import { contrast } from '../../shared/drawing/color.ts';
import { functionColor, themes } from '../../shared/drawing/theme.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import {
  coloursFor,
  createColourFinder,
  type OwnColour,
  withColour,
  withoutColour,
} from '../../shared/viewmodel/own-colours.ts';
import { placesOfHues } from '../../shared/viewmodel/pictures.ts';
import { selectItemDetails } from '../../shared/views/item-details.ts';
import { select } from '../support/printed-views.ts';
import { profile } from '../support/profile-notation.ts';

const recording = profile`
  main@/src/app.cc > shop::Stock::find@/src/shop/stock.cc 30
  main@/src/app.cc > shop::Stock::load@/src/shop/stock.cc 20
  main@/src/app.cc > memcpy[/usr/lib/libc.so.6] 40
  main@/src/app.cc 10`;

function hues(ownColours: readonly OwnColour[], colours: ViewState['colours'] = 'file'): Record<string, number | null> {
  const model = select('functions', recording, { ...initialViewState, colours, ownColours });
  if (model.kind !== 'table') throw new Error(model.kind);
  return Object.fromEntries(model.rows.map(({ label }) => [label.name, label.hue]));
}
const automatic = hues([]);

describe('a colour of one’s own', () => {
  test('belongs to a function, or to all of a file, a namespace, a module', () => {
    const find = 'shop::Stock::find';
    const load = 'shop::Stock::load';
    expect(hues([{ kind: 'function', name: find, hue: 10 }])).toEqual({ ...automatic, [find]: 10 });
    const both = { ...automatic, [find]: 20, [load]: 20 };
    expect(hues([{ kind: 'file', name: 'shop/stock.cc', hue: 20 }])).toEqual(both);
    expect(hues([{ kind: 'namespace', name: 'shop::Stock', hue: 20 }])).toEqual(both);
    expect(hues([{ kind: 'module', name: 'lib/libc.so.6', hue: null }])).toEqual({ ...automatic, memcpy: null });
  });

  test('goes from the narrower thing to the wider one', () => {
    const own: OwnColour[] = [
      { kind: 'function', name: 'shop::Stock::find', hue: 1 },
      { kind: 'namespace', name: 'shop::Stock', hue: 2 },
      { kind: 'file', name: 'shop/stock.cc', hue: 3 },
    ];
    expect(hues(own)).toMatchObject({ 'shop::Stock::find': 1, 'shop::Stock::load': 2 });
    expect(hues(own.slice(2))).toMatchObject({ 'shop::Stock::find': 3, 'shop::Stock::load': 3 });
  });

  test('leaves colours by cost and by kind as they are', () => {
    const own: OwnColour[] = [{ kind: 'function', name: 'main', hue: 1 }];
    for (const mode of ['cost', 'kind'] as const) expect(hues(own, mode)).toEqual(hues([], mode));
    for (const mode of ['file', 'module', 'namespace', 'function'] as const) {
      expect(hues(own, mode)).toEqual({ ...hues([], mode), main: 1 });
    }
  });

  test('stands in the legend by the name that it was given for, with a function of it', () => {
    const ownColours: OwnColour[] = [{ kind: 'namespace', name: 'shop::Stock', hue: 123 }];
    const model = select('callee-map', recording, { ...initialViewState, ownColours });
    if (model.kind !== 'treemap') throw new Error(model.kind);
    const entry = placesOfHues(model).find(({ hue }) => hue === 123);
    expect(entry?.places).toEqual(['shop::Stock']);
    expect(entry?.examples.map(({ name }) => name)).toEqual(['shop::Stock']);
  });

  test('is offered for what a function has: not every one has all four', () => {
    const named = (index: number) =>
      selectItemDetails(recording, { kind: 'function', index }, initialViewState).colourNames.map(
        ({ kind, name }) => `${kind} ${name}`,
      );
    const all = Object.keys(automatic).map((_, index) => named(index).join(', '));
    expect(all.sort()).toEqual([
      'function main, file src/app.cc',
      'function memcpy, module lib/libc.so.6',
      'function shop::Stock::find, namespace shop::Stock, file shop/stock.cc',
      'function shop::Stock::load, namespace shop::Stock, file shop/stock.cc',
    ]);
  });

  test('is as readable as any other, light and dark, whatever the hue', () => {
    for (const theme of Object.values(themes)) {
      for (let hue = 0; hue < 360; hue += 5) {
        expect(contrast(functionColor(theme, hue, 'fill'), theme.tokens.onFill)).toBeGreaterThan(4.5);
      }
    }
  });
});

describe('colours of one’s own in the settings', () => {
  const everywhere: OwnColour = { kind: 'file', name: 'a.c', hue: 1 };
  const here: OwnColour = { kind: 'file', name: 'a.c', hue: 2, program: './a' };

  test('hold for all programs or for one, whose own goes first', () => {
    expect(createColourFinder(coloursFor([here, everywhere], './a'))('file', 'a.c')?.hue).toBe(2);
    expect(createColourFinder(coloursFor([here, everywhere], './b'))('file', 'a.c')?.hue).toBe(1);
    expect(createColourFinder(coloursFor([here], './b'))('file', 'a.c')).toBeUndefined();
  });

  test('are changed in their place, and taken back alone', () => {
    const changed = withColour([everywhere, here], { ...everywhere, hue: 9 });
    expect(changed).toEqual([{ ...everywhere, hue: 9 }, here]);
    expect(withoutColour(changed, everywhere)).toEqual([here]);
  });

  test('are known by the first 2,000 characters of a name', () => {
    const name = 'f'.repeat(5000);
    const own = withColour([], { kind: 'function', name: name.slice(0, 2000), hue: 5 });
    expect(createColourFinder(own)('function', name)?.hue).toBe(5);
  });
});
