// A number that runs from 1 to 0 in a moment whenever its subject changes: how much of an old place is still left. People who asked their
// system for less motion get 0 at once.
import { useLayoutEffect, useState } from 'react';

const MILLISECONDS = 240;

export function useGlide(subject: object | undefined): number {
  const [rest, setRest] = useState({ subject, value: 0 });
  useLayoutEffect(() => {
    if (subject === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let frame = 0;
    const start = performance.now();
    const step = (now: number) => {
      const along = Math.min(1, Math.max(0, (now - start) / MILLISECONDS));
      setRest({ subject, value: (1 - along) ** 3 });
      if (along < 1) frame = requestAnimationFrame(step);
    };
    setRest({ subject, value: 1 });
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [subject]);
  return rest.subject === subject ? rest.value : 0;
}
