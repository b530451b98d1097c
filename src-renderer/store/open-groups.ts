// Which groups of the function list are open. They are numbered anew with every grouping and recording, so what was open is forgotten
// with them; while a search is on, all groups are open, because what it found is what one wants to see.

import type { OpenGroups, PageState } from './page-state.ts';
import { type Page, usePageState } from './page-store.tsx';

const MOST_TOGGLED = 10_000;

function keyOf({ recording, window }: PageState): string {
  const { grouping, search } = window.view;
  return `${recording?.recordingId ?? ''} ${grouping} ${search.trim() === '' ? '' : 'search'}`;
}

function openGroupsOf(state: PageState): OpenGroups {
  const key = keyOf(state);
  return state.openGroups.key === key ? state.openGroups : { key, all: key.endsWith('search'), toggled: [] };
}

/** As a request has them, and as a text that changes with them. */
export function useOpenGroups(): { readonly all: boolean; readonly toggled: readonly number[] } {
  const key = usePageState(keyOf);
  const kept = usePageState((state) => state.openGroups);
  const { all, toggled } = kept.key === key ? kept : { all: key.endsWith('search'), toggled: nothing };
  return { all, toggled };
}

const nothing: readonly number[] = [];

export function toggleGroup(page: Page, id: number): void {
  const { key, all, toggled } = openGroupsOf(page.store.getState());
  const others = toggled.filter((one) => one !== id);
  const changed = others.length < toggled.length ? others : [...others, id].slice(-MOST_TOGGLED);
  page.store.setState({ openGroups: { key, all, toggled: changed } });
}

export function openAllGroups(page: Page, all: boolean): void {
  const { key } = openGroupsOf(page.store.getState());
  page.store.setState({ openGroups: { key, all, toggled: [] } });
}
