// The nested map around the active item, downwards or upwards: what callee map and caller map share.
import {
  type Branch,
  type Branches,
  growTree,
  preOrder,
  type TreeNode,
  treeNode,
} from '../../analysis/best-first-tree.ts';
import type { Direction, Focus } from '../../analysis/focus.ts';
import { callBranches, rootPlace } from '../../analysis/map-calls.ts';
import { rootContexts, stackBranches } from '../../analysis/map-stacks.ts';
import { memo } from '../../base/memo.ts';
import { runAtOnce, type Sliced } from '../../base/slices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import { formatCount } from '../../viewmodel/format-count.ts';
import type { ItemRef } from '../../viewmodel/item.ts';
import type { ViewNote } from '../../viewmodel/measure.ts';
import type { TreemapModel, TreemapNode, TreemapStep } from '../../viewmodel/treemap.ts';
import type { UnavailableModel } from '../../viewmodel/view-model.ts';
import { focusCalls, focusMeasure, focusOfState } from './focus-of-state.ts';
import { createLabels, rowOfItem } from './item-labels.ts';
import { estimatedNote } from './notes.ts';
import { createOverTotal } from './over-total.ts';
import { prepareItems } from './preparation.ts';

const MOST_NODES = 4000;
/** Deeper than anything that can be seen: every level takes pixels from the next. */
const DEEPEST = 1000;
const LABELS_PER_SLICE = 512;

export function selectMap(
  recording: Recording,
  state: ViewState,
  direction: Direction,
): TreemapModel | UnavailableModel {
  return runAtOnce(mapInSlices(recording, state, direction));
}

export function* prepareMap(recording: Recording, state: ViewState, direction: Direction): Sliced<void> {
  yield* prepareItems(recording, state);
  yield* mapInSlices(recording, state, direction);
}

/** What was made last on each side: a map is thousands of labels, and is asked for as soon as it is prepared. */
interface LastMap {
  key?: string;
  model?: TreemapModel | UnavailableModel;
}

function* mapInSlices(
  recording: Recording,
  state: ViewState,
  direction: Direction,
): Sliced<TreemapModel | UnavailableModel> {
  const last = memo(recording, `last-map:${direction}`, (): LastMap => ({}));
  const key = JSON.stringify(state);
  if (last.model !== undefined && last.key === key) return last.model;
  const model = yield* mapAround(recording, state, direction);
  last.key = key;
  last.model = model;
  return model;
}

function* mapAround(
  recording: Recording,
  state: ViewState,
  direction: Direction,
): Sliced<TreemapModel | UnavailableModel> {
  const focus = focusOfState(recording, state);
  if (focus === undefined) return { kind: 'unavailable', reason: 'No function is active.' };
  yield;
  const { nodes, path } =
    recording.family === 'stacks'
      ? yield* mapNodes(focus, state, direction, stackMap(focus, direction))
      : yield* mapNodes(focus, state, direction, callMap(focus, direction));
  return {
    kind: 'treemap',
    direction,
    measure: focusMeasure(recording, state, focus),
    path,
    nodes,
    notes: notesOf(nodes),
  };
}

interface MapSource<Payload> {
  readonly root: Payload;
  /** Self cost of a node as recorded, scaled to its path; undefined where whatever is left of it is that. */
  readonly ownOf: (payload: Payload) => number | undefined;
  readonly branchesOf: (node: TreeNode<Payload>, smallest: number) => Branches<Payload>;
}

function stackMap(focus: Focus, direction: Direction): MapSource<ReturnType<typeof rootContexts>> {
  return { root: rootContexts(focus, direction), ownOf: () => undefined, branchesOf: stackBranches(focus, direction) };
}

function callMap(focus: Focus, direction: Direction): MapSource<ReturnType<typeof rootPlace>> {
  return { root: rootPlace(focus), ownOf: ({ own }) => own, branchesOf: callBranches(focus, direction) };
}

function* mapNodes<Payload>(
  focus: Focus,
  state: ViewState,
  direction: Direction,
  source: MapSource<Payload>,
): Sliced<Pick<TreemapModel, 'nodes' | 'path'>> {
  const { map } = state;
  const value = Math.max(0, focus.value);
  const top: Branch<Payload> = {
    row: focus.row,
    value,
    calls: focusCalls(focus),
    estimated: false,
    payload: source.root,
  };
  const zoom = direction === 'callees' ? map.calleeZoom : map.callerZoom;
  const root = zoomedNode(focus, treeNode(top, undefined), zoom, source);
  const stopRow = map.stopAt === undefined ? undefined : rowOfItem(focus.recording, map.stopAt);
  const branchesOf: typeof source.branchesOf = (node, smallest) =>
    source.branchesOf(node, node.row === stopRow && node !== root ? Number.POSITIVE_INFINITY : smallest);
  yield* growTree(root, branchesOf, {
    smallest: Math.max(Number.MIN_VALUE, map.minShare * root.value),
    depth: map.depth < 0 ? DEEPEST : Math.min(DEEPEST, map.depth),
    nodes: MOST_NODES,
  });
  const labels = createLabels(focus.recording, focus.costs, state);
  const overTotal = createOverTotal(focus.recording, focus.scope, focus.costs);
  const path: TreemapStep[] = [];
  for (let up = root.parent; up !== undefined; up = up.parent) {
    path.unshift({ label: labels.ofRow(up.row), value: up.value });
  }
  yield;
  const ordered = preOrder(root);
  const nodes: TreemapNode[] = [];
  for (const { node, parent } of ordered) {
    let below = node.hiddenValue;
    for (const child of node.children) below += child.value;
    nodes.push({
      parent,
      label: labels.ofRow(node.row),
      value: node.value,
      ...(direction === 'callers' ? { self: 0 } : selfAndRest(node.value, below, source.ownOf(node.payload))),
      calls: node.calls,
      estimated: node.estimated,
      hiddenChildren: node.hiddenCount,
      hiddenValue: node.hiddenValue,
      ...overTotal(node.value),
    });
    if (nodes.length % LABELS_PER_SLICE === 0) yield;
  }
  return { nodes, path };
}

/** A part in a thousand is rounding. */
const ROUNDING = 1e-3;

/** What is left of a node, told apart: its self cost, as lists show it, and what the file says nothing about (S14). */
function selfAndRest(value: number, below: number, own: number | undefined): Pick<TreemapNode, 'self' | 'rest'> {
  const left = Math.max(0, value - below);
  if (own === undefined || left - own <= ROUNDING * value) return { self: left };
  return { self: own, rest: left - own };
}

/** The rectangle that fills the map: as far along the way as there is one. */
function zoomedNode<Payload>(
  { recording }: Focus,
  top: TreeNode<Payload>,
  zoom: readonly ItemRef[],
  { branchesOf }: MapSource<Payload>,
): TreeNode<Payload> {
  let node = top;
  for (const item of zoom) {
    const row = rowOfItem(recording, item);
    const next = branchesOf(node, Number.MIN_VALUE).shown.find((branch) => branch.row === row);
    if (next === undefined) return node;
    node = treeNode(next, node);
  }
  return node;
}

function notesOf(nodes: readonly TreemapNode[]): ViewNote[] {
  const notes: ViewNote[] = [];
  if (nodes.some((node) => node.estimated)) notes.push(estimatedNote);
  let hidden = 0;
  for (const node of nodes) hidden += node.hiddenChildren;
  if (hidden > 0) {
    notes.push({ kind: 'limited', text: `${formatCount(hidden)} rectangles are too small or too deep to be shown.` });
  }
  return notes;
}
