// The graph of a function's control flow for people: blocks with what is dear in them, ways with counts. At most 300 blocks, the dearest;
// ways through blocks that are left out become dotted ones.
import { type BasicBlocks, basicBlocks, type Flow } from '../../analysis/basic-blocks.ts';
import type { Focus } from '../../analysis/focus.ts';
import {
  type InstructionPlaces,
  instructionCallCosts,
  instructionPlaces,
  instructionSelf,
} from '../../analysis/instruction-places.ts';
import { shownName } from '../../analysis/locations.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import { cutText } from '../../viewmodel/cut-text.ts';
import type { FlowBlock, FlowDetail, FlowEdge, FlowModel } from '../../viewmodel/flow.ts';
import { formatCount } from '../../viewmodel/format-count.ts';
import type { ViewNote } from '../../viewmodel/measure.ts';
import { unframedName } from '../../viewmodel/shorten-name.ts';
import { blockLines } from './flow-lines.ts';
import { hexAddress } from './machine-words.ts';
import { measureOf } from './scope-of-state.ts';
import type { Granted } from './wishes.ts';

const MOST_BLOCKS = 300;
const MOST_CALLS = 3;
/** Blocks that are left out and gone through to find where a way ends. */
const MOST_HIDDEN_STEPS = 200;

export function selectFlowModel(focus: Focus, state: ViewState, granted: Granted | undefined): FlowModel {
  const { recording, scope } = focus;
  const fn = focus.row as FunctionIndex;
  const places = instructionPlaces(recording, scope, fn);
  const blocks = basicBlocks(recording, scope, fn);
  const self = instructionSelf(recording, scope, fn);
  const values = Float64Array.from({ length: blocks.length }, (_, block) => sumOf(blocks, block, self));
  const total = values.reduce((sum, value) => sum + value, 0);
  const shown = shownBlocks(blocks, values, total * state.flow.minShare);
  const edges = edgesBetween(blocks, shown, (block) => idOf(places, blocks, block));
  const loops = new Set(edges.filter(({ back }) => back).map(({ to }) => to));
  const own = new Map(state.flowBlocks.map(({ block, detail }) => [block, detail]));
  const detailOf = (block: number): FlowDetail => own.get(idOf(places, blocks, block)) ?? state.flow.detail;
  const lines = blockLines({ recording, places, blocks, self, detailOf, granted });
  const callees = calleesOf(focus, places, blocks, state.mangled);
  const nodes = shown.map((block): FlowBlock => {
    const id = idOf(places, blocks, block);
    const value = values[block];
    return {
      id,
      title: titleOf(places, blocks, block),
      value,
      share: total > 0 ? value / total : 0,
      executions: blocks.executions[block] ?? null,
      instructions: blocks.firstPlace[block + 1] - blocks.firstPlace[block],
      detail: detailOf(block),
      ...lines(block),
      calls: callees(block),
      entry: block === 0,
      loop: loops.has(id),
    };
  });
  const name = unframedName(shownName(recording, fn, state.mangled));
  const hiddenValue = total - shown.reduce((sum, block) => sum + values[block], 0);
  const hidden = { nodes: blocks.length - shown.length, share: total > 0 ? hiddenValue / total : 0 };
  const code = granted?.code;
  return {
    kind: 'flow',
    name,
    // Shares of the whole program would be 0.00 % in nearly every block.
    measure: measureOf(recording, state, total, `own cost of ${cutText(name, 79)}`),
    detail: state.flow.detail,
    focus: idOf(places, blocks, shown[0] ?? 0),
    nodes,
    edges,
    hidden,
    notes: notesOf(recording, places, hidden.nodes, code?.state === 'failed' ? code.reason : ''),
    ...(code?.state === 'pending' ? { pending: code.what } : {}),
  };
}

function sumOf({ firstPlace }: BasicBlocks, block: number, values: Float64Array): number {
  let sum = 0;
  for (let place = firstPlace[block]; place < firstPlace[block + 1]; place++) sum += values[place];
  return sum;
}

function idOf({ address }: InstructionPlaces, { firstPlace }: BasicBlocks, block: number): string {
  return address[firstPlace[block]].toString(16);
}

function titleOf({ address }: InstructionPlaces, { firstPlace }: BasicBlocks, block: number): string {
  const [first, last] = [address[firstPlace[block]], address[firstPlace[block + 1] - 1]];
  return first === last ? hexAddress(first) : `${hexAddress(first)} … ${hexAddress(last)}`;
}

/** In the order of addresses. The first block is always there: control enters by it. */
function shownBlocks({ length }: BasicBlocks, values: Float64Array, least: number): readonly number[] {
  const all = Array.from({ length }, (_, block) => block);
  const dear = all.filter((block) => block === 0 || values[block] >= least);
  if (dear.length <= MOST_BLOCKS) return dear;
  const kept = [...dear].sort((a, b) => Number(b === 0) - Number(a === 0) || values[b] - values[a]);
  return kept.slice(0, MOST_BLOCKS).sort((a, b) => a - b);
}

function edgesBetween(
  { flows }: BasicBlocks,
  shown: readonly number[],
  idOfBlock: (block: number) => string,
): readonly FlowEdge[] {
  const isShown = new Set(shown);
  const leaving = new Map<number, Flow[]>();
  for (const flow of flows) {
    const same = leaving.get(flow.from);
    if (same === undefined) leaving.set(flow.from, [flow]);
    else same.push(flow);
  }
  const edges = new Map<string, FlowEdge>();
  const add = (flow: Flow, to: number, isHidden: boolean) => {
    const [fromId, toId] = [idOfBlock(flow.from), idOfBlock(to)];
    const key = `${fromId}>${toId}`;
    const old = edges.get(key);
    // A branch to the very next block and its falling through are one way.
    if (old !== undefined) {
      if (isHidden || old.count === null || flow.count === undefined) return;
      edges.set(key, { ...old, count: old.count + flow.count, value: old.value + flow.count });
      return;
    }
    const siblings = leaving.get(flow.from) ?? [];
    edges.set(key, {
      from: fromId,
      to: toId,
      kind: isHidden ? 'hidden' : flow.kind,
      count: isHidden ? null : (flow.count ?? null),
      executed: isHidden ? null : (flow.executed ?? null),
      notTaken: flow.kind === 'next' && siblings.some(({ kind }) => kind === 'branch'),
      back: to <= flow.from,
      value: isHidden ? 0 : (flow.count ?? 0),
    });
  };
  for (const block of shown) {
    for (const flow of leaving.get(block) ?? []) if (isShown.has(flow.to)) add(flow, flow.to, false);
    for (const flow of leaving.get(block) ?? []) {
      if (isShown.has(flow.to)) continue;
      for (const end of behindHidden(flow.to, leaving, isShown)) add(flow, end, true);
    }
  }
  return [...edges.values()];
}

/** Shown blocks that control comes to through hidden ones. */
function behindHidden(
  start: number,
  leaving: ReadonlyMap<number, readonly Flow[]>,
  isShown: ReadonlySet<number>,
): ReadonlySet<number> {
  const ends = new Set<number>();
  const seen = new Set([start]);
  for (const block of seen) {
    if (seen.size > MOST_HIDDEN_STEPS) break;
    for (const { to } of leaving.get(block) ?? []) {
      if (isShown.has(to)) ends.add(to);
      else seen.add(to);
    }
  }
  return ends;
}

/** Names of what a block calls, the dearest first. */
function calleesOf(
  { recording, scope, row }: Focus,
  { calls }: InstructionPlaces,
  { firstPlace }: BasicBlocks,
  mangled: boolean,
): (block: number) => readonly string[] {
  const costs = instructionCallCosts(recording, scope, row as FunctionIndex);
  return (block) => {
    const byCallee = new Map<number, number>();
    for (let call = 0; call < calls.length; call++) {
      if (calls.place[call] < firstPlace[block] || calls.place[call] >= firstPlace[block + 1]) continue;
      byCallee.set(calls.callee[call], (byCallee.get(calls.callee[call]) ?? 0) + costs[call]);
    }
    return [...byCallee]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_CALLS)
      .map(([callee]) => cutText(unframedName(shownName(recording, callee as FunctionIndex, mangled)), 80));
  };
}

function notesOf(recording: Recording, places: InstructionPlaces, hidden: number, failure: string): ViewNote[] {
  const notes: ViewNote[] = [];
  if (recording.jumps.length === 0) {
    notes.push({
      kind: 'info',
      short: 'no jumps recorded',
      text: 'The recording has no jumps: the function is one block. Record with --collect-jumps=yes.',
    });
  } else if (places.jumps.length === 0) {
    notes.push({ kind: 'info', short: 'no jumps', text: 'No jump of this function was recorded: it is one block.' });
  }
  if (failure !== '') notes.push({ kind: 'info', short: 'no text of instructions', text: failure });
  if (hidden > 0) {
    notes.push({ kind: 'limited', text: `${formatCount(hidden)} of the cheapest blocks are left out.` });
  }
  return notes;
}
