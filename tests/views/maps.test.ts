// Callee map and caller map (S11, S12, S14): values, what is estimated, and that nothing is larger than what it stands in.
import { describe, expect, test } from 'vitest';
import { initialViewState } from '../../shared/state/view-state.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import { zoomInto, zoomOf, zoomOut } from '../../shared/viewmodel/map-zoom.ts';
import { around, mapText, select } from '../support/printed-views.ts';
import { functionNamed, profile } from '../support/profile-notation.ts';
import { easyAndHard } from '../support/worked-programs.ts';

describe('S12: call graphs spread the cost of a function in the same way for all its callers', () => {
  test('below the first level, marked as estimated', () => {
    const recording = profile`${easyAndHard}`;
    expect(mapText(select('callee-map', recording, around(recording, 'easy')))).toEqual([
      'easy 10 self 0',
      '  manager 10 self 0',
      '    w2 ~9.9 self 9.9',
      '    w1 ~0.1 self 0.1',
    ]);
  });

  test('a function called from two places stands in both', () => {
    const recording = profile`
      benchmark states 1 100 1
      exp states 2 60 1
      sin states 3 39 1
      factorial states 94 94 187250/750
      benchmark -> exp 1x 60
      benchmark -> sin 1x 39
      exp -> factorial 500x 58
      sin -> factorial 250x 36
      factorial -> factorial 187250x 90`;
    expect(mapText(select('callee-map', recording, around(recording, 'benchmark')))).toEqual([
      'benchmark 100 self 1',
      '  exp 60 self 2',
      '    factorial ~58 self 58',
      '  sin 39 self 3',
      '    factorial ~36 self 36',
    ]);
  });

  test('calls never take more room than the function that makes them', () => {
    const recording = profile`
      f states 10 100 1
      g states 200 200 9
      f -> g 9x 200`;
    expect(mapText(select('callee-map', recording, around(recording, 'f')))).toEqual([
      'f 100 self 10',
      '  g ~90 self 90',
    ]);
  });

  test('a callee whose cost is missing from the file has no self cost, as in lists: the rest is told apart', () => {
    const recording = profile`
      main 10
      main -> lost 2x 90
      main -> known 1x 40
      known 15
      known -> lost 1x 25`;
    const model = select('callee-map', recording, around(recording, 'main'));
    const nodes = model.kind === 'treemap' ? model.nodes : [];
    // S4: known has its own 15 and the call for 25; lost has nothing but calls that cost 115.
    expect(nodes.map(({ label, value, self, rest }) => ({ name: label.name, value, self, rest }))).toEqual([
      { name: 'main', value: 140, self: 10, rest: undefined },
      { name: 'lost', value: 90, self: 0, rest: 90 },
      { name: 'known', value: 40, self: 15, rest: undefined },
      { name: 'lost', value: 25, self: 0, rest: 25 },
    ]);
    const list = select('functions', recording, initialViewState);
    const row = list.kind === 'table' ? list.rows.find(({ label }) => label.name === 'lost') : undefined;
    const selfColumn = list.kind === 'table' ? list.columns.findIndex(({ id }) => id === 'self') : -1;
    expect(row?.cells[selfColumn]).toBe(0);
  });

  test('direct recursion is no rectangle (S7), calls inside a cycle are none (S8)', () => {
    const recording = profile`
      main -> a 1x 60
      a 10
      a -> a 5x 30
      a -> b 1x 50
      b 20
      b -> a 1x 40
      b -> leaf 1x 30
      leaf 30`;
    expect(mapText(select('callee-map', recording, around(recording, 'main')))).toEqual([
      'main 60 self 0',
      '  a 60 self 30',
      '    leaf ~30 self 30',
    ]);
  });

  test('an active cycle is made of its members', () => {
    const recording = profile`
      main -> a 1x 60
      a 10
      a -> b 1x 50
      b 20
      b -> a 1x 40
      b -> leaf 1x 30
      leaf 30`;
    const state = { ...around(recording, 'main'), active: { kind: 'cycle', index: 1 } as const };
    expect(mapText(select('callee-map', recording, state))).toEqual([
      '<cycle 1> 60 self 0',
      '  b 50 self 20',
      '    leaf 30 self 30',
      '  a 10 self 10',
    ]);
  });
});

describe('S11: stacks are exact', () => {
  const recording = profile`
    main > easy > manager > w1 10
    main > hard > manager > w2 990`;

  test('below the item', () => {
    expect(mapText(select('callee-map', recording, around(recording, 'easy')))).toEqual([
      'easy 10 self 0',
      '  manager 10 self 0',
      '    w1 10 self 10',
    ]);
  });

  test('above the item', () => {
    expect(mapText(select('caller-map', recording, around(recording, 'w1')))).toEqual([
      'w1 10',
      '  manager 10',
      '    easy 10',
      '      main 10',
    ]);
  });

  test('recursion is folded into its function, and the outermost occurrences count', () => {
    const recursive = profile`
      main > fib > fib > fib > add 4
      main > fib > fib 2
      main > fib > print > fib > add 1`;
    expect(mapText(select('callee-map', recursive, around(recursive, 'fib')))).toEqual([
      'fib 7 self 2',
      '  add 4 self 4',
      '  print 1 self 0',
      '    fib 1 self 0',
      '      add 1 self 1',
    ]);
  });

  test('a stack of 100,000 frames makes a map', () => {
    const deep = profile`${Array.from({ length: 100_000 }, (_, depth) => `f${depth % 2}`).join(' > ')} 7`;
    const model = select('callee-map', deep, {
      ...initialViewState,
      active: { kind: 'function', index: functionNamed(deep, 'f0') },
    });
    expect(model.kind === 'treemap' && model.nodes.length).toBeGreaterThan(500);
  });
});

test('S14: the caller map scales what came through a caller to the item', () => {
  const recording = profile`${easyAndHard}`;
  expect(mapText(select('caller-map', recording, around(recording, 'w1')))).toEqual([
    'w1 10',
    '  manager 10',
    '    hard ~9.9',
    '      main ~9.9',
    '    easy ~0.1',
    '      main ~0.1',
  ]);
});

describe('limits', () => {
  const recording = profile`
    main -> big 1x 90
    main -> small 1x 10
    big 90
    small 10`;

  test('leave out small rectangles, and count them', () => {
    const model = select(
      'callee-map',
      recording,
      around(recording, 'main', { map: { ...initialViewState.map, minShare: 0.2 } }),
    );
    expect([
      mapText(model),
      model.kind === 'treemap' && model.nodes[0].hiddenChildren,
      model.kind === 'treemap' && model.nodes[0].hiddenValue,
    ]).toEqual([['main 100 self 0', '  big 90 self 90'], 1, 10]);
  });

  test('leave out deep rectangles', () => {
    const model = select(
      'callee-map',
      recording,
      around(recording, 'main', { map: { ...initialViewState.map, depth: 0, minShare: 0 } }),
    );
    expect(mapText(model)).toEqual(['main 100 self 0']);
  });

  test('keep the map small however wide the program is', () => {
    const wide = profile`${Array.from({ length: 9000 }, (_, i) => `main -> f${i} 1x 1`).join('\n')}`;
    const model = select('callee-map', wide, around(wide, 'main'));
    expect(model.kind === 'treemap' && [model.nodes.length, model.nodes[0].hiddenChildren]).toEqual([4000, 5001]);
  });
});

describe('zooming into a rectangle', () => {
  const recording = profile`
    main -> left 1x 30
    main -> right 1x 70
    left -> shared 1x 30
    right -> shared 2x 60
    right 10
    shared 90`;
  const map = { ...initialViewState.map, minShare: 0 };
  const zoomed = (names: readonly string[], id = 'callee-map', active = 'main') => {
    const way = names.map((name): ItemRef => ({ kind: 'function', index: functionNamed(recording, name) }));
    const model = select(
      id,
      recording,
      around(recording, active, { map: { ...map, calleeZoom: way, callerZoom: way } }),
    );
    if (model.kind !== 'treemap') throw new Error(model.kind);
    return model;
  };

  test('shows it with the values that it has in the whole map, and what it stands in', () => {
    const model = zoomed(['right']);
    expect([mapText(model), model.path.map(({ label, value }) => `${label.name} ${value}`)]).toEqual([
      ['right 70 self 10', '  shared ~60 self 60'],
      ['main 100'],
    ]);
    expect(model.measure.baseName).toBe('total');
  });

  test('goes as far along the way as there is one', () => {
    expect(mapText(zoomed(['left', 'right']))).toEqual(['left 30 self 0', '  shared ~30 self 30']);
  });

  test('works upwards too', () => {
    const model = zoomed(['left'], 'caller-map', 'shared');
    expect([mapText(model), model.path.map(({ label }) => label.name)]).toEqual([
      ['left 30', '  main ~30'],
      ['shared'],
    ]);
  });

  test('stacks stay exact', () => {
    const stacks = profile`
      main > easy > manager > w1 10
      main > hard > manager > w2 990`;
    const way = ['easy', 'manager'].map((name): ItemRef => ({ kind: 'function', index: functionNamed(stacks, name) }));
    const state = around(stacks, 'main', { map: { ...map, calleeZoom: way } });
    expect(mapText(select('callee-map', stacks, state))).toEqual(['manager 10 self 0', '  w1 10 self 10']);
  });

  test('the way to a rectangle, and one out', () => {
    const whole = zoomed([]);
    const row = whole.nodes.findIndex(
      ({ parent, label }) => label.name === 'shared' && whole.nodes[parent].label.name === 'right',
    );
    const way = zoomInto(whole, row);
    const names = (items: readonly ItemRef[]) =>
      items.map(({ index }) =>
        ['main', 'left', 'right', 'shared'].find((name) => functionNamed(recording, name) === index),
      );
    expect([names(way), zoomOf(whole), zoomOut(whole)]).toEqual([['right', 'shared'], [], undefined]);
    const model = zoomed(['right']);
    expect([names(zoomOf(model)), names(zoomInto(model, 1)), zoomOut(model)]).toEqual([
      ['right'],
      ['right', 'shared'],
      [],
    ]);
  });

  test('a function that is not to be divided keeps what is in it, and its rectangle', () => {
    const stopAt: ItemRef = { kind: 'function', index: functionNamed(recording, 'right') };
    const model = select('callee-map', recording, around(recording, 'main', { map: { ...map, stopAt } }));
    expect(mapText(model)).toEqual([
      'main 100 self 0',
      '  right 70 self 10',
      '  left 30 self 0',
      '    shared ~30 self 30',
    ]);
    expect(mapText(select('callee-map', recording, around(recording, 'right', { map: { ...map, stopAt } })))).toEqual([
      'right 70 self 10',
      '  shared 60 self 60',
    ]);
  });
});
