// The row under the pointer, and its item for all panes. Where the pointer rests and rows go by below it (a wheel, a key), the browser says that
// it has come to another row in the middle of drawing the frame: who looks at it then is drawn in a turn of its own.
import { type MouseEvent, useCallback, useContext, useRef, useState } from 'react';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import { Later } from '../widgets/later.ts';
import type { ItemEvents, Point } from './item-events.ts';

export interface PointedRow {
  /** Number of the element that the pointer is over. */
  readonly over: number | undefined;
  readonly point: (item: ItemRef | undefined, element: number, at: MouseEvent) => void;
  readonly moved: (at: MouseEvent) => void;
  readonly left: () => void;
}

export function usePointedRow(onHover: ItemEvents['onHover']): PointedRow {
  const later = useContext(Later);
  const [over, setOver] = useState<number>();
  const pointer = useRef<Point>(undefined);
  const newest = useRef(0);
  const point = useCallback(
    (item: ItemRef | undefined, element: number, { clientX, clientY }: MouseEvent) => {
      const one = ++newest.current;
      const show = () => {
        if (one !== newest.current) return;
        setOver(element);
        onHover(item);
      };
      const rests = pointer.current?.x === clientX && pointer.current.y === clientY;
      if (rests) later(show);
      else show();
    },
    [onHover, later],
  );
  const moved = useCallback(({ clientX, clientY }: MouseEvent) => {
    pointer.current = { x: clientX, y: clientY };
  }, []);
  const left = useCallback(() => {
    newest.current++;
    setOver(undefined);
    onHover(undefined);
  }, [onHover]);
  return { over, point, moved, left };
}
