// The keys of commands: which there are, a press of a new one, and what it takes from another command. Keys inside views stay what they are.
import { useRef, useState } from 'react';
import type { Command } from '../../shared/commands/command.ts';
import { groupTitles } from '../../shared/commands/commands.ts';
import {
  type KeyTable,
  type OwnKeys,
  ownerOfKey,
  readOwnKeys,
  withKeys,
  withUsualKeys,
} from '../../shared/commands/key-table.ts';
import { formatShortcut } from '../../shared/commands/support/shortcut.ts';
import { isKeptByBrowser } from '../../shared/commands/support/taken-keys.ts';
import { attempt } from '../store/announce.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { changeSettings } from '../store/settings-effects.ts';
import { Button } from '../widgets/button.tsx';
import { Keys } from '../widgets/keys.tsx';
import { KeyRecorder } from './key-recorder.tsx';
import { commandsOf, usePlatform } from './use-commands.tsx';

export function KeyboardSettings() {
  const page = usePage();
  const own = usePageState((state) => state.settings.shortcuts);
  const platform = usePlatform();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [recording, setRecording] = useState<string>();
  const { table, ignored } = readOwnKeys(own);
  const all = commandsOf(page);
  const keep = (shortcuts: OwnKeys) => attempt(page, changeSettings(page, { shortcuts }));
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (command: Command) => {
    const keys = (table.get(command.id) ?? []).map((key) => formatShortcut(key, platform).join(' '));
    const shown = `${groupTitles[command.group]} ${command.title} ${keys.join(' ')}`.toLowerCase();
    return words.every((word) => shown.includes(word));
  };
  const found = all.filter(matches);
  const end = () => setRecording(undefined);
  return (
    <>
      <div className="settings-tools">
        <input
          ref={field}
          className="field"
          type="search"
          aria-label="Search commands"
          placeholder="Search by what it does, or by a key"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button name="Reset all keys" kind="plain" disabled={Object.keys(own).length === 0} onPress={() => keep({})} />
      </div>
      {ignored.length > 0 && (
        <div className="settings-ignored" role="note" aria-label="Keys that are ignored">
          {ignored.slice(0, 5).map((note) => (
            <p key={note}>{note}</p>
          ))}
          {ignored.length > 5 && <p>{`And ${ignored.length - 5} more.`}</p>}
        </div>
      )}
      {found.length === 0 && <p className="empty-text">No command is called that, and none has that key.</p>}
      {Object.entries(groupTitles).map(([group, title]) => {
        const lines = found.filter((command) => command.group === group);
        if (lines.length === 0) return null;
        return (
          <section key={group} aria-label={title}>
            <p className="settings-heading">{title}</p>
            {lines.map((command) => (
              <CommandLine
                key={command.id}
                command={command}
                table={table}
                isOwn={own[command.id] !== undefined}
                isRecording={recording === command.id}
                titleOf={(id) => all.find((other) => other.id === id)?.title ?? id}
                onRecord={() => setRecording(command.id)}
                onEnd={end}
                onReset={() => keep(withUsualKeys(own, command.id))}
                onKeys={(keys) => {
                  end();
                  keep(withKeys(own, command, keys));
                }}
              />
            ))}
          </section>
        );
      })}
    </>
  );
}

interface CommandLineProps {
  readonly command: Command;
  readonly table: KeyTable;
  readonly isOwn: boolean;
  readonly isRecording: boolean;
  readonly titleOf: (id: string) => string;
  readonly onRecord: () => void;
  readonly onEnd: () => void;
  readonly onReset: () => void;
  readonly onKeys: (keys: readonly string[]) => void;
}

function CommandLine(props: CommandLineProps) {
  const { command, table, isOwn, isRecording, titleOf, onRecord, onEnd, onReset, onKeys } = props;
  const recordButton = useRef<HTMLButtonElement>(null);
  const keys = table.get(command.id) ?? [];
  const title = command.title.replace(/…$/, '');
  // The button is there again only after the line was drawn anew.
  const backToButton = () => setTimeout(() => recordButton.current?.focus(), 0);
  const end = () => {
    onEnd();
    backToButton();
  };
  return (
    <fieldset className="settings-line settings-keys" aria-label={title}>
      <div className="settings-text">
        <span>{command.title}</span>
      </div>
      {isRecording ? (
        <KeyRecorder
          title={title}
          ownerOf={(key) => {
            const owner = ownerOfKey(table, key);
            return owner === undefined || owner === command.id ? undefined : titleOf(owner);
          }}
          onEnd={end}
          onKey={(key) => {
            onKeys([key, ...keys.filter((other) => other !== key)]);
            backToButton();
          }}
        />
      ) : (
        <>
          {keys.map((key) => (
            <OneKey
              key={key}
              text={key}
              title={title}
              onRemove={() => {
                onKeys(keys.filter((other) => other !== key));
                backToButton();
              }}
            />
          ))}
          <Button ref={recordButton} name={`Press a key for ${title}`} label="Add key" onPress={onRecord} />
        </>
      )}
      <button
        type="button"
        className={`button quiet small settings-reset${isOwn ? '' : ' unneeded'}`}
        aria-label={`Reset keys of ${title}`}
        aria-hidden={!isOwn}
        tabIndex={isOwn ? 0 : -1}
        onClick={onReset}
      >
        Reset
      </button>
    </fieldset>
  );
}

interface OneKeyProps {
  readonly text: string;
  readonly title: string;
  readonly onRemove: () => void;
}

/** A key and a way to take it off; dimmed where the browser keeps it for itself. */
function OneKey({ text, title, onRemove }: OneKeyProps) {
  const platform = usePlatform();
  const inBrowser = usePageState((state) => state.facts?.kind !== 'electron');
  const keys = formatShortcut(text, platform);
  const isKept = inBrowser && isKeptByBrowser(text);
  return (
    <span
      className={`settings-key${isKept ? ' kept' : ''}`}
      title={isKept ? 'The browser keeps this key for itself; it works in the window of the program' : undefined}
    >
      <Keys keys={keys} />
      {isKept && <span className="muted">browser</span>}
      <Button name={`Take ${keys.join('+')} off ${title}`} icon="close" label={null} onPress={onRemove} />
    </span>
  );
}
