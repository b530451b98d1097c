// Strongly connected components of a directed graph, iteratively (Tarjan, "Depth-first search and linear graph algorithms", 1972).
// Components are numbered against the arrows: a component's number is larger than that of every other component it leads to.
import { ROWS_PER_SLICE, runAtOnce, type Sliced } from '../base/slices.ts';

/** A graph in rows: the arrows of node n lead to target[start[n]] … target[start[n + 1] − 1]. */
export interface Arrows {
  readonly nodes: number;
  readonly start: Int32Array;
  readonly target: Int32Array;
  /** 1 for each arrow to follow; undefined: all. */
  readonly followed?: Uint8Array | undefined;
}

export interface Components {
  readonly count: number;
  readonly componentOf: Int32Array;
}

/** Linear in nodes and arrows. Which nodes share a component does not depend on their order; the components' numbers may. */
export function strongComponents(arrows: Arrows): Components {
  return runAtOnce(strongComponentsInSlices(arrows));
}

export function* strongComponentsInSlices(arrows: Arrows): Sliced<Components> {
  const search = startSearch(arrows);
  const { nodes } = arrows;
  for (let root = 0; root < nodes; ) {
    root = searchSome(arrows, search, root);
    yield;
  }
  return { count: search.count, componentOf: search.componentOf };
}

interface Search {
  readonly componentOf: Int32Array;
  /** 0: not visited, else the order of the visit. */
  readonly visit: Int32Array;
  /** Lowest order that is reachable and still open. */
  readonly lowest: Int32Array;
  readonly nextArrow: Int32Array;
  /** The way from the root to the node where the search stands; its last place, −1 between two roots. */
  readonly path: Int32Array;
  depth: number;
  readonly open: Int32Array;
  openCount: number;
  visits: number;
  count: number;
}

function startSearch({ nodes, start }: Arrows): Search {
  return {
    componentOf: new Int32Array(nodes).fill(-1),
    visit: new Int32Array(nodes),
    lowest: new Int32Array(nodes),
    nextArrow: start.slice(0, nodes),
    path: new Int32Array(nodes),
    depth: -1,
    open: new Int32Array(nodes),
    openCount: 0,
    visits: 0,
    count: 0,
  };
}

/** A slice of the search from `root` on, which may be half done; the root to go on with. */
function searchSome({ nodes, start, target, followed }: Arrows, search: Search, firstRoot: number): number {
  const { componentOf, visit, lowest, nextArrow, path, open } = search;
  let { depth, openCount, visits, count } = search;
  let root = firstRoot;
  let steps = ROWS_PER_SLICE;
  while (root < nodes && steps-- > 0) {
    if (depth < 0) {
      if (visit[root] !== 0) {
        root++;
        continue;
      }
      depth = 0;
      path[0] = root;
    }
    const node = path[depth];
    if (visit[node] === 0) {
      visit[node] = lowest[node] = ++visits;
      open[openCount++] = node;
    }
    let next = -1;
    while (nextArrow[node] < start[node + 1]) {
      const arrow = nextArrow[node]++;
      if (followed !== undefined && followed[arrow] === 0) continue;
      const to = target[arrow];
      if (visit[to] === 0) {
        next = to;
        break;
      }
      if (componentOf[to] < 0 && visit[to] < lowest[node]) lowest[node] = visit[to];
    }
    if (next >= 0) {
      path[++depth] = next;
      continue;
    }
    if (lowest[node] === visit[node]) {
      let member = -1;
      while (member !== node) {
        member = open[--openCount];
        componentOf[member] = count;
      }
      count++;
    }
    depth--;
    if (depth >= 0 && lowest[node] < lowest[path[depth]]) lowest[path[depth]] = lowest[node];
  }
  Object.assign(search, { depth, openCount, visits, count });
  return root;
}
