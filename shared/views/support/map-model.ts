// The nested map around the active item, downwards or upwards: what callee map and caller map share.
import { type Branch, type Branches, growTree, preOrder, type TreeNode } from '../../analysis/best-first-tree.ts';
import type { Direction, Focus } from '../../analysis/focus.ts';
import { callBranches, rootPlace } from '../../analysis/map-calls.ts';
import { rootContexts, stackBranches } from '../../analysis/map-stacks.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import { formatCount } from '../../viewmodel/format-count.ts';
import type { ViewNote } from '../../viewmodel/measure.ts';
import type { TreemapModel, TreemapNode } from '../../viewmodel/treemap.ts';
import type { UnavailableModel } from '../../viewmodel/view-model.ts';
import { focusCalls, focusMeasure, focusOfState } from './focus-of-state.ts';
import { createLabels } from './item-labels.ts';
import { estimatedNote } from './notes.ts';

const MOST_NODES = 4000;
/** Deeper than anything that can be seen: every level takes pixels from the next. */
const DEEPEST = 1000;

export function selectMap(
  recording: Recording,
  state: ViewState,
  direction: Direction,
): TreemapModel | UnavailableModel {
  const focus = focusOfState(recording, state);
  if (focus === undefined) return { kind: 'unavailable', reason: 'No function is active.' };
  const nodes =
    recording.family === 'stacks'
      ? mapNodes(focus, state, direction, stackMap(focus, direction))
      : mapNodes(focus, state, direction, callMap(focus, direction));
  return {
    kind: 'treemap',
    direction,
    measure: focusMeasure(recording, state, focus),
    nodes,
    notes: notesOf(nodes),
  };
}

interface MapSource<Payload> {
  readonly root: Payload;
  readonly branchesOf: (node: TreeNode<Payload>, smallest: number) => Branches<Payload>;
}

function stackMap(focus: Focus, direction: Direction): MapSource<ReturnType<typeof rootContexts>> {
  return { root: rootContexts(focus, direction), branchesOf: stackBranches(focus, direction) };
}

function callMap(focus: Focus, direction: Direction): MapSource<ReturnType<typeof rootPlace>> {
  return { root: rootPlace(focus), branchesOf: callBranches(focus, direction) };
}

function mapNodes<Payload>(
  focus: Focus,
  state: ViewState,
  direction: Direction,
  { root, branchesOf }: MapSource<Payload>,
): TreemapNode[] {
  const value = Math.max(0, focus.value);
  const top: Branch<Payload> = { row: focus.row, value, calls: focusCalls(focus), estimated: false, payload: root };
  const tree = growTree(top, branchesOf, {
    smallest: Math.max(Number.MIN_VALUE, state.map.minShare * value),
    depth: state.map.depth < 0 ? DEEPEST : Math.min(DEEPEST, state.map.depth),
    nodes: MOST_NODES,
  });
  const labels = createLabels(focus.recording, focus.costs, state);
  return preOrder(tree).map(({ node, parent }) => {
    let below = node.hiddenValue;
    for (const child of node.children) below += child.value;
    return {
      parent,
      label: labels.ofRow(node.row),
      value: node.value,
      self: direction === 'callers' ? 0 : Math.max(0, node.value - below),
      calls: node.calls,
      estimated: node.estimated,
      hiddenChildren: node.hiddenCount,
      hiddenValue: node.hiddenValue,
    };
  });
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
