// What the program was started with: files, and a sample by name. Chromium's own switches stand among them and are passed over.
import { resolve } from 'node:path';
import { isSpoolFolder } from '../services/input-spool.ts';

export interface StartArguments {
  /** Absolute. */
  readonly files: readonly string[];
  readonly sample: string | undefined;
  /** Folders to remove in the end: standard input of the command line is in them. */
  readonly spools: readonly string[];
}

/** `isDefaultApp`: started as `electron FOLDER FILE…`, where the folder is the program and no file. */
export function parseStartArguments(argv: readonly string[], folder: string, isDefaultApp: boolean): StartArguments {
  const given = argv.slice(isDefaultApp ? 2 : 1);
  const samplePrefix = '--sample=';
  const spoolArgument = '--spool=';
  return {
    files: given.filter((argument) => !argument.startsWith('-')).map((file) => resolve(folder, file)),
    sample: given.find((argument) => argument.startsWith(samplePrefix))?.slice(samplePrefix.length),
    spools: given
      .filter((argument) => argument.startsWith(spoolArgument))
      .map((argument) => argument.slice(spoolArgument.length))
      .filter(isSpoolFolder),
  };
}

/** What another instance sent along. It is of another version, perhaps. */
export function startArgumentsOf(data: unknown): StartArguments {
  const { files, sample, spools } = Object(data) as { files?: unknown; sample?: unknown; spools?: unknown };
  return {
    files: Array.isArray(files) ? files.filter((file) => typeof file === 'string') : [],
    sample: typeof sample === 'string' ? sample : undefined,
    spools: Array.isArray(spools) ? spools.filter((folder) => typeof folder === 'string' && isSpoolFolder(folder)) : [],
  };
}
