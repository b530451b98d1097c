// What the engine asks of the host that started it: which file is behind a handle, a handle for a file that it found itself, and where the
// person said that sources are.
// The host keeps the handles; the engine, which reads files but talks to the page, never takes a path from the page.
import { maxLength, pipe, strictTuple, string } from 'valibot';
import type { FileHandle } from '../../shared/contracts/engine-contract.ts';
import type { PickedFile } from '../../shared/contracts/host-contract.ts';
import type { ParameterSchemas } from '../../shared/contracts/parameter-schemas.ts';
import type { SourceRule } from '../../shared/viewmodel/source-rules.ts';
import type { FileHandles, LocatedFile } from './file-handles.ts';
import type { SourceRuleStore } from './source/source-rules.ts';

export interface FileDirectory {
  /** null for a handle that was never given out. */
  locate(handle: FileHandle): Promise<LocatedFile | null>;
  offer(path: string): Promise<PickedFile>;
  sourceRules(): Promise<readonly SourceRule[]>;
}

const text = pipe(string(), maxLength(100_000));
export const fileDirectoryParameters = {
  locate: strictTuple([text]),
  offer: strictTuple([text]),
  sourceRules: strictTuple([]),
} satisfies ParameterSchemas<FileDirectory>;

export function createFileDirectory(handles: FileHandles, rules: Pick<SourceRuleStore, 'read'>): FileDirectory {
  return {
    locate: (handle) => Promise.resolve(handles.locate(handle) ?? null),
    offer: (path) => Promise.resolve(handles.offer(path)),
    sourceRules: () => rules.read(),
  };
}
