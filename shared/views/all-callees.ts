// What the active item calls, directly or through others, and what of its cost was spent in each of them (S21).

import { prepareAllCalls, selectAllCalls } from './support/all-calls-table.ts';
import { withoutCalls } from './support/focus-of-state.ts';
import type { View } from './view.ts';

export const allCalleesView: View = {
  id: 'all-callees',
  title: 'All callees',
  description: 'Every function that the active one leads to, how far away it is, and what of the cost was spent in it.',
  kind: 'table',
  unavailable: withoutCalls,
  prepare: (recording, state, request) => prepareAllCalls(recording, state, request, 'callees'),
  select: (recording, state, request) => selectAllCalls(recording, state, request, 'callees'),
};
