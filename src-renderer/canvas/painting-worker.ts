// The thread that paints: pictures come as data, their pixels go to the screen from here, so that neither keeps the page from answering a click.
// However many orders came, each canvas is painted once before the next frame, as the last of them says.
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import { unpackList } from '../../shared/drawing/packed-list.ts';
import type { CanvasSurface } from '../../shared/drawing/paint-canvas.ts';
import { paintSurface } from './paint-surface.ts';
import type { PaintingOrder } from './painting-thread.ts';

interface Painted {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
  list?: DisplayList;
  surface?: CanvasSurface;
}

const all = new Map<number, Painted>();
const waiting = new Set<Painted>();

function paintWaiting(): void {
  const now = [...waiting];
  // First, so that a picture that cannot be painted is not waited for by those that come.
  waiting.clear();
  for (const { canvas, context, list, surface } of now) {
    if (list !== undefined && surface !== undefined) paintSurface(canvas, context, list, surface);
  }
}

function obey(order: PaintingOrder): void {
  if (order.kind === 'canvas') {
    const context = order.canvas.getContext('2d');
    if (context === null) throw new Error('assertion failed: no 2D canvas');
    all.set(order.id, { canvas: order.canvas, context });
    return;
  }
  const painted = all.get(order.id);
  if (painted === undefined) return;
  if (order.kind === 'end') {
    all.delete(order.id);
    waiting.delete(painted);
    return;
  }
  if (order.list !== undefined) painted.list = unpackList(order.list);
  painted.surface = order.surface;
  if (waiting.size === 0) requestAnimationFrame(paintWaiting);
  waiting.add(painted);
}

self.addEventListener('message', ({ data }: MessageEvent<PaintingOrder>) => obey(data));
self.postMessage('ready');
