// Ratios in views (S17): each is a ratio of finished sums, at every level; never a sum of ratios, never a share, never an area.
import { describe, expect, it } from 'vitest';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { selectItemDetails } from '../../shared/views/item-details.ts';
import { selectView } from '../../src-main/engine/recording-answers.ts';
import { around, select, tableText } from '../support/printed-views.ts';
import { functionNamed, profile } from '../support/profile-notation.ts';

const rate = { name: 'rate', label: 'Miss rate', text: 'D1mr / Dr' };
const withRate = (change: Partial<ViewState> = {}): Partial<ViewState> => ({
  formulas: [rate],
  eventType: 'rate',
  ...change,
});

/** Dr, D1mr. main's own reads miss never, work's every second time, idle reads nothing. */
const program = () => profile`
  events Dr D1mr
  main 60,0
  work 40,20
  idle 0,0
  main -> work 4x 40,20
  main -> idle 1x 0,0`;

describe('a ratio', () => {
  it('is the ratio of inclusive costs and of self costs, nothing where nothing is divided by', () => {
    const model = select('functions', program(), { ...initialViewState, ...withRate() });
    expect(tableText(model, ['function', 'inclusive', 'self', 'calls'])).toEqual([
      'work 0.5 0.5 4',
      'main 0.2 0 0',
      'idle – – 1',
    ]);
  });

  it('stands last where it has no value, in both directions', () => {
    const sort = [{ column: 'inclusive', direction: 'ascending' }] as const;
    const model = select('functions', program(), { ...initialViewState, ...withRate() }, { sort });
    expect(tableText(model, ['function'])).toEqual(['main', 'work', 'idle']);
  });

  it('has the ratio of the totals as its total and is no share of it', () => {
    const model = select('functions', program(), { ...initialViewState, ...withRate() });
    expect(model.kind === 'table' && model.measure).toMatchObject({ base: 0.2, ratio: true, unit: 'ratio' });
  });

  it('of misses per call is that of each call edge in callers and callees', () => {
    const perCall = { name: 'per', label: '', text: 'D1mr / calls' };
    const state = around(program(), 'main', { formulas: [perCall], eventType: 'per' });
    expect(tableText(select('callees', program(), state), ['function', 'inclusive', 'inclusive-per-call'])).toEqual([
      'work 5 –',
      'idle 0 –',
    ]);
  });

  it('of a cycle is made of what the cycle costs as a whole', () => {
    const recording = profile`
      events Dr D1mr
      main 10,0
      a 30,3
      b 50,1
      leaf 10,6
      main -> a 1x 90,10
      a -> b 1x 80,8
      b -> a 1x 40,4
      b -> leaf 1x 10,6`;
    const state = { ...around(recording, 'main', withRate()), active: { kind: 'cycle', index: 1 } as const };
    // Of the cycle: 30 + 50 + 10 reads with 3 + 1 + 6 misses; of its own 80 with 4.
    expect(tableText(select('functions', recording, state), ['function', 'inclusive', 'self'])).toContain(
      `<cycle 1> ${10 / 90} 0.05`,
    );
    expect(tableText(select('callers', recording, state), ['function', 'inclusive'])).toEqual([`main ${10 / 90}`]);
    expect(tableText(select('callees', recording, state), ['function', 'inclusive'])).toContain('leaf 0.6');
  });

  it('of stacks is made of what each function costs on all of them', () => {
    const stacks = profile`
      events Dr D1mr
      main > work 30,15
      main > rest 10,1
      main > rest > work 10,5`;
    const state = around(stacks, 'main', withRate());
    expect(tableText(select('functions', stacks, state), ['function', 'inclusive', 'self'])).toEqual([
      'work 0.5 0.5',
      'main 0.42 –',
      'rest 0.3 0.1',
    ]);
    expect(tableText(select('callees', stacks, state), ['function', 'inclusive'])).toEqual(['work 0.5', 'rest 0.3']);
  });

  it('has no area: maps and graph say so and name the formula', () => {
    for (const viewId of ['callee-map', 'caller-map', 'call-graph']) {
      const state = around(program(), 'main', withRate());
      expect(selectView(program(), { viewId, state, request: {} })).toEqual({
        kind: 'unavailable',
        reason:
          'rate = D1mr / Dr does not add up: a ratio has no area and no share. Choose another event type for this view.',
      });
    }
  });

  it('says in the header of an item what it is a ratio of', () => {
    const recording = program();
    const item = { kind: 'function', index: functionNamed(recording, 'work') } as const;
    const details = selectItemDetails(recording, item, around(recording, 'work', withRate()));
    expect([details.inclusive, details.self, details.total.ratio]).toEqual([0.5, 0.5, true]);
    expect(details.callers.map(({ name }) => name)).toEqual(['main']);
    expect(details.explanation).toEqual([
      "rate = D1mr / Dr, of its inclusive and of its self costs. A ratio does not add up: it is no share of its callers'.",
    ]);
  });

  it('refers to the active parts', () => {
    const parts = profile`
      events Dr D1mr
      main -> work 1x 10,1
      work 10,1
      part
      main -> work 1x 10,9
      work 10,9`;
    const of = (chosen: readonly number[] | undefined) =>
      tableText(select('functions', parts, around(parts, 'work', withRate({ parts: chosen }))), [
        'function',
        'self',
      ]).filter((text) => text.startsWith('work'));
    expect([of(undefined), of([0]), of([1])]).toEqual([['work 0.5'], ['work 0.1'], ['work 0.9']]);
  });
});

describe('a formula that adds up', () => {
  it('is treated as any recorded event type: shares, maps, negative values', () => {
    const recording = program();
    const hits = { name: 'hits', label: '', text: 'D1mr - Dr' };
    const state = around(recording, 'main', { formulas: [hits], eventType: 'hits' });
    expect(tableText(select('functions', recording, state), ['function', 'inclusive', 'self'])).toEqual([
      'idle 0 0',
      'work -20 -20',
      'main -80 -60',
    ]);
    const positive = { ...hits, text: '2 Dr' };
    const model = selectView(recording, {
      viewId: 'callee-map',
      state: { ...state, formulas: [positive] },
      request: {},
    });
    expect(model.kind === 'treemap' && model.nodes.map(({ value }) => value)).toEqual([200, 80]);
  });

  it('falls back to the preferred event type where this recording lacks what it is made of', () => {
    const state = around(program(), 'main', { formulas: [{ ...rate, text: 'Bim / Bi' }], eventType: 'rate' });
    expect(select('functions', program(), state)).toMatchObject({ measure: { eventType: 'Dr' } });
  });
});
