// Waits for the press of a key that a command is to have. It sees keys before everybody else, so that nothing happens but that it is told:
// whose it is, that nobody can have it, or that a view has a use of its own for it.
import { useEffect, useRef, useState } from 'react';
import { formatShortcut, shortcutOfPress, shortcutText } from '../../shared/commands/support/shortcut.ts';
import { isKeptByBrowser, whyNoShortcut } from '../../shared/commands/support/taken-keys.ts';
import { Button } from '../widgets/button.tsx';
import { Keys } from '../widgets/keys.tsx';
import { keysInViews } from './keys-in-views.ts';
import { usePlatform } from './use-commands.tsx';

export interface KeyRecorderProps {
  /** Of the command. */
  readonly title: string;
  /** Title of the other command that has a key. */
  readonly ownerOf: (key: string) => string | undefined;
  readonly onKey: (key: string) => void;
  readonly onEnd: () => void;
}

export function KeyRecorder({ title, ownerOf, onKey, onEnd }: KeyRecorderProps) {
  const platform = usePlatform();
  const place = useRef<HTMLSpanElement>(null);
  /** Waits for an answer: somebody has it. */
  const [asked, setAsked] = useState<string>();
  const [refusal, setRefusal] = useState('');
  useEffect(() => {
    if (asked !== undefined) return;
    place.current?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === 'Escape') {
        onEnd();
        return;
      }
      const shortcut = shortcutOfPress(event, platform);
      if (shortcut === undefined) return;
      const key = shortcutText(shortcut);
      const why = whyNoShortcut(shortcut);
      if (why !== undefined) setRefusal(`${formatShortcut(key, platform).join('+')} ${why}.`);
      else if (noteOn(key, ownerOf(key)) !== undefined) setAsked(key);
      else onKey(key);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  });
  if (asked !== undefined) {
    const owner = ownerOf(asked);
    return (
      <span className="key-recorder" role="alert">
        <Keys keys={formatShortcut(asked, platform)} />
        <span>{noteOn(asked, owner)}</span>
        <Button
          name={owner === undefined ? 'Take it' : `Take it from ${owner.replace(/…$/, '')}`}
          label={owner === undefined ? 'Take it' : 'Take it over'}
          kind="primary"
          onPress={() => onKey(asked)}
        />
        <Button name="Press another key" label="Another key" kind="plain" onPress={() => setAsked(undefined)} />
      </span>
    );
  }
  return (
    <span className="key-recorder">
      {refusal !== '' && (
        <span className="key-refusal" role="alert">
          {refusal}
        </span>
      )}
      <span ref={place} className="key-place" tabIndex={-1} role="status" aria-label={`Press the key for ${title}`}>
        Press a key, Esc to leave
      </span>
    </span>
  );
}

/** What a person should know before a command gets a key; undefined: nothing. */
function noteOn(key: string, owner: string | undefined): string | undefined {
  if (owner !== undefined) return `is the key of “${owner.replace(/…$/, '')}”.`;
  if (isKeptByBrowser(key)) return 'works in the window of the program; a browser keeps it for itself.';
  const shown = formatShortcut(key, 'linux').join('+');
  for (const { title, lines } of keysInViews) {
    const line = lines.find(({ keys }) => keys.some((other) => other.join('+') === shown));
    const where = title === 'In every view' ? 'in views' : `in “${title}”`;
    if (line !== undefined) return `is “${line.title}” ${where}, and stays so there.`;
  }
  return undefined;
}
