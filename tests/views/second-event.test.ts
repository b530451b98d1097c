// The second event type in tables: the same rows by another thing that was counted, beside the first.
import { describe, expect, it } from 'vitest';
import { reduce } from '../../shared/state/reduce.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { initialWindowState } from '../../shared/state/window-state.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';
import { around, select, tableText } from '../support/printed-views.ts';
import { profile } from '../support/profile-notation.ts';

const program = () => profile`
  events Ir Dr
  main 10,1
  work 30,9
  rest 60,40
  main -> work 3x 90,49
  work -> rest 2x 60,40`;

const columnIds = (model: ViewModel) => (model.kind === 'table' ? model.columns.map(({ id }) => id) : []);
const withSecond = (change: Partial<ViewState> = {}): ViewState => ({
  ...initialViewState,
  eventType: 'Ir',
  secondEvent: 'Dr',
  ...change,
});

describe('the second event type', () => {
  it('stands beside the first in the function list, each against its own total', () => {
    const model = select('functions', program(), withSecond());
    expect(tableText(model, ['function', 'inclusive', 'self', 'inclusive-2', 'self-2'])).toEqual([
      'main 100 10 50 1',
      'work 90 30 49 9',
      'rest 60 60 40 40',
    ]);
    if (model.kind !== 'table') throw new Error('no table');
    expect([model.measure.base, model.second?.base, model.second?.eventType]).toEqual([100, 50, 'Dr']);
  });

  it('sorts the function list', () => {
    const model = select('functions', program(), withSecond(), {
      sort: [{ column: 'self-2', direction: 'ascending' }],
    });
    expect(tableText(model, ['function', 'self-2'])).toEqual(['main 1', 'work 9', 'rest 40']);
  });

  it('is listed with callers and callees, also per call', () => {
    const state = around(program(), 'work', { secondEvent: 'Dr' });
    expect(tableText(select('callers', program(), state), ['function', 'inclusive-2'])).toEqual(['main 49']);
    const callees = select('callees', program(), state);
    expect(tableText(callees, ['function', 'inclusive', 'inclusive-2', 'inclusive-per-call-2'])).toEqual([
      'rest 60 40 20',
    ]);
  });

  it('is of the active item in relative to parent, by its own inclusive cost', () => {
    const state = around(program(), 'work', { secondEvent: 'Dr', mode: { relative: true, toParent: true } });
    const model = select('callees', program(), state);
    expect(model.kind === 'table' && [model.measure.base, model.second?.base]).toEqual([90, 49]);
  });

  it('has no columns where none is chosen, nor where the recording lacks it', () => {
    for (const secondEvent of [undefined, 'Bim']) {
      for (const view of ['functions', 'callees']) {
        const model = select(view, program(), around(program(), 'work', { secondEvent }));
        expect(columnIds(model).filter((id) => id.endsWith('-2'))).toEqual([]);
        expect(model.kind === 'table' && model.second).toBeUndefined();
      }
    }
  });

  it('is set and hidden by an action', () => {
    const set = reduce(initialWindowState, { type: 'set-second-event', name: 'Dr' });
    expect(set.view.secondEvent).toBe('Dr');
    expect(reduce(set, { type: 'set-second-event', name: 'Dr' })).toBe(set);
    expect(reduce(set, { type: 'set-second-event', name: undefined }).view).toEqual(initialViewState);
  });
});
