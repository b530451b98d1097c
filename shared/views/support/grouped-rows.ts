// The function list as a tree of groups: the rows of the flat list sorted into their groups, groups with totals in the same columns.
import type { CycleCut } from '../../analysis/cycles.ts';
import { type GroupCosts, groupCostsInSlices } from '../../analysis/group-costs.ts';
import { type ItemCosts, itemCosts } from '../../analysis/item-costs.ts';
import type { Scope } from '../../analysis/scope.ts';
import { NONE } from '../../base/brands.ts';
import { memo, memoInSlices } from '../../base/memo.ts';
import { runAtOnce, type Sliced } from '../../base/slices.ts';
import { identityOrder, sortByValueInSlices, sortedInSlices } from '../../base/sort-indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import { cutText } from '../../viewmodel/cut-text.ts';
import { formatCount } from '../../viewmodel/format-count.ts';
import type { Grouping, GroupRef } from '../../viewmodel/grouping.ts';
import { NO_ITEM } from '../../viewmodel/item.ts';
import type { Measure } from '../../viewmodel/measure.ts';
import type { Cell, SortKey, TableRow } from '../../viewmodel/table.ts';
import type { ViewRequest } from '../view.ts';
import { type FunctionGroups, functionGroupsInSlices } from './function-groups.ts';
import { createOutline, type Outline, sortIntoGroups } from './group-outline.ts';
import { itemOfRow } from './item-labels.ts';
import { ratios } from './number-columns.ts';
import { cutOf, measureOf, scopeOf } from './scope-of-state.ts';
import { secondScope } from './second-event.ts';
import type { RowColumn } from './table-rows.ts';

/** Everything that groups need, made with pauses. */
export function* prepareGroups(recording: Recording, state: ViewState): Sliced<void> {
  for (const by of new Set([state.grouping, state.within?.by])) {
    if (by === undefined || by === 'none') continue;
    const cut = cutOf(state);
    for (const scope of [scopeOf(recording, state), secondScope(recording, state)]) {
      if (scope === undefined) continue;
      const tree = yield* functionGroupsInSlices(recording, by, itemCosts(recording, scope, cut));
      yield* groupCostsInSlices(recording, scope, cut, tree);
    }
  }
}

/** 1 for each row of the flat list that is in the group; undefined for a group that this recording does not have. */
export function rowsWithin(recording: Recording, costs: ItemCosts, within: GroupRef): Uint8Array | undefined {
  if (within.by === 'none') return undefined;
  const tree = runAtOnce(functionGroupsInSlices(recording, within.by, costs));
  const group = tree.path.indexOf(within.path);
  if (group < 0) return undefined;
  const isInside = new Uint8Array(tree.length);
  for (let g = group; g < tree.length; g++) {
    if (g === group || (tree.parent[g] !== NONE && isInside[tree.parent[g]] === 1)) isInside[g] = 1;
  }
  return Uint8Array.from(tree.groupOfRow, (g) => (g === NONE ? 0 : isInside[g]));
}

/** What the flat list is made of. */
export interface FlatList {
  readonly costs: ItemCosts;
  readonly columns: readonly RowColumn[];
  readonly sort: readonly SortKey[];
  /** Sorted rows that meet the search. */
  readonly rows: Int32Array;
  readonly key: string;
  /** Whether rows are missing because a search does not meet them. */
  readonly searched: boolean;
}

export interface GroupedRows {
  readonly outline: Outline;
  /** A row of the flat list in its group, or a group. */
  row(position: number, flat: (row: number) => TableRow): TableRow;
}

export function* groupedRows(
  recording: Recording,
  state: ViewState,
  by: Exclude<Grouping, 'none'>,
  { list, request }: { readonly list: FlatList; readonly request: ViewRequest },
): Sliced<GroupedRows> {
  const cut = cutOf(state);
  const scope = scopeOf(recording, state);
  const second = secondScope(recording, state);
  const tree = yield* functionGroupsInSlices(recording, by, list.costs);
  const costsOf = (of: Scope): Sliced<GroupCosts> =>
    groupCosts(recording, { scope: of, cut }, tree, itemCosts(recording, of, cut));
  const costs = yield* costsOf(scope);
  const columns = groupColumns(costs, second === undefined ? undefined : yield* costsOf(second));
  const within = state.within?.by === by ? tree.path.indexOf(state.within.path) : -1;
  const expansion = request.groups ?? { all: false, toggled: [] };
  const groups = yield* memoInSlices(recording, `${list.key}:groups:${tree.key}:${JSON.stringify(list.sort)}`, () =>
    sortGroups(tree, columns, list.sort),
  );
  const content = { groups, rows: list.rows, groupOfRow: tree.groupOfRow };
  // Opening a group lays the tree out anew; what is in which group stays.
  const sorted = yield* memoInSlices(recording, `${list.key}:in-groups:${tree.key}`, () =>
    sortIntoGroups(tree, content),
  );
  const key = `${list.key}:outline:${tree.key}:${within}:${JSON.stringify(expansion)}`;
  const outline = memo(recording, key, () =>
    createOutline(tree, { ...sorted, groupOfRow: tree.groupOfRow }, expansion, within < 0 ? undefined : within),
  );
  yield;
  const measureOfSelf = selfMeasures(recording, state, { tree, costs });
  const row = (position: number, flat: (row: number) => TableRow): TableRow => {
    const at = outline.at(position);
    if (at.kind === 'row') {
      const place = { depth: tree.depth[at.group] + 1, path: tree.path[at.group] };
      const selfMeasure = measureOfSelf(at.group);
      return { ...flat(at.row), tree: place, ...(selfMeasure === undefined ? {} : { selfMeasure }) };
    }
    const selfMeasure = measureOfSelf(tree.parent[at.group]);
    const made = groupRow(recording, { tree, costs, columns, outline, list }, at.group);
    return selfMeasure === undefined ? made : { ...made, selfMeasure };
  };
  return { outline, row };
}

/** Values of groups by column id; columns that mean nothing for a group are not there. */
type GroupColumns = ReadonlyMap<string, Float64Array>;

function groupColumns(costs: GroupCosts, second: GroupCosts | undefined): GroupColumns {
  const { self, inclusive, calls } = costs;
  const columns = new Map([
    ['inclusive', inclusive],
    ['self', self],
    ['self-share', ratios(self, inclusive)],
  ]);
  if (calls !== undefined) columns.set('calls', calls).set('inclusive-per-call', ratios(inclusive, calls));
  if (second !== undefined) columns.set('inclusive-2', second.inclusive).set('self-2', second.self);
  return columns;
}

/** A group's own cycle knows its inclusive cost better than a sum over groups does (S8). */
function* groupCosts(
  recording: Recording,
  { scope, cut }: { readonly scope: Scope; readonly cut: CycleCut },
  tree: FunctionGroups,
  items: ItemCosts,
): Sliced<GroupCosts> {
  const costs = yield* groupCostsInSlices(recording, scope, cut, tree);
  return memo(costs, 'with-cycles', () => {
    const cycles = items.detected ? items.cycles.count : 0;
    if (cycles === 0) return costs;
    const inclusive = costs.inclusive.slice();
    const estimated = costs.estimated.slice();
    if (tree.by === 'cycle') {
      inclusive.set(items.cycleInclusive.subarray(0, cycles));
      estimated.fill(0, 0, cycles);
    } else inclusive[tree.length - 1] = Number.NaN;
    return { ...costs, inclusive, estimated };
  });
}

function* sortGroups(tree: FunctionGroups, columns: GroupColumns, sort: readonly SortKey[]): Sliced<Int32Array> {
  const inclusive = columns.get('inclusive') ?? new Float64Array(tree.length);
  let order = yield* sortByValueInSlices(identityOrder(tree.length), inclusive, true);
  for (let k = sort.length - 1; k >= 0; k--) {
    const { column, direction } = sort[k];
    const values = columns.get(column) ?? (NAMED.has(column) ? yield* nameRanks(tree) : undefined);
    if (values !== undefined) order = yield* sortByValueInSlices(order, values, direction === 'descending');
  }
  return order;
}

const NAMED = new Set(['function', 'location', 'module', 'file']);

function nameRanks(tree: FunctionGroups): Sliced<Float64Array> {
  return memoInSlices(tree.name, 'ranks', function* () {
    const folded = tree.name.map((name) => name.toLowerCase());
    yield;
    const order = yield* sortedInSlices(folded.length, (a, b) =>
      folded[a] < folded[b] ? -1 : folded[a] > folded[b] ? 1 : a - b,
    );
    const ranks = new Float64Array(order.length);
    for (let rank = 0; rank < order.length; rank++) ranks[order[rank]] = rank;
    return ranks;
  });
}

interface SelfBases {
  readonly tree: FunctionGroups;
  readonly costs: GroupCosts;
}

/** S15: relative to parent, the self cost of a member is a share of its group's. */
function selfMeasures(
  recording: Recording,
  state: ViewState,
  { tree, costs }: SelfBases,
): (group: number) => Measure | undefined {
  if (!state.mode.toParent || !state.mode.relative) return () => undefined;
  return (group) =>
    group === NONE
      ? undefined
      : measureOf(recording, state, costs.self[group], `self cost of ${cutText(tree.name[group], 60)}`);
}

interface Grouped {
  readonly tree: FunctionGroups;
  readonly costs: GroupCosts;
  readonly columns: GroupColumns;
  readonly outline: Outline;
  readonly list: FlatList;
}

const LONGEST_NAME = 2000;
/** Made from the inclusive cost, which is only a bound where groups call each other in a circle. */
const BOUNDED = ['inclusive', 'inclusive-2', 'inclusive-per-call', 'self-share'];

function groupRow(recording: Recording, { tree, costs, columns, outline, list }: Grouped, group: number): TableRow {
  const isCycle = tree.by === 'cycle' && group < tree.length - 1;
  const functions = outline.counts[group];
  const name = cutText(tree.name[group], LONGEST_NAME);
  const location = list.searched
    ? `${formatCount(functions)} ${functions === 1 ? 'match' : 'matches'}`
    : `${formatCount(functions)} ${functions === 1 ? 'function' : 'functions'}`;
  const cells = list.columns.map(({ spec }): Cell => {
    if (spec.id === 'function') return name;
    if (spec.id === 'location') return location;
    const value = columns.get(spec.id)?.[group];
    return value === undefined || !Number.isFinite(value) ? null : value;
  });
  return {
    label: {
      item: isCycle ? itemOfRow(recording, recording.functions.length + group) : NO_ITEM,
      name,
      fullName: cutText(tree.path[group], LONGEST_NAME),
      location,
      file: null,
      module: null,
      line: null,
      hue: null,
      hueName: '',
      cycle: isCycle ? group + 1 : null,
    },
    cells,
    recursive: false,
    estimated: costs.estimated[group] === 1,
    ...(costs.estimated[group] === 1 ? { estimatedCells: BOUNDED } : {}),
    tree: {
      depth: tree.depth[group],
      path: tree.path[group],
      group: { id: group, by: tree.by, expanded: outline.isOpen(group), functions },
    },
  };
}
