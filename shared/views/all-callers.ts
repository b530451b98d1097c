// Who calls the active item, directly or through others, and what of its cost came through each of them (S21).

import { prepareAllCalls, selectAllCalls } from './support/all-calls-table.ts';
import { withoutCalls } from './support/focus-of-state.ts';
import type { View } from './view.ts';

export const allCallersView: View = {
  id: 'all-callers',
  title: 'All callers',
  description: 'Every function that leads to the active one, how far away it is, and what of the cost came through it.',
  kind: 'table',
  unavailable: withoutCalls,
  prepare: (recording, state, request) => prepareAllCalls(recording, state, request, 'callers'),
  select: (recording, state, request) => selectAllCalls(recording, state, request, 'callers'),
};
