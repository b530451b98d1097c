// Who calls the active item directly.

import { prepareEdges, selectEdges } from './support/edge-table.ts';
import { withoutCalls } from './support/focus-of-state.ts';
import type { View } from './view.ts';

export const callersView: View = {
  id: 'callers',
  title: 'Callers',
  description: 'The functions that call the active one, with what these calls cost.',
  kind: 'table',
  showsRatios: true,
  unavailable: withoutCalls,
  prepare: (recording, state, request) => prepareEdges(recording, state, request, 'callers'),
  select: (recording, state, request) => selectEdges(recording, state, request, 'callers'),
};
