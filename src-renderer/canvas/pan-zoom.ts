// Where a picture lies in its pane: fitting, zooming about a point, and not losing it out of sight. Pure: surface = scale × picture + offset.
import type { ViewTransform } from '../../shared/drawing/paint-canvas.ts';
import type { Point } from '../../shared/layout/geometry.ts';
import type { Size } from '../widgets/use-size.ts';

const MARGIN = 10;
const MAX_SCALE = 4;
/** Small enough to see thousands of nodes at once. */
const MIN_SCALE = 0.004;
/** Names are no longer read below this: a large picture opens at this scale around its centre of interest instead of whole. */
const READABLE_SCALE = 0.85;
/** Where the centre of interest of a larger picture comes to lie, down the pane: more room for what is called than for what calls. */
const INTEREST_DOWN = 0.4;

/** The largest scale up to 1 at which all of it is seen. */
function fitScale(picture: Size, pane: Size): number {
  const across = (pane.width - 2 * MARGIN) / Math.max(1, picture.width);
  const down = (pane.height - 2 * MARGIN) / Math.max(1, picture.height);
  return Math.max(MIN_SCALE, Math.min(1, across, down));
}

/** All of it, what counts in it (`across`: its middle in the picture) in the middle: words beside the lines of a chain do not push it aside. */
export function placeWhole(picture: Size, pane: Size, across = picture.width / 2): ViewTransform {
  const scale = fitScale(picture, pane);
  const x = pane.width / 2 - across * scale;
  const y = (pane.height - picture.height * scale) / 2;
  return keepInside({ scale, x, y }, picture, pane);
}

/** Names can be read in a picture that is seen whole. */
export function isReadableWhole(picture: Size, pane: Size): boolean {
  return fitScale(picture, pane) >= READABLE_SCALE;
}

/** Where a point of the old picture was in the pane, and the scale that a person chose, if any. */
export interface Kept {
  readonly at: Point;
  readonly scale: number | undefined;
}

/** A new picture: whole where that can be read, else around `interest` (in the picture), which stays where it was if `kept` is given. */
export function placeAround(picture: Size, pane: Size, interest: Point, kept: Kept | undefined): ViewTransform {
  const fitting = fitScale(picture, pane);
  if (kept === undefined && isReadableWhole(picture, pane)) return placeWhole(picture, pane);
  const scale = kept?.scale ?? Math.max(fitting, READABLE_SCALE);
  const target = kept?.at ?? { x: pane.width / 2, y: pane.height * INTEREST_DOWN };
  return keepInside({ scale, x: target.x - interest.x * scale, y: target.y - interest.y * scale }, picture, pane);
}

export function zoomAbout(view: ViewTransform, factor: number, about: Point): ViewTransform {
  const scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, view.scale * factor));
  const applied = scale / view.scale;
  return { scale, x: about.x - (about.x - view.x) * applied, y: about.y - (about.y - view.y) * applied };
}

/** A picture smaller than the pane stays inside it, wherever it was put; a larger one leaves no gap. */
export function keepInside(view: ViewTransform, picture: Size, pane: Size): ViewTransform {
  const { scale } = view;
  return {
    scale,
    x: keepWithin(view.x, picture.width * scale, pane.width),
    y: keepWithin(view.y, picture.height * scale, pane.height),
  };
}

function keepWithin(offset: number, length: number, room: number): number {
  const ends = [MARGIN, room - length - MARGIN];
  return Math.min(Math.max(...ends), Math.max(Math.min(...ends), offset));
}

/** The least move that brings a rectangle of the picture into the pane. */
export function reveal(view: ViewTransform, box: { x: number; y: number } & Size, pane: Size): ViewTransform {
  const left = view.x + box.x * view.scale;
  const top = view.y + box.y * view.scale;
  return {
    scale: view.scale,
    x: view.x + shiftInto(left, box.width * view.scale, pane.width),
    y: view.y + shiftInto(top, box.height * view.scale, pane.height),
  };
}

function shiftInto(start: number, length: number, room: number): number {
  if (start < MARGIN) return MARGIN - start;
  const over = start + length - (room - MARGIN);
  return over > 0 ? -Math.min(over, start - MARGIN) : 0;
}

export function toPicture(view: ViewTransform, point: Point): Point {
  return { x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale };
}
