// What a canvas view needs of the screen: its pixel ratio, and how wide texts are in it.
import { useState, useSyncExternalStore } from 'react';
import { createCanvasMeasurer, type TextMeasurer } from '../../shared/drawing/text-measurer.ts';

function subscribe(listener: () => void): () => void {
  // The ratio changes with zoom and with the screen that the window is on; both resize the page.
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

export function usePixelRatio(): number {
  return useSyncExternalStore(subscribe, () => window.devicePixelRatio);
}

export function useMeasurer(): TextMeasurer {
  const [measurer] = useState(() => {
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    if (context === null) throw new Error('assertion failed: no 2D canvas');
    return createCanvasMeasurer(context);
  });
  return measurer;
}
