// Where the overview of a graph that is larger than its pane stands, and whether there is one.
import { useMemo } from 'react';
import type { GraphSettings } from '../../shared/state/view-state.ts';
import { minimapSize } from '../canvas/minimap.tsx';
import { freestCorner } from '../canvas/minimap-corner.ts';
import type { Size } from '../widgets/use-size.ts';
import type { Landed } from './use-graph-view.ts';

/** Chosen anew with every layout and pane, not with every move: it would jump about under the hand. */
export function useMinimapCorner(wanted: GraphSettings['picture']['minimap'], landed: Landed | undefined) {
  const freest = useMemo(() => {
    if (landed === undefined) return 'bottom-left';
    const { placed, view, pane } = landed;
    return freestCorner(placed.boxes.values(), view, { pane, map: minimapSize(placed.size) });
  }, [landed]);
  if (wanted === 'hidden') return undefined;
  return wanted === 'automatic' ? freest : wanted;
}

/** In a smaller pane the minimap would cover what it helps to find. */
const LEAST_WITH_MINIMAP = { width: 460, height: 220 };

export function needsMinimap(picture: Size, scale: number, pane: Size): boolean {
  if (pane.width < LEAST_WITH_MINIMAP.width || pane.height < LEAST_WITH_MINIMAP.height) return false;
  return picture.width * scale > pane.width + 1 || picture.height * scale > pane.height + 1;
}
