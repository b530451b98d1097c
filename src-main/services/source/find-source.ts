// Which file here is the one that a recording names: picked by hand, by path mapping, as recorded, relative to the recording and to the
// current folder, then by the longest end of its path beside the recording and in the source folders. Never by a bare name while longer
// ends exist elsewhere; several equally good files are the person's to choose from.
import { basename, dirname, join, resolve } from 'node:path';
import type { Result } from '../../../shared/base/result.ts';
import type { PathMapping, SourceRule } from '../../../shared/viewmodel/source-rules.ts';
import type { FolderIndex } from './folder-index.ts';
import { type ReadSource, readSource } from './read-source.ts';
import {
  commonEnd,
  isAbsoluteAnywhere,
  LONGEST_PATH,
  pathComponents,
  restBehind,
  withoutFile,
  withoutFileScheme,
} from './recorded-path.ts';

export interface SourceQuestion {
  /** As the recording names it. */
  readonly recorded: string;
  /** Path of the recording; undefined where it has none (standard input). */
  readonly recording: string | undefined;
  readonly command: string | undefined;
  readonly rules: readonly SourceRule[];
  readonly currentFolder: string;
  readonly indexOf: (folder: string) => Promise<FolderIndex>;
}

export type SourceAnswer = FileAnswer<ReadSource>;

/** Reads a file of one kind: undefined where there is none, a failure where there is one that cannot be it. */
export type FileReader<Read> = (path: string) => Promise<Result<Read, string> | undefined>;

export type FileAnswer<Read> =
  | { readonly state: 'found'; readonly path: string; readonly how: string; readonly file: Read }
  | {
      readonly state: 'missing';
      readonly reason: string;
      readonly tried: readonly string[];
      readonly candidates: readonly string[];
    };

interface Attempt {
  readonly path: string;
  readonly how: string;
}

export function findSource(question: SourceQuestion): Promise<SourceAnswer> {
  return findFile(question, readSource);
}

/** Files that could not be read are told, and the search goes on behind them. */
export async function findFile<Read>(question: SourceQuestion, readOne: FileReader<Read>): Promise<FileAnswer<Read>> {
  const none = withoutFile(question.recorded);
  if (none !== undefined && !isRuled(question)) return { state: 'missing', reason: none, tried: [], candidates: [] };
  const tried = new Set<string>();
  const problems: string[] = [];
  for (const attempt of directAttempts(question)) {
    if (tried.has(attempt.path)) continue;
    tried.add(attempt.path);
    const read = await readOne(attempt.path);
    if (read?.ok === true) return { state: 'found', ...attempt, file: read.value };
    if (read?.ok === false) problems.push(`${attempt.path}: ${read.error}`);
  }
  const searched = await searchFolders(question, tried, readOne);
  if (searched.found !== undefined) return searched.found;
  const several = searched.candidates.length > 1;
  return {
    state: 'missing',
    reason: several ? 'Several files could be it.' : (problems[0] ?? 'The file was not found.'),
    tried: [...tried],
    candidates: searched.candidates,
  };
}

/** Somebody said where it is: then it may be named anyhow. */
function isRuled({ recorded, rules }: SourceQuestion): boolean {
  return rules.some(
    (rule) =>
      (rule.kind === 'picked' && rule.recorded === recorded) ||
      (rule.kind === 'mapping' && restBehind(rule.from, recorded) !== undefined),
  );
}

function* directAttempts(question: SourceQuestion): Generator<Attempt> {
  const { recorded, recording, currentFolder } = question;
  const rules = inForce(question);
  for (const rule of rules) {
    if (rule.kind === 'picked' && rule.recorded === recorded) yield { path: rule.path, how: 'chosen by hand' };
  }
  for (const { from, to } of longestFirst(rules.filter((rule) => rule.kind === 'mapping'))) {
    const rest = restBehind(from, recorded) ?? restBehind(from, withoutFileScheme(recorded));
    if (rest !== undefined) {
      yield { path: rest === '' ? to : join(to, ...pathComponents(rest)), how: `path mapping ${from} → ${to}` };
    }
  }
  const path = withoutFileScheme(recorded);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return;
  if (isAbsoluteAnywhere(path)) {
    yield { path, how: 'as recorded' };
  } else {
    if (recording !== undefined) yield { path: resolve(dirname(recording), path), how: 'relative to the recording' };
    yield { path: resolve(currentFolder, path), how: 'relative to the current folder' };
  }
}

/** Rules of this command first, then those that always hold; the others not at all. */
function inForce({ rules, command }: SourceQuestion): readonly SourceRule[] {
  return [
    ...rules.filter((rule) => rule.scope !== undefined && rule.scope === command),
    ...rules.filter((rule) => rule.scope === undefined),
  ];
}

function longestFirst(mappings: readonly PathMapping[]): readonly PathMapping[] {
  return [...mappings].sort((a, b) => b.from.length - a.from.length);
}

interface Searched<Read> {
  readonly found: FileAnswer<Read> | undefined;
  readonly candidates: readonly string[];
}

/** Beside the recording by every end of the recorded path, then in the source folders with everything below them. */
async function searchFolders<Read>(
  question: SourceQuestion,
  tried: Set<string>,
  readOne: FileReader<Read>,
): Promise<Searched<Read>> {
  if (question.recorded.length > LONGEST_PATH) return { found: undefined, candidates: [] };
  const wanted = pathComponents(withoutFileScheme(question.recorded).replace(/^[a-z][a-z0-9+.-]+:\/\//i, ''));
  const name = wanted.at(-1);
  if (name === undefined || name === '..') return { found: undefined, candidates: [] };
  if (question.recording !== undefined) {
    const folder = dirname(question.recording);
    for (let from = 0; from < wanted.length; from++) {
      const path = join(folder, ...wanted.slice(from));
      if (tried.has(path) || wanted.slice(from).includes('..')) continue;
      tried.add(path);
      const read = await readOne(path);
      if (read?.ok === true) return found(path, howBeside(wanted.length - from), read.value);
    }
  }
  let candidates: readonly string[] = [];
  for (const rule of inForce(question)) {
    if (rule.kind !== 'folder') continue;
    tried.add(join(rule.path, '…', name));
    const { byName } = await question.indexOf(rule.path);
    const best = longestEnds(byName.get(name) ?? [], wanted);
    if (best.paths.length === 1) {
      const read = await readOne(best.paths[0]);
      if (read?.ok === true) return found(best.paths[0], howFolder(best.length, rule.path), read.value);
    }
    if (best.paths.length > 1 && candidates.length === 0) candidates = best.paths.slice(0, 50);
  }
  return { found: undefined, candidates };
}

function longestEnds(
  paths: readonly string[],
  wanted: readonly string[],
): { readonly length: number; readonly paths: readonly string[] } {
  const ends = paths.map((path) => commonEnd(pathComponents(path), wanted));
  const length = ends.reduce((longest, end) => Math.max(longest, end), 0);
  return { length, paths: paths.filter((_, i) => ends[i] === length) };
}

function howBeside(components: number): string {
  return components === 1 ? 'beside the recording, by its name alone' : 'beside the recording';
}

function howFolder(components: number, folder: string): string {
  return components === 1 ? `in ${basename(folder)}, by its name alone` : `in the source folder ${folder}`;
}

function found<Read>(path: string, how: string, file: Read): Searched<Read> {
  return { found: { state: 'found', path, how, file }, candidates: [] };
}
