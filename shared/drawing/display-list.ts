// What is on screen and what is exported: one flat list of shapes, painted first to last by canvas or SVG.
// Colours are names or hues, never values: the same list paints light and dark. Texts are already fitted (fit-text.ts).
// A shape with a `target` is under the pointer's control: hit-test.ts finds the topmost one.
import type { Rectangle } from '../layout/geometry.ts';
import type { TokenName, Tone } from './theme.ts';

export interface HueColor {
  /** Degrees; null: grey. */
  readonly hue: number | null;
  readonly tone: Tone;
}

export type Color = TokenName | HueColor;

interface Shape {
  /** Key of the thing this shape shows; the builder of the list says what it means. */
  readonly target?: string;
  /** Tooltip; may have several lines. */
  readonly title?: string;
  /** 0 … 1; absent: 1. */
  readonly opacity?: number;
}

export interface RectItem extends Shape, Rectangle {
  readonly kind: 'rect';
  readonly radius?: number;
  readonly fill?: Color;
  /** The line lies inside the rectangle: its outer edge is the rectangle's. */
  readonly stroke?: Color;
  readonly strokeWidth?: number;
  /** Lengths of dash and gap. */
  readonly dash?: readonly [number, number];
}

/** An area of fine slanted lines: something is here that is too small to be shown. */
export interface HatchItem extends Shape, Rectangle {
  readonly kind: 'hatch';
  readonly color: Color;
}

export interface TextItem extends Shape {
  readonly kind: 'text';
  readonly text: string;
  /** Of the anchor, on the base line. */
  readonly x: number;
  readonly y: number;
  readonly font: Font;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly color: Color;
  /** Letters from `from` on in another colour, `offset` pixels behind the start; of texts that are anchored there. */
  readonly tail?: { readonly from: number; readonly offset: number; readonly color: Color };
  /** Painted around the letters, so that they stay readable on lines. */
  readonly halo?: Color;
}

export interface Font {
  /** Pixels. */
  readonly size: number;
  readonly weight: 400 | 500 | 600;
  /** Monospaced. */
  readonly code?: boolean;
}

/** One open line of cubic Bézier pieces. */
export interface PathItem extends Shape {
  readonly kind: 'path';
  /** x, y of the start, then for every piece two control points and its end: 2 + 6 n numbers. */
  readonly points: ArrayLike<number>;
  readonly stroke: Color;
  readonly strokeWidth: number;
  readonly dash?: readonly [number, number];
}

export interface PolygonItem extends Shape {
  readonly kind: 'polygon';
  /** x, y of every corner. */
  readonly points: ArrayLike<number>;
  readonly fill: Color;
}

/** Everything up to the matching `clip-end` is cut to the rectangle. Clips nest. */
export interface ClipItem extends Rectangle {
  readonly kind: 'clip';
}

export interface ClipEndItem {
  readonly kind: 'clip-end';
}

/** What leaves a mark. */
export type PaintedItem = RectItem | HatchItem | TextItem | PathItem | PolygonItem;

export type DisplayItem = PaintedItem | ClipItem | ClipEndItem;

export interface DisplayList {
  /** Size of the picture; its upper left corner is 0, 0. */
  readonly width: number;
  readonly height: number;
  readonly items: readonly DisplayItem[];
}
