// Which corner of a pane the minimap takes: the one in which it covers least of the picture, of equal ones the first.
import type { ViewTransform } from '../../shared/drawing/paint-canvas.ts';
import type { Rectangle } from '../../shared/layout/geometry.ts';
import type { Size } from '../widgets/use-size.ts';

export type Corner = 'bottom-left' | 'bottom-right' | 'top-left' | 'top-right';

const corners: readonly Corner[] = ['bottom-left', 'bottom-right', 'top-left', 'top-right'];
const MARGIN = 10;

/** `boxes`: what must not be covered, in the picture's coordinates. Linear in them. */
export function freestCorner(boxes: Iterable<Rectangle>, view: ViewTransform, room: { pane: Size; map: Size }): Corner {
  const covered = corners.map(() => 0);
  const places = corners.map((corner) => placeOf(corner, room.pane, room.map));
  for (const box of boxes) {
    places.forEach((place, index) => {
      covered[index] = (covered[index] ?? 0) + overlap(onPane(box, view), place);
    });
  }
  return corners[covered.indexOf(Math.min(...covered))] ?? 'bottom-left';
}

function placeOf(corner: Corner, pane: Size, map: Size): Rectangle {
  return {
    x: corner.endsWith('left') ? MARGIN : pane.width - MARGIN - map.width,
    y: corner.startsWith('top') ? MARGIN : pane.height - MARGIN - map.height,
    ...map,
  };
}

function onPane(box: Rectangle, { x, y, scale }: ViewTransform): Rectangle {
  return { x: x + box.x * scale, y: y + box.y * scale, width: box.width * scale, height: box.height * scale };
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
