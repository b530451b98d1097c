// The call graph (S13): what was spent where while the item ran, through whom its cost came, limits, cycles and loops.
import { describe, expect, test } from 'vitest';
import { initialViewState } from '../../shared/state/view-state.ts';
import { graphValuesText } from '../../shared/viewmodel/pictures.ts';
import { around, graphText, select } from '../support/printed-views.ts';
import { functionNamed, profile } from '../support/profile-notation.ts';

const diamond = `
  main 0
  main -> left 1x 30
  main -> right 1x 70
  left -> shared 1x 30
  right -> shared 2x 60
  right 10
  shared 90`;

describe('S13: values are those of the active item', () => {
  test('below it: what of its cost was spent there', () => {
    const recording = profile`${diamond}`;
    expect(graphText(select('call-graph', recording, around(recording, 'right')))).toEqual({
      nodes: ['right 70', 'main 70', 'shared 60'],
      edges: ['main -> right 1x 70', 'right -> shared 2x 60'],
    });
  });

  test('two ways to one function add up, and what is not a direct call is estimated', () => {
    const recording = profile`${diamond}`;
    expect(graphText(select('call-graph', recording, around(recording, 'main')))).toEqual({
      nodes: ['main 100', 'shared ~90', 'right 70', 'left 30'],
      edges: ['main -> right 1x 70', 'right -> shared 2x ~60', 'main -> left 1x 30', 'left -> shared 1x ~30'],
    });
  });

  test('above it: the share of its cost that came through each caller', () => {
    const recording = profile`${diamond}`;
    expect(graphText(select('call-graph', recording, around(recording, 'shared')))).toEqual({
      nodes: ['shared 90', 'main ~90', 'right 60', 'left 30'],
      edges: ['main -> right 1x ~60', 'right -> shared 2x 60', 'main -> left 1x ~30', 'left -> shared 1x 30'],
    });
  });

  test('or global costs, when asked for', () => {
    const recording = profile`${diamond}`;
    const state = around(recording, 'right');
    const graph = { ...state.graph, globalValues: true };
    expect(graphText(select('call-graph', recording, { ...state, graph })).nodes).toEqual([
      'right 70',
      'main 100',
      'shared 90',
    ]);
  });

  test('stacks are exact (S11)', () => {
    const recording = profile`
      main > left > shared > deep 30
      main > right > shared 60
      main > right 10`;
    expect(graphText(select('call-graph', recording, around(recording, 'left')))).toEqual({
      nodes: ['left 30', 'main 30', 'shared 30', 'deep 30'],
      edges: ['main -> left 30', 'left -> shared 30', 'shared -> deep 30'],
    });
  });
});

describe('recursion and cycles', () => {
  test('S7: direct recursion is a loop with its calls and no cost', () => {
    const recording = profile`
      main -> f 1x 10
      f -> f 9x 90
      f 10`;
    expect(graphText(select('call-graph', recording, around(recording, 'f'))).edges).toEqual([
      'main -> f 1x 10',
      'f -> f 9x 0 (r)',
    ]);
  });

  test('S8: a cycle entered from outside spends what comes in, its inner calls are marked', () => {
    const recording = profile`
      main -> a 1x 60
      other -> b 1x 60
      a 20
      a -> b 1x 90
      b 40
      b -> a 1x 30
      b -> leaf 1x 60
      leaf 60`;
    expect(graphText(select('call-graph', recording, around(recording, 'main')))).toEqual({
      nodes: ['main 60', 'a 60', 'b ~50', 'leaf ~30'],
      edges: ['main -> a 1x 60', 'a -> b 1x ~45 (r)', 'b -> leaf 1x ~30', 'b -> a 1x ~15 (r)'],
    });
  });

  test('an active cycle is one node', () => {
    const recording = profile`
      main -> a 1x 60
      a 20
      a -> b 3x 90
      b 10
      b -> a 2x 30
      b -> leaf 1x 30
      leaf 30`;
    const state = { ...around(recording, 'main'), active: { kind: 'cycle', index: 1 } as const };
    expect(graphText(select('call-graph', recording, state))).toEqual({
      nodes: ['<cycle 1> 60', 'main 60', 'leaf 30'],
      edges: ['main -> <cycle 1> 1x 60', '<cycle 1> -> leaf 1x 30', '<cycle 1> -> <cycle 1> 5x 0 (r)'],
    });
  });

  test('a dense cyclic graph is settled at once', () => {
    const names = Array.from({ length: 60 }, (_, i) => `f${i}`);
    const calls = names.flatMap((a) => names.map((b) => `${a} -> ${b} 1x 5`));
    const recording = profile`${['main -> f0 1x 100', ...names.map((name) => `${name} 1`), ...calls].join('\n')}`;
    const model = select('call-graph', recording, around(recording, 'main', { cycles: false }));
    expect(model.kind === 'graph' && model.nodes.every((node) => node.value <= 100 + 1e-9)).toBe(true);
  });

  test('recursion in stated costs spreads no more than there is: 30 of 75 charged, of 40 that it cost', () => {
    const recording = profile`
      load states 4 40 9/5
      exec states 6 36 8/4
      outside states 0 40 1
      outside -> load 2x 30
      other -> load 3x 25
      load -> exec 8x 36
      exec -> load 4x 20`;
    const { nodes } = graphText(select('call-graph', recording, around(recording, 'load')));
    expect(nodes).toEqual(['load 40', 'exec 36', 'outside ~16', 'other ~13.33333333']);
  });
});

describe('limits', () => {
  const recording = profile`
    main 1
    main -> a 1x 90
    main -> b 1x 9
    a -> deep 1x 80
    a 10
    b 9
    deep 80`;

  test('small nodes are left out and counted', () => {
    const state = {
      ...initialViewState,
      active: { kind: 'function', index: functionNamed(recording, 'main') } as const,
    };
    const model = select('call-graph', recording, { ...state, graph: { ...state.graph, minNode: 0.1 } });
    expect([graphText(model).nodes, model.kind === 'graph' && model.hidden]).toEqual([
      ['main 100', 'a 90', 'deep ~80'],
      { nodes: 1, edges: 1 },
    ]);
  });

  test('depth below the item', () => {
    const state = around(recording, 'main');
    const model = select('call-graph', recording, { ...state, graph: { ...state.graph, calleeDepth: 1 } });
    expect(graphText(model).nodes).toEqual(['main 100', 'a 90', 'b 9']);
  });

  test('no more nodes than asked for', () => {
    const wide = profile`${Array.from({ length: 500 }, (_, i) => `main -> f${i} 1x ${i + 1}`).join('\n')}`;
    const model = select('call-graph', wide, around(wide, 'main'));
    expect(model.kind === 'graph' && model.nodes.length).toBeLessThanOrEqual(initialViewState.graph.maxNodes);
  });
});

test('what the numbers of a graph mean is said in a line that ends, however long the name is', () => {
  const name = 'std::vector<std::pair<int, std::string> >::emplace_back(int, char const*)';
  const recording = profile`x > y 10`;
  const model = select('call-graph', recording, around(recording, 'x'));
  if (model.kind !== 'graph') throw new Error(model.kind);
  const [focus, ...others] = model.nodes;
  const renamed = { ...model, nodes: [{ ...focus, label: { ...focus.label, name } }, ...others] };
  expect(graphValuesText(renamed)).toBe('cost while std::vector<std::pair<int, std:… ran');
  expect(graphValuesText(renamed, 12)).toBe('cost while std::vector… ran');
  expect(graphValuesText(model)).toBe('cost while x ran');
});
