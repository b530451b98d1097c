// A canvas that shows a display list: painted again when list, theme, size or view change, once before the next frame however often they did.
// Stack two of them to keep what changes with every move of the pointer apart from what does not. Trap: a canvas of another size is empty,
// so that it is painted at once.
import { useLayoutEffect, useRef } from 'react';
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import { paintCanvas, type ViewTransform } from '../../shared/drawing/paint-canvas.ts';
import type { Theme, TokenName } from '../../shared/drawing/theme.ts';
import type { Size } from '../widgets/use-size.ts';
import { usePixelRatio } from './use-surface.ts';

export interface PaintedCanvasProps {
  readonly list: DisplayList;
  readonly theme: Theme;
  readonly size: Size;
  readonly view: ViewTransform;
  /** Absent: transparent, for what lies on top. */
  readonly background?: TokenName;
}

export function PaintedCanvas({ list, theme, size, view, background }: PaintedCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const pixelRatio = usePixelRatio();
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || size.width === 0 || size.height === 0) return;
    const width = Math.round(size.width * pixelRatio);
    const height = Math.round(size.height * pixelRatio);
    const isResized = canvas.width !== width || canvas.height !== height;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const surface = { ...size, pixelRatio, theme, view };
    const paint = () => {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, width, height);
      paintCanvas(context, list, background === undefined ? surface : { ...surface, background });
    };
    if (isResized) {
      paint();
      return;
    }
    const frame = requestAnimationFrame(paint);
    return () => cancelAnimationFrame(frame);
  }, [list, theme, size, view, background, pixelRatio]);
  return <canvas ref={ref} />;
}
