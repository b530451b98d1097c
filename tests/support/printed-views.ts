// Views as text, so that a test compares a whole view at once: one line a row, rectangle, node or edge.

import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { viewById } from '../../shared/views/views.ts';
import { functionNamed } from './profile-notation.ts';

/** The initial state with a function active and every limit lifted. */
export function around(recording: Recording, name: string, change: Partial<ViewState> = {}): ViewState {
  return {
    ...initialViewState,
    active: { kind: 'function', index: functionNamed(recording, name) },
    graph: { ...initialViewState.graph, minNode: 0, minEdge: 0, callerDepth: -1 },
    map: { ...initialViewState.map, minShare: 0 },
    ...change,
  };
}

export function select(id: string, recording: Recording, state: ViewState, request: ViewRequest = {}): ViewModel {
  const view = viewById(id);
  if (view === undefined) throw new Error(`no view ${id}`);
  return view.select(recording, state, request);
}

/** `columns` of a table, cells separated by blanks: `60 10 5 main`; `(r)` behind recursive rows. */
export function tableText(model: ViewModel, columns: readonly string[]): string[] {
  if (model.kind !== 'table') throw new Error(`not a table: ${JSON.stringify(model)}`);
  const positions = columns.map((id) => model.columns.findIndex((column) => column.id === id));
  return model.rows.map((row) => {
    const cells = positions.map((position) => row.cells[position] ?? '–');
    return `${cells.join(' ')}${row.recursive ? ' (r)' : ''}`;
  });
}

/** A map, one level further in with each two blanks: `leaf 20 self 20`; `~` before estimated values. */
export function mapText(model: ViewModel): string[] {
  if (model.kind !== 'treemap') throw new Error(`not a map: ${JSON.stringify(model)}`);
  const depths: number[] = [];
  return model.nodes.map((node, index) => {
    depths[index] = node.parent < 0 ? 0 : depths[node.parent] + 1;
    const value = `${node.estimated ? '~' : ''}${round(node.value)}`;
    const self = model.direction === 'callers' ? '' : ` self ${round(node.self)}`;
    return `${'  '.repeat(depths[index])}${node.label.name} ${value}${self}`;
  });
}

/** Nodes `main 100`, edges `main -> leaf 2x 20`; `~` before estimated values, `(r)` behind recursive edges. */
export function graphText(model: ViewModel): { nodes: string[]; edges: string[] } {
  if (model.kind !== 'graph') throw new Error(`not a graph: ${JSON.stringify(model)}`);
  const names = new Map(model.nodes.map((node) => [node.id, node.label.name]));
  const nodes = model.nodes.map((node) => `${node.label.name} ${node.estimated ? '~' : ''}${round(node.value)}`);
  const edges = model.edges.map((edge) => {
    const calls = edge.calls === null ? '' : `${edge.calls}x `;
    const value = `${edge.estimated ? '~' : ''}${round(edge.value)}`;
    return `${names.get(edge.from)} -> ${names.get(edge.to)} ${calls}${value}${edge.recursive ? ' (r)' : ''}`;
  });
  return { nodes, edges };
}

function round(value: number): number {
  return Number(value.toPrecision(10));
}
