// Runs the WebAssembly that reads usual lines from their tokens (assembly/callgrind-reader.ts), as callgrind-token-reader.ts calls it.

import { moduleBytes } from '../../base/web-assembly.ts';
import type { WorkMemory } from '../../base/work-memory.ts';
import { callgrindReaderModule } from './callgrind-reader-module.ts';

/** What it asks while it reads. Places are those of words in the memory; a table is told by where its cells are. */
export interface ReaderQuestions {
  commit(cells: number): void;
  bindFunction(): number;
  calleeOf(): number;
  nameOf(id: number): number;
  define(word: number, at: number): void;
  name(word: number, at: number): void;
  oddCosts(at: number, count: number): void;
  abandonJump(): void;
  endJump(count: number): boolean;
}

export interface ReaderCode {
  /** Where the line begins at which it stopped. */
  readonly place: number;
  /** Reads tokens from one place to another, of lines that begin at `start`. `known`: their layout, IN_BODY, OPEN_PART. Returns the place at which it stopped. */
  read(from: number, end: number, start: number, known: number): number;
}

/** What assembly/callgrind-reader.ts exports. */
interface ReaderExports {
  readonly place: { readonly value: number };
  read(from: number, end: number, start: number, known: number): number;
}

export function runReaderCode({ memory }: WorkMemory, questions: ReaderQuestions): ReaderCode {
  const module = new WebAssembly.Module(moduleBytes(callgrindReaderModule));
  const imports = { env: { memory }, 'callgrind-questions': { ...questions } };
  const code = new WebAssembly.Instance(module, imports).exports as unknown as ReaderExports;
  return {
    get place() {
      return code.place.value;
    },
    // Places are signed where they come from WebAssembly: those from two gigabytes on would be negative.
    read: (from, end, start, known) => code.read(from, end, start, known) >>> 0,
  };
}
