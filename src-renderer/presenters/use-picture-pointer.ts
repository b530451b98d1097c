// The pointer over a picture: what is under it, where its tooltip goes, and, in pictures that are panned by dragging, whether a press was a
// drag and no click. Targets are told once, when they change.
import { type MouseEvent, type PointerEvent, type RefObject, useCallback, useRef, useState } from 'react';
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import { targetAt } from '../../shared/drawing/hit-test.ts';
import type { ViewTransform } from '../../shared/drawing/paint-canvas.ts';
import { toPicture } from '../canvas/pan-zoom.ts';
import type { Point } from './item-events.ts';

/** In CSS pixels: a hand that shakes has not dragged. */
const DRAG_THRESHOLD = 4;

interface PointedPicture {
  readonly surface: RefObject<HTMLElement | null>;
  /** undefined while there is no picture. */
  readonly list: DisplayList | undefined;
  readonly view: ViewTransform;
  /** Absent: the picture stays where it is, and every press is a click. */
  readonly move?: (by: Point) => void;
  readonly onTarget?: (target: string | undefined) => void;
}

export function usePicturePointer({ surface, list, view, move, onTarget }: PointedPicture) {
  const [target, setTarget] = useState<string>();
  const [pointer, setPointer] = useState<Point>();
  const drag = useRef<{ x: number; y: number; moved: boolean }>(undefined);

  const targetUnder = (event: Pick<MouseEvent, 'clientX' | 'clientY'>): string | undefined => {
    const box = surface.current?.getBoundingClientRect();
    if (box === undefined || list === undefined) return undefined;
    const { x, y } = toPicture(view, { x: event.clientX - box.left, y: event.clientY - box.top });
    return targetAt(list, x, y);
  };
  const pointAt = (under: string | undefined) => {
    if (under === target) return;
    setTarget(under);
    onTarget?.(under);
  };
  const forget = useCallback(() => {
    setPointer(undefined);
    setTarget(undefined);
  }, []);
  const listeners = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0 && move !== undefined) drag.current = { x: event.clientX, y: event.clientY, moved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const from = drag.current;
      if (move !== undefined && from !== undefined && event.buttons === 1) {
        const by = { x: event.clientX - from.x, y: event.clientY - from.y };
        if (!from.moved && Math.hypot(by.x, by.y) < DRAG_THRESHOLD) return;
        if (!from.moved) event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY, moved: true };
        setPointer(undefined);
        move(by);
        return;
      }
      const under = targetUnder(event);
      setPointer(under === undefined ? undefined : { x: event.clientX, y: event.clientY });
      pointAt(under);
    },
    onPointerLeave: () => {
      forget();
      onTarget?.(undefined);
    },
  };
  return {
    target,
    pointer,
    hideTooltip: () => setPointer(undefined),
    /** As if the pointer were there: the keyboard's cursor, with its tooltip at `at`. */
    pointTo: (at: Point, to: string) => {
      setPointer(at);
      setTarget(to);
    },
    /** Nothing is pointed at: another picture has come. */
    forget,
    targetUnder,
    /** The press that has just ended moved the picture. */
    wasDragged: () => drag.current?.moved === true,
    listeners,
  };
}
