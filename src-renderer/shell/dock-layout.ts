// Arrangements put into the dock: a preset, or one that was kept. What was kept may be of another version: dockview itself accepts
// nonsense silently, so everything is checked here; views that are gone are taken out, views that are new stand where the preset says.
import type { DockviewApi, SerializedDockview } from 'dockview-react';
import { areaOf, arranged, type Preset } from '../store/layout-presets.ts';
import { keptDock } from './kept-dock.ts';

export interface DockView {
  readonly id: string;
  readonly title: string;
}

/** What to put into a dock. */
export interface Arrangement {
  readonly preset: Preset;
  /** The dock's own description of itself, of an earlier time; undefined: as the preset says. */
  readonly dock: unknown;
  /** Views that there were at that time: one of them that `dock` lacks was hidden, any other is new. */
  readonly known: readonly string[];
}

/** Puts an arrangement in place; the preset where what was kept makes no sense. */
export function arrange(api: DockviewApi, views: readonly DockView[], arrangement: Arrangement): void {
  if (!restore(api, views, arrangement)) applyPreset(api, views, arrangement.preset);
}

function applyPreset(api: DockviewApi, views: readonly DockView[], preset: Preset): void {
  api.clear();
  const areas = arranged(
    preset,
    views.map((view) => view.id),
  );
  const anchors: (string | undefined)[] = [];
  for (const [index, ids] of areas.entries()) {
    const [first, ...rest] = ids;
    const { side = 'right', of = 0 } = preset.areas[index];
    const reference = anchors[of] ?? anchors.find((anchor) => anchor !== undefined);
    anchors.push(first);
    if (first === undefined) continue;
    addView(api, views, first, reference === undefined ? undefined : { referencePanel: reference, direction: side });
    for (const id of rest) addView(api, views, id, { referencePanel: first, direction: 'within' });
  }
  for (const [index, area] of preset.areas.entries()) {
    const panel = api.getPanel(anchors[index] ?? '');
    if (panel === undefined || area.share === undefined) continue;
    if (area.side === 'below') panel.api.setSize({ height: Math.round(api.height * area.share) });
    else panel.api.setSize({ width: Math.round(api.width * area.share) });
  }
  // The first area last: its front view is the one that has been used last.
  for (const [index, area] of [...preset.areas.entries()].reverse()) {
    (api.getPanel(area.front) ?? api.getPanel(anchors[index] ?? ''))?.api.setActive();
  }
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

/** Adds a view that is not shown: to the pane where its neighbours of the preset stand. */
export function addWherePresetSays(
  api: DockviewApi,
  views: readonly DockView[],
  { preset, id }: { readonly preset: Preset; readonly id: string },
): void {
  const shown = api.panels.map((panel) => panel.id);
  const area = areaOf(preset, id);
  const neighbour =
    shown.find((other) => areaOf(preset, other) === area) ?? shown.find((other) => other !== 'functions') ?? shown[0];
  addView(api, views, id, neighbour === undefined ? undefined : { referencePanel: neighbour, direction: 'within' });
}

/** False where what was kept is of no use. */
function restore(api: DockviewApi, views: readonly DockView[], { preset, dock, known }: Arrangement): boolean {
  const kept = keptDock(
    dock,
    views.map((view) => view.id),
  );
  if (kept === undefined) return false;
  try {
    api.fromJSON(kept as unknown as SerializedDockview);
  } catch {
    // Another version of the dock wrote it: the preset takes its place.
    return false;
  }
  if (api.panels.length === 0) return false;
  const fronts = api.groups.map((group) => group.activePanel);
  const shown = new Set(api.panels.map((panel) => panel.id));
  const placed = new Set(
    arranged(
      preset,
      views.map((view) => view.id),
    ).flat(),
  );
  for (const { id } of views) {
    if (!shown.has(id) && !known.includes(id) && placed.has(id)) addWherePresetSays(api, views, { preset, id });
  }
  for (const panel of fronts) panel?.api.setActive();
  return true;
}
