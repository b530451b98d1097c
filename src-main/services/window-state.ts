// Where the window was, for the next start. A place that is on no display any more (a monitor was unplugged) is forgotten; its size stays.
import { join } from 'node:path';
import { boolean, fallback, integer, minValue, number, object, pipe } from 'valibot';
import { JsonFile } from './json-file.ts';

/** In the pixels of the desktop. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState extends Rectangle {
  readonly isMaximized: boolean;
}

const coordinate = pipe(number(), integer());
const size = pipe(coordinate, minValue(1));
const schema = object({
  x: coordinate,
  y: coordinate,
  width: size,
  height: size,
  isMaximized: fallback(boolean(), false),
});
const smallest = { width: 640, height: 400 };
const first = { width: 1280, height: 800 };

export function createWindowStateFile(
  folder: string,
  report: (note: string) => void,
): JsonFile<WindowState | undefined> {
  return new JsonFile<WindowState | undefined>({
    path: join(folder, 'window.json'),
    schema,
    fallback: undefined,
    report,
  });
}

/** What a new window starts with, given the work areas of the displays: at the remembered place if enough of it can be seen. */
export function placeWindow(
  state: WindowState | undefined,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  if (state === undefined) return first;
  const width = Math.max(state.width, smallest.width);
  const height = Math.max(state.height, smallest.height);
  // The title bar has to be reachable: 100 × 30 of its pixels on one display.
  const isReachable = workAreas.some(
    (area) =>
      Math.min(state.x + width, area.x + area.width) - Math.max(state.x, area.x) >= 100 &&
      state.y >= area.y - 1 &&
      state.y + 30 <= area.y + area.height,
  );
  return isReachable ? { x: state.x, y: state.y, width, height } : { width, height };
}
