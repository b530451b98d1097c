// Where the active item's cost went, as rectangles inside rectangles.

import { withoutCalls } from './support/focus-of-state.ts';
import { prepareMap, selectMap } from './support/map-model.ts';
import type { View } from './view.ts';

export const calleeMapView: View = {
  id: 'callee-map',
  title: 'Callee map',
  description:
    'What the active function spent its cost on: the area of a rectangle is its cost, what is left in it is self cost.',
  kind: 'treemap',
  unavailable: withoutCalls,
  prepare: (recording, state) => prepareMap(recording, state, 'callees'),
  select: (recording, state) => selectMap(recording, state, 'callees'),
};
