// What a person does with a pane without dragging it: move its view towards a side, split, float, maximise, hide, make it larger or smaller.
// A view moves into the pane that is there already; only where none is does it get one of its own, along that side of the dock.
import type { DockviewApi, IDockviewPanel } from 'dockview-react';

const sides = {
  top: { towards: 'up', edge: 'above' },
  right: { towards: 'right', edge: 'right' },
  bottom: { towards: 'down', edge: 'below' },
  left: { towards: 'left', edge: 'left' },
} as const;

export type PaneMove =
  | keyof typeof sides
  | 'split-right'
  | 'split-below'
  | 'float'
  | 'maximise'
  | 'hide'
  | 'wider'
  | 'narrower'
  | 'taller'
  | 'shorter';

/** Pixels of one step of a pane's border. */
const STEP = 32;

/** Does nothing where it cannot be done: the only view is not hidden, a floating pane is not maximised. */
export function movePane(api: DockviewApi, panel: IDockviewPanel, move: PaneMove): void {
  switch (move) {
    case 'top':
    case 'right':
    case 'bottom':
    case 'left':
      moveTowards(api, panel, move);
      break;
    case 'split-right':
    case 'split-below':
      splitOff(api, panel, move === 'split-right' ? 'right' : 'bottom');
      break;
    case 'float':
      floatOrDock(api, panel);
      break;
    case 'maximise':
      if (api.hasMaximizedGroup()) api.exitMaximizedGroup();
      else if (panel.api.location.type === 'grid') api.maximizeGroup(panel);
      break;
    case 'hide':
      if (api.panels.length > 1) api.removePanel(panel);
      break;
    default:
      resize(panel, move);
  }
}

function moveTowards(api: DockviewApi, panel: IDockviewPanel, side: keyof typeof sides): void {
  if (api.hasMaximizedGroup()) api.exitMaximizedGroup();
  const { towards, edge } = sides[side];
  const neighbour = api.adjacentGroupInDirection(panel.group, towards);
  const neighbourGroup = api.groups.find((group) => group.id === neighbour?.id);
  if (neighbourGroup !== undefined) panel.api.moveTo({ group: neighbourGroup });
  else if (api.panels.length > 1) panel.api.moveTo({ group: api.addGroup({ direction: edge }) });
  panel.api.setActive();
}

function splitOff(api: DockviewApi, panel: IDockviewPanel, position: 'right' | 'bottom'): void {
  if (api.hasMaximizedGroup()) api.exitMaximizedGroup();
  if (panel.group.panels.length > 1) panel.api.moveTo({ group: panel.group, position });
  panel.api.setActive();
}

function floatOrDock(api: DockviewApi, panel: IDockviewPanel): void {
  if (api.hasMaximizedGroup()) api.exitMaximizedGroup();
  if (panel.api.location.type === 'floating') {
    const docked = api.groups.find((group) => group.api.location.type === 'grid');
    panel.api.moveTo({ group: docked ?? api.addGroup({ direction: 'right' }) });
  } else if (api.panels.length > 1) {
    const width = Math.round(Math.min(640, api.width * 0.6));
    const height = Math.round(Math.min(460, api.height * 0.6));
    api.addFloatingGroup(panel, { x: (api.width - width) / 2, y: (api.height - height) / 2, width, height });
  }
  panel.api.setActive();
}

function resize({ group }: IDockviewPanel, move: 'wider' | 'narrower' | 'taller' | 'shorter'): void {
  const by = move === 'wider' || move === 'taller' ? STEP : -STEP;
  if (move === 'wider' || move === 'narrower') group.api.setSize({ width: Math.max(100, group.api.width + by) });
  else group.api.setSize({ height: Math.max(80, group.api.height + by) });
}
