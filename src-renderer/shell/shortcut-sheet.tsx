// The shortcut sheet: what the command table says, and the keys inside the views, which no command stands for.
import { useRef, useState } from 'react';
import { commands, groupTitles } from '../../shared/commands/commands.ts';
import { formatShortcut } from '../../shared/commands/support/shortcut.ts';
import { usePage } from '../store/page-store.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { Keys } from '../widgets/keys.tsx';
import { usePlatform } from './use-commands.tsx';

interface Line {
  readonly title: string;
  readonly keys: readonly (readonly string[])[];
}

const inViews: readonly { readonly title: string; readonly lines: readonly Line[] }[] = [
  {
    title: 'In every view',
    lines: [
      { title: 'Make active', keys: [['Return'], ['Space']] },
      { title: 'Context menu', keys: [['Shift', 'F10']] },
      { title: 'Leave the innermost thing', keys: [['Esc']] },
      { title: 'Next or previous tab of a pane', keys: [['←'], ['→']] },
      { title: 'Menu of a tab: move, float, hide its view', keys: [['Shift', 'F10']] },
      {
        title: 'Move a tab of recordings',
        keys: [
          ['Shift', '←'],
          ['Shift', '→'],
        ],
      },
      { title: 'Border between two panels', keys: [['←'], ['→'], ['↑'], ['↓']] },
    ],
  },
  {
    title: 'Tables',
    lines: [
      { title: 'Row by row', keys: [['↑'], ['↓']] },
      { title: 'Page by page', keys: [['PgUp'], ['PgDn']] },
      { title: 'First, last row', keys: [['Home'], ['End']] },
      { title: 'Second sort key', keys: [['Shift', 'Click']] },
      {
        title: 'Column width',
        keys: [
          ['Alt', 'Shift', '←'],
          ['Alt', 'Shift', '→'],
        ],
      },
    ],
  },
  {
    title: 'Maps',
    lines: [
      { title: 'Sibling', keys: [['←'], ['→']] },
      { title: 'First child', keys: [['↓']] },
      { title: 'Out', keys: [['↑'], ['Backspace']] },
      { title: 'Select', keys: [['Space']] },
      { title: 'Zoom into, out', keys: [['+'], ['−'], ['Esc']] },
    ],
  },
  {
    title: 'Call graph',
    lines: [
      { title: 'Along the heaviest call: node, call, node', keys: [['↑'], ['↓']] },
      { title: 'To the node or call beside', keys: [['←'], ['→']] },
      { title: 'Active item, end of the heaviest calls', keys: [['Home'], ['End']] },
      { title: 'Show more calls of a node, close it', keys: [['E'], ['C']] },
      { title: 'Hide a node, pin it', keys: [['H'], ['P']] },
      {
        title: 'Scroll',
        keys: [['Shift', '↑'], ['Shift', '↓'], ['PgUp'], ['PgDn']],
      },
      { title: 'Zoom', keys: [['+'], ['−']] },
      { title: 'Fit', keys: [['0']] },
    ],
  },
  {
    title: 'Source',
    lines: [
      {
        title: 'Next or previous dear line',
        keys: [
          ['Ctrl', '↓'],
          ['Ctrl', '↑'],
        ],
      },
      { title: 'Find', keys: [['/'], ['Ctrl', 'F']] },
      { title: 'Next, previous found line', keys: [['F3'], ['Shift', 'F3']] },
      {
        title: 'Mark lines',
        keys: [
          ['Shift', '↓'],
          ['Shift', 'Click'],
        ],
      },
      { title: 'Select a call', keys: [['Space']] },
      { title: 'Open in the editor', keys: [['E']] },
    ],
  },
];

/** By the words of the title and its section, or by names of keys: `ctrl o`. */
function matches(section: string, { title, keys }: Line, words: readonly string[]): boolean {
  const all = `${section} ${title} ${keys.map((key) => key.join(' ')).join(' ')}`.toLowerCase();
  return words.every((word) => all.includes(word));
}

export function ShortcutSheet() {
  const { store } = usePage();
  const platform = usePlatform();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const sections = Object.entries(groupTitles)
    .map(([group, title]) => ({
      title,
      lines: commands
        .filter((command) => command.group === group && command.shortcuts !== undefined)
        .map(
          (command): Line => ({
            title: command.title,
            keys: (command.shortcuts ?? []).map((text) => formatShortcut(text, platform)),
          }),
        ),
    }))
    .filter(({ lines }) => lines.length > 0);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...sections, ...inViews]
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
