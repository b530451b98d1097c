// The lines of a hatched area, for both painters. They follow one grid of the whole picture, so neighbouring areas match.
import type { Rectangle } from '../layout/geometry.ts';

const hatchSpacing = 5;

/** x1, y1, x2, y2 of every line from lower left to upper right, cut to the area. */
export function hatchLines(area: Rectangle): number[] {
  const lines: number[] = [];
  const right = area.x + area.width;
  const bottom = area.y + area.height;
  const first = Math.ceil((area.x + area.y) / hatchSpacing) * hatchSpacing;
  for (let sum = first; sum < right + bottom; sum += hatchSpacing) {
    const lowerX = Math.max(area.x, sum - bottom);
    const upperX = Math.min(right, sum - area.y);
    lines.push(lowerX, sum - lowerX, upperX, sum - upperX);
  }
  return lines;
}
