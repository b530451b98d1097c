// Commands as the shell uses them: their context now, running one, and menu entries made of them. Keyboard, toolbar, menus and palette
// all go through here.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from 'react';
import type { Command, CommandContext, Effect } from '../../shared/commands/command.ts';
import { commandById, commands, show } from '../../shared/commands/commands.ts';
import { commandOfKey, type KeyTable, readOwnKeys } from '../../shared/commands/key-table.ts';
import { layoutCommand } from '../../shared/commands/pane-commands.ts';
import { formatShortcut, type Platform } from '../../shared/commands/support/shortcut.ts';
import { attempt } from '../store/announce.ts';
import { offeredLayouts } from '../store/layout-effects.ts';
import { dispatch, type Page, usePage, usePageState } from '../store/page-store.tsx';
import type { MenuItem } from '../widgets/menu.tsx';
import { CommandContextProvider, commandContextOf, useCommandPart } from './command-context.tsx';

export type RunEffect = (effect: Effect) => void;

const EffectsContext = createContext<RunEffect>(() => undefined);

export function EffectsProvider({ run, children }: { readonly run: RunEffect; readonly children: ReactNode }) {
  return (
    <EffectsContext value={run}>
      <CommandContextProvider>{children}</CommandContextProvider>
    </EffectsContext>
  );
}

function runCommand(page: Page, command: Command, runEffect: RunEffect): void {
  const state = page.store.getState();
  const context = commandContextOf(page, state, readOwnKeys(state.settings.shortcuts).table);
  if (!command.enabled(context)) return;
  if (command.work.kind === 'effect') {
    runEffect(command.work.effect);
    return;
  }
  const action = command.work.action(context);
  if (action !== undefined) dispatch(page, action);
}

/** The table's commands, one for each view of the recording that has no line in it, and one for each layout. */
export function commandsOf(page: Page): readonly Command[] {
  const views = page.store.getState().recording?.views ?? [];
  const further = views.filter((view) => commandById(`show-${view.id}`) === undefined);
  return [
    ...commands,
    ...further.map((view) => show(view.id, `Show ${view.title.toLowerCase()}`)),
    ...offeredLayouts(page).map(layoutCommand),
  ];
}

export function runCommandById(page: Page, id: string, runEffect: RunEffect): void {
  const command = commandsOf(page).find((candidate) => candidate.id === id);
  if (command !== undefined) runCommand(page, command, runEffect);
}

export function useRunCommand(): (id: string) => void {
  const page = usePage();
  const runEffect = useContext(EffectsContext);
  return useCallback((id) => runCommandById(page, id, runEffect), [page, runEffect]);
}

export function usePlatform(): Platform {
  return usePageState((state) => state.facts?.platform ?? 'other');
}

/** The keys of every command, as they are now. */
export function useKeyTable(): KeyTable {
  const own = usePageState((state) => state.settings.shortcuts);
  return useMemo(() => readOwnKeys(own).table, [own]);
}

/** All of it: for what shows many commands at once, and only while it is shown. */
export function useCommandContext(): CommandContext {
  return useCommandPart((context) => context);
}

/** A menu of the host shows what can be done just now: told whenever it changes. A component of its own, so that only it is drawn again. */
export function HostMenu() {
  const page = usePage();
  const context = useCommandContext();
  const states = commands.map((command) => {
    const checked = command.checked?.(context);
    return { id: command.id, enabled: command.enabled(context), ...(checked === undefined ? {} : { checked }) };
  });
  const text = JSON.stringify(states);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the states, which are made anew each time
  useEffect(() => {
    attempt(page, page.connection.host.showCommandStates(states));
  }, [page, text]);
  return null;
}

export interface CommandLook {
  readonly title: string;
  readonly keys: readonly string[] | undefined;
  readonly disabled: boolean;
  readonly checked: boolean | undefined;
}

export function lookOf(command: Command, context: CommandContext, platform: Platform): CommandLook {
  const shortcut = context.keys.get(command.id)?.[0];
  return {
    title: command.title,
    keys: shortcut === undefined ? undefined : formatShortcut(shortcut, platform),
    disabled: !command.enabled(context),
    checked: command.checked?.(context),
  };
}

/** How one command looks now; drawn again only when that changes. */
export function useCommandLook(id: string): CommandLook | undefined {
  const platform = usePlatform();
  const command = commandById(id);
  const shortcut = useCommandPart((context) => context.keys.get(id)?.[0]);
  const disabled = useCommandPart((context) => command?.enabled(context) !== true);
  const checked = useCommandPart((context) => command?.checked?.(context));
  if (command === undefined) return undefined;
  const keys = shortcut === undefined ? undefined : formatShortcut(shortcut, platform);
  return { title: command.title, keys, disabled, checked };
}

export interface CommandMenuChoice {
  readonly ids: (command: Command) => boolean;
  readonly of?: readonly Command[];
  /** False: no entries, and nothing is drawn again because one of them changes. */
  readonly wanted?: boolean;
}

/** Menu entries for the commands with these ids, in table order, a line between sections. */
export function useCommandMenu({ ids, of = commands, wanted = true }: CommandMenuChoice): readonly MenuItem[] {
  const context = useCommandPart((whole) => (wanted ? whole : undefined));
  const platform = usePlatform();
  const run = useRunCommand();
  if (context === undefined) return noItems;
  let previous: Command | undefined;
  return of.filter(ids).map((command) => {
    const look = lookOf(command, context, platform);
    const startsSection =
      previous !== undefined && (previous.group !== command.group || previous.section !== command.section);
    previous = command;
    return {
      id: command.id,
      title: look.title,
      disabled: look.disabled,
      startsSection,
      ...(look.keys === undefined ? {} : { keys: look.keys }),
      ...(look.checked === undefined ? {} : { checked: look.checked }),
      onChoose: () => run(command.id),
    };
  });
}

const noItems: readonly MenuItem[] = [];

/** Keys work wherever the focus is, except that plain signs belong to text fields while one has the focus. */
export function useCommandKeys(runEffect: RunEffect, isFront: boolean): void {
  const page = usePage();
  const platform = usePlatform();
  useEffect(() => {
    if (!isFront) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || belongsToFocus(event)) return;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1;
      if (isPlain && isTextField(event.target)) return;
      const id = commandOfKey(readOwnKeys(page.store.getState().settings.shortcuts).table, event, platform);
      if (id === undefined) return;
      event.preventDefault();
      runCommandById(page, id, runEffect);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [page, platform, runEffect, isFront]);
}

/** Arrows with Ctrl walk the words of a text and move a picture. */
function belongsToFocus(event: KeyboardEvent): boolean {
  if (!event.key.startsWith('Arrow') || !(event.ctrlKey || event.metaKey)) return false;
  const { target } = event;
  return isTextField(target) || (target instanceof Element && target.closest('[role="application"]') !== null);
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && ['text', 'search', ''].includes(target.type))
  );
}
