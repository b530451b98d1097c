// The heaviest stack (S23): the way up and down through the active function, what else there was at each step, and that walking along it
// keeps it. Values are those of the maps, worked out by hand from S11 and S12.
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import type { Action } from '../../shared/state/actions.ts';
import { reduce } from '../../shared/state/reduce.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import { initialWindowState } from '../../shared/state/window-state.ts';
import type { TableModel } from '../../shared/viewmodel/table.ts';
import { around, select } from '../support/printed-views.ts';
import { functionNamed, profile } from '../support/profile-notation.ts';

function stackOf(recording: Recording, state: ViewState): TableModel {
  const model = select('heaviest-stack', recording, state);
  if (model.kind !== 'table') throw new Error(model.kind);
  return model;
}

/** `-1 main 40 of step 0.8 | other 20.0 %`, `*` before the active row, `~` before an estimated value. */
function lines(model: TableModel): string[] {
  const at = (id: string): number => model.columns.findIndex((column) => column.id === id);
  return model.rows.map((row, i) => {
    const value = `${row.estimated ? '~' : ''}${Number(Number(row.cells[at('inclusive')]).toPrecision(9))}`;
    const ofStep = row.cells[at('of-step')];
    const share = typeof ofStep === 'number' ? ` of step ${Number(ofStep.toPrecision(6))}` : '';
    const others = row.cells[at('others')] === '' ? '' : ` | ${row.cells[at('others')]}`;
    const mark = model.activeRow === i ? '*' : '';
    return `${mark}${row.cells[at('step')]} ${row.label.name} ${value}${share}${others}`;
  });
}

const program = profile`
  main -> parse 1x 30
  main -> run 2x 68
  main 2
  run -> load 3x 8
  run -> search 10x 60
  search -> compare 50x 45
  search -> hash 5x 5
  search 10
  compare 45
  hash 5
  load 8
  parse 30`;

describe('in a call graph', () => {
  test('goes up and down the dearest way, and names the next best', () => {
    expect(lines(stackOf(program, around(program, 'run')))).toEqual([
      '-1 main 68 of step 1',
      '*0 run 68',
      '1 search 60 of step 0.882353 | load 11.8 %',
      '2 compare ~45 of step 0.75 | hash 8.3 %',
    ]);
  });

  test('is scaled to what came this way, and says that it is an estimate', () => {
    const shared = profile`
      easy -> manager 1x 10
      hard -> manager 1x 990
      manager -> w1 1x 10
      manager -> w2 1x 990
      w1 10
      w2 990`;
    const model = stackOf(shared, around(shared, 'easy'));
    expect(lines(model)).toEqual(['*0 easy 10', '1 manager 10 of step 1', '2 w2 ~9.9 of step 0.99 | w1 1.0 %']);
    expect(model.notes.map(({ kind }) => kind)).toEqual(['estimated']);
  });

  test('lists all ways of a step in the tooltip, with what is left', () => {
    const { rows } = stackOf(program, around(program, 'run'));
    expect(rows[3].breakdown).toEqual({
      column: 'others',
      title: 'All ways at this step',
      entries: [
        { name: 'compare', value: 45 },
        { name: 'hash', value: 5 },
        { name: 'elsewhere, or its own', value: 10 },
      ],
    });
  });

  test('never enters a function twice, nor a cycle', () => {
    const looped = profile`
      main -> a 1x 60
      a 10
      a -> a 7x 50
      a -> b 1x 50
      b 20
      b -> a 1x 40
      b -> leaf 1x 30
      leaf 30`;
    expect(lines(stackOf(looped, around(looped, 'main')))).toEqual([
      '*0 main 60',
      '1 a 60 of step 1',
      '2 leaf ~30 of step 0.5',
    ]);
  });

  test('begins where more was entered from nowhere than from any caller', () => {
    const handler = profile`
      main -> h 1x 30
      h -> leaf 13x 130
      leaf 130
      main 5`;
    expect(lines(stackOf(handler, around(handler, 'leaf')))).toEqual(['-1 h 130 of step 1', '*0 leaf 130']);
    const stacks = profile`
      h > leaf 100
      main > h > leaf 30`;
    expect(lines(stackOf(stacks, around(stacks, 'leaf')))).toEqual(['-1 h 130 of step 1', '*0 leaf 130']);
  });

  test('follows the event type that is chosen', () => {
    const two = profile`
      events Ir Dr
      f -> a 1x 90,1
      f -> b 1x 10,9
      a 90,1
      b 10,9`;
    expect(lines(stackOf(two, around(two, 'f', { eventType: 'Dr' })))).toEqual([
      '*0 f 10',
      '1 b 9 of step 0.9 | a 10.0 %',
    ]);
    const model = stackOf(two, around(two, 'f', { secondEvent: 'Dr' }));
    const second = model.columns.findIndex(({ id }) => id === 'inclusive-2');
    expect(model.rows.map(({ cells }) => cells[second])).toEqual([10, 1]);
  });
});

describe('in stacks', () => {
  const stacks = profile`
    main > easy > manager > w1 10
    main > hard > manager > w2 990
    main > hard > manager > w1 5
    main > hard 5`;

  test('is exact, in both directions', () => {
    const model = stackOf(stacks, around(stacks, 'w1'));
    expect(lines(model)).toEqual([
      '-3 main 10 of step 1',
      '-2 easy 10 of step 0.666667 | hard 33.3 %',
      '-1 manager 15 of step 1',
      '*0 w1 15',
    ]);
    expect(lines(stackOf(stacks, around(stacks, 'easy')))).toEqual([
      '-1 main 10 of step 1',
      '*0 easy 10',
      '1 manager 10 of step 1',
      '2 w1 10 of step 1',
    ]);
    expect(model.notes.map(({ kind, short }) => [kind, short])).toEqual([['info', 'exact']]);
  });

  test('of more steps than anybody reads says that it is cut', () => {
    const deep = profile`${Array.from({ length: 600 }, (_, depth) => `f${depth}`).join(' > ')} 7`;
    const model = stackOf(deep, around(deep, 'f300'));
    expect([model.rowCount, model.notes.map(({ text }) => text).at(-1)]).toEqual([
      501,
      'Only 250 steps up and down are shown.',
    ]);
  });
});

describe('walking along it', () => {
  const activate = (name: string): Action => ({
    type: 'activate',
    item: { kind: 'function', index: functionNamed(program, name) },
  });
  const walked = (...actions: readonly Action[]): string[] => {
    const start = reduce(initialWindowState, {
      type: 'recording-opened',
      active: { kind: 'function', index: functionNamed(program, 'run') },
    });
    return lines(stackOf(program, actions.reduce(reduce, start).view)).map((line) =>
      line.split(' ').slice(0, 2).join(' '),
    );
  };

  test('keeps it, wherever the step was made active', () => {
    expect(walked(activate('search'), activate('main'))).toEqual(['*-1 main', '0 run', '1 search', '2 compare']);
  });

  test('something beside it has a stack of its own, and going back brings the old one', () => {
    expect(walked(activate('search'), activate('hash'))).toEqual(['-3 main', '-2 run', '-1 search', '*0 hash']);
    expect(walked(activate('search'), activate('hash'), { type: 'back' })).toEqual([
      '-1 main',
      '0 run',
      '*1 search',
      '2 compare',
    ]);
  });
});
