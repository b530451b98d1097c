// The code of functions for an engine: finds the object file (or the Python source) by the same rules as sources, has it disassembled, and
// answers `pending` where that takes longer than a moment. What was disassembled is kept.
import { setTimeout as pause } from 'node:timers/promises';
import type { CodeFile, CodeStretch, CodeWish, GrantedCode } from '../../../shared/views/support/wishes.ts';
import type { FileDirectory } from '../file-directory.ts';
import { type FileAnswer, findFile } from '../source/find-source.ts';
import type { FolderIndex } from '../source/folder-index.ts';
import { findBinary } from '../source/read-source.ts';
import type { SourceContext } from '../source/source-library.ts';
import { Disassembler, type DisassemblyAnswer } from './disassembler.ts';
import { pythonBytecode } from './python-bytecode.ts';

/** How long a question waits for a program. */
const WAIT_MILLISECONDS = 150;
/** Copied and unpacked files have times that differ by less. */
const SAME_TIME_MILLISECONDS = 2000;
/** Programs that run at a time. */
const AT_ONCE = 3;
const MOST_KEPT = 50;

type Found = Extract<FileAnswer<{ readonly modified: number }>, { state: 'found' }>;

interface Kept {
  readonly work: Promise<GrantedCode>;
  done: GrantedCode | undefined;
}

export class CodeLibrary {
  private readonly files: Pick<FileDirectory, 'sourceRules' | 'offer'>;
  private readonly indexOf: (folder: string) => Promise<FolderIndex>;
  private readonly disassembler: Disassembler;
  /** Answers by what was asked of which file. */
  private readonly kept = new Map<string, Kept>();

  constructor(
    files: Pick<FileDirectory, 'sourceRules' | 'offer'>,
    indexOf: (folder: string) => Promise<FolderIndex>,
    disassembler = new Disassembler(),
  ) {
    this.files = files;
    this.indexOf = indexOf;
    this.disassembler = disassembler;
  }

  /** `patient`: waits for the whole answer, however long it takes. */
  async grant(wish: CodeWish, context: SourceContext, patient: boolean): Promise<GrantedCode> {
    const answer = await findFile(
      {
        recorded: wish.kind === 'machine' ? wish.object : wish.file,
        recording: context.recording,
        command: context.command,
        rules: await this.files.sourceRules(),
        currentFolder: process.cwd(),
        indexOf: this.indexOf,
      },
      findBinary,
    );
    if (answer.state === 'missing') return answer;
    const { recordedAt } = context;
    const newer = recordedAt !== undefined && answer.file.modified > recordedAt + SAME_TIME_MILLISECONDS;
    const { handle } = await this.files.offer(answer.path);
    const file = { path: answer.path, handle, how: answer.how, newer };
    const kept = this.workOn(wish, answer, file);
    if (patient) return kept.work;
    await Promise.race([kept.work, pause(WAIT_MILLISECONDS)]);
    const what = wish.kind === 'machine' ? 'The code is being disassembled.' : 'Python is compiling the file.';
    return kept.done ?? { state: 'pending', what };
  }

  private workOn(wish: CodeWish, answer: Found, file: CodeFile): Kept {
    const text = JSON.stringify(wish, (_, value) => (typeof value === 'bigint' ? value.toString(16) : value));
    const key = `${answer.path}\n${answer.file.modified}\n${text}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const work =
      wish.kind === 'machine' ? this.disassembled(wish, answer, file) : bytecode({ ...wish, path: answer.path }, file);
    const kept: Kept = { work, done: undefined };
    this.kept.set(key, kept);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
    work.then(
      (done) => {
        kept.done = done;
        // A program may be installed meanwhile; what is shown now stays until the question comes again.
        if (done.state === 'failed') setTimeout(() => this.kept.delete(key), 2000).unref();
      },
      // Whoever waits for the work is told; it is not to be had again.
      () => this.kept.delete(key),
    );
    return kept;
  }

  private async disassembled(
    { stretches, syntax }: Extract<CodeWish, { kind: 'machine' }>,
    { path, file: { modified } }: Found,
    file: CodeFile,
  ): Promise<GrantedCode> {
    const answers: { readonly stretch: CodeStretch; readonly answer: DisassemblyAnswer }[] = [];
    const waiting = [...stretches];
    const worker = async () => {
      for (let stretch = waiting.shift(); stretch !== undefined; stretch = waiting.shift()) {
        const answer = await this.disassembler.disassemble({ path, modified, ...stretch, syntax });
        answers.push({ stretch, answer });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    answers.sort((a, b) => (a.stretch.from < b.stretch.from ? -1 : 1));
    const found = answers.flatMap(({ answer }) => (answer.ok ? [answer.value] : []));
    const gaps = answers.flatMap(({ stretch, answer }) => {
      return answer.ok ? [] : [{ ...stretch, reason: answer.error.message }];
    });
    if (found.length > 0) {
      return {
        state: 'found',
        instructions: found.flatMap(({ instructions }) => instructions),
        gaps,
        file,
        by: found[0].by,
      };
    }
    const [first] = answers;
    const wrong = first === undefined || first.answer.ok ? undefined : first.answer.error;
    return {
      state: 'failed',
      reason: wrong?.message ?? 'The recording has no addresses here.',
      hint: wrong?.hint ?? '',
      file,
    };
  }
}

async function bytecode(asked: { path: string; name: string; line: number }, file: CodeFile): Promise<GrantedCode> {
  const answer = await pythonBytecode(asked);
  if (!answer.ok) return { state: 'failed', reason: answer.error.message, hint: answer.error.hint, file };
  return { state: 'found', instructions: answer.value.instructions, gaps: [], file, by: answer.value.by };
}
