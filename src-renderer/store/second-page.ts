// The page as the second panel sees it: the same recording, settings and effects, but views about what is selected in the first panel.
// What a panel keeps for itself (headlines, the view used last, pictures) it has twice; everything else is read from and written to the
// first. So every pane works in either panel and knows nothing of it.
import type { StoreApi } from 'zustand';
import { actionOfSecond, viewOfSecond } from '../../shared/state/second-panel.ts';
import type { WindowState } from '../../shared/state/window-state.ts';
import type { PageState } from './page-state.ts';
import type { Page } from './page-store.tsx';

const ownFields = ['headlines', 'viewInUse', 'up', 'itemNames'] as const;
type Own = Pick<PageState, (typeof ownFields)[number]>;

export function createSecondPage(first: Page): Page {
  return {
    ...first,
    store: createSecondStore(first.store),
    pictures: new Map(),
    asked: new Map(),
    panel: 'second',
    send: (action) => first.send(actionOfSecond(action)),
  };
}

function createSecondStore(first: StoreApi<PageState>): StoreApi<PageState> {
  const listeners = new Set<(state: PageState, before: PageState) => void>();
  let own: Own = { headlines: {}, viewInUse: 'callers', up: undefined, itemNames: {} };
  let window = windowOfSecond(first.getState().window);
  let derivedFrom = first.getState();
  let derived: PageState = { ...derivedFrom, ...own, window };

  /** The same object as long as nothing has changed: React compares by identity. */
  function getState(): PageState {
    const current = first.getState();
    if (current !== derivedFrom) {
      if (current.window !== derivedFrom.window) window = windowOfSecond(current.window);
      derivedFrom = current;
      derived = { ...current, ...own, window };
    }
    return derived;
  }

  function setOwn(change: Partial<Own>): void {
    const before = getState();
    own = { ...own, ...change };
    derived = { ...before, ...own };
    for (const listener of listeners) listener(derived, before);
  }

  const setState: StoreApi<PageState>['setState'] = (change: unknown) => {
    const wanted = typeof change === 'function' ? (change(getState()) as Partial<PageState>) : Object(change);
    const isOwn = (name: string) => (ownFields as readonly string[]).includes(name);
    const entries = Object.entries(wanted as Partial<PageState>);
    const toFirst = entries.filter(([name]) => !isOwn(name));
    const toOwn = entries.filter(([name]) => isOwn(name));
    if (toFirst.length > 0) first.setState(Object.fromEntries(toFirst));
    if (toOwn.length > 0) setOwn(Object.fromEntries(toOwn));
  };

  return {
    getState,
    getInitialState: getState,
    setState,
    subscribe(listener) {
      listeners.add(listener);
      let before = getState();
      const end = first.subscribe(() => {
        const now = getState();
        listener(now, before);
        before = now;
      });
      return () => {
        listeners.delete(listener);
        end();
      };
    },
  };
}

function windowOfSecond(state: WindowState): WindowState {
  const view = viewOfSecond(state);
  return { ...state, view, history: { items: view.active === undefined ? [] : [view.active], position: 0 } };
}
