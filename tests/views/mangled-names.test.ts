// Recordings with mangled names: shown as the source has them, found and grouped by either, and the same functions as before.
import { describe, expect, test } from 'vitest';
import { recordingExporters } from '../../shared/exports/exporters.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { findItems } from '../../shared/views/find-items.ts';
import { selectItemDetails } from '../../shared/views/item-details.ts';
import { selectSummary } from '../../shared/views/summary.ts';
import { readLoopProgram } from '../support/loop-program.ts';
import { select } from '../support/printed-views.ts';
import { profile } from '../support/profile-notation.ts';

const recording = profile`
  main@app.cc > _ZN4shop5Stock4findEi@stock.cc 30
  main@app.cc > _ZN4shop5Stock4loadEv@stock.cc 20
  main@app.cc > _ZN4shop4sellEv@sell.cc 5
  main@app.cc > _Zebra@zoo.c 2
  main@app.cc > _RNvCs1234_7mycrate3foo@lib.rs 3`;

function names(change: Partial<ViewState>, request: object = {}): string[] {
  const model = select('functions', recording, { ...initialViewState, ...change }, request);
  if (model.kind !== 'table') throw new Error(model.kind);
  return model.rows.map(({ label }) => label.name);
}
const shown = ['_Zebra', 'main', 'mycrate::foo', 'shop::sell()', 'shop::Stock::find(int)', 'shop::Stock::load()'];

describe('mangled names', () => {
  test('are shown as the source has them, and as recorded on request', () => {
    expect(names({}).sort()).toEqual([...shown].sort());
    expect(names({ mangled: true })).toContain('_ZN4shop5Stock4findEi');
    expect(names({ names: 'last-part' }).sort()).toEqual(['_Zebra', 'find', 'foo', 'load', 'main', 'sell']);
  });

  test('stand whole beside what is shown', () => {
    const model = select('functions', recording, { ...initialViewState, names: 'last-part' });
    const label = model.kind === 'table' ? model.rows.find((row) => row.label.name === 'find')?.label : undefined;
    expect(label).toMatchObject({ fullName: 'shop::Stock::find(int)', recordedName: '_ZN4shop5Stock4findEi' });
    const item = label?.item ?? { kind: 'function', index: 0 };
    expect(selectItemDetails(recording, item, initialViewState)).toMatchObject({
      fullName: 'shop::Stock::find(int)',
      recordedName: '_ZN4shop5Stock4findEi',
    });
  });

  test('are found by either form', () => {
    expect(names({ search: 'Stock::find' })).toEqual(['shop::Stock::find(int)']);
    expect(names({ search: '4findEi' })).toEqual(['shop::Stock::find(int)']);
    expect(names({ search: '/^shop::\\w+\\(/' })).toEqual(['shop::sell()']);
    expect(findItems(recording, 'shop::sell()').map(({ name }) => name)).toEqual(['shop::sell()']);
    expect(findItems(recording, '_ZN4shop4sellEv').map(({ name }) => name)).toEqual(['shop::sell()']);
  });

  test('are in the order of what is shown', () => {
    expect(names({}, { sort: [{ column: 'function', direction: 'ascending' }] })).toEqual(shown);
  });

  test('stand in their namespaces', () => {
    const model = select('functions', recording, { ...initialViewState, grouping: 'namespace' });
    const groups = model.kind === 'table' ? model.rows.flatMap(({ tree }) => (tree?.group ? [tree.path] : [])) : [];
    expect(groups.sort()).toEqual(expect.arrayContaining(['mycrate', 'shop']));
  });

  test('are shown as recorded on request by everything that names functions: jumps, control flow, bases of shares, colours', async () => {
    const program = await readLoopProgram('_ZN4shop4sellEv');
    const [f, sell] = [0, 1].map((index) => ({ kind: 'function', index }) as const);
    const seen = (mangled: boolean) => {
      const view = { ...initialViewState, mangled, mode: { relative: true, toParent: true } };
      const jumps = (id: string) => {
        const model = select(id, program, { ...view, active: f });
        if (model.kind !== 'code') throw new Error(model.kind);
        return model.rows.flatMap((row) => (row.type === 'jump' ? [row.target] : []));
      };
      const flow = select('control-flow', program, { ...view, active: f });
      const around = select('callers', program, { ...view, active: sell });
      const coloured = select('functions', program, { ...view, colours: 'function' });
      return [
        jumps('machine-code'),
        jumps('source'),
        flow.kind === 'flow' ? flow.nodes[2].calls : flow.kind,
        around.kind === 'table' ? around.measure.baseName : around.kind,
        coloured.kind === 'table' ? coloured.rows.map(({ label }) => label.hueName) : coloured.kind,
      ];
    };
    const named = (name: string) => [
      [`0x100 in ${name}`],
      [`a.c:20 in ${name}`],
      [name],
      `inclusive cost of ${name}`,
      ['f', name],
    ];
    expect(seen(false)).toEqual(named('shop::sell()'));
    expect(seen(true)).toEqual(named('_ZN4shop4sellEv'));
  });

  test('that read alike stay two functions', () => {
    const twice = profile`
      main > _ZN3fooC1Ev@a.cc 1
      main > _ZN3fooC2Ev@b.cc 2`;
    const model = select('functions', twice, initialViewState);
    const rows = model.kind === 'table' ? model.rows.map(({ label }) => `${label.name} ${label.location}`) : [];
    expect(rows.sort()).toEqual(['foo::foo() a.cc', 'foo::foo() b.cc', 'main ']);
  });

  test('are told once in the notes, with how many there are; where there are none, nothing is said', () => {
    const { mangledNames, diagnostics } = selectSummary(recording, 'x', 'X');
    expect(mangledNames).toBe(4);
    expect(diagnostics.map(({ code, count }) => `${code} ${count}`)).toContain('mangled-names 4');
    expect(selectSummary(profile`main > f 1`, 'x', 'X')).toMatchObject({ mangledNames: 0 });
  });

  test('are exported as recorded for programs, as the source has them for people', () => {
    const text = (id: string) => {
      const exporter = recordingExporters.find((one) => one.id === id);
      if (exporter === undefined) throw new Error(id);
      return [...exporter.write(recording, 'x')].join('');
    };
    expect(text('callgrind')).toContain('_ZN4shop4sellEv');
    expect(text('csv')).toContain('shop::sell()');
    expect(text('csv')).not.toContain('_ZN4shop4sellEv');
    const { functions } = JSON.parse(text('json'));
    expect(functions).toContainEqual(expect.objectContaining({ name: '_ZN4shop4sellEv', sourceName: 'shop::sell()' }));
    expect(functions.find(({ name }: { name: string }) => name === 'main')).not.toHaveProperty('sourceName');
  });
});
