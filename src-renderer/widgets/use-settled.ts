// A number that changes many times in a row, as a pane's width while a border is dragged: in steps meanwhile, exact when it has come to rest.
// What is drawn by it is so drawn a few times instead of with every pixel.
import { useEffect, useState } from 'react';

/** Milliseconds without a change. */
const REST = 200;

/** `value`, or while it moves the next lower multiple of `step`. */
export function useSettled(value: number, step: number): number {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return settled === value ? value : Math.floor(value / step) * step;
}
