// What a person can do to the call graph: sums of what is left out, cycles as one node, nodes hidden, pinned, opened and closed, boxes.
// Expected numbers are worked out by hand from S8 and S13.
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import type { GraphSettings } from '../../shared/state/view-state.ts';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import { around, graphText, select } from '../support/printed-views.ts';
import { functionNamed, profile } from '../support/profile-notation.ts';

function graphOf(recording: Recording, name: string, change: Partial<GraphSettings>): GraphModel {
  const state = around(recording, name);
  const model = select('call-graph', recording, { ...state, graph: { ...state.graph, ...change } });
  if (model.kind !== 'graph') throw new Error('no graph');
  return model;
}

/** `main calls 1 1x 30`: calls that main makes and that are left out; `shared is called 1 1x 30`. */
function stubText(model: GraphModel): string[] {
  const names = new Map(model.nodes.map((node) => [node.id, node.label.name]));
  return model.stubs
    .map(({ node, end, edges, calls, value }) => {
      const verb = end === 'caller' ? 'calls' : 'is called';
      return `${names.get(node)} ${verb} ${edges} ${calls === null ? '' : `${calls}x `}${value}`;
    })
    .sort();
}

const item = (recording: Recording, name: string): ItemRef => ({
  kind: 'function',
  index: functionNamed(recording, name),
});

const diamond = profile`
  main 0
  main -> left 1x 30
  main -> right 1x 70
  left -> shared 1x 30
  right -> shared 2x 60
  right 10
  shared 90`;

describe('arrows for what is left out', () => {
  test('stand at both ends of hidden nodes and carry exactly what they hide', () => {
    const model = graphOf(diamond, 'main', { minNode: 0.5, skippedCalls: true });
    expect(graphText(model).nodes).toEqual(['main 100', 'shared ~90', 'right 70']);
    expect(stubText(model)).toEqual(['main calls 1 1x 30', 'shared is called 1 1x 30']);
    expect(model.hidden).toEqual({ nodes: 1, edges: 2 });
  });

  test('make up what shown edges lack: self cost, shown and left-out calls are the inclusive cost', () => {
    const recording = profile`
      main 5
      main -> a 1x 60
      main -> b 1x 20
      main -> c 3x 15
      a 60
      b 20
      c 15`;
    const model = graphOf(recording, 'main', { minNode: 0.5, skippedCalls: true });
    expect([graphText(model).edges, stubText(model)]).toEqual([['main -> a 1x 60'], ['main calls 2 4x 35']]);
    expect(5 + 60 + 35).toBe(model.nodes[0].inclusive);
  });

  test('of an edge that is too cheap between two shown nodes stand at both, and it is counted once', () => {
    const model = graphOf(diamond, 'main', { minEdge: 0.5, skippedCalls: true });
    expect(stubText(model)).toEqual(['left calls 1 1x 30', 'shared is called 1 1x 30']);
    expect(model.hidden).toEqual({ nodes: 0, edges: 1 });
  });

  test('add whole costs where whole costs are shown', () => {
    // right costs 70 of its own, 60 of it in shared, which costs 90 altogether.
    const recording = profile`
      main -> right 1x 70
      other -> right 1x 70
      right 20
      right -> shared 2x 120
      shared 120`;
    const hideShared = { hidden: [item(recording, 'shared')], skippedCalls: true };
    expect(stubText(graphOf(recording, 'main', hideShared))).toEqual(['right calls 1 2x 60']);
    expect(stubText(graphOf(recording, 'main', { ...hideShared, globalValues: true }))).toEqual([
      'right calls 1 2x 120',
    ]);
  });

  test('are not sent unless asked for, but nodes say that there is more', () => {
    const model = graphOf(diamond, 'main', { minNode: 0.5 });
    expect([model.stubs, model.nodes.map((node) => `${node.label.name} ${node.skipped}`)]).toEqual([
      [],
      ['main 1', 'shared 1', 'right 0'],
    ]);
  });

  test('a call may be as dear as a node must be', () => {
    const same = graphText(graphOf(diamond, 'main', { minNode: 0.3, minEdge: -1 }));
    expect(same).toEqual(graphText(graphOf(diamond, 'main', { minNode: 0.3, minEdge: 0.3 })));
  });
});

describe('a cycle', () => {
  // <cycle 1> = a, b: self 60, leaving 60, inclusive 120, entered twice with 60.
  const cyclic = profile`
    main -> a 1x 60
    other -> b 1x 60
    a 20
    a -> b 1x 90
    b 40
    b -> a 1x 30
    b -> leaf 1x 60
    leaf 60`;

  test('is one node with its own costs, what comes in as its value, half of what leaves it, and its inner calls as a loop', () => {
    const model = graphOf(cyclic, 'main', { collapseCycles: true });
    expect(graphText(model)).toEqual({
      nodes: ['main 60', '<cycle 1> 60', 'leaf ~30'],
      edges: ['main -> <cycle 1> 1x 60', '<cycle 1> -> leaf 1x ~30', '<cycle 1> -> <cycle 1> 2x 0 (r)'],
    });
    const cycle = model.nodes[1];
    expect([cycle.inclusive, cycle.self]).toEqual([120, 60]);
  });

  test('above the item hands each caller its share of what came through', () => {
    expect(graphText(graphOf(cyclic, 'leaf', { collapseCycles: true }))).toEqual({
      nodes: ['leaf 60', '<cycle 1> 60', 'main ~30', 'other ~30'],
      edges: [
        '<cycle 1> -> leaf 1x 60',
        'main -> <cycle 1> 1x ~30',
        'other -> <cycle 1> 1x ~30',
        '<cycle 1> -> <cycle 1> 2x 0 (r)',
      ],
    });
  });

  test('that the active function is in stays open', () => {
    expect(graphText(graphOf(cyclic, 'a', { collapseCycles: true })).nodes.join()).toContain('b ');
  });

  test('without its inner calls keeps its members and what leaves them', () => {
    expect(graphText(graphOf(cyclic, 'main', { innerCycleCalls: false }))).toEqual({
      nodes: ['main 60', 'a 60', 'b ~50', 'leaf ~30'],
      edges: ['main -> a 1x 60', 'b -> leaf 1x ~30'],
    });
  });

  test('entered twice by one function is entered by one edge with both calls', () => {
    const recording = profile`
      main -> a 1x 60
      main -> b 2x 40
      a 50
      a -> b 1x 10
      b 50
      b -> a 1x 10`;
    expect(graphText(graphOf(recording, 'main', { collapseCycles: true })).edges[0]).toBe('main -> <cycle 1> 3x 100');
  });

  test('in stacks is exact: each stack that enters it counts once', () => {
    const recording = profile`
      main > a > b > a > leaf 30
      main > b > a 10
      main > leaf 5`;
    const { nodes, edges } = graphText(graphOf(recording, 'main', { collapseCycles: true }));
    expect(nodes).toEqual(['main 45', '<cycle 1> 40', 'leaf 35']);
    expect(edges).toEqual([
      'main -> <cycle 1> 40',
      '<cycle 1> -> leaf 30',
      'main -> leaf 5',
      '<cycle 1> -> <cycle 1> 0 (r)',
    ]);
  });
});

describe('exceptions by hand', () => {
  const chain = profile`
    main 10
    main -> a 1x 90
    a 10
    a -> b 1x 80
    b 79
    b -> c 1x 1
    c 1`;

  test('a hidden node is gone with what only it leads to, and is named to be shown again', () => {
    const model = graphOf(chain, 'main', { hidden: [item(chain, 'b')] });
    expect(graphText(model).nodes).toEqual(['main 100', 'a 90']);
    expect(model.hiddenItems.map((label) => label.name)).toEqual(['b']);
    expect(model.hidden).toEqual({ nodes: 2, edges: 1 });
  });

  test('the active item cannot be hidden', () => {
    expect(graphText(graphOf(chain, 'main', { hidden: [item(chain, 'main')] })).nodes[0]).toBe('main 100');
  });

  test('a pinned node is shown whatever the limits, with the heaviest way to it', () => {
    const model = graphOf(diamond, 'main', { minNode: 0.8, calleeDepth: 1, pinned: [item(diamond, 'shared')] });
    expect(graphText(model)).toEqual({
      nodes: ['main 100', 'shared ~90', 'right 70'],
      edges: ['main -> right 1x 70', 'right -> shared 2x ~60'],
    });
    expect(model.nodes.filter((node) => node.pinned).map((node) => node.label.name)).toEqual(['shared']);
  });

  test('a pinned node that has nothing to do with the item stands there with nothing', () => {
    const model = graphOf(diamond, 'left', { pinned: [item(diamond, 'right')] });
    expect(graphText(model).nodes).toEqual(['left 30', 'main 30', 'shared 30', 'right 0']);
  });

  test('a closed node leads nowhere; what others lead to stays', () => {
    const model = graphOf(diamond, 'main', { collapsed: [item(diamond, 'right')], skippedCalls: true });
    expect(graphText(model).edges).toEqual(['main -> right 1x 70', 'main -> left 1x 30', 'left -> shared 1x ~30']);
    expect(stubText(model)).toEqual(['right calls 1 2x 60', 'shared is called 1 2x 60']);
  });

  test('an opened node shows its heaviest neighbours beyond the limits, eight more each time', () => {
    const calls = Array.from({ length: 20 }, (_, i) => `main -> f${i + 1} 1x ${i + 1}`);
    const wide = profile`${calls.join('\n')}`;
    const opened = (steps: number) =>
      graphOf(wide, 'main', { minNode: 0.5, expanded: [{ item: item(wide, 'main'), steps }] }).nodes.length - 1;
    expect([opened(1), opened(2), opened(3)]).toEqual([8, 16, 20]);
  });

  test('of the calls inside a large cycle the dearest are drawn, the others are counted and come when they are asked for', () => {
    // hub calls m1 … m30 and each of them calls hub: one cycle, all of whose calls cost nearly what hub costs.
    const members = Array.from({ length: 30 }, (_, i) => i + 1);
    const lines = members.flatMap((i) => [`m${i} 1`, `hub -> m${i} 1x ${100 + i}`, `m${i} -> hub 1x ${100 + i}`]);
    const large = profile`${['main -> hub 1x 1000', 'hub 970', ...lines].join('\n')}`;
    const drawn = (change: Partial<GraphSettings>) => {
      const model = graphOf(large, 'hub', { skippedCalls: true, ...change });
      const names = new Map(model.nodes.map(({ id, label }) => [id, label.name]));
      const inner = model.edges.filter(({ recursive }) => recursive);
      const leaving = inner.filter(({ from }) => names.get(from) === 'hub').map(({ to }) => names.get(to) ?? '');
      const skipped = model.stubs.find(({ node, end }) => names.get(node) === 'hub' && end === 'caller');
      return { leaving: leaving.sort(), skipped: skipped?.edges };
    };
    const dearest = members.slice(-8).map((i) => `m${i}`);
    expect(drawn({})).toEqual({ leaving: dearest.sort(), skipped: 22 });
    const opened = drawn({ expanded: [{ item: item(large, 'hub'), steps: 1 }] });
    expect(opened.leaving).toHaveLength(16);
    expect(opened.leaving).toEqual(expect.arrayContaining(dearest));
    // The limit itself: fewer, all, and a quarter of it where the cycle is only come through.
    expect(drawn({ maxInnerCalls: 4 })).toEqual({ leaving: dearest.slice(-4).sort(), skipped: 26 });
    expect(drawn({ maxInnerCalls: -1 })).toEqual({ leaving: members.map((i) => `m${i}`).sort(), skipped: undefined });
    const isCut = (maxInnerCalls: number) => graphOf(large, 'hub', { maxInnerCalls }).cutInner;
    expect([isCut(8), isCut(-1)]).toEqual([true, false]);
    const fromMain = (maxInnerCalls: number) =>
      graphOf(large, 'main', { maxInnerCalls }).edges.filter(({ recursive }) => recursive).length;
    expect([fromMain(8), fromMain(16)]).toEqual([4, 8]);
  });

  test('what an opened node brings in can be opened itself', () => {
    const expanded = [
      { item: item(chain, 'b'), steps: 1 },
      { item: item(chain, 'a'), steps: 1 },
    ];
    const model = graphOf(chain, 'main', { calleeDepth: 1, expanded });
    expect(graphText(model).nodes).toEqual(['main 100', 'a 90', 'b ~80', 'c ~1']);
  });

  test('items of another recording are passed over', () => {
    const strange: ItemRef[] = [
      { kind: 'function', index: 999 },
      { kind: 'cycle', index: 7 },
    ];
    const change = { hidden: strange, pinned: strange, collapsed: strange };
    expect(graphText(graphOf(chain, 'main', change))).toEqual(graphText(graphOf(chain, 'main', {})));
  });
});

describe('boxes', () => {
  const recording = profile`
    main@src/main.cc[app] 0
    main@src/main.cc[app] -> shop::add(int)@src/shop.cc[app] 1x 60
    main@src/main.cc[app] -> std::sort<std::vector<int>>(int)@bits/algo.h[libstdc++.so] 1x 40
    shop::add(int)@src/shop.cc[app] -> shop::Cart::total()@src/shop.cc[app] 1x 30`;
  const boxes = (groups: GraphSettings['groups']): Record<string, string[]> => {
    const model = graphOf(recording, 'main', { groups });
    const named = model.groups.map(({ id, title }) => {
      const members = model.nodes.filter((node) => node.group === id).map((node) => node.label.name);
      return [title, members] as const;
    });
    return Object.fromEntries(named);
  };

  test('are not there unless asked for', () => {
    expect(boxes('none')).toEqual({});
  });

  test('hold the functions of one module, file or namespace; a function without a namespace stands outside', () => {
    expect(boxes('module')).toEqual({
      app: ['main', 'shop::add(int)', 'shop::Cart::total()'],
      'libstdc++.so': ['std::sort<std::vector<int>>(int)'],
    });
    expect(boxes('file')).toEqual({
      'main.cc': ['main'],
      'shop.cc': ['shop::add(int)', 'shop::Cart::total()'],
      'algo.h': ['std::sort<std::vector<int>>(int)'],
    });
    expect(boxes('namespace')).toEqual({
      shop: ['shop::add(int)'],
      'shop::Cart': ['shop::Cart::total()'],
      std: ['std::sort<std::vector<int>>(int)'],
    });
  });

  test('hold the members of a cycle', () => {
    const cyclic = profile`
      main -> a 1x 10
      a -> b 1x 10
      b -> a 1x 10
      a 5
      b 5`;
    const model = graphOf(cyclic, 'main', { groups: 'cycle' });
    expect(model.groups.map((group) => group.title)).toEqual(['<cycle 1>']);
    expect(model.nodes.map((node) => [node.label.name, node.group])).toEqual([
      ['main', null],
      ['a', 'g0'],
      ['b', 'g0'],
    ]);
  });
});
