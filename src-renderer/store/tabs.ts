// The recordings of one window, each in a tab with a page of its own: its own state, answers and views. What the host keeps (settings,
// layouts, recent files) is the same in all of them: a change in one is handed to the others.
import { createStore, type StoreApi } from 'zustand';
import { reduce } from '../../shared/state/reduce.ts';
import type { Connection } from './connection.ts';
import type { PageState } from './page-state.ts';
import { createPage, type Page } from './page-store.tsx';

export interface Tab {
  readonly id: string;
  readonly page: Page;
}

export interface TabsState {
  /** In the order of the strip; never empty. */
  readonly tabs: readonly Tab[];
  /** The one that is seen. */
  readonly front: Tab;
  /** The tabs seen lately, latest first. */
  readonly seen: readonly string[];
}

export interface Tabs {
  readonly store: StoreApi<TabsState>;
  /** A new tab in front, beside the one that was. */
  add(): Page;
  /** The last tab that is left stays. */
  remove(page: Page): void;
  show(id: string): void;
  /** The next (1) or previous (−1), round and round. */
  step(by: 1 | -1): void;
  /** To the place of another tab. */
  move(id: string, to: number): void;
  pages(): readonly Page[];
}

const sharedFields = ['facts', 'settings', 'recentFiles', 'samples', 'layout'] as const;

/** `begin` is called with every new page, to make it listen; it returns what ends that. */
export function createTabs(connection: Connection, begin: (page: Page) => () => void): Tabs {
  const endings = new Map<Page, () => void>();
  const tabs: Tabs = {
    get store() {
      return store;
    },
    add,
    remove,
    show,
    step,
    move,
    pages,
  };
  const first = makeTab();
  const store: StoreApi<TabsState> = createStore<TabsState>()(() => ({
    tabs: [first],
    front: first,
    seen: [first.id],
  }));

  function makeTab(): Tab {
    const page = createPage(connection, tabs);
    const endListening = begin(page);
    const endSharing = page.store.subscribe((state, before) => share(page, state, before));
    endings.set(page, () => {
      endListening();
      endSharing();
    });
    return { id: crypto.randomUUID(), page };
  }

  function add(): Page {
    const { tabs: all, front } = store.getState();
    const tab = makeTab();
    const { facts, settings, recentFiles, samples, layout } = front.page.store.getState();
    tab.page.store.setState({ facts, settings, recentFiles, samples, layout, layoutName: layout.first });
    tab.page.send({ type: 'set-percent-digits', digits: settings.percentDigits });
    tab.page.send({ type: 'set-habits', habits: settings.habits });
    tab.page.send({ type: 'set-pictures', pictures: settings.pictures });
    tab.page.send({ type: 'set-machine', change: settings.machine });
    const at = all.indexOf(front) + 1;
    store.setState({ tabs: [...all.slice(0, at), tab, ...all.slice(at)] });
    show(tab.id);
    return tab.page;
  }

  function remove(page: Page): void {
    const { tabs: all, front, seen } = store.getState();
    const at = all.findIndex((tab) => tab.page === page);
    if (at < 0 || all.length === 1) return;
    const removed = all[at];
    const left = all.filter((tab) => tab !== removed);
    const before = seen.filter((id) => id !== removed.id);
    const next = left.find((tab) => tab.id === before[0]) ?? left[Math.min(at, left.length - 1)];
    store.setState({ tabs: left, front: front === removed ? next : front, seen: before });
    endings.get(page)?.();
    endings.delete(page);
  }

  function show(id: string): void {
    const { tabs: all, front, seen } = store.getState();
    const tab = all.find((candidate) => candidate.id === id);
    if (tab === undefined || tab === front) return;
    // What lies over a page goes with it.
    front.page.store.setState({ dialog: undefined, hovered: undefined });
    store.setState({ front: tab, seen: [id, ...seen.filter((other) => other !== id)] });
  }

  function step(by: 1 | -1): void {
    const { tabs: all, front } = store.getState();
    show(all[(all.indexOf(front) + by + all.length) % all.length].id);
  }

  function move(id: string, to: number): void {
    const { tabs: all } = store.getState();
    const tab = all.find((candidate) => candidate.id === id);
    if (tab === undefined) return;
    const others = all.filter((other) => other !== tab);
    const at = Math.min(others.length, Math.max(0, to));
    store.setState({ tabs: [...others.slice(0, at), tab, ...others.slice(at)] });
  }

  function pages(): readonly Page[] {
    return store.getState().tabs.map((tab) => tab.page);
  }

  function share(from: Page, state: PageState, before: PageState): void {
    const changed = sharedFields.filter((field) => state[field] !== before[field]);
    if (changed.length === 0) return;
    for (const page of endings.keys()) {
      if (page === from) continue;
      const other = page.store.getState();
      const news = Object.fromEntries(
        changed.filter((field) => other[field] !== state[field]).map((field) => [field, state[field]]),
      );
      if (Object.keys(news).length === 0) continue;
      // Some settings are a part of the window's state as well: both change at once, or the page would write its old ones back.
      const { percentDigits: digits, machine } = state.settings;
      const withDigits =
        other.window.view.percentDigits === digits
          ? other.window
          : reduce(other.window, { type: 'set-percent-digits', digits });
      const window =
        withDigits.view.machine === machine ? withDigits : reduce(withDigits, { type: 'set-machine', change: machine });
      page.store.setState({ ...news, window });
    }
  }

  return tabs;
}
