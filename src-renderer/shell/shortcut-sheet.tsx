// The shortcut sheet: the keys of commands as they are now, and the keys inside the views.
import { useRef, useState } from 'react';
import { groupTitles } from '../../shared/commands/commands.ts';
import { formatShortcut } from '../../shared/commands/support/shortcut.ts';
import { usePage } from '../store/page-store.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { Keys } from '../widgets/keys.tsx';
import { type KeyLine, keysInViews } from './keys-in-views.ts';
import { commandsOf, useKeyTable, usePlatform } from './use-commands.tsx';

/** By the words of the title and its section, or by names of keys: `ctrl o`. */
function matches(section: string, { title, keys }: KeyLine, words: readonly string[]): boolean {
  const all = `${section} ${title} ${keys.map((key) => key.join(' ')).join(' ')}`.toLowerCase();
  return words.every((word) => all.includes(word));
}

export function ShortcutSheet() {
  const page = usePage();
  const { store } = page;
  const keyTable = useKeyTable();
  const platform = usePlatform();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const sections = Object.entries(groupTitles)
    .map(([group, title]) => ({
      title,
      lines: commandsOf(page)
        .filter((command) => command.group === group && keyTable.has(command.id))
        .map(
          (command): KeyLine => ({
            title: command.title,
            keys: (keyTable.get(command.id) ?? []).map((text) => formatShortcut(text, platform)),
          }),
        ),
    }))
    .filter(({ lines }) => lines.length > 0);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...sections, ...keysInViews]
    .map(({ title, lines }) => ({ title, lines: lines.filter((line) => matches(title, line, words)) }))
    .filter(({ lines }) => lines.length > 0);
  return (
    <Dialog title="Keyboard shortcuts" wide onClose={() => store.setState({ dialog: undefined })} initialFocus={field}>
      <input
        ref={field}
        className="field shortcut-search"
        type="search"
        aria-label="Search shortcuts"
        placeholder="Search by what it does, or by a key"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <button
        type="button"
        className="button quiet shortcut-change"
        onClick={() => store.setState({ dialog: 'settings', settingsSection: 'keyboard' })}
      >
        Change keys…
      </button>
      <div className="dialog-body shortcut-sheet">
        {found.length === 0 && <p className="empty-text">No shortcut is called that.</p>}
        {found.map(({ title, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map((line) => (
                <div key={line.title}>
                  <dt>{line.title}</dt>
                  <dd>
                    {line.keys.map((keys) => (
                      <Keys key={keys.join('+')} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
