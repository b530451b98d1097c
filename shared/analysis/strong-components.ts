// Strongly connected components of a directed graph, iteratively: Tarjan's search as Pearce arranged it ("A space-efficient algorithm for
// finding strongly connected components", 2016), with one number a node, because the search waits for memory: an arrow is one look at the
// number of the node it leads to.
// Components are numbered against the arrows: a component's number is larger than that of every other component it leads to.
import { inSlices, runAtOnce, type Sliced } from '../base/slices.ts';

/** A graph in rows: the arrows of node n lead to target[start[n]] … target[end[n] − 1]. Several may lead to the same node. */
export interface Arrows {
  readonly nodes: number;
  readonly start: Int32Array;
  /** undefined: those of n end where those of n + 1 start. */
  readonly end?: Int32Array | undefined;
  readonly target: Int32Array;
  /** 1 for each arrow to follow; undefined: all. */
  readonly followed?: Uint8Array | undefined;
}

export interface Components {
  readonly count: number;
  readonly componentOf: Int32Array;
  /** 1 for nodes that share theirs with others. */
  readonly isShared: Uint8Array;
}

/** Nodes and arrows. */
const STEPS_PER_SLICE = 1 << 15;

/** Linear in nodes and arrows. Which nodes share a component does not depend on their order; the components' numbers may. */
export function strongComponents(arrows: Arrows): Components {
  return runAtOnce(strongComponentsInSlices(arrows));
}

export function* strongComponentsInSlices(arrows: Arrows): Sliced<Components> {
  const search = startSearch(arrows);
  const { nodes } = arrows;
  const { number } = search;
  for (let root = 0; root < nodes; ) {
    root = searchSome(arrows, search, root);
    yield;
  }
  const count = nodes - search.nextClosed;
  yield* inSlices(nodes, (from, to) => {
    for (let node = from; node < to; node++) number[node] = nodes - number[node];
  });
  return { count, componentOf: number, isShared: search.isShared };
}

interface Search {
  readonly end: Int32Array;
  /**
   * 0: not visited. Of open nodes the order of the visit, or that of the earliest open node they are known to lead to. Of closed ones the
   * number of their component, counted down from `nodes`: never smaller than that of an open node.
   */
  readonly number: Int32Array;
  /** From the front the way from the root to where the search stands; from the back nodes that were left and whose component is still open. */
  readonly stacks: Int32Array;
  /** For each node of the way its next arrow, and its own order of visit. */
  readonly nextArrow: Int32Array;
  readonly entered: Int32Array;
  readonly isShared: Uint8Array;
  /** Last place of the way, −1 between two roots. */
  depth: number;
  /** First place of those that were left. */
  left: number;
  nextVisit: number;
  nextClosed: number;
}

function startSearch({ nodes, start, end }: Arrows): Search {
  return {
    end: end ?? start.subarray(1),
    number: new Int32Array(nodes),
    stacks: new Int32Array(nodes),
    nextArrow: new Int32Array(nodes),
    entered: new Int32Array(nodes),
    isShared: new Uint8Array(nodes),
    depth: -1,
    left: nodes,
    nextVisit: 1,
    nextClosed: nodes,
  };
}

/** A slice of the search from `root` on, which may be half done; the root to go on with. */
function searchSome({ nodes, start, target, followed }: Arrows, search: Search, firstRoot: number): number {
  const { end, number, stacks, nextArrow, entered, isShared } = search;
  let { depth, left, nextVisit, nextClosed } = search;
  let root = firstRoot;
  let steps = STEPS_PER_SLICE;
  while (steps > 0) {
    if (depth < 0) {
      while (root < nodes && number[root] !== 0) root++;
      if (root === nodes) break;
      depth = 0;
      stacks[0] = root;
      nextArrow[0] = start[root];
      number[root] = entered[0] = nextVisit++;
    }
    const node = stacks[depth];
    const last = end[node];
    const from = nextArrow[depth];
    let arrow = from;
    let lowest = number[node];
    let next = -1;
    for (; arrow < last; arrow++) {
      if (followed !== undefined && followed[arrow] === 0) continue;
      const to = target[arrow];
      const known = number[to];
      if (known === 0) {
        if (start[to] !== end[to]) {
          next = to;
          break;
        }
        // Leads nowhere: a component of its own.
        number[to] = nextClosed--;
      } else if (known < lowest) lowest = known;
    }
    number[node] = lowest;
    steps -= 1 + arrow - from;
    if (next >= 0) {
      nextArrow[depth] = arrow + 1;
      depth++;
      stacks[depth] = next;
      nextArrow[depth] = start[next];
      number[next] = entered[depth] = nextVisit++;
      continue;
    }
    const order = entered[depth--];
    if (lowest === order) {
      // The members of the component are those that were left since this node was entered.
      nextVisit--;
      for (; left < nodes && number[stacks[left]] >= order; left++) {
        number[stacks[left]] = nextClosed;
        isShared[stacks[left]] = isShared[node] = 1;
        nextVisit--;
      }
      number[node] = nextClosed--;
    } else {
      stacks[--left] = node;
      if (lowest < number[stacks[depth]]) number[stacks[depth]] = lowest;
    }
  }
  Object.assign(search, { depth, left, nextVisit, nextClosed });
  return root;
}
