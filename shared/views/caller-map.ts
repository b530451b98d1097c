// On whose behalf the active item's cost arose, as rectangles inside rectangles.

import { withoutCalls } from './support/focus-of-state.ts';
import { prepareMap, selectMap } from './support/map-model.ts';
import type { View } from './view.ts';

export const callerMapView: View = {
  id: 'caller-map',
  title: 'Caller map',
  description: "Who caused the active function's cost: the area of a rectangle is the share that came through it.",
  kind: 'treemap',
  unavailable: withoutCalls,
  prepare: (recording, state) => prepareMap(recording, state, 'callers'),
  select: (recording, state) => selectMap(recording, state, 'callers'),
};
