// The few shapes of which all geometry is made. Coordinates are CSS pixels, x to the right, y downwards.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle {
  /** Left and upper edge. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** True when the two share area; touching edges do not count. */
export function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** `rectangle` with every edge moved outwards by `distance` (inwards where it is negative). */
export function grow(rectangle: Rectangle, distance: number): Rectangle {
  return {
    x: rectangle.x - distance,
    y: rectangle.y - distance,
    width: rectangle.width + 2 * distance,
    height: rectangle.height + 2 * distance,
  };
}
