// Views as JSON, in the shapes that the command line promises with --json. Costs are exact, names are whole, null is "not recorded".
// Other programs rely on these shapes: fields may be added, none may go.

import type { Recording } from '../model/recording.ts';
import type { GraphModel } from '../viewmodel/graph.ts';
import type { TableModel, TableRow } from '../viewmodel/table.ts';
import type { TreemapModel } from '../viewmodel/treemap.ts';
import type { ActiveItem, SeenView, ViewExporter } from './exporter.ts';

import { codeToJson } from './support/code-json.ts';

import { flowToJson } from './support/flow-json.ts';
import { identityOf } from './support/function-identity.ts';
import { machineToJson } from './support/machine-json.ts';

import { allCallsToJson, cellsOf, cyclesToJson, stackToJson } from './support/walks-json.ts';

export const jsonExporter: ViewExporter = {
  id: 'json',
  *write(view: SeenView): Generator<string> {
    yield `${JSON.stringify(viewToJson(view), undefined, 2)}\n`;
  },
};

/** The view as a plain value. */
export function viewToJson(view: SeenView): object {
  const models = Array.from(view.models);
  const [first] = models;
  if (first === undefined || first.kind === 'unavailable') return { unavailable: first?.reason ?? null };
  if (first.kind === 'graph') return graphToJson(view.recording, first);
  if (first.kind === 'treemap') return treemapToJson(view.recording, first);
  if (first.kind === 'flow') return flowToJson(first);
  if (first.kind === 'code') {
    const parts = models.filter((model) => model.kind === 'code');
    const write = first.instructions === true ? machineToJson : codeToJson;
    return write(parts, (label) => identityOf(view.recording, label), {
      function: view.active === undefined ? null : activeToJson(view.recording, view.active),
    });
  }
  const tables = models.filter((model) => model.kind === 'table');
  if (view.viewId === 'callers' || view.viewId === 'callees') return relationToJson(view, tables);
  if (view.viewId in walks) return walkToJson(view, tables);
  if (tables.some(({ rows }) => rows.some(({ choice }) => choice !== undefined))) return settingsToJson(view, tables);
  return functionsToJson(view, tables);
}

const walks: Readonly<Record<string, (recording: Recording, tables: readonly TableModel[]) => object>> = {
  'all-callers': (recording, tables) => ({ allCallers: allCallsToJson(recording, tables) }),
  'all-callees': (recording, tables) => ({ allCallees: allCallsToJson(recording, tables) }),
  'heaviest-stack': (recording, tables) => ({ stack: stackToJson(recording, tables) }),
  cycles: (recording, tables) => ({ cycles: cyclesToJson(recording, tables) }),
};

function walkToJson({ recording, viewId, active }: SeenView, tables: readonly TableModel[]): object {
  const { eventType: name, unit } = tables[0].measure;
  const about = viewId === 'cycles' ? {} : { function: active === undefined ? null : activeToJson(recording, active) };
  return { eventType: { name, unit }, ...about, ...walks[viewId]?.(recording, tables) };
}

/** `(root)` stands above everything and is no function; cycles are told by their members' `cycle`. */
export function isListed(row: TableRow): boolean {
  return row.tree?.group === undefined && row.label.item.kind === 'function' && row.label.name !== '(root)';
}

function functionsToJson({ recording, file }: SeenView, tables: readonly TableModel[]): object {
  const { measure, second } = tables[0];
  const functions = tables.flatMap((table) => {
    const cell = cellsOf(table);
    return table.rows.filter(isListed).map((row) => ({
      ...identityOf(recording, row.label),
      line: row.label.line,
      self: cell(row, 'self') ?? 0,
      inclusive: cell(row, 'inclusive') ?? 0,
      calls: cell(row, 'calls') ?? 0,
      primitiveCalls: cell(row, 'primitive-calls'),
      cycle: row.label.cycle,
      estimated: row.estimated,
      ...(second === undefined ? {} : { self2: cell(row, 'self-2'), inclusive2: cell(row, 'inclusive-2') }),
    }));
  });
  return {
    file,
    format: recording.format,
    eventType: { name: measure.eventType, unit: measure.unit, total: measure.base },
    ...(second === undefined
      ? {}
      : { secondEventType: { name: second.eventType, unit: second.unit, total: second.base } }),
    functions,
    ...(tables[0].grouping === undefined ? {} : { grouping: tables[0].grouping, groups: groupsToJson(tables) }),
  };
}

/** Event types, parts: every column by its id, with the unit of the row's costs. */
function settingsToJson({ file, viewId }: SeenView, tables: readonly TableModel[]): object {
  const rows = tables.flatMap(({ columns, rows: window, measure }) =>
    window.map((row) => ({
      ...Object.fromEntries(columns.map(({ id }, column) => [id, row.cells[column] ?? null])),
      unit: (row.measure ?? measure).unit,
    })),
  );
  return { file, [viewId]: rows };
}

interface Group {
  name: string;
  path: string;
  self: number;
  inclusive: number | null;
  calls: number | null;
  /** Functions in it and in the groups inside it. */
  functions: number;
  estimated: boolean;
  groups: Group[];
}

/** Parents come before their children, each one level deeper. */
function groupsToJson(tables: readonly TableModel[]): Group[] {
  const top: Group[] = [];
  const open: Group[] = [];
  for (const table of tables) {
    const cell = cellsOf(table);
    const number = (row: TableRow, id: string): number | null => {
      const value = cell(row, id);
      return typeof value === 'number' ? value : null;
    };
    for (const row of table.rows) {
      const { tree } = row;
      if (tree?.group === undefined) continue;
      const group: Group = {
        name: row.label.name,
        path: tree.path,
        self: number(row, 'self') ?? 0,
        inclusive: number(row, 'inclusive'),
        calls: number(row, 'calls'),
        functions: tree.group.functions,
        estimated: row.estimated,
        groups: [],
      };
      (tree.depth === 0 ? top : open[tree.depth - 1].groups).push(group);
      open[tree.depth] = group;
    }
  }
  return top;
}

function relationToJson({ recording, viewId, active }: SeenView, tables: readonly TableModel[]): object {
  const rows = tables.flatMap((table) => {
    const cell = cellsOf(table);
    return table.rows.filter(isListed).map((row) => ({
      ...identityOf(recording, row.label),
      calls: cell(row, 'calls') ?? 0,
      inclusive: cell(row, 'inclusive') ?? 0,
      recursive: row.recursive,
      estimated: row.estimated,
      ...(table.second === undefined ? {} : { inclusive2: cell(row, 'inclusive-2') }),
    }));
  });
  return { function: active === undefined ? null : activeToJson(recording, active), [viewId]: rows };
}

function activeToJson(recording: Recording, { label, self, inclusive, calls }: ActiveItem): object {
  return { ...identityOf(recording, label), self, inclusive, calls: calls ?? 0 };
}

function graphToJson(recording: Recording, model: GraphModel): object {
  const { base } = model.measure;
  const groups = new Map(model.groups.map(({ id, title }) => [id, title]));
  return {
    eventType: { name: model.measure.eventType, unit: model.measure.unit },
    focus: model.focus,
    values: model.values,
    nodes: model.nodes.map((node) => ({
      id: node.id,
      ...identityOf(recording, node.label),
      self: node.self,
      inclusive: node.inclusive,
      value: node.value,
      share: shareOf(node.value, base),
      cycle: node.label.cycle,
      estimated: node.estimated,
      ...(node.group === null ? {} : { group: groups.get(node.group) }),
    })),
    edges: model.edges.map((edge) => ({
      from: edge.from,
      to: edge.to,
      calls: edge.calls ?? 0,
      inclusive: edge.value,
      share: shareOf(edge.value, base),
      recursive: edge.recursive,
      estimated: edge.estimated,
    })),
    skipped: model.stubs.map(({ node, end, edges, calls, value }) => ({
      node,
      end,
      edges,
      calls: calls ?? 0,
      inclusive: value,
      share: shareOf(value, base),
    })),
    hidden: model.hidden,
  };
}

interface MapNode {
  name: string;
  file: string | null;
  module: string | null;
  value: number;
  self: number;
  /** Neither self cost nor in calls; absent where there is none. */
  rest?: number;
  calls: number | null;
  estimated: boolean;
  hiddenValue: number;
  children: MapNode[];
}

/** Pre-order becomes a tree; parents come before children, so one pass is enough. */
function treemapToJson(recording: Recording, model: TreemapModel): object {
  const nodes: MapNode[] = [];
  for (const { parent, label, value, self, rest, calls, estimated, hiddenValue } of model.nodes) {
    const left = rest === undefined ? { self } : { self, rest };
    const node = { ...identityOf(recording, label), value, ...left, calls, estimated, hiddenValue, children: [] };
    if (parent >= 0) nodes[parent].children.push(node);
    nodes.push(node);
  }
  return {
    eventType: { name: model.measure.eventType, unit: model.measure.unit },
    direction: model.direction,
    root: nodes[0] ?? null,
  };
}

/** null where there is no cost to be a share of: never NaN. */
function shareOf(value: number, base: number): number | null {
  return base === 0 ? null : value / base;
}
