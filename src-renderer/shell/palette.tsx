// The command palette: every command, setting, recent file and function of the recording by a few letters, Return does it.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { itemKey } from '../../shared/viewmodel/item.ts';
import { type Page, useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { openFiles } from '../store/recording-effects.ts';
import { useFoundFunctions } from '../store/use-view.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { Keys } from '../widgets/keys.tsx';
import { harmlessName, NameText } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';
import { settingsSections } from './settings-sections.tsx';
import { commandsOf, lookOf, useCommandContext, usePlatform, useRunCommand } from './use-commands.tsx';

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly hue?: number | null;
  readonly detail?: string;
  readonly keys?: readonly string[];
  readonly choose: () => void;
}

export function Palette() {
  const { store } = usePage();
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [text, setText] = useState('');
  const [position, setPosition] = useState(0);
  const { entries, commandCount, current } = useEntries(text);
  const [returnPressed, setReturnPressed] = useState(false);
  const at = Math.min(position, entries.length - 1);
  const close = () => store.setState({ dialog: undefined });
  const choose = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    close();
    // After the dialog gave the focus back, so that what is chosen may move it.
    setTimeout(entry.choose, 0);
  };
  // Functions are found a moment after the letters: Return means what is found for all of them, not for the first few.
  useEffect(() => {
    if (!returnPressed || !(current || at < commandCount)) return;
    setReturnPressed(false);
    choose(entries[at]);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) setPosition(Math.max(0, Math.min(entries.length - 1, at + step)));
    else if (event.key === 'Enter') setReturnPressed(true);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Command palette" bare onClose={close} initialFocus={field}>
      <input
        ref={field}
        className="palette-field"
        type="text"
        role="combobox"
        aria-label="Command or function"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        placeholder="Command or function"
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setPosition(0);
          setReturnPressed(false);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" id={listId} role="listbox" aria-label="Commands and functions">
        {entries.map((entry, index) => (
          <div
            key={entry.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="palette-entry"
            ref={(element) => {
              if (index === at) element?.scrollIntoView({ block: 'nearest' });
            }}
            onPointerMove={() => setPosition(index)}
            onPointerDown={(event) => {
              event.preventDefault();
              choose(entry);
            }}
          >
            {entry.hue !== undefined && <Swatch hue={entry.hue} />}
            <NameText name={entry.title} className="palette-title" />
            {entry.detail !== undefined && <span className="palette-detail muted">{entry.detail}</span>}
            {entry.keys !== undefined && <Keys keys={entry.keys} />}
          </div>
        ))}
        {entries.length === 0 && <p className="empty-text">No command and no function is called that.</p>}
      </div>
    </Dialog>
  );
}

interface Entries {
  /** Commands first. */
  readonly entries: readonly Entry[];
  readonly commandCount: number;
  /** The functions among them are those of the whole text. */
  readonly current: boolean;
}

function useEntries(text: string): Entries {
  const context = useCommandContext();
  const platform = usePlatform();
  const run = useRunCommand();
  const page = usePage();
  const dispatch = useDispatch();
  const recordingOpen = usePageState((state) => state.recording !== undefined);
  const { labels, current } = useFoundFunctions(recordingOpen ? text.trim() : '');
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = commandsOf(page)
    .filter((command) => command.id !== 'palette' && command.enabled(context))
    .filter((command) => words.every((word) => command.title.toLowerCase().includes(word)))
    .map((command): Entry => {
      const { title, keys } = lookOf(command, context, platform);
      const choose = () => run(command.id);
      return { id: command.id, title, choose, ...(keys === undefined ? {} : { keys }) };
    });
  const functions = labels.map(
    (label): Entry => ({
      id: itemKey(label.item),
      title: label.name,
      hue: label.hue,
      detail: harmlessName(label.location),
      choose: () => dispatch({ type: 'activate', item: label.item }),
    }),
  );
  const others = otherEntries(page, words);
  const known = [...matching, ...others];
  return { entries: [...known, ...functions], commandCount: known.length, current };
}

const MOST_RECENT = 8;

/** Settings by their section, and recent files; those once something was typed, since nobody looks for them in a long list. */
function otherEntries(page: Page, words: readonly string[]): readonly Entry[] {
  const matches = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const sections = settingsSections.map(
    ({ id, title }): Entry => ({
      id: `settings-${id}`,
      title: `Settings: ${title}`,
      choose: () => page.store.setState({ dialog: 'settings', settingsSection: id }),
    }),
  );
  const files = page.store.getState().recentFiles.map(
    (file): Entry => ({
      id: `recent-${file.handle}`,
      title: `Open ${file.name}`,
      detail: harmlessName(file.path),
      choose: () => void openFiles(page, [file]),
    }),
  );
  if (words.length === 0) return [];
  return [
    ...sections.filter((entry) => matches(entry.title)),
    ...files.filter((entry) => matches(`${entry.title} ${entry.detail}`)).slice(0, MOST_RECENT),
  ];
}
