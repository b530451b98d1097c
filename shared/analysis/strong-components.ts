// Strongly connected components of a directed graph, iteratively (Tarjan, "Depth-first search and linear graph algorithms", 1972).
// Components are numbered against the arrows: a component's number is larger than that of every other component it leads to.

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
export function strongComponents({ nodes, start, target, followed }: Arrows): Components {
  const componentOf = new Int32Array(nodes).fill(-1);
  // 0: not visited, else the order of the visit; lowest order that is reachable and still open.
  const visit = new Int32Array(nodes);
  const lowest = new Int32Array(nodes);
  const nextArrow = start.slice(0, nodes);
  const path = new Int32Array(nodes);
  const open = new Int32Array(nodes);
  let openCount = 0;
  let visits = 0;
  let count = 0;
  for (let root = 0; root < nodes; root++) {
    if (visit[root] !== 0) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
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
  }
  return { count, componentOf };
}
