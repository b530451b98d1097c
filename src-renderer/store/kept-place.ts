// Where a person is in a recording, in words that hold for another reading of the same files: items by what makes them themselves,
// parts by process, thread and file. So too the items that graph, maps and second panel are set to. Search, event types and switches are
// not here: they stay in the window anyway.
import type { Action } from '../../shared/state/actions.ts';
import { namedItems } from '../../shared/state/named-items.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import type { ItemIdentity } from '../../shared/viewmodel/item-identity.ts';
import type { PartSummary, RecordingSummary } from '../../shared/viewmodel/summary.ts';
import type { Page } from './page-store.tsx';

export interface KeptPlace {
  /** null: it was not there any more when it was asked for. */
  readonly active: ItemIdentity | null;
  readonly selected: ItemIdentity | null;
  readonly history: readonly (ItemIdentity | null)[];
  readonly position: number;
  /** What the window's settings name besides, under the old numbers. */
  readonly named: readonly { readonly item: ItemRef; readonly identity: ItemIdentity | null }[];
  /** undefined: all. */
  readonly parts: readonly string[] | undefined;
}

/** undefined where there is nothing to keep, or nobody to ask for it. */
export async function keepPlace(page: Page): Promise<KeptPlace | undefined> {
  const { recording, window, engineDied } = page.store.getState();
  if (recording === undefined || engineDied !== undefined) return undefined;
  const { view, history } = window;
  const named = namedItems(window);
  const items = [view.active, view.selected, ...named, ...history.items];
  const wanted = items.filter((item) => item !== undefined);
  const found = [...(await page.connection.engine.identify(recording.recordingId, wanted, view))];
  const next = (item: ItemRef | undefined) => (item === undefined ? null : (found.shift() ?? null));
  const active = next(view.active);
  const selected = next(view.selected);
  const namedFound = named.map((item) => ({ item, identity: next(item) }));
  const { parts } = recording.summary;
  return {
    active,
    selected,
    history: found,
    position: history.position,
    named: namedFound,
    parts: view.parts?.map((part) => partKey(parts[part])),
  };
}

/** The place in this recording, as far as it still has it; its first item otherwise. */
export async function placeIn(
  page: Page,
  { recordingId, summary }: { readonly recordingId: string; readonly summary: RecordingSummary },
  kept: KeptPlace,
): Promise<Extract<Action, { readonly type: 'recording-reloaded' }>> {
  const keys = summary.parts.map(partKey);
  const chosen = kept.parts?.map((key) => keys.indexOf(key)).filter((part) => part >= 0);
  const parts = chosen === undefined || chosen.length === 0 ? undefined : chosen;
  const state = { ...page.store.getState().window.view, parts };
  const named = kept.named.map(({ identity }) => identity);
  const identities = [kept.active, kept.selected, ...named, ...kept.history];
  const asked = identities.filter((identity) => identity !== null);
  const found = [...(await page.connection.engine.recognise(recordingId, asked, state))];
  const [active, selected, ...others] = identities.map((identity) =>
    identity === null ? undefined : (found.shift() ?? undefined),
  );
  const history = others.slice(named.length);
  return {
    type: 'recording-reloaded',
    active: active ?? summary.firstActive,
    selected,
    history: history.filter((item) => item !== undefined),
    position: history.slice(0, kept.position + 1).filter((item) => item !== undefined).length - 1,
    parts,
    moved: kept.named.flatMap(({ item }, place) => {
      const to = others[place];
      return to === undefined ? [] : [{ from: item, to }];
    }),
    isSameActive: active !== undefined,
  };
}

function partKey(part: PartSummary | undefined): string {
  return JSON.stringify([part?.pid, part?.thread, part?.part, part?.file]);
}
