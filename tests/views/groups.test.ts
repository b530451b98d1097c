// The function list as a tree of groups: which groups there are, their totals by hand (S24), order, search, expansion, a group alone.
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { formatCell } from '../../shared/viewmodel/format-cell.ts';
import { measureOfCell, type TableModel } from '../../shared/viewmodel/table.ts';
import { groupingsOf } from '../../shared/views/support/function-groups.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { select } from '../support/printed-views.ts';
import { functionNamed, profile, profileOf } from '../support/profile-notation.ts';
import { aAndB } from '../support/worked-programs.ts';

const everything = { groups: { all: true, toggled: [] } };

function list(recording: Recording, change: Partial<ViewState>, request: ViewRequest = everything): TableModel {
  const model = select('functions', recording, { ...initialViewState, ...change }, request);
  if (model.kind !== 'table') throw new Error('not a table');
  return model;
}

/** `inclusive self calls name`, two blanks further in a level; `~` before estimates, `+` and `-` before groups that are closed and open. */
function printed({ columns, rows }: TableModel): string[] {
  const [inclusive, self, calls] = ['inclusive', 'self', 'calls'].map((id) =>
    columns.findIndex((one) => one.id === id),
  );
  return rows.map(({ cells, label, estimated, tree }) => {
    const sign = tree?.group === undefined ? '' : tree.group.expanded ? '- ' : '+ ';
    const numbers = `${estimated ? '~' : ''}${cells[inclusive] ?? '–'} ${cells[self] ?? '–'} ${cells[calls] ?? '–'}`;
    return `${'  '.repeat(tree?.depth ?? 0)}${sign}${numbers} ${label.name}`;
  });
}

/** main calls libc's qsort, which calls back into the program. */
const callback = (): Recording => profile`
  main[/bin/app] 5
  main[/bin/app] -> qsort[/lib/libc.so] 1x 95
  qsort[/lib/libc.so] 30
  qsort[/lib/libc.so] -> compare[/bin/app] 10x 65
  compare[/bin/app] 25
  compare[/bin/app] -> strcmp[/lib/libc.so] 10x 40
  strcmp[/lib/libc.so] 40`;

describe('totals of groups (S24)', () => {
  test('of groups that call one way only: what enters, or self cost and what leaves', () => {
    const recording = profile`
      main[/bin/app] 10
      main[/bin/app] -> helper[/bin/app] 2x 60
      helper[/bin/app] 20
      helper[/bin/app] -> malloc[/lib/libc.so] 4x 30
      malloc[/lib/libc.so] 10
      malloc[/lib/libc.so] -> brk[/lib/libc.so] 1x 20
      brk[/lib/libc.so] 20
      main[/bin/app] -> puts[/lib/libc.so] 1x 30
      puts[/lib/libc.so] 30`;
    // libc: 30 and 30 enter it; its self cost is 10 + 20 + 30. Five calls enter; malloc's call of brk stays inside.
    expect(printed(list(recording, { grouping: 'module' }))).toEqual([
      '- 100 30 0 app',
      '  100 10 0 main',
      '  60 20 2 helper',
      '- 60 60 5 libc.so',
      '  30 10 4 malloc',
      '  30 30 1 puts',
      '  20 20 1 brk',
    ]);
  });

  test('of groups that call each other in a circle: at most what the circle costs, and marked', () => {
    // What enters libc adds up to 95 + 40 = 135, more than the whole program: strcmp runs inside qsort.
    expect(printed(list(callback(), { grouping: 'module' }, {}))).toEqual(['+ ~100 30 10 app', '+ ~100 70 11 libc.so']);
  });

  test('of stacks: each stack counts once, exactly', () => {
    const recording = profile`
      main[/bin/app] 5
      main[/bin/app] > qsort[/lib/libc.so] 30
      main[/bin/app] > qsort[/lib/libc.so] > compare[/bin/app] 25
      main[/bin/app] > qsort[/lib/libc.so] > compare[/bin/app] > strcmp[/lib/libc.so] 40`;
    expect(printed(list(recording, { grouping: 'module' }, {}))).toEqual(['+ 100 30 – app', '+ 95 70 – libc.so']);
  });

  test('of a derived event type are the formula of the totals', () => {
    const recording = profile`
      events Ir Dr
      event X = Ir - 2 Dr
      main[/bin/app] 10,1
      main[/bin/app] -> f[/lib/a.so] 1x 20,5
      f[/lib/a.so] 20,5`;
    expect(printed(list(recording, { grouping: 'module', eventType: 'X' }, {}))).toEqual([
      '+ 18 8 0 app',
      '+ 10 10 1 a.so',
    ]);
  });

  test('of a cycle are those of the cycle (S8)', () => {
    const recording = profileOf(aAndB);
    expect(printed(list(recording, { grouping: 'cycle' }))).toEqual([
      '- ~160 90 2 (in no cycle)',
      '  160 10 0 main',
      '  80 80 2 leaf',
      '- 150 70 2 <cycle 1>',
      '  100 40 2 B',
      '  50 30 2 A',
    ]);
  });
});

describe('namespaces', () => {
  const program = (): Recording => profile`
    main 1
    std::vector<int>::push_back(int) 2
    std::vector<long>::push_back(long) 3
    void std::__introsort_loop<a::b, c::d::e>(a::b) 4
    ns::f() 5`;

  test('nest, with template arguments left out, and `::` in brackets parts nothing (D20)', () => {
    expect(printed(list(program(), { grouping: 'namespace' }))).toEqual([
      '- 9 9 – std',
      '  - 5 5 – vector<…>',
      '    3 3 – std::vector<long>::push_back(long)',
      '    2 2 – std::vector<int>::push_back(int)',
      '  4 4 – void std::__introsort_loop<a::b, c::d::e>(a::b)',
      '- 5 5 – ns',
      '  5 5 – ns::f()',
      '- 1 1 – (global)',
      '  1 1 – main',
    ]);
  });

  test('of Python without qualified names are modules', () => {
    const recording = profile`
      decode@/usr/lib/python3.11/json/decoder.py:5 1
      search@/usr/lib/python3.11/re/__init__.py:3 2
      run@shop.py:1 3
      <built-in method builtins.exec> 4
      _find@<frozen importlib._bootstrap> 5`;
    const { rows } = list(recording, { grouping: 'namespace' });
    expect(rows.filter((row) => row.tree?.group !== undefined).map((row) => row.tree?.path)).toEqual([
      'importlib',
      'importlib._bootstrap',
      'builtins',
      'shop',
      're',
      'json',
      'json.decoder',
    ]);
  });
});

describe('the tree', () => {
  test('has a row for each closed group, and opens those that are named', () => {
    const [, second] = list(callback(), { grouping: 'module' }, {}).rows;
    const id = second.tree?.group?.id ?? -1;
    expect(printed(list(callback(), { grouping: 'module' }, { groups: { all: false, toggled: [id] } }))).toEqual([
      '+ ~100 30 10 app',
      '- ~100 70 11 libc.so',
      '  95 30 1 qsort',
      '  40 40 10 strcmp',
    ]);
    expect(
      printed(list(callback(), { grouping: 'module' }, { groups: { all: true, toggled: [id] } })).slice(-1),
    ).toEqual(['+ ~100 70 11 libc.so']);
  });

  test('answers any window of rows as the whole has them', () => {
    const whole = printed(list(callback(), { grouping: 'module' }));
    for (let start = 0; start < whole.length; start++) {
      const part = list(callback(), { grouping: 'module' }, { ...everything, start, count: 2 });
      expect([printed(part), part.rowCount]).toEqual([whole.slice(start, start + 2), whole.length]);
    }
  });

  test('sorts groups, and functions inside them, by the same column', () => {
    const sort = [{ column: 'function', direction: 'descending' }] as const;
    const { rows } = list(callback(), { grouping: 'module' }, { ...everything, sort });
    expect(rows.map((row) => row.label.name)).toEqual(['libc.so', 'strcmp', 'qsort', 'app', 'main', 'compare']);
  });

  test('hides groups without a match, and says how many there are', () => {
    const model = list(callback(), { grouping: 'module', search: 'str' });
    const rows = model.rows.map((row) => `${row.label.name} ${row.label.location}`);
    expect([rows, model.counted?.listed.functions, model.counted?.all.functions]).toEqual([
      ['libc.so 1 match', 'strcmp libc.so'],
      1,
      4,
    ]);
  });

  test('knows where the active function is, or the closed group that it is in', () => {
    const recording = callback();
    const active = { kind: 'function', index: functionNamed(recording, 'strcmp') } as const;
    const rowOf = (request: ViewRequest): number | undefined =>
      list(recording, { grouping: 'module', active }, request).activeRow;
    expect([rowOf({}), rowOf(everything)]).toEqual([1, 5]);
  });

  test('of one group alone shows nothing else, grouped or not', () => {
    const within = { by: 'module', path: '/lib/libc.so' } as const;
    const names = (change: Partial<ViewState>): string[] =>
      list(callback(), { within, ...change }, {}).rows.map((row) => row.label.name);
    expect([names({}), names({ grouping: 'module' }), names({ search: 'q' })]).toEqual([
      ['qsort', 'strcmp'],
      ['libc.so', 'qsort', 'strcmp'],
      ['qsort'],
    ]);
  });

  test('relative to parent: self costs are shares of the group’s (S15)', () => {
    const model = list(callback(), { grouping: 'module', mode: { relative: true, toParent: true } });
    const column = model.columns.findIndex((one) => one.id === 'self');
    const shares = model.rows.map((row) => {
      const spec = model.columns[column];
      return `${row.label.name} ${formatCell(row.cells[column], spec, measureOfCell(model, row, spec), 1).text}`;
    });
    // 30 of app's 30 are main 5 and compare 25; 70 of libc are qsort 30 and strcmp 40.
    expect(shares).toEqual(['app 30.0', 'main 16.7', 'compare 83.3', 'libc.so 70.0', 'qsort 42.9', 'strcmp 57.1']);
  });
});

test('folders nest; one that holds nothing but another stands in one row with it', () => {
  const recording = profile`
    a@/home/x/src/one/a.c 1
    b@/home/x/src/two/b.c 2
    c@/usr/lib/c.c 4`;
  const { rows } = list(recording, { grouping: 'folder' });
  expect(rows.map((row) => `${'  '.repeat(row.tree?.depth ?? 0)}${row.label.name}`)).toEqual([
    '/usr/lib/c.c',
    '  c',
    '/home/x/src',
    '  two/b.c',
    '    b',
    '  one/a.c',
    '    a',
  ]);
});

describe('groupings', () => {
  test('are offered where there is more than one group; cycles always', () => {
    expect([
      groupingsOf(callback()),
      groupingsOf(profile`a 1`),
      groupingsOf(profile`
        a@x.c 1
        n::b@y.c 1`),
    ]).toEqual([['module', 'cycle'], ['cycle'], ['file', 'folder', 'namespace', 'cycle']]);
  });
});
