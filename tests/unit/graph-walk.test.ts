// The page's arithmetic of the call graph: walking by keys, the heaviest way, finding nodes, the minimap's corner, pictures on the way.
import { describe, expect, it } from 'vitest';
import { displacedLayout } from '../../shared/layout/displaced-layout.ts';
import type { Rectangle } from '../../shared/layout/geometry.ts';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import { heaviestPath, pathToNode } from '../../shared/viewmodel/graph-path.ts';
import { nodesFound } from '../../shared/viewmodel/graph-search.ts';
import { freestCorner } from '../../src-renderer/canvas/minimap-corner.ts';
import { cursorOfKey, type WalkedGraph } from '../../src-renderer/presenters/graph-keys.ts';
import { nodeIdsOf, subjectOf } from '../../src-renderer/presenters/graph-subject.ts';
import { around, select } from '../support/printed-views.ts';
import { profile } from '../support/profile-notation.ts';

/** main → left 40 → shared 10, main → right 60 → shared 50 → leaf 45; the focus is main. */
const recording = profile`
  main -> left 1x 40
  main -> right 1x 60
  left -> shared 1x 10
  right -> shared 1x 50
  left 30
  right 10
  shared 15
  shared -> leaf 1x 45
  leaf 45`;

function graphAround(name: string): GraphModel {
  const model = select('call-graph', recording, around(recording, name));
  if (model.kind !== 'graph') throw new Error('no graph');
  return model;
}

const model = graphAround('main');
const nameOf = (id: string): string => model.nodes.find((node) => node.id === id)?.label.name ?? '';
const idOf = (name: string): string => model.nodes.find((node) => node.label.name === name)?.id ?? '';
/** `main` or `main>left`. */
const named = (target: string): string => target.split('>').map(nameOf).join('>');
const target = (text: string): string => text.split('>').map(idOf).join('>');

/** Places as a person would draw it: main above, left and right below it, then shared, then leaf. */
const places: Readonly<Record<string, readonly [number, number]>> = {
  main: [100, 0],
  left: [0, 100],
  right: [200, 100],
  shared: [100, 200],
  leaf: [100, 300],
};

function walked(direction: WalkedGraph['direction']): WalkedGraph {
  const nodes = model.nodes.map(({ label }): Rectangle => {
    const [x = 0, y = 0] = places[label.name] ?? [];
    return { x: direction === 'right' ? y : x, y: direction === 'right' ? x : y, width: 80, height: 40 };
  });
  return { model, direction, layout: { width: 300, height: 400, nodes, edges: [], groups: [] } };
}

function walk(direction: WalkedGraph['direction'], keys: readonly string[]): string[] {
  let cursor: { target: string; via: string | undefined } = { target: model.focus, via: undefined };
  return keys.map((key) => {
    cursor = cursorOfKey(walked(direction), cursor, key) ?? cursor;
    return named(cursor.target);
  });
}

describe('arrow keys in the call graph', () => {
  it('lead down along the heaviest call: node, line, node', () => {
    const down = Array.from({ length: 5 }, () => 'ArrowDown');
    expect(walk('down', down)).toEqual(['main>right', 'right', 'right>shared', 'shared', 'shared>leaf']);
  });

  it('lead from line to line at the node one came from', () => {
    expect(walk('down', ['ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowDown'])).toEqual([
      'main>right',
      'main>left',
      'main>left',
      'left',
    ]);
    const up = walk('down', ['End', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowLeft', 'ArrowUp']);
    expect(up).toEqual(['leaf', 'shared>leaf', 'shared', 'right>shared', 'left>shared', 'left']);
  });

  it('lead to the neighbour on the same level, and nowhere at the border', () => {
    expect(walk('down', ['ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowRight'])).toEqual([
      'main>right',
      'right',
      'left',
      'left',
      'right',
    ]);
  });

  it('turn with a graph that runs to the right', () => {
    const keys = ['ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowLeft'];
    expect(walk('right', keys)).toEqual(['main>right', 'right', 'left', 'main>left', 'main']);
  });

  it('Home leads to the active item, End to the end of the heaviest calls', () => {
    expect(walk('down', ['End', 'Home'])).toEqual(['leaf', 'main']);
  });
});

describe('the heaviest way', () => {
  const text = (path: { nodes: readonly string[] } | undefined) => path?.nodes.map(nameOf);

  it('is the one whose lightest call is heaviest', () => {
    expect(text(heaviestPath(model, idOf('main'), idOf('leaf')))).toEqual(['main', 'right', 'shared', 'leaf']);
    expect(text(heaviestPath(model, idOf('left'), idOf('leaf')))).toEqual(['left', 'shared', 'leaf']);
  });

  it('is not there against the calls', () => {
    expect(heaviestPath(model, idOf('leaf'), idOf('main'))).toBeUndefined();
  });

  it('joins the active item with its callers as with its callees', () => {
    const below = graphAround('shared');
    expect(text(pathToNode(below, idOf('main'), false))).toEqual(['main', 'right', 'shared']);
    expect(text(pathToNode(below, idOf('leaf'), false))).toEqual(['shared', 'leaf']);
    expect(text(pathToNode(below, idOf('leaf'), true))).toEqual(['main', 'right', 'shared', 'leaf']);
  });
});

describe('finding nodes', () => {
  it('looks for a part of the name whatever the case, or for a pattern', () => {
    expect(nodesFound(model, 'L').map(nameOf)).toEqual(['leaf', 'left']);
    expect(nodesFound(model, '/^(left|right)$/').map(nameOf)).toEqual(['right', 'left']);
  });

  it('finds nothing for nothing, and for a pattern that is half typed', () => {
    expect([nodesFound(model, ' '), nodesFound(model, '/(/')]).toEqual([[], []]);
  });
});

it('a key of the picture stands for a node, or for a call with both its ends', () => {
  expect(subjectOf(model, idOf('left'))?.node.label.name).toBe('left');
  const call = subjectOf(model, target('main>left'));
  expect(call?.node.label.name).toBe('left');
  expect(call === undefined ? [] : nodeIdsOf(call).map(nameOf)).toEqual(['main', 'left']);
  expect(subjectOf(model, 'f99')).toBeUndefined();
});

describe('the minimap', () => {
  const room = { pane: { width: 600, height: 400 }, map: { width: 100, height: 80 } };
  const view = { scale: 1, x: 0, y: 0 };

  it('takes the corner in which it covers least', () => {
    const lowerHalf = { x: 0, y: 250, width: 600, height: 150 };
    expect(freestCorner([], view, room)).toBe('bottom-left');
    expect(freestCorner([lowerHalf], view, room)).toBe('top-left');
    expect(freestCorner([lowerHalf, { x: 0, y: 0, width: 300, height: 100 }], view, room)).toBe('top-right');
  });

  it('looks at what is seen, not at where it lies in the picture', () => {
    const box = { x: 0, y: 500, width: 1200, height: 300 };
    expect(freestCorner([box], { scale: 0.5, x: 0, y: 0 }, room)).toBe('top-left');
  });
});

it('a picture on the way keeps its lines joined to both boxes', () => {
  const layout = {
    width: 100,
    height: 200,
    nodes: [
      { x: 0, y: 0, width: 40, height: 20 },
      { x: 0, y: 100, width: 40, height: 20 },
    ],
    edges: [{ points: [20, 20, 20, 50, 20, 80, 20, 100], label: { x: 30, y: 50 } }],
    groups: [],
  };
  const offsets = [
    { x: 0, y: 0 },
    { x: 60, y: -30 },
  ];
  const moved = displacedLayout(layout, [{ from: 0, to: 1, weight: 1 }], (row) => offsets[row]);
  expect(moved.nodes[1]).toEqual({ x: 60, y: 70, width: 40, height: 20 });
  expect(moved.edges[0]).toEqual({ points: [20, 20, 40, 40, 60, 60, 80, 70], label: null });
});
