// A new map grows out of the rectangle that was made active, so that the eye sees where it went. Nothing moves where the person asked
// the system for no motion, or where the new root was not to be seen in the old map.
import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { TreemapLayout } from '../../shared/layout/treemap.ts';
import { sameItem } from '../../shared/viewmodel/item.ts';
import type { TreemapModel } from '../../shared/viewmodel/treemap.ts';
import type { Size } from '../widgets/use-size.ts';

const MILLISECONDS = 180;

interface Shown {
  readonly model: TreemapModel;
  readonly layout: TreemapLayout;
}

export function useZoomInto(
  element: RefObject<HTMLElement | null>,
  model: TreemapModel,
  layout: TreemapLayout,
  size: Size,
): void {
  const last = useRef<Shown>(undefined);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { model, layout };
    if (before === undefined || before.model === model || size.width === 0 || size.height === 0) return;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const row = rowOfNewRoot(before, model);
    if (row === undefined) return;
    const { x, y, width, height } = before.layout;
    const from = {
      transform: `translate(${x[row]}px, ${y[row]}px) scale(${(width[row] ?? 0) / size.width}, ${(height[row] ?? 0) / size.height})`,
      opacity: 0.6,
    };
    element.current?.animate([from, { transform: 'none', opacity: 1 }], { duration: MILLISECONDS, easing: 'ease-out' });
  }, [element, model, layout, size.width, size.height]);
}

/** Row of the old layout, the largest if there are several; undefined for the root itself. */
function rowOfNewRoot({ model, layout }: Shown, next: TreemapModel): number | undefined {
  const root = next.nodes[0]?.label.item;
  const row = layout.node.findIndex((node) => sameItem(model.nodes[node]?.label.item, root));
  return row > 0 ? row : undefined;
}
