// Where the overview of a graph that is larger than its pane stands, and whether there is one.
import { useMemo, useRef } from 'react';
import type { GraphSettings } from '../../shared/state/view-state.ts';
import { minimapSize } from '../canvas/minimap.tsx';
import { freestCorner } from '../canvas/minimap-corner.ts';
import type { Size } from '../widgets/use-size.ts';

/** Chosen anew with every layout and pane, not with every move: it would jump about under the hand. */
export function useMinimapCorner(
  wanted: GraphSettings['picture']['minimap'],
  placed: { readonly boxes: ReadonlyMap<string, { x: number; y: number } & Size>; readonly size: Size } | undefined,
  { view, pane }: { readonly view: { scale: number; x: number; y: number }; readonly pane: Size },
) {
  const latestView = useRef(view);
  latestView.current = view;
  const freest = useMemo(
    () =>
      placed === undefined
        ? 'bottom-left'
        : freestCorner(placed.boxes.values(), latestView.current, { pane, map: minimapSize(placed.size) }),
    [placed, pane],
  );
  if (wanted === 'hidden') return undefined;
  return wanted === 'automatic' ? freest : wanted;
}

/** In a smaller pane the minimap would cover what it helps to find. */
const LEAST_WITH_MINIMAP = { width: 460, height: 220 };

export function needsMinimap(picture: Size, scale: number, pane: Size): boolean {
  if (pane.width < LEAST_WITH_MINIMAP.width || pane.height < LEAST_WITH_MINIMAP.height) return false;
  return picture.width * scale > pane.width + 1 || picture.height * scale > pane.height + 1;
}
