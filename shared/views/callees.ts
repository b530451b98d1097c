// What the active item calls directly.

import { selectEdges } from './support/edge-table.ts';
import { withoutCalls } from './support/focus-of-state.ts';
import { prepareWalk } from './support/preparation.ts';
import type { View } from './view.ts';

export const calleesView: View = {
  id: 'callees',
  title: 'Callees',
  description: 'The functions that the active one calls, with what these calls cost.',
  kind: 'table',
  showsRatios: true,
  unavailable: withoutCalls,
  prepare: prepareWalk,
  select: (recording, state, request) => selectEdges(recording, state, request, 'callees'),
};
