// The function list, callers and callees: rows, order, search, windows, and the base of shares (S2, S6–S8, S15).
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { around, select, tableText } from '../support/printed-views.ts';
import { functionNamed, profile } from '../support/profile-notation.ts';

const shop = (): Recording => profile`
  main@shop.py:1 1
  main@shop.py:1 -> search@re.py:9 4x 60
  main@shop.py:1 -> c++filt[libc++.so] 1x 39
  search@re.py:9 -> search@re.py:9 2x 10
  search@re.py:9 -> Compile@sre.py:2 2x 20
  search@re.py:9 40
  Compile@sre.py:2 20
  c++filt[libc++.so] 39`;

function names(recording: Recording, change: Partial<ViewState>, columns = ['function']): string[] {
  return tableText(select('functions', recording, { ...initialViewState, ...change }), columns);
}

test('a search finds built-ins by the name that is shown for them', () => {
  const recording = profile`
    <method 'search' of 're.Pattern' objects> 1
    <built-in method builtins.exec> 2
    other 3`;
  expect([
    names(recording, { search: 're.Pattern.search' }),
    names(recording, { search: '/^builtins\\.exec$/' }),
  ]).toEqual([["<method 'search' of 're.Pattern' objects>"], ['<built-in method builtins.exec>']]);
});

describe('the function list', () => {
  test('has the dearest function first', () => {
    expect(names(shop(), {}, ['inclusive', 'self', 'calls', 'function', 'location'])).toEqual([
      '100 1 0 main shop.py:1',
      '60 40 6 search re.py:9',
      '39 39 1 c++filt libc++.so',
      '20 20 2 Compile sre.py:2',
    ]);
  });

  test('is ordered by any column, a second one among equals', () => {
    const recording = profile`
      b 5
      a 5
      C 5
      d 9
      d -> a 1x 0`;
    const sort = [
      { column: 'self', direction: 'ascending' },
      { column: 'function', direction: 'descending' },
    ] as const;
    expect(tableText(select('functions', recording, initialViewState, { sort }), ['function'])).toEqual([
      'C',
      'b',
      'a',
      'd',
    ]);
  });

  test('sends the rows that are asked for', () => {
    const model = select('functions', shop(), initialViewState, { start: 1, count: 2 });
    expect([
      tableText(model, ['function']),
      model.kind === 'table' && [model.start, model.rowCount, model.allRows],
    ]).toEqual([
      ['search', 'c++filt'],
      [1, 4, 4],
    ]);
  });

  test('unknown cells come last in both directions', () => {
    const sorted = (direction: 'ascending' | 'descending'): string[] =>
      tableText(select('functions', shop(), initialViewState, { sort: [{ column: 'line', direction }] }), [
        'line',
        'function',
      ]);
    expect([sorted('ascending').at(-1), sorted('descending').at(-1)]).toEqual(['– c++filt', '– c++filt']);
  });

  test('cycles are rows of their own while detection is on, members carry their number', () => {
    const recording = profile`
      main -> a 1x 60
      a -> b 1x 50
      b -> a 1x 40
      a 10
      b 50`;
    const state = { ...initialViewState };
    const model = select('functions', recording, state);
    expect([
      tableText(model, ['inclusive', 'self', 'calls', 'function']),
      model.kind === 'table' && model.rows.map((row) => row.label.cycle),
      names(recording, { cycles: false }),
    ]).toEqual([
      ['60 0 0 main', '60 60 1 <cycle 1>', '50 50 1 b', '10 10 2 a'],
      [null, 1, 1, 1],
      ['main', 'a', 'b'],
    ]);
  });

  test('leaves idle functions out with their time', () => {
    const recording = profile`
      idle (idle)
      (idle) 90
      work 10`;
    expect([names(recording, {}), names(recording, { idle: true })]).toEqual([['work'], ['(idle)', 'work']]);
  });

  test('shares refer to the total, also when those of other views refer to the active item (S15)', () => {
    const state = { ...initialViewState, mode: { relative: true, toParent: true } };
    const model = select('functions', shop(), state);
    expect(model.kind === 'table' && [model.measure.base, model.measure.baseName]).toEqual([100, 'total']);
  });

  test('ratios of nothing are not known (S16)', () => {
    const recording = profile`
      main 0
      main -> f 0x 0`;
    expect(names(recording, {}, ['inclusive-per-call', 'self-per-call', 'self-share'])).toEqual(['– – –', '– – –']);
  });

  test('an event type that the recording does not have falls back to the preferred one', () => {
    expect(names(shop(), { eventType: 'Nonsense' })[0]).toBe('main');
  });
});

describe('search', () => {
  test.each([
    ['SEARCH', ['search']],
    ['c++', ['c++filt']],
    ['"main"', ['main']],
    ['/^c/', ['c++filt', 'Compile']],
    ['/^c/ +', ['c++filt']],
    ['file:re.py', ['search', 'Compile']],
    ['module:libc', ['c++filt']],
    ['self>39%', ['search']],
    ['self>=39 incl<50%', ['c++filt']],
    ['calls>1', ['search', 'Compile']],
    ['nothing', []],
    ['/usr/lib', []],
    ['   ', ['main', 'search', 'c++filt', 'Compile']],
  ])('%s', (search, expected) => {
    expect(names(shop(), { search })).toEqual(expected);
  });

  test('a pattern that cannot be understood hides nothing and says so', () => {
    const model = select('functions', shop(), { ...initialViewState, search: '/(/' });
    expect(
      model.kind === 'table' && [model.rowCount, model.searchError?.startsWith('/(/ is not a regular expression')],
    ).toEqual([4, true]);
  });

  test('a pattern that would take for ever on a long name is answered like any other', () => {
    const recording = profile`
      ${`${'a'.repeat(5000)}!`} 2
      ${'a'.repeat(40)} 1
    `;
    expect(names(recording, { search: '/^(a+)+$/' })).toEqual(['a'.repeat(40)]);
    expect(names(recording, { search: '/^(a|a?)+!$/' })).toHaveLength(1);
  });

  test('a pattern that looks ahead is refused in words, and hides nothing', () => {
    const model = select('functions', shop(), { ...initialViewState, search: '/a(?=b)/' });
    expect(model.kind === 'table' && [model.rowCount, model.searchError]).toEqual([
      4,
      '/a(?=b)/ cannot be searched for: it looks ahead or behind',
    ]);
  });

  test('finds letters outside ASCII in either case, and functions without a name by what they are called', () => {
    const recording = profile`
      Größe 2
      @x.js:3 1`;
    expect([
      names(recording, { search: 'GRÖSSE' }),
      names(recording, { search: 'GRÖß' }),
      names(recording, { search: 'unkn' }),
    ]).toEqual([[], ['Größe'], ['(unknown)']]);
  });
});

describe('callers and callees', () => {
  test('list every direct call with its cost and count; recursion is marked (S7)', () => {
    const recording = shop();
    expect([
      tableText(select('callers', recording, around(recording, 'search')), ['inclusive', 'calls', 'function']),
      tableText(select('callees', recording, around(recording, 'search')), [
        'inclusive',
        'inclusive-per-call',
        'function',
      ]),
    ]).toEqual([
      ['60 4 main', '10 2 search (r)'],
      ['20 10 Compile', '10 5 search (r)'],
    ]);
  });

  test('list calls without cost too', () => {
    const recording = profile`
      main -> free 3x 0
      main 1`;
    expect(
      tableText(select('callees', recording, around(recording, 'main')), ['inclusive', 'calls', 'function']),
    ).toEqual(['0 3 free']);
  });

  test('calls inside a cycle are marked while detection is on (S8)', () => {
    const recording = profile`
      main -> a 1x 60
      a -> b 1x 50
      b -> a 1x 40
      a 10
      b 50`;
    const callers = (cycles: boolean): string[] =>
      tableText(select('callers', recording, around(recording, 'a', { cycles })), ['inclusive', 'function']);
    expect([callers(true), callers(false)]).toEqual([
      ['60 main', '40 b (r)'],
      ['60 main', '40 b'],
    ]);
  });

  test('of a cycle: callers from outside; what it calls, and its members', () => {
    const recording = profile`
      main -> a 1x 60
      a -> b 1x 50
      b -> a 1x 40
      b -> leaf 2x 30
      a 10
      b 20
      leaf 30`;
    const state = { ...initialViewState, active: { kind: 'cycle', index: 1 } as const };
    expect([
      tableText(select('callers', recording, state), ['inclusive', 'calls', 'function']),
      tableText(select('callees', recording, state), ['inclusive', 'calls', 'function']),
    ]).toEqual([['60 1 main'], ['50 – b (r)', '30 2 leaf', '10 – a (r)']]);
  });

  test('each stack counts an edge once (S3)', () => {
    const recording = profile`
      main > a > b > a > b 3
      a > b 1`;
    expect(
      tableText(select('callers', recording, around(recording, 'b', { cycles: false })), ['inclusive', 'function']),
    ).toEqual(['4 a']);
  });

  test('relative to parent, the base is the active function (S15)', () => {
    const recording = shop();
    const bases = [false, true].map((toParent) => {
      const model = select('callees', recording, around(recording, 'search', { mode: { relative: true, toParent } }));
      return model.kind === 'table' && [model.measure.base, model.measure.baseName];
    });
    expect(bases).toEqual([
      [100, 'total'],
      [60, 'inclusive cost of search'],
    ]);
  });

  test('without an active item, what is to be active first is', () => {
    const recording = shop();
    const { index } = { index: functionNamed(recording, 'main') };
    expect([select('callees', recording, initialViewState), index]).toEqual([
      select(
        'callees',
        recording,
        around(recording, 'main', { graph: initialViewState.graph, map: initialViewState.map }),
      ),
      index,
    ]);
  });

  test('an empty recording has none', () => {
    expect(select('callers', profile`events Ir`, initialViewState).kind).toBe('unavailable');
  });
});

describe('what the list counts', () => {
  const counted = (recording: Recording, change: Partial<ViewState> = {}) => {
    const model = select('functions', recording, { ...initialViewState, ...change });
    const { listed, all, recording: whole } = model.kind === 'table' && model.counted ? model.counted : fail();
    return [listed, all, whole].map(({ functions, cycles }) => `${functions} + ${cycles}`);
  };
  const fail = (): never => {
    throw new Error('the list says nothing of what it counts');
  };
  const circle = (): Recording => profile`
    main 1
    main -> a 1x 30
    a -> b 2x 20
    b -> a 1x 10
    a 10
    b 20
    (idle) 5
    idle (idle)`;

  test('functions and cycles apart, idle time left out', () => {
    expect(counted(circle())).toEqual(['3 + 1', '3 + 1', '3 + 1']);
    expect(counted(circle(), { idle: true })).toEqual(['4 + 1', '4 + 1', '4 + 1']);
    expect(counted(circle(), { cycles: false })).toEqual(['3 + 0', '3 + 0', '3 + 0']);
  });

  test('what meets the search, of all', () => {
    expect(counted(circle(), { search: 'main' })).toEqual(['1 + 0', '3 + 1', '3 + 1']);
    expect(counted(circle(), { search: 'cycle' })).toEqual(['0 + 1', '3 + 1', '3 + 1']);
  });
});

// Calls were charged 100, but only 10 are self costs of anything: 110 of 10 are 1100 %.
describe('a share over 100 %', () => {
  const gap = (): Recording => profile`
    main 10
    main -> gone 1x 100`;
  const list = (recording: Recording, change: Partial<ViewState> = {}, id = 'functions') => {
    const model = select(id, recording, { ...initialViewState, ...change });
    if (model.kind !== 'table') throw new Error('not a table');
    return { notes: model.notes.map(({ short }) => short), rows: model.rows };
  };
  const reason = /because what was spent in the called code is not in it\. So shares can be over 100 %\.$/;

  test('is explained at the list and in the row', () => {
    const { notes, rows } = list(gap());
    expect(notes).toEqual(['shares over 100 %']);
    expect(rows.map(({ cells }) => cells[0])).toEqual([110, 100]);
    for (const { note } of rows) expect(note).toMatch(reason);
    const callees = list(gap(), { active: { kind: 'function', index: functionNamed(gap(), 'main') } }, 'callees');
    expect(callees.rows[0].note).toMatch(reason);
  });

  test('is explained at the nodes of a graph and the rectangles of a map, where they are over it', () => {
    const state = around(gap(), 'main');
    const graph = select('call-graph', gap(), state);
    const map = select('callee-map', gap(), state);
    if (graph.kind !== 'graph' || map.kind !== 'treemap') throw new Error('no pictures');
    const [main, gone] = [...graph.nodes, ...map.nodes].map(({ note }) => note);
    expect(graph.nodes.map(({ value }) => value)).toEqual([110, 100]);
    expect([main, gone]).toEqual([expect.stringMatching(reason), expect.stringMatching(reason)]);
    expect(map.nodes.map(({ note }) => note)).toEqual(map.nodes.map(({ value }) => (value > 10 ? main : undefined)));
    const fits = profile`main > f 10`;
    const usual = select('call-graph', fits, around(fits, 'main'));
    expect(usual.kind === 'graph' && usual.nodes.some((node) => 'note' in node)).toBe(false);
  });

  test('by other words where self costs are below zero', () => {
    const { rows } = list(profile`
      main 2
      main -> free 1x 10
      free -3
      main -> take 1x 4
      take 4`);
    expect(rows[0].note).toMatch(/some self costs are below zero/);
  });

  test('is none where costs alone are shown, by rounding, or in other rows', () => {
    expect(list(gap(), { mode: { relative: false, toParent: false } }).notes).toEqual([]);
    const rounded = list(profile`
      main 100000
      start -> main 1x 100001`);
    expect([rounded.notes, rounded.rows.map(({ note }) => note)]).toEqual([[], [undefined, undefined]]);
    const { rows } = list(profile`
      main 10
      main -> gone 1x 100
      other 1`);
    expect(rows.at(-1)?.note).toBeUndefined();
  });
});

describe('a star in a search', () => {
  const recording = profile`
    std::sort(int*) 5
    std::vector::resort() 4
    sort_std 3
    a.b 2
    a+b*c 1`;
  const found = (search: string) => names(recording, { search });

  test('is any text between the signs beside it', () => {
    expect(found('std::*sort')).toEqual(['std::sort(int*)', 'std::vector::resort()']);
    expect(found('STD::*)')).toEqual(['std::sort(int*)', 'std::vector::resort()']);
    expect(found('*sort')).toEqual(['std::sort(int*)', 'std::vector::resort()', 'sort_std']);
    expect(found('vector*')).toEqual(['std::vector::resort()']);
  });

  test('leaves other signs as they are', () => {
    expect([found('a.*b'), found('a+*c'), found('(*)')]).toEqual([
      ['a.b'],
      ['a+b*c'],
      ['std::sort(int*)', 'std::vector::resort()'],
    ]);
  });

  test('is a star alone, and in quotes', () => {
    expect([found('*'), found('"int*"'), found('"d*t"')]).toEqual([
      ['std::sort(int*)', 'a+b*c'],
      ['std::sort(int*)'],
      [],
    ]);
  });
});
