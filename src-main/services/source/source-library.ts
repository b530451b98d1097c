// The source texts of an engine: found, read and coloured once, and again when the file or the person's rules about it change.
// What a question needs at once it gets at once: colours that take longer than a moment come with a later answer.
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SourceRule } from '../../../shared/viewmodel/source-rules.ts';
import type { GrantedSource, SourceText } from '../../../shared/views/support/wishes.ts';
import type { Input } from '../byte-sources.ts';
import type { FileDirectory } from '../file-directory.ts';
import { findSource, type SourceAnswer } from './find-source.ts';
import { type FolderIndex, indexFolder } from './folder-index.ts';

/** What the recordings are whose sources are asked for. */
export interface SourceContext {
  /** Path of the recording; undefined where it has no place of its own (standard input, an upload). */
  readonly recording: string | undefined;
  /** When it was last written, milliseconds since 1970. */
  readonly recordedAt: number | undefined;
  readonly command: string | undefined;
}

interface KeptSource {
  readonly rules: string;
  readonly askedAt: number;
  readonly answer: SourceAnswer;
  text: SourceText | undefined;
}

/** An answer is taken as it is for this long. */
const FRESH_MILLISECONDS = 1000;
const FRESH_INDEX_MILLISECONDS = 30_000;
/** How long an answer waits for its colours. */
const COLOUR_MILLISECONDS = 150;
/** Copied and unpacked files have times that differ by less. */
const SAME_TIME_MILLISECONDS = 2000;
const MOST_CHARACTERS = 200_000_000;

export class SourceLibrary {
  private readonly files: Pick<FileDirectory, 'sourceRules' | 'offer'>;
  private readonly sources = new Map<string, KeptSource>();
  private readonly indexes = new Map<string, { readonly at: number; readonly index: Promise<FolderIndex> }>();
  private readonly closed = new AbortController();

  constructor(files: Pick<FileDirectory, 'sourceRules' | 'offer'>) {
    this.files = files;
  }

  dispose(): void {
    this.closed.abort();
    this.sources.clear();
    this.indexes.clear();
  }

  async grant(names: readonly string[], context: SourceContext): Promise<ReadonlyMap<string, GrantedSource>> {
    const granted = new Map<string, GrantedSource>();
    if (names.length === 0) return granted;
    const rules = await this.files.sourceRules();
    for (const name of names) granted.set(name, await this.grantOne(name, context, rules));
    return granted;
  }

  private async grantOne(
    recorded: string,
    context: SourceContext,
    rules: readonly SourceRule[],
  ): Promise<GrantedSource> {
    const key = JSON.stringify([recorded, context.recording, context.command]);
    const ruleText = JSON.stringify(rules);
    let kept = this.sources.get(key);
    if (kept === undefined || kept.rules !== ruleText || (await isStale(kept))) {
      const answer = await findSource({
        recorded,
        recording: context.recording,
        command: context.command,
        rules,
        currentFolder: process.cwd(),
        indexOf: (folder) => this.indexOf(folder),
      });
      kept = { rules: ruleText, askedAt: performance.now(), answer, text: undefined };
    }
    this.keep(key, kept);
    const { answer } = kept;
    if (answer.state === 'missing') return answer;
    const text = kept.text ?? (await this.colour(kept, answer));
    const { handle } = await this.files.offer(answer.path);
    const { recordedAt } = context;
    return {
      state: 'found',
      text,
      path: answer.path,
      handle,
      how: answer.how,
      newer: recordedAt !== undefined && answer.file.modified > recordedAt + SAME_TIME_MILLISECONDS,
    };
  }

  /** The newest last; the oldest are dropped while there is too much text. */
  private keep(key: string, kept: KeptSource): void {
    this.sources.delete(key);
    this.sources.set(key, kept);
    let characters = 0;
    for (const { answer } of this.sources.values()) characters += sizeOf(answer);
    for (const [oldest, { answer }] of this.sources) {
      if (characters <= MOST_CHARACTERS || oldest === key) break;
      this.sources.delete(oldest);
      characters -= sizeOf(answer);
    }
  }

  /** Plain at first; `kept.text` becomes the coloured text when it is there. */
  private async colour(
    kept: KeptSource,
    { path, file }: Extract<SourceAnswer, { state: 'found' }>,
  ): Promise<SourceText> {
    const { text, lineStart } = file;
    const plain = { text, lineStart, language: '', words: undefined };
    kept.text = { ...plain, pending: true };
    const coloured = (async () => {
      // Grammars are half a megabyte of program: loaded when the first source is looked at.
      const [{ languageOf }, { findWords }] = await Promise.all([
        import('./source-language.ts'),
        import('./source-words.ts'),
      ]);
      const language = await languageOf(path, text);
      const words = language === undefined ? undefined : await findWords(text, language, this.closed.signal);
      kept.text = { ...plain, language: language?.name ?? '', words, pending: false };
    })().catch(() => {
      // A grammar that fails on a text leaves it without colours: it is as readable as before.
      kept.text = { ...plain, pending: false };
    });
    await Promise.race([coloured, pause(COLOUR_MILLISECONDS)]);
    return kept.text;
  }

  /** The files below a source folder, looked for once in a while. */
  indexOf(folder: string): Promise<FolderIndex> {
    const known = this.indexes.get(folder);
    if (known !== undefined && performance.now() - known.at < FRESH_INDEX_MILLISECONDS) return known.index;
    const index = indexFolder(folder);
    this.indexes.set(folder, { at: performance.now(), index });
    return index;
  }
}

function sizeOf(answer: SourceAnswer): number {
  return answer.state === 'found' ? answer.file.text.length : 0;
}

/** Files that were not there may have come, those that were there may have changed. */
async function isStale({ answer, askedAt }: KeptSource): Promise<boolean> {
  if (performance.now() - askedAt < FRESH_MILLISECONDS) return false;
  if (answer.state === 'missing') return true;
  return (await timeOf(answer.path)) !== answer.file.modified;
}

/** When a file was last written; undefined where there is none. */
function timeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (status) => status.mtimeMs,
    () => undefined,
  );
}

/** Of a recording that stands where its person put it: sources are looked for beside it. */
export async function sourceContext(file: Input, command: string | undefined): Promise<SourceContext> {
  // An upload lies in a folder of ours under a number.
  if (!('path' in file) || (file.name !== file.path && basename(file.path) !== file.name))
    return { recording: undefined, recordedAt: undefined, command };
  const recordedAt = await timeOf(file.path);
  return { recording: resolve(file.path), recordedAt, command };
}
