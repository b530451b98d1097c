// The wheel over an element. React listens to it passively, where the page cannot keep itself from scrolling; this listens for real.
import { type RefObject, useEffect, useRef } from 'react';
import type { Point } from '../../shared/layout/geometry.ts';

/** `at`: in the element's own coordinates. */
export function useWheel(ref: RefObject<HTMLElement | null>, onWheel: (event: WheelEvent, at: Point) => void): void {
  const latest = useRef(onWheel);
  latest.current = onWheel;
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const listener = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      latest.current(event, { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    element.addEventListener('wheel', listener, { passive: false });
    return () => element.removeEventListener('wheel', listener);
  }, [ref]);
}
