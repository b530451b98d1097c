// Which keys mean which command: those of the command table, but for the commands that a person gave keys of their own. Menus, tooltips,
// the palette, the shortcut sheet and the keyboard all ask this table.
// Trap: own keys go before others' usual ones, so that a key never means two commands, and the usual key is back once the own one is gone.
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { type KeyPress, matchesShortcut, type Platform, parseShortcut, shortcutText } from './support/shortcut.ts';
import { whyNoShortcut } from './support/taken-keys.ts';

/** Keys of commands whose keys a person changed, by the command's id; an empty list: none at all. As the settings keep them. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>;

/** By the command's id, the first is the one shown; a command without keys is missing. */
export type KeyTable = ReadonlyMap<string, readonly string[]>;

/** Of commands that the window makes for views and layouts: they may be there another time. */
const isMadeForWindow = (id: string) => /^(show|layout-use)-./.test(id);

export interface ReadOwnKeys {
  readonly table: KeyTable;
  /** Entries of the settings that mean nothing, in words. */
  readonly ignored: readonly string[];
}

/** What the settings say, as far as it can be followed. */
export function readOwnKeys(own: OwnKeys): ReadOwnKeys {
  const usual = commands.filter(({ shortcuts }) => shortcuts !== undefined);
  const ids = Object.keys(own);
  if (ids.length === 0) return { table: new Map(usual.map(({ id, shortcuts = [] }) => [id, shortcuts])), ignored: [] };
  const ignored: string[] = [];
  const takenBy = new Map<string, string>();
  const chosen = new Map<string, readonly string[]>();
  for (const id of ids) {
    if (!isMadeForWindow(id) && commands.every((command) => command.id !== id)) {
      ignored.push(`There is no command “${id}”.`);
      continue;
    }
    const keys = (own[id] ?? []).flatMap((text) => {
      const shortcut = parseShortcut(text);
      const why = shortcut === undefined ? 'is no key' : whyNoShortcut(shortcut);
      const key = shortcut === undefined ? text : shortcutText(shortcut);
      const other = takenBy.get(key);
      if (why !== undefined) ignored.push(`“${text}” of ${id} ${why}.`);
      else if (other !== undefined) ignored.push(`“${text}” of ${id} is the key of ${other} already.`);
      else {
        takenBy.set(key, id);
        return [key];
      }
      return [];
    });
    chosen.set(id, keys);
  }
  const table = new Map<string, readonly string[]>();
  for (const { id, shortcuts = [] } of usual) {
    if (chosen.has(id)) continue;
    const left = shortcuts.filter((key) => !takenBy.has(key));
    if (left.length > 0) table.set(id, left);
  }
  for (const [id, keys] of chosen) if (keys.length > 0) table.set(id, keys);
  return { table, ignored };
}

/** The id of the command that a key press means, whether it can be done just now or not. */
export function commandOfKey(table: KeyTable, press: KeyPress, platform: Platform): string | undefined {
  for (const [id, keys] of table) if (keys.some((text) => matchesShortcut(text, press, platform))) return id;
  return undefined;
}

/** The command that has a key now. */
export function ownerOfKey(table: KeyTable, text: string): string | undefined {
  for (const [id, keys] of table) if (keys.includes(text)) return id;
  return undefined;
}

/** With these keys for a command, taken from whoever had them as own ones; back to nothing kept where they are the usual ones again. */
export function withKeys(own: OwnKeys, { id, shortcuts = [] }: Command, keys: readonly string[]): OwnKeys {
  const others = Object.entries(own)
    .filter(([other]) => other !== id)
    .map(([other, kept]): [string, readonly string[]] => [other, kept.filter((key) => !keys.includes(key))]);
  const isUsual = keys.length === shortcuts.length && keys.every((key, at) => key === shortcuts[at]);
  return Object.fromEntries(isUsual ? others : [...others, [id, keys]]);
}

/** Without what a person changed of one command. */
export function withUsualKeys(own: OwnKeys, id: string): OwnKeys {
  return Object.fromEntries(Object.entries(own).filter(([other]) => other !== id));
}
