// How the window was left for each program that was profiled, to find it so again: bounded, the ones not seen for longest go first. A program
// is known by a digest of its command, so that the file tells nobody what was run.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { array, fallback, maxLength, object, pipe, string } from 'valibot';
import type { ProgramMemory } from '../../shared/contracts/host-contract.ts';
import { programMemoryEntries } from '../../shared/contracts/parameter-schemas.ts';
import { JsonFile } from './json-file.ts';

/** How many programs are remembered. */
export const mostPrograms = 200;

const memory = object({
  view: programMemoryEntries.view,
  layout: programMemoryEntries.layout,
  active: fallback(programMemoryEntries.active, undefined),
});
const schema = pipe(
  array(object({ program: string(), memory: fallback(memory, undefined as never) })),
  maxLength(2000),
);

interface Stored {
  readonly program: string;
  /** Absent where another version wrote something else. */
  readonly memory: ProgramMemory | undefined;
}

export interface ProgramMemories {
  recall(program: string): Promise<ProgramMemory | null>;
  remember(program: string, memory: ProgramMemory): Promise<void>;
  forgetAll(): Promise<void>;
}

export function createProgramMemories(folder: string, report: (note: string) => void): ProgramMemories {
  const file = new JsonFile<readonly Stored[]>({ path: join(folder, 'programs.json'), schema, fallback: [], report });
  const digest = (program: string) => createHash('sha256').update(program).digest('hex');
  return {
    async recall(program) {
      const key = digest(program);
      return (await file.read()).find((stored) => stored.program === key)?.memory ?? null;
    },
    async remember(program, kept) {
      const key = digest(program);
      await file.change((all) =>
        [{ program: key, memory: kept }, ...all.filter((stored) => stored.program !== key)].slice(0, mostPrograms),
      );
    },
    async forgetAll() {
      await file.change(() => []);
    },
  };
}
