// The page's side of the thread that paints. A canvas is handed to it for good, which is why each waits until the thread is known to be there:
// where it cannot be started, the page paints itself, before the next frame.
import { createContext, useContext } from 'react';
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import { type PackedList, packList } from '../../shared/drawing/packed-list.ts';
import type { CanvasSurface } from '../../shared/drawing/paint-canvas.ts';
import { paintSurface, pixelsOf } from './paint-surface.ts';

/** What the page says to the worker. A list goes over once, and stays until another one comes. */
export type PaintingOrder =
  | { readonly kind: 'canvas'; readonly id: number; readonly canvas: OffscreenCanvas }
  | { readonly kind: 'paint'; readonly id: number; readonly surface: CanvasSurface; readonly list?: PackedList }
  | { readonly kind: 'end'; readonly id: number };

/** Shows lists on one canvas. */
export interface Painter {
  /** Soon; of several in one task the last. */
  readonly paint: (list: DisplayList, surface: CanvasSurface) => void;
  readonly end: () => void;
}

/** Makes the painter of a canvas that nothing else draws on. */
export type Painting = (canvas: HTMLCanvasElement) => Painter;

/** Starts the thread, which takes a moment: before there is anything to paint. */
export function startPainting(): Painting {
  const starting = startWorker();
  let lastId = 0;
  return (canvas) => {
    const id = ++lastId;
    let wanted: readonly [DisplayList, CanvasSurface] | undefined;
    let isOver = false;
    const making = starting.then((worker) => {
      if (isOver) return undefined;
      return worker === undefined ? paintedHere(canvas) : paintedThere(canvas, id, worker);
    });
    return {
      paint(...picture) {
        const isAsked = wanted !== undefined;
        wanted = picture;
        if (isAsked) return;
        void making.then((painter) => {
          if (wanted !== undefined && !isOver) painter?.paint(...wanted);
          wanted = undefined;
        });
      },
      end() {
        isOver = true;
        void making.then((painter) => painter?.end());
      },
    };
  };
}

/** Undefined where there is none to be had. */
function startWorker(): Promise<Worker | undefined> {
  if (!('transferControlToOffscreen' in HTMLCanvasElement.prototype)) return Promise.resolve(undefined);
  return new Promise<Worker | undefined>((known) => {
    const worker = new Worker(new URL('./painting-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', () => known(worker), { once: true });
    worker.addEventListener('error', () => known(undefined), { once: true });
    // Some browsers refuse it by throwing. Nothing is lost then: the page paints.
  }).catch(() => undefined);
}

function paintedThere(element: HTMLCanvasElement, id: number, worker: Worker): Painter {
  const tell = (order: PaintingOrder, transferred: Transferable[] = []) => worker.postMessage(order, transferred);
  const canvas = element.transferControlToOffscreen();
  tell({ kind: 'canvas', id, canvas }, [canvas]);
  let known: DisplayList | undefined;
  return {
    paint(list, surface) {
      const packed = list === known ? undefined : packList(list);
      known = list;
      if (packed === undefined) tell({ kind: 'paint', id, surface });
      else tell({ kind: 'paint', id, surface, list: packed }, [packed.numbers.buffer]);
    },
    end: () => tell({ kind: 'end', id }),
  };
}

function paintedHere(canvas: HTMLCanvasElement): Painter {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('assertion failed: no 2D canvas');
  let frame = 0;
  return {
    paint(list, surface) {
      cancelAnimationFrame(frame);
      const { width, height } = pixelsOf(surface);
      const paint = () => paintSurface(canvas, context, list, surface);
      // A canvas of another size is empty: at once.
      if (canvas.width !== width || canvas.height !== height) paint();
      else frame = requestAnimationFrame(paint);
    },
    end: () => cancelAnimationFrame(frame),
  };
}

const PaintingContext = createContext<Painting | undefined>(undefined);

export const PaintingProvider = PaintingContext.Provider;

export function usePainting(): Painting {
  const painting = useContext(PaintingContext);
  if (painting === undefined) throw new Error('assertion failed: pictures outside of a window');
  return painting;
}
