// Merging what callgrind kept apart, and taking it apart again. Functions have other numbers then: the engine says which they are, and the
// window changes only once it knows, so that no view is ever asked about a function of the other numbering.

import { emptyHistory, type History } from '../../shared/state/history.ts';
import { namedItems } from '../../shared/state/named-items.ts';
import type { MergeChoice } from '../../shared/state/view-state.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import { dispatch, type Page } from './page-store.tsx';

export async function toggleMerge(page: Page, what: keyof MergeChoice): Promise<void> {
  const { merge } = page.store.getState().window.view;
  await setMerge(page, { ...merge, [what]: !merge[what] });
}

async function setMerge(page: Page, merge: MergeChoice): Promise<void> {
  const before = page.store.getState();
  const { recording, window } = before;
  if (recording === undefined) return;
  const { active } = window.view;
  const { items, position } = window.history;
  const { firstActive } = recording.summary;
  const named = namedItems(window);
  const actives = [active, firstActive].filter((item) => item !== undefined);
  const asked = [...items, ...named, ...actives];
  const found = await page.connection.engine.mapItems(recording.recordingId, asked, {
    from: window.view.merge,
    to: merge,
  });
  const after = page.store.getState();
  // Somebody went on meanwhile: opened another file, or merged something else.
  if (after.recording !== recording || after.window.view.merge !== window.view.merge) return;
  const foundActives = found.slice(items.length + named.length);
  // What was active may be a cycle, which is another one now: then what is active first.
  const next = active === undefined ? undefined : (foundActives.find((item) => item !== null) ?? undefined);
  page.store.setState({ hovered: undefined, up: undefined, itemNames: {} });
  dispatch(page, {
    type: 'set-merge',
    merge,
    active: next,
    history: historyOf(found.slice(0, items.length), position, next),
    moved: named.flatMap((from, place) => {
      const to = found[items.length + place] ?? null;
      return to === null ? [] : [{ from, to }];
    }),
    isSameActive: active !== undefined && (foundActives[0] ?? null) !== null,
  });
}

/** The places that are still there, each once in a row; the active one where it was. */
function historyOf(found: readonly (ItemRef | null)[], position: number, active: ItemRef | undefined): History {
  if (active === undefined) return emptyHistory;
  const items: ItemRef[] = [];
  let place = -1;
  found.forEach((item, index) => {
    const kept = index === position ? active : item;
    if (kept === null) return;
    const last = items.at(-1);
    if (last === undefined || last.kind !== kept.kind || last.index !== kept.index) items.push(kept);
    if (index === position) place = items.length - 1;
  });
  return place < 0 ? { items: [active], position: 0 } : { items, position: place };
}
