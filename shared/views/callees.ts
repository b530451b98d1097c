// What the active item calls directly.

import { prepareEdges, selectEdges } from './support/edge-table.ts';
import { withoutCalls } from './support/focus-of-state.ts';
import type { View } from './view.ts';

export const calleesView: View = {
  id: 'callees',
  title: 'Callees',
  description: 'The functions that the active one calls, with what these calls cost.',
  kind: 'table',
  showsRatios: true,
  unavailable: withoutCalls,
  prepare: (recording, state, request) => prepareEdges(recording, state, request, 'callees'),
  select: (recording, state, request) => selectEdges(recording, state, request, 'callees'),
};
