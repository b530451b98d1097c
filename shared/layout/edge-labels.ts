// Places the labels of edges where they touch neither a node, nor an edge, nor each other. In small graphs Graphviz has made room
// and proposes a place, which is tried first; in large ones nobody has, because that doubles the ranks. A label for which there
// is no room is left out (null): a count on top of a line is worse than none.
import { flatten } from './bezier.ts';
import { grow, overlaps, type Point, type Rectangle } from './geometry.ts';

export interface LabelledEdge {
  readonly points: readonly number[];
  /** Size of the label; undefined: it has none. */
  readonly label: Size | undefined;
  /** Centre of the place kept free for it. */
  readonly proposed: Point | null;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Along the line, middle first. */
const places = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86];
/** Between a label and the middle of a line: half the widest line, and air. */
const gap = 5;
/** Steps away from a proposed place. */
const nudges = [0, 3, -3, 6, -6, 10, -10];
const nudgesDown = [0, 5, -5, 10, -10];
/** Between two samples of a line that cuts a corner, it comes no nearer to the label than half of this. */
const sampleStep = 3;
/** An arrowhead is about as large, and ends where its line does. */
const arrowhead = { length: 9, reach: 6 };

/** Centres of the labels, one an edge. Earlier edges choose first. About linear in the length of all lines. */
export function placeEdgeLabels(nodes: readonly Rectangle[], edges: readonly LabelledEdge[]): (Point | null)[] {
  const lines = edges.map((edge) => (edge.points.length >= 8 ? flatten(edge.points, sampleStep) : []));
  const obstacles = createObstacles();
  for (const line of lines) for (const point of line) obstacles.addPoint(point);
  for (const line of lines) {
    const tip = line[Math.max(0, line.length - 1 - Math.round(arrowhead.length / 2 / sampleStep))];
    if (tip !== undefined) obstacles.addRectangle(grow({ ...tip, width: 0, height: 0 }, arrowhead.reach));
  }
  for (const node of nodes) obstacles.addRectangle(grow(node, 2));
  return edges.map((edge, index) => {
    const line = lines[index] as Point[];
    if (!edge.label || line.length < 3) return null;
    for (const center of candidates(line, edge.label, edge.proposed)) {
      const box = {
        x: center.x - edge.label.width / 2,
        y: center.y - edge.label.height / 2,
        width: edge.label.width,
        height: edge.label.height,
      };
      if (obstacles.isFree(grow(box, gap - 0.5))) {
        obstacles.addRectangle(box);
        return center;
      }
    }
    return null;
  });
}

/** The proposed place, then beside the line, right side first, as close as the label's shape allows. */
function* candidates(line: readonly Point[], label: Size, proposed: Point | null): Generator<Point> {
  if (proposed) {
    for (const down of nudgesDown) for (const nudge of nudges) yield { x: proposed.x + nudge, y: proposed.y + down };
  }
  for (const place of places) {
    const index = Math.max(1, Math.min(line.length - 2, Math.round(place * (line.length - 1))));
    const before = line[index - 1] as Point;
    const after = line[index + 1] as Point;
    const at = line[index] as Point;
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    const normal = { x: -(after.y - before.y) / length, y: (after.x - before.x) / length };
    const rightwards = normal.x < 0 ? -1 : 1;
    const distance = (Math.abs(normal.x) * label.width) / 2 + (Math.abs(normal.y) * label.height) / 2 + gap;
    for (const side of [rightwards, -rightwards]) {
      for (const further of [0, 4, 9, 15]) {
        yield {
          x: at.x + normal.x * side * (distance + further),
          y: at.y + normal.y * side * (distance + further),
        };
      }
    }
  }
}

/** What is in the way, in square cells of the plane: a question looks at the few cells that the label covers. */
function createObstacles() {
  const side = 64;
  const points = new Map<string, Point[]>();
  const rectangles = new Map<string, Rectangle[]>();
  const cell = (value: number): number => Math.floor(value / side);

  function* cellsOf(box: Rectangle): Generator<string> {
    for (let column = cell(box.x); column <= cell(box.x + box.width); column++) {
      for (let row = cell(box.y); row <= cell(box.y + box.height); row++) yield `${column} ${row}`;
    }
  }

  return {
    addPoint(point: Point): void {
      append(points, `${cell(point.x)} ${cell(point.y)}`, point);
    },
    addRectangle(rectangle: Rectangle): void {
      for (const key of cellsOf(rectangle)) append(rectangles, key, rectangle);
    },
    isFree(box: Rectangle): boolean {
      for (const key of cellsOf(box)) {
        if (rectangles.get(key)?.some((each) => overlaps(each, box))) return false;
        if (points.get(key)?.some((point) => contains(box, point))) return false;
      }
      return true;
    },
  };
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function contains(box: Rectangle, point: Point): boolean {
  return point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
}
