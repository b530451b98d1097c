// The call graph around the active item, without positions (S13): what of its cost was spent where, and through whom it came.
// Members of cycles stay nodes of their own, marked; an active cycle is one node, others where cycles are collapsed.

import { withoutCalls } from './support/focus-of-state.ts';
import { prepareGraph, selectGraph } from './support/graph-model.ts';
import type { View } from './view.ts';

export const callGraphView: View = {
  id: 'call-graph',
  title: 'Call graph',
  description:
    'The active function with its callers above and its callees below, and how much of its cost went along each call.',
  kind: 'graph',
  unavailable: withoutCalls,
  prepare: prepareGraph,
  select: (recording, state) => selectGraph(recording, state),
};
