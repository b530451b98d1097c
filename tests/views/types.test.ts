// The list of event types: each with the active item's costs against its own total, ratios that are offered, formulas of the person.
import { describe, expect, it } from 'vitest';
import type { ViewState } from '../../shared/state/view-state.ts';
import { tryFormula } from '../../shared/views/try-formula.ts';
import { around, select, tableText } from '../support/printed-views.ts';
import { profile } from '../support/profile-notation.ts';

const program = () => profile`
  events Ir Dr
  event Diff = Ir - 3 Dr
  main 10,5
  work 30,15
  main -> work 2x 30,15`;

const types = (change: Partial<ViewState> = {}) => {
  const recording = program();
  return select('types', recording, around(recording, 'work', change));
};

describe('the list of event types', () => {
  it('shows what the active function costs of each, against its own total', () => {
    const model = types();
    expect(tableText(model, ['event-type', 'name', 'inclusive', 'self', 'total', 'formula', 'origin'])).toEqual([
      'Ir Ir 30 30 40  recorded',
      'Dr Dr 15 15 20  recorded',
      'Diff Diff -15 -15 -20 Ir − 3 Dr derived',
      'Ir per call Ir per call 15 15 20 Ir / calls offered',
    ]);
    expect(model.kind === 'table' && model.rows.map(({ measure }) => measure?.base)).toEqual([40, 20, -20, 20]);
  });

  it('says which is the first and which the second, also to whom the preferred one is the first', () => {
    const shown = (change: Partial<ViewState>) => tableText(types(change), ['name', 'shown']).slice(0, 2);
    expect(shown({})).toEqual(['Ir first', 'Dr ']);
    expect(shown({ eventType: 'Dr', secondEvent: 'Ir' })).toEqual(['Ir second', 'Dr first']);
    const [first, second] =
      select('types', program(), around(program(), 'work', { secondEvent: 'Dr' })).kind === 'table'
        ? rowsOf({ secondEvent: 'Dr' })
        : [];
    expect([first, second]).toEqual([
      { kind: 'event-type', name: 'Ir', role: 'first', usable: true, own: false },
      { kind: 'event-type', name: 'Dr', role: 'second', usable: true, own: false },
    ]);
  });

  it('keeps a formula that means nothing here, and says what is wrong with it', () => {
    const formulas = [
      { name: 'ok', label: 'Fine', text: '2 Ir' },
      { name: 'no', label: '', text: 'Bim / Bi' },
    ];
    expect(tableText(types({ formulas }), ['event-type', 'inclusive', 'total', 'formula']).slice(-2)).toEqual([
      'Fine 60 80 2 Ir',
      'no – – Bim / Bi   There is no event type Bim.',
    ]);
    expect(rowsOf({ formulas }).slice(-2)).toEqual([
      { kind: 'event-type', name: 'ok', role: undefined, usable: true, own: true },
      { kind: 'event-type', name: 'no', role: undefined, usable: false, own: true },
    ]);
  });

  it('is about a cycle as about a function', () => {
    const recording = profile`
      events Ir Dr
      main 10,1
      a 20,2
      b 30,3
      main -> a 1x 50,5
      a -> b 1x 40,4
      b -> a 1x 20,2`;
    const state = { ...around(recording, 'main'), active: { kind: 'cycle', index: 1 } as const };
    expect(tableText(select('types', recording, state), ['name', 'inclusive', 'self']).slice(0, 2)).toEqual([
      'Ir 50 50',
      'Dr 5 5',
    ]);
  });

  it('is sorted by the share that the active function has, whatever the unit', () => {
    const recording = profile`
      events Ir Dr
      main 90,1
      work 10,9
      main -> work 1x 10,9`;
    const sort = [{ column: 'self', direction: 'descending' }] as const;
    const model = select('types', recording, around(recording, 'work'), { sort });
    expect(tableText(model, ['name']).slice(0, 2)).toEqual(['Dr', 'Ir']);
  });
});

function rowsOf(change: Partial<ViewState>) {
  const model = types(change);
  return model.kind === 'table' ? model.rows.map(({ choice }) => choice) : [];
}

describe('a formula that is tried', () => {
  const tried = (text: string, change: Partial<ViewState> = {}, name = '') =>
    tryFormula(program(), { name, label: '', text }, around(program(), 'work', change));

  it('comes to its value for the active item, with unit and total', () => {
    expect(tried('Ir / Dr')).toMatchObject({
      ok: true,
      inclusive: 2,
      self: 2,
      measure: { base: 2, unit: 'ratio', ratio: true },
    });
    expect(tried('Ir - Dr', {}, 'X')).toMatchObject({ ok: true, inclusive: 15, measure: { base: 20, eventType: 'X' } });
  });

  it('has no value rather than a wrong one', () => {
    expect(tried('1 / (Ir - 30)')).toMatchObject({ ok: true, inclusive: null, self: null, measure: { base: 0.1 } });
  });

  it('says what is wrong and where', () => {
    expect(tried('Ir / Du')).toEqual({ ok: false, message: 'There is no event type Du.', at: 5 });
    expect(tried('mine * 2', {}, 'mine')).toEqual({ ok: false, message: 'mine refers to itself.', at: 0 });
  });

  it('may take the name of the formula it replaces, but not its value', () => {
    const formulas = [{ name: 'a', label: '', text: 'Ir' }];
    expect(tried('2 a', { formulas }, 'b')).toMatchObject({ ok: true, inclusive: 60 });
  });
});
