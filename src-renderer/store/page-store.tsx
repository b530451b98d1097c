// The page's one store and the way to it: made once by main.tsx, handed down by context, read by selectors.
// Only effects and reduce() write to it; components read and dispatch.
import { createContext, type ReactNode, useCallback, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { Action } from '../../shared/state/actions.ts';
import { reduce } from '../../shared/state/reduce.ts';
import type { Connection } from './connection.ts';
import { initialPageState, type PageState } from './page-state.ts';
import { QueryCache } from './query-cache.ts';
import type { Tabs } from './tabs.ts';
import { createTurns, type Turns } from './turns.ts';
import type { RowRequest } from './use-view.ts';

/** What every effect needs: the store, who answers, and what was answered already. */
export interface Page {
  readonly store: StoreApi<PageState>;
  readonly connection: Connection;
  readonly answers: QueryCache;
  /** In which panes are drawn when answers come. */
  readonly turns: Turns;
  /** By view id: what draws the picture that the view shows now, for its export. Views put themselves in while they are there. */
  readonly pictures: Map<string, PictureSource>;
  /** By view id: the rows that the view asked for last. */
  readonly asked: Map<string, RowRequest | undefined>;
  /** Which set of views this is the page of; see second-page.ts. */
  readonly panel: 'first' | 'second';
  readonly send: (action: Action) => void;
  /** All recordings of this window. */
  readonly tabs: Tabs;
}

/** A finished picture in the light theme, with title and legend. */
export interface ExportedPicture {
  readonly svg: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export type PictureSource = () => ExportedPicture;

export function createPage(connection: Connection, tabs: Tabs): Page {
  const store = createStore<PageState>()(() => initialPageState);
  return {
    store,
    connection,
    answers: new QueryCache(),
    turns: createTurns(),
    pictures: new Map(),
    asked: new Map(),
    panel: 'first',
    tabs,
    send(action) {
      const { window } = store.getState();
      const next = reduce(window, action);
      if (next !== window) store.setState({ window: next });
    },
  };
}

export function dispatch(page: Page, action: Action): void {
  page.send(action);
}

const PageContext = createContext<Page | undefined>(undefined);

export function PageProvider({ page, children }: { readonly page: Page; readonly children: ReactNode }) {
  return <PageContext value={page}>{children}</PageContext>;
}

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === undefined) throw new Error('assertion failed: no page around this component');
  return page;
}

/** A part of the state; the component is drawn again when that part is another one. */
export function usePageState<Part>(select: (state: PageState) => Part): Part {
  return useStore(usePage().store, select);
}

export function useDispatch(): (action: Action) => void {
  const page = usePage();
  return useCallback((action) => dispatch(page, action), [page]);
}
