// Opens a source file in the person's editor at a line: the command of the settings, else $VISUAL or $EDITOR where it has a window of its
// own, else the first known editor of the PATH. Started without a shell, with the path as one argument, and only for files that were
// found here: a recording never says what is run.
import { spawn } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import { workingFolder } from './working-folder.ts';

export type EditorResult = { readonly ok: true } | { readonly ok: false; readonly message: string };

interface Place {
  readonly path: string;
  readonly line: number;
}

type Arguments = (place: Place) => readonly string[];

const goTo: Arguments = ({ path, line }) => ['-g', `${path}:${line}`];
const colon: Arguments = ({ path, line }) => [`${path}:${line}`];
const plus: Arguments = ({ path, line }) => [`+${line}`, path];
const option =
  (name: string): Arguments =>
  ({ path, line }) => [name, String(line), path];

/** Editors with a window of their own, in the order in which they are looked for. */
const editors: readonly (readonly [string, Arguments])[] = [
  ['code', goTo],
  ['codium', goTo],
  ['cursor', goTo],
  ['windsurf', goTo],
  ['code-insiders', goTo],
  ['zed', colon],
  ['subl', colon],
  ['sublime_text', colon],
  ['clion', option('--line')],
  ['idea', option('--line')],
  ['pycharm', option('--line')],
  ['webstorm', option('--line')],
  ['goland', option('--line')],
  ['rustrover', option('--line')],
  ['phpstorm', option('--line')],
  ['rubymine', option('--line')],
  ['kdevelop', colon],
  ['kate', option('--line')],
  ['qtcreator', colon],
  ['mate', option('--line')],
  ['gedit', plus],
  ['gnome-text-editor', plus],
  ['mousepad', option('--line')],
  ['emacsclient', ({ path, line }) => ['-n', `+${line}`, path]],
  ['emacs', plus],
  ['gvim', plus],
];

export interface EditorSurroundings {
  /** Of the settings: `code -g %f:%l`; empty: find one. */
  readonly template: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Resolves when the editor was started, or with why none was. */
export async function openInEditor(place: Place, surroundings: EditorSurroundings): Promise<EditorResult> {
  const isFile = await stat(place.path).then(
    (status) => status.isFile(),
    () => false,
  );
  if (!isFile) return { ok: false, message: `${place.path} is not there any more.` };
  const command = await editorCommand(place, surroundings);
  if (command === undefined) {
    return {
      ok: false,
      message: 'No editor was found: set the editor command in the settings, such as code -g %f:%l.',
    };
  }
  return start(command);
}

/** Program and arguments; undefined where there is none. */
export async function editorCommand(
  place: Place,
  { template, environment }: EditorSurroundings,
): Promise<readonly string[] | undefined> {
  if (template.trim() !== '') return fillTemplate(template, place);
  for (const variable of ['VISUAL', 'EDITOR']) {
    const words = splitCommand(environment[variable] ?? '');
    const [program] = words;
    const known = editors.find(([name]) => name === programName(program ?? ''));
    if (program === undefined || known === undefined || words.includes('-nw') || words.includes('-t')) continue;
    const found = await findProgram(program, environment);
    // `code --wait` would only keep a process for nothing.
    if (found !== undefined) return [found, ...words.slice(1).filter((word) => word !== '--wait'), ...known[1](place)];
  }
  for (const [name, toArguments] of editors) {
    const found = await findProgram(name, environment);
    if (found !== undefined) return [found, ...toArguments(place)];
  }
  return undefined;
}

/** `%f` is the path, `%l` the line, `%%` a percent sign; without `%f` the path comes last. */
function fillTemplate(template: string, { path, line }: Place): readonly string[] {
  const words = splitCommand(template);
  const filled = words.map((word) =>
    word.replace(/%[fl%]/g, (sign) => (sign === '%f' ? path : sign === '%l' ? String(line) : '%')),
  );
  return words.some((word) => word.includes('%f')) ? filled : [...filled, path];
}

/** Words of a command; quotes keep blanks together. Nothing else is special. */
function splitCommand(command: string): string[] {
  return Array.from(command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g), ([, double, single, plain]) => {
    return double ?? single ?? plain ?? '';
  });
}

function programName(program: string): string {
  return basename(program)
    .replace(/\.(?:exe|cmd|bat)$/i, '')
    .toLowerCase();
}

async function findProgram(
  program: string,
  environment: EditorSurroundings['environment'],
): Promise<string | undefined> {
  if (isAbsolute(program)) return (await isRunnable(program)) ? program : undefined;
  const windows = process.platform === 'win32';
  for (const folder of (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    if (!windows && (await isRunnable(join(folder, program)))) return join(folder, program);
    if (windows && (await isRunnable(join(folder, `${program}.exe`)))) return join(folder, `${program}.exe`);
    // A .cmd needs a shell; the program that it starts stands one folder up.
    const beside = join(dirname(folder), program === 'code' ? 'Code.exe' : `${program}.exe`);
    if (windows && (await isRunnable(join(folder, `${program}.cmd`))) && (await isRunnable(beside))) return beside;
  }
  return undefined;
}

function isRunnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** An editor may live longer than this program, and what it prints is nobody's business. */
function start([program = '', ...rest]: readonly string[]): Promise<EditorResult> {
  return new Promise((resolve) => {
    const child = spawn(program, rest, { detached: true, stdio: 'ignore', shell: false, cwd: workingFolder });
    child.once('spawn', () => {
      child.unref();
      resolve({ ok: true });
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ENOENT' ? `There is no program ${program}.` : `${program}: ${error.message}`;
      resolve({ ok: false, message: reason });
    });
  });
}
