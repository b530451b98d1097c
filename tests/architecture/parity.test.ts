/**
 * PARITY.md is true where a test can tell: every view, command, subcommand, option and key that it names is there, every row is shown by a
 * test that exists or says why there is none, and nothing that the window can do is missing from it.
 * Trap: words of a title are looked for in titles alone, so a row that names a renamed test fails here: name the new one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../shared/commands/commands.ts';
import { formatShortcut } from '../../shared/commands/support/shortcut.ts';
import { views } from '../../shared/views/views.ts';
import { optionsOf } from '../../src-main/cli/arguments.ts';
import { commandList } from '../../src-main/cli/command-list.ts';
import { keysInViews } from '../../src-renderer/shell/keys-in-views.ts';
import { projectRoot } from './source-tree.ts';

interface Row {
  readonly section: string;
  readonly item: string;
  readonly where: string;
  readonly better: string;
  readonly shownBy: string;
}

const text = readFileSync(join(projectRoot, 'PARITY.md'), 'utf8');
const rows = rowsOf(text);
const tokens = [...text.matchAll(/`(view|command|cli|option|key):([^`]+)`/g)].map(([, kind = '', name = '']) => ({
  kind,
  name,
}));
const titles = titlesByFile();
const excuses = /\*(left out|not yet)\*/;

function rowsOf(document: string): Row[] {
  let section = '';
  const found: Row[] = [];
  for (const line of document.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (!line.startsWith('| ') || /^\| -/.test(line)) continue;
    const [item = '', where = '', better = '', shownBy = ''] = line
      .slice(1, line.lastIndexOf('|'))
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    if (shownBy !== 'Shown by') found.push({ section, item, where, better, shownBy });
  }
  return found;
}

/** Titles of tests, their groups and steps, by the name of the file: texts that a function follows as the next argument. */
function titlesByFile(): ReadonlyMap<string, readonly string[]> {
  const folder = join(projectRoot, 'tests');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(test|spec)\.ts$/.test(path),
  );
  const title = /\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1,\s*(?:\{[^{}]*\},\s*)?(?:async\b|\()/g;
  const found = new Map<string, string[]>();
  for (const path of files) {
    // Two folders may have a file of the same name.
    const known = found.get(basename(path)) ?? [];
    for (const [, , words = ''] of readFileSync(join(folder, path), 'utf8').matchAll(title)) known.push(words);
    found.set(basename(path), known);
  }
  return found;
}

/** `open.spec.ts: "words"; top.test.ts: "words"` */
function problemsOfProof(shownBy: string): string[] {
  return shownBy.split(/;\s*(?=[\w.-]+:)/).flatMap((proof) => {
    const [, file = '', words = ''] = /^([\w.-]+): "(.{3,})"$/.exec(proof) ?? [];
    if (file === '') return [`${proof} is no file with words of a title`];
    const known = titles.get(file);
    if (known === undefined) return [`there is no ${file}`];
    return known.some((title) => title.includes(words)) ? [] : [`${file} has no title with "${words}"`];
  });
}

async function namesThatExist(): Promise<Record<string, Set<string>>> {
  const loaded = await Promise.all(commandList.map((entry) => entry.load()));
  const shortcuts = commands.flatMap((command) => command.shortcuts ?? []);
  return {
    view: new Set(views.map((view) => view.id)),
    command: new Set([...commands.map((command) => command.id), ...views.map((view) => `show-${view.id}`)]),
    cli: new Set(commandList.map((entry) => entry.name)),
    option: new Set(loaded.flatMap((command) => Object.keys(optionsOf(command)).map((name) => `--${name}`))),
    key: new Set([
      ...shortcuts.map((shortcut) => formatShortcut(shortcut, 'linux').join('+')),
      ...keysInViews.flatMap(({ title, lines }) =>
        lines.flatMap(({ keys }) => keys.map((key) => `${title}: ${key.join('+')}`)),
      ),
    ]),
  };
}

describe('PARITY.md', () => {
  it('has far more than a hundred rows in sections, with four cells each', () => {
    expect(rows.length).toBeGreaterThan(150);
    expect(rows.filter(({ section, item, where }) => section === '' || item === '' || where === '')).toEqual([]);
  });

  it('names views, commands, subcommands, options and keys that are there', async () => {
    const known = await namesThatExist();
    expect(tokens.filter(({ kind, name }) => known[kind]?.has(name) !== true)).toEqual([]);
  });

  it('says of each item where it is, or that and why it is left out', () => {
    const isSaid = ({ where, better }: Row) =>
      /`(view|command|cli|option|key):/.test(where) || (excuses.test(where) && better !== '');
    expect(rows.filter((row) => !isSaid(row)).map(({ item }) => item)).toEqual([]);
  });

  it('names for each item a test that is there', () => {
    const shown = rows.filter(({ where, shownBy }) => shownBy !== '' || !excuses.test(where));
    expect(shown.flatMap(({ item, shownBy }) => problemsOfProof(shownBy).map((wrong) => `${item}: ${wrong}`))).toEqual(
      [],
    );
  });

  it('forgets no view and no command', () => {
    const named = new Set(tokens.map(({ kind, name }) => `${kind}:${name}`));
    const all = [
      ...views.map(({ id }) => `view:${id}`),
      ...commands.filter(({ id }) => !id.startsWith('show-')).map(({ id }) => `command:${id}`),
    ];
    expect(all.filter((name) => !named.has(name))).toEqual([]);
  });
});
