// Which thing is under the pointer: the topmost shape with a target. Linear in the list, some microseconds for a full map.
import { flatten } from '../layout/bezier.ts';
import type { Rectangle } from '../layout/geometry.ts';
import type { DisplayItem, DisplayList, PathItem, PolygonItem } from './display-list.ts';

/** Lines are thin: this far beside one still counts as on it. In pixels of the picture. */
const lineReach = 4;

/** The topmost target, or undefined. `x`, `y` in the picture's own coordinates (before zooming). Clips are not looked at. */
export function targetAt(list: DisplayList, x: number, y: number): string | undefined {
  for (let i = list.items.length - 1; i >= 0; i--) {
    const item = list.items[i] as DisplayItem;
    if ('target' in item && item.target !== undefined && isHit(item, x, y)) return item.target;
  }
  return undefined;
}

function isHit(item: DisplayItem, x: number, y: number): boolean {
  switch (item.kind) {
    case 'rect':
    case 'hatch':
      return isInside(item, x, y);
    case 'polygon':
      return isInPolygon(item, x, y);
    case 'path':
      return isNearPath(item, x, y);
    default:
      return false;
  }
}

function isInside(box: Rectangle, x: number, y: number): boolean {
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

/** Even-odd rule. */
function isInPolygon({ points }: PolygonItem, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
    const xi = points[i] as number;
    const yi = points[i + 1] as number;
    const xj = points[j] as number;
    const yj = points[j + 1] as number;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

function isNearPath(item: PathItem, x: number, y: number): boolean {
  const reach = Math.max(lineReach, item.strokeWidth / 2 + 1);
  if (!isInside(controlBox(item, reach), x, y)) return false;
  const line = flatten(item.points, 6);
  for (let i = 1; i < line.length; i++) {
    const from = line[i - 1];
    const to = line[i];
    if (from && to && distanceToSegment({ x, y }, from, to) <= reach) return true;
  }
  return false;
}

/** The control points' bounding box contains the curve. */
export function controlBox({ points }: Pick<PathItem, 'points'>, margin: number): Rectangle {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let i = 0; i + 1 < points.length; i += 2) {
    left = Math.min(left, points[i] as number);
    right = Math.max(right, points[i] as number);
    top = Math.min(top, points[i + 1] as number);
    bottom = Math.max(bottom, points[i + 1] as number);
  }
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin };
}

interface Position {
  readonly x: number;
  readonly y: number;
}

function distanceToSegment(point: Position, from: Position, to: Position): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / squared;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}
