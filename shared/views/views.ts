// The registry of views: a new one is a file and a line here. The order is that of the tabs.
import { allCalleesView } from './all-callees.ts';
import { allCallersView } from './all-callers.ts';
import { callGraphView } from './call-graph.ts';
import { calleeMapView } from './callee-map.ts';
import { calleesView } from './callees.ts';
import { callerMapView } from './caller-map.ts';
import { callersView } from './callers.ts';
import { controlFlowView } from './control-flow.ts';
import { cyclesView } from './cycles.ts';
import { functionsView } from './functions.ts';
import { heaviestStackView } from './heaviest-stack.ts';
import { machineCodeView } from './machine-code.ts';
import { partsView } from './parts.ts';
import { sourceView } from './source.ts';
import { typesView } from './types.ts';
import type { View } from './view.ts';

export const views: readonly View[] = [
  functionsView,
  callersView,
  calleesView,
  allCallersView,
  allCalleesView,
  calleeMapView,
  callerMapView,
  callGraphView,
  heaviestStackView,
  cyclesView,
  sourceView,
  machineCodeView,
  controlFlowView,
  typesView,
  partsView,
];

export function viewById(id: string): View | undefined {
  return views.find((view) => view.id === id);
}
