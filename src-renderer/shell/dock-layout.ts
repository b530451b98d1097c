// The presets of the dock, and the check of a layout that comes back from an earlier run: dockview itself accepts nonsense silently.
import type { DockviewApi, SerializedDockview } from 'dockview-react';

export interface DockView {
  readonly id: string;
  readonly title: string;
}

/** Classic: functions at the left; at the right what leads to the active item and where its cost goes, above and below each other. */
const upperViews = ['callers', 'callee-map', 'caller-map'];
const lowerViews = ['callees', 'call-graph'];
const functionListShare = 0.41;

export function applyClassic(api: DockviewApi, views: readonly DockView[]): void {
  api.clear();
  addView(api, views, 'functions');
  const others = views.filter((view) => view.id !== 'functions' && !lowerViews.includes(view.id));
  const upper = [...others].sort((a, b) => rank(upperViews, a.id) - rank(upperViews, b.id)).map((view) => view.id);
  addGroup(api, views, { ids: upper, reference: 'functions', direction: 'right' });
  const reference = upper[0] ?? 'functions';
  addGroup(api, views, { ids: lowerViews, reference, direction: upper.length > 0 ? 'below' : 'right' });
  api.getPanel('functions')?.api.setSize({ width: Math.round(api.width * functionListShare) });
  for (const id of ['callee-map', 'call-graph', 'functions']) api.getPanel(id)?.api.setActive();
}

function rank(order: readonly string[], id: string): number {
  const place = order.indexOf(id);
  return place < 0 ? order.length : place;
}

interface Group {
  readonly ids: readonly string[];
  readonly reference: string;
  readonly direction: 'right' | 'below';
}

function addGroup(api: DockviewApi, views: readonly DockView[], group: Group): void {
  const [first, ...rest] = group.ids.filter((id) => views.some((view) => view.id === id));
  if (first === undefined) return;
  addView(api, views, first, { referencePanel: group.reference, direction: group.direction });
  for (const id of rest) addView(api, views, id, { referencePanel: first, direction: 'within' });
}

interface Position {
  readonly referencePanel: string;
  readonly direction: 'right' | 'below' | 'within';
}

function addView(api: DockviewApi, views: readonly DockView[], id: string, position?: Position): void {
  const view = views.find((candidate) => candidate.id === id);
  if (view === undefined) return;
  const panel = { id, component: 'view', tabComponent: 'view', title: view.title };
  api.addPanel(position === undefined ? panel : { ...panel, position });
}

/** Puts a kept layout in place. False, and nothing kept, when it does not hold exactly what it should. */
export function restoreLayout(api: DockviewApi, kept: unknown, views: readonly DockView[]): boolean {
  if (!isLayoutOf(kept, views)) return false;
  try {
    api.fromJSON(kept);
  } catch {
    // Another version of the dock wrote it: the preset takes its place.
    return false;
  }
  const shown = api.panels.map((panel) => panel.id);
  if (!shown.every((id) => views.some((view) => view.id === id)) || !shown.includes('functions')) return false;
  const reference = shown.find((id) => id !== 'functions') ?? 'functions';
  for (const view of views) {
    if (!shown.includes(view.id)) addView(api, views, view.id, { referencePanel: reference, direction: 'within' });
  }
  return true;
}

/** Looks like a layout and names only views that there are. */
export function isLayoutOf(kept: unknown, views: readonly DockView[]): kept is SerializedDockview {
  if (!isRecord(kept) || !isRecord(kept['grid']) || !isRecord(kept['grid']['root']) || !isRecord(kept['panels'])) {
    return false;
  }
  const { panels } = kept;
  const known = Object.entries(panels).every(
    ([id, panel]) =>
      views.some((view) => view.id === id) &&
      isRecord(panel) &&
      panel['id'] === id &&
      panel['contentComponent'] === 'view' &&
      panel['tabComponent'] === 'view',
  );
  return known && Object.keys(panels).length > 0 && treeHolds(kept['grid']['root'], panels);
}

/** Every leaf of the grid lists views that the layout describes. */
function treeHolds(root: Record<string, unknown>, panels: Record<string, unknown>): boolean {
  const open: unknown[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isRecord(node)) return false;
    const { type, data } = node;
    if (type === 'branch' && Array.isArray(data)) open.push(...data);
    else if (type === 'leaf' && isRecord(data) && Array.isArray(data['views'])) {
      if (!data['views'].every((id) => typeof id === 'string' && id in panels)) return false;
    } else return false;
  }
  return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
