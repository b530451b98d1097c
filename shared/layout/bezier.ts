// Cubic Bézier lines as Graphviz gives them: x, y of the start, then per piece two control points and an end (2 + 6 n numbers).
import type { Point } from './geometry.ts';

export type BezierPoints = ArrayLike<number>;

function pieceCount(points: BezierPoints): number {
  return Math.floor((points.length - 2) / 6);
}

/** The point of piece `piece` at `t`, 0 … 1. */
function pointOnPiece(points: BezierPoints, piece: number, t: number): Point {
  const at = piece * 6;
  const u = 1 - t;
  const a = u * u * u;
  const b = 3 * u * u * t;
  const c = 3 * u * t * t;
  const d = t * t * t;
  const coordinate = (axis: 0 | 1): number =>
    a * number(points, at + axis) +
    b * number(points, at + 2 + axis) +
    c * number(points, at + 4 + axis) +
    d * number(points, at + 6 + axis);
  return { x: coordinate(0), y: coordinate(1) };
}

/** The line as points that are at most about `step` apart, ends included. */
export function flatten(points: BezierPoints, step: number): Point[] {
  const result: Point[] = [{ x: number(points, 0), y: number(points, 1) }];
  for (let piece = 0; piece < pieceCount(points); piece++) {
    const count = Math.max(2, Math.min(400, Math.ceil(controlLength(points, piece) / step)));
    for (let i = 1; i <= count; i++) result.push(pointOnPiece(points, piece, i / count));
  }
  return result;
}

/** The line without its last `distance` pixels (straight-line distance to its end): room for an arrowhead. */
export function trimEnd(points: BezierPoints, distance: number): number[] {
  const end = { x: number(points, points.length - 2), y: number(points, points.length - 1) };
  const steps = 64;
  for (let piece = pieceCount(points) - 1; piece >= 0; piece--) {
    for (let i = steps - 1; i >= 0; i--) {
      const point = pointOnPiece(points, piece, i / steps);
      if (Math.hypot(point.x - end.x, point.y - end.y) >= distance) return cutAfter(points, piece, i / steps);
    }
  }
  return Array.from(points);
}

/** De Casteljau: all up to `t` of `piece`. */
function cutAfter(points: BezierPoints, piece: number, t: number): number[] {
  const at = piece * 6;
  const result = Array.from({ length: at + 2 }, (_, i) => number(points, i));
  const mix = (a: Point, b: Point): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
  const corner = (i: number): Point => ({ x: number(points, at + 2 * i), y: number(points, at + 2 * i + 1) });
  const first = mix(corner(0), corner(1));
  const middle = mix(corner(1), corner(2));
  const second = mix(first, middle);
  const end = mix(second, mix(middle, mix(corner(2), corner(3))));
  result.push(first.x, first.y, second.x, second.y, end.x, end.y);
  return result;
}

function controlLength(points: BezierPoints, piece: number): number {
  let length = 0;
  for (let i = piece * 6; i < piece * 6 + 6; i += 2) {
    length += Math.hypot(number(points, i + 2) - number(points, i), number(points, i + 3) - number(points, i + 1));
  }
  return length;
}

function number(points: BezierPoints, index: number): number {
  return points[index] as number;
}
