// Functions and cycles as a tree of groups: by module, file, folder, namespace or cycle. Groups are rows (parents before their children), named by
// paths. Only namespaces and folders have levels. What belongs nowhere stands in a group of its own, so that the tree holds every row.
import type { GroupTree } from '../../analysis/group-costs.ts';
import type { ItemCosts } from '../../analysis/item-costs.ts';
import { filePlace, modulePlace } from '../../analysis/locations.ts';
import { mangledCount } from '../../analysis/source-names.ts';
import { NONE } from '../../base/brands.ts';
import { arrayOf } from '../../base/columns.ts';
import { memo, memoInSlices } from '../../base/memo.ts';
import { ROWS_PER_SLICE, runAtOnce, type Sliced } from '../../base/slices.ts';
import type { FileIndex, FunctionIndex, ModuleIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { fileName, moduleName } from '../../model/texts.ts';
import type { Grouping } from '../../viewmodel/grouping.ts';
import { GroupForest, type Step } from './group-forest.ts';
import { cycleName } from './item-labels.ts';
import { createScopeGroups, createScopes } from './name-scopes.ts';

export interface FunctionGroups extends GroupTree {
  readonly by: Exclude<Grouping, 'none'>;
  /** Innermost group by row of the function list: functions, then cycles. */
  readonly groupOfRow: Int32Array;
  /** What its row says. */
  readonly name: readonly string[];
  /** Names it among all: the path of the module or file, the names from the outside in. */
  readonly path: readonly string[];
}

/** Groupings with more than one group; by cycle always. */
export function groupingsOf(recording: Recording): readonly Grouping[] {
  return runAtOnce(groupingsInSlices(recording));
}

export function groupingsInSlices(recording: Recording): Sliced<readonly Grouping[]> {
  return memoInSlices(recording, 'groupings', function* () {
    const offered: Grouping[] = [];
    const { modules } = recording;
    if (modules.length > 0 && (yield* hasSeveral(recording, (f) => recording.functions.module[f])))
      offered.push('module');
    if (yield* hasSeveral(recording, (f) => recording.functions.file[f])) offered.push('file', 'folder');
    const scopes = createScopes(recording);
    // Mangled names are names with namespaces, and not looked at one by one to find two.
    const hasNamespaces = mangledCount(recording) > 0 || (yield* hasSeveral(recording, (f) => scopes(f)[0]?.text));
    if (hasNamespaces) offered.push('namespace');
    return [...offered, 'cycle'] as const;
  });
}

/** Looking at the names of a million functions of one place takes its time. */
const LOOKS_PER_SLICE = 1 << 12;
/** Each mangled name is read, for some 20 µs. */
const MANGLED_PER_SLICE = 1 << 8;

function* hasSeveral(recording: Recording, placeOf: (f: FunctionIndex) => unknown): Sliced<boolean> {
  const { length } = recording.functions;
  const first = length === 0 ? undefined : placeOf(0 as FunctionIndex);
  for (let f = 1; f < length; f++) {
    if (placeOf(f as FunctionIndex) !== first) return true;
    if (f % LOOKS_PER_SLICE === 0) yield;
  }
  return false;
}

export function* functionGroupsInSlices(
  recording: Recording,
  by: Exclude<Grouping, 'none'>,
  costs: ItemCosts,
): Sliced<FunctionGroups> {
  if (by === 'cycle') return memo(costs, 'groups:cycle', () => cycleGroups(costs, recording.functions.length));
  const plain = yield* memoInSlices(recording, `function-groups:${by}`, () => placeGroups(recording, by));
  const cycles = costs.detected ? costs.cycles.count : 0;
  return cycles === 0 ? plain : memo(costs, `groups:${by}`, () => withCycles(plain, cycles));
}

/** Cycles are in no file and no namespace. */
function withCycles(groups: FunctionGroups, cycles: number): FunctionGroups {
  const group = groups.length;
  const groupOfRow = new Int32Array(groups.groupOf.length + cycles).fill(group);
  groupOfRow.set(groups.groupOf);
  return {
    ...groups,
    key: `${groups.key}+cycles`,
    length: group + 1,
    parent: appended(groups.parent, NONE),
    depth: appended(groups.depth, 0),
    groupOfRow,
    name: [...groups.name, '(cycles)'],
    path: [...groups.path, '(cycles)'],
  };
}

function appended(values: Int32Array, value: number): Int32Array {
  const longer = new Int32Array(values.length + 1);
  longer.set(values);
  longer[values.length] = value;
  return longer;
}

/** A cycle's row is the head of its group; functions in none share the last one. */
function cycleGroups(costs: ItemCosts, functions: number): FunctionGroups {
  const { count, cycleOf } = costs.cycles;
  const cycles = costs.detected ? count : 0;
  const groupOf = new Int32Array(functions);
  for (let f = 0; f < functions; f++) groupOf[f] = cycles === 0 || cycleOf[f] === NONE ? cycles : cycleOf[f];
  const groupOfRow = new Int32Array(functions + cycles).fill(NONE);
  groupOfRow.set(groupOf);
  const names = Array.from({ length: cycles }, (_, cycle) => cycleName(cycle));
  return {
    by: 'cycle',
    key: `cycle:${cycles}`,
    length: cycles + 1,
    parent: new Int32Array(cycles + 1).fill(NONE),
    depth: new Int32Array(cycles + 1),
    levels: 1,
    groupOf,
    groupOfRow,
    name: [...names, '(in no cycle)'],
    path: [...names, '(in no cycle)'],
  };
}

function* placeGroups(recording: Recording, by: 'module' | 'file' | 'folder' | 'namespace'): Sliced<FunctionGroups> {
  const forest = new GroupForest();
  const groupAt = groupsBy(recording, by, forest);
  const groupOf = new Int32Array(recording.functions.length);
  const perSlice = by === 'namespace' && mangledCount(recording) > 0 ? MANGLED_PER_SLICE : LOOKS_PER_SLICE;
  for (let f = 0; f < groupOf.length; f++) {
    groupOf[f] = groupAt(f as FunctionIndex);
    if (f % perSlice === perSlice - 1) yield;
  }
  const depth = Int32Array.from(forest.depth);
  const { parent, name, path, length } = forest;
  const levels = depth.reduce((most, one) => Math.max(most, one + 1), 0);
  const tree = { parent: Int32Array.from(parent), depth, levels, groupOf, groupOfRow: groupOf, name, path, length };
  if (by === 'namespace') return { by, key: by, ...tree };
  return { by, key: by, ...(by === 'folder' ? withoutPassages(tree) : yield* shownPlaces(recording, by, tree)) };
}

/** The innermost group of a function, made where it is new. */
function groupsBy(
  recording: Recording,
  by: 'module' | 'file' | 'folder' | 'namespace',
  forest: GroupForest,
): (f: FunctionIndex) => number {
  if (by === 'namespace') return createScopeGroups(recording, forest);
  const place = arrayOf(recording.functions[by === 'module' ? 'module' : 'file']);
  // One path a file, not one a function.
  const known = new Map<number, number>();
  return (f) => {
    const row = place[f];
    const group = known.get(row) ?? forest.groupAt(placeSteps(recording, by, row));
    known.set(row, group);
    return group;
  };
}

function placeSteps(recording: Recording, by: 'module' | 'file' | 'folder', row: number): Step[] {
  if (row === NONE) return [{ text: by === 'module' ? '(no module)' : '(no file)', separator: '' }];
  if (by === 'module') return [{ text: moduleName(recording, row as ModuleIndex) ?? '', separator: '' }];
  const path = fileName(recording, row as FileIndex) ?? '';
  return by === 'file' ? [{ text: path, separator: '' }] : folderSteps(path);
}

const DEEPEST = 24;

/** `/usr`, `lib`, `json`, `decoder.py`: what stands before the first name belongs to it. */
function folderSteps(path: string): Step[] {
  if (/^[<([]/.test(path)) return [{ text: path, separator: '' }];
  const names = path.match(/^(?:[a-z][a-z-]*:\/\/|[A-Za-z]:)?[\\/]*[^\\/]+|[^\\/]+/g) ?? [path];
  const kept = names.length <= DEEPEST ? names : [...names.slice(0, DEEPEST - 1), names.slice(DEEPEST - 1).join('/')];
  return kept.map((text) => ({ text, separator: '/' }));
}

type Tree = Omit<FunctionGroups, 'by' | 'key'>;

/** A folder that holds one folder and nothing else stands in one row with it: `/usr/lib/python3.11`. */
function withoutPassages(tree: Tree): Tree {
  const { length, parent, groupOf, name, path } = tree;
  const own = new Int32Array(length);
  const inside = new Int32Array(length);
  for (let f = 0; f < groupOf.length; f++) own[groupOf[f]]++;
  for (let node = 0; node < length; node++) if (parent[node] !== NONE) inside[parent[node]]++;
  const kept = { parent: [] as number[], depth: [] as number[], name: [] as string[], path: [] as string[] };
  // Of a passage: what its only child's name begins with, and the row that the child stands in.
  const before: string[] = [];
  const rowOf = new Int32Array(length);
  for (let node = 0; node < length; node++) {
    const above = parent[node] === NONE ? NONE : rowOf[parent[node]];
    const shown = (parent[node] === NONE ? '' : before[parent[node]]) + name[node];
    if (own[node] === 0 && inside[node] === 1) {
      before[node] = `${shown}/`;
      rowOf[node] = above;
      continue;
    }
    before[node] = '';
    rowOf[node] = kept.parent.length;
    kept.parent.push(above);
    kept.depth.push(above === NONE ? 0 : kept.depth[above] + 1);
    kept.name.push(shown);
    kept.path.push(path[node]);
  }
  const rows = groupOf.map((node) => rowOf[node]);
  const levels = kept.depth.reduce((most, one) => Math.max(most, one + 1), 0);
  const columns = { parent: Int32Array.from(kept.parent), depth: Int32Array.from(kept.depth) };
  return { ...kept, ...columns, length: kept.parent.length, levels, groupOf: rows, groupOfRow: rows };
}

/** Modules and files by the shortest path that tells them apart. */
function* shownPlaces(recording: Recording, by: 'module' | 'file', tree: Tree): Sliced<Tree> {
  const name = [...tree.name];
  const shown = new Uint8Array(name.length);
  const { module, file } = recording.functions;
  yield;
  for (let f = 0; f < tree.groupOf.length; f++) {
    if (f % ROWS_PER_SLICE === ROWS_PER_SLICE - 1) yield;
    const group = tree.groupOf[f];
    if (shown[group] === 1) continue;
    shown[group] = 1;
    const row = f as FunctionIndex;
    const place = by === 'module' ? modulePlace(recording, module[row]) : filePlace(recording, file[row]);
    if (place !== '') name[group] = place;
  }
  return { ...tree, name };
}
