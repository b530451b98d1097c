// Who calls the active item directly.

import { selectEdges } from './support/edge-table.ts';
import { withoutCalls } from './support/focus-of-state.ts';
import { prepareWalk } from './support/preparation.ts';
import type { View } from './view.ts';

export const callersView: View = {
  id: 'callers',
  title: 'Callers',
  description: 'The functions that call the active one, with what these calls cost.',
  kind: 'table',
  showsRatios: true,
  unavailable: withoutCalls,
  prepare: prepareWalk,
  select: (recording, state, request) => selectEdges(recording, state, request, 'callers'),
};
