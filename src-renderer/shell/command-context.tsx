// What commands look at, worked out once for each state of a page, however many buttons and menus ask for it: those that it leaves as they
// are, are not drawn again. Trap: the second panel's page has a context of its own.
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import type { CommandContext } from '../../shared/commands/command.ts';
import { type KeyTable, readOwnKeys } from '../../shared/commands/key-table.ts';
import type { PageState } from '../store/page-state.ts';
import { type Page, usePage } from '../store/page-store.tsx';
import { isPreset } from '../store/window-layout.ts';

const nothing: readonly string[] = [];

/** File formats a view can be exported to. */
export function exportFormatsOf(state: PageState, viewId: string): readonly string[] {
  return state.recording?.views.find((candidate) => candidate.id === viewId)?.exports ?? nothing;
}

const noGroupings: CommandContext['groupings'] = [];
const notSeparated: CommandContext['separations'] = { recursion: false, contexts: false };

/** Its parts are those of the state: as long as none of them changes, all of them are the same objects. */
export function commandContextOf(page: Page, state: PageState, keys: KeyTable): CommandContext {
  const { window, recording, up, settings } = state;
  return {
    view: window.view,
    history: window.history,
    recordingOpen: recording !== undefined,
    up,
    separations: recording?.summary.separations ?? notSeparated,
    groupings: recording?.summary.groupings ?? noGroupings,
    hasIdle: recording?.summary.hasIdle ?? false,
    mangledNames: recording?.summary.mangledNames ?? 0,
    partCount: recording?.summary.parts.length ?? 0,
    canForceDump:
      recording?.summary.format === 'callgrind' && recording.summary.parts.some((part) => part.pid !== null),
    onChange: settings.onChange,
    noteCount: recording?.summary.diagnostics.length ?? 0,
    theme: settings.theme,
    exportFormats: exportFormatsOf(state, state.viewInUse),
    second: window.second,
    layoutName: state.layoutName,
    layoutIsPreset: isPreset(state.layoutName),
    tabCount: page.tabs.pages().length,
    hostKind: state.facts?.kind ?? 'browser',
    keys,
  };
}

interface CommandStore {
  readonly getState: () => CommandContext;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Another object only when something in it is another one: what is under the pointer changes a hundred times a second, and is not. */
function createCommandStore(page: Page): CommandStore {
  let state = page.store.getState();
  let { shortcuts } = state.settings;
  let { table } = readOwnKeys(shortcuts);
  let context = commandContextOf(page, state, table);
  const getState = () => {
    const now = page.store.getState();
    if (now === state && page.tabs.pages().length === context.tabCount) return context;
    state = now;
    if (now.settings.shortcuts !== shortcuts) {
      shortcuts = now.settings.shortcuts;
      table = readOwnKeys(shortcuts).table;
    }
    const next = commandContextOf(page, now, table);
    if (!isSame(context, next)) context = next;
    return context;
  };
  return {
    getState,
    subscribe: (listener) => {
      const ends = [page.store.subscribe(listener), page.tabs.store.subscribe(listener)];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

function isSame(context: CommandContext, next: CommandContext): boolean {
  return (Object.keys(next) as (keyof CommandContext)[]).every((part) => Object.is(context[part], next[part]));
}

const CommandStoreContext = createContext<CommandStore | undefined>(undefined);

/** Around everything that shows commands of the page around it. */
export function CommandContextProvider({ children }: { readonly children: ReactNode }) {
  const page = usePage();
  const store = useMemo(() => createCommandStore(page), [page]);
  return <CommandStoreContext value={store}>{children}</CommandStoreContext>;
}

/** A part of the context; the component is drawn again when that part is another one. */
export function useCommandPart<Part>(select: (context: CommandContext) => Part): Part {
  const store = useContext(CommandStoreContext);
  if (store === undefined) throw new Error('assertion failed: no command context around this component');
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}
