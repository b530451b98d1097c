// Paints a whole canvas, whichever thread it is in: brings it to its size, empties it, paints.
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import { type CanvasContext, type CanvasSurface, paintCanvas } from '../../shared/drawing/paint-canvas.ts';

/** Pixels that the surface has. */
export function pixelsOf({ width, height, pixelRatio }: CanvasSurface) {
  return { width: Math.round(width * pixelRatio), height: Math.round(height * pixelRatio) };
}

export function paintSurface(
  canvas: { width: number; height: number },
  context: CanvasContext,
  list: DisplayList,
  surface: CanvasSurface,
): void {
  const { width, height } = pixelsOf(surface);
  // Setting it empties the canvas and makes it anew, even where it is the same.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  paintCanvas(context, list, surface);
}
