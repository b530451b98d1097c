// Layouts by name: choosing, saving, renaming, deleting, restoring. A layout is what the panes look like, so that moving a pane changes
// the layout that is shown; a preset that was changed can be restored.
import { announce } from './announce.ts';
import type { Page } from './page-store.tsx';
import { changeLayout } from './settings-effects.ts';
import {
  freeName,
  isPreset,
  layoutNamed,
  layoutNames,
  type NamedLayout,
  withLayout,
  withoutLayout,
} from './window-layout.ts';

/** Names of what can be chosen for the open recording. */
export function offeredLayouts(page: Page): readonly string[] {
  const { layout, recording } = page.store.getState();
  const ids = (recording?.views ?? []).map((view) => view.id);
  return layoutNames(layout, ids);
}

export function chooseLayout(page: Page, name: string): void {
  if (!offeredLayouts(page).includes(name)) return;
  page.store.setState({ layoutName: name });
  announce(page, `Layout ${name}`);
}

/** The next (1) or previous (−1) one, round and round. */
export function stepLayout(page: Page, by: 1 | -1): void {
  const names = offeredLayouts(page);
  const at = names.indexOf(page.store.getState().layoutName);
  const next = names[(Math.max(0, at) + by + names.length) % names.length];
  if (next !== undefined) chooseLayout(page, next);
}

/** The panes were moved. */
export function keepDock(page: Page, panel: 'dock' | 'second', dock: unknown): void {
  const { layout, layoutName, recording } = page.store.getState();
  if (recording === undefined) return;
  const known = recording.views.map((view) => view.id);
  changeLayout(page, { ...withLayout(layout, { ...layoutNamed(layout, layoutName), known, [panel]: dock }) });
}

/** A copy under another name, which is shown from now on. Its name is made from `wanted`. */
export function saveLayoutAs(page: Page, wanted: string): void {
  const { layout, layoutName } = page.store.getState();
  const name = freeName(offeredLayouts(page), wanted);
  changeLayout(page, withLayout(layout, { ...layoutNamed(layout, layoutName), name }));
  page.store.setState({ layoutName: name });
  announce(page, `Layout ${name}`);
}

export function renameLayout(page: Page, wanted: string): void {
  const { layout, layoutName } = page.store.getState();
  if (isPreset(layoutName)) return;
  const others = offeredLayouts(page).filter((name) => name !== layoutName);
  const name = freeName(others, wanted);
  const renamed = (old: NamedLayout) => (old.name === layoutName ? { ...old, name } : old);
  const first = layout.first === layoutName ? name : layout.first;
  changeLayout(page, { first, layouts: layout.layouts.map(renamed) });
  page.store.setState({ layoutName: name });
}

export function deleteLayout(page: Page): void {
  const { layout, layoutName } = page.store.getState();
  if (isPreset(layoutName)) return;
  const names = offeredLayouts(page);
  const next = names[names.indexOf(layoutName) - 1] ?? layout.first;
  changeLayout(page, withoutLayout(layout, layoutName));
  page.store.setState({ layoutName: next });
  announce(page, `Deleted layout ${layoutName}`);
}

/** As it came: a preset as the program has it, another one as the preset that it was made of. */
export function restoreLayout(page: Page): void {
  const { layout, layoutName, arrangement } = page.store.getState();
  const kept = layoutNamed(layout, layoutName);
  changeLayout(
    page,
    isPreset(layoutName)
      ? withoutLayout(layout, layoutName)
      : withLayout(layout, { ...kept, dock: undefined, second: undefined, known: [] }),
  );
  page.store.setState({ arrangement: arrangement + 1 });
}

/** What programs start with that were never profiled before. */
export function startWithLayout(page: Page): void {
  const { layoutName } = page.store.getState();
  changeLayout(page, { first: layoutName });
  announce(page, `New programs start with layout ${layoutName}`);
}
