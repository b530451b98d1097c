// Folders in which the command line put its standard input, for a window to open. The window that takes one over removes it when it ends.
// Their names are checked: what a start asks to be removed is one of ours or nothing.
import { tmpdir } from 'node:os';
import { basename, dirname, resolve } from 'node:path';

export const spoolPrefix = 'callipers-';

/** A folder that the command line made, and nothing else. */
export function isSpoolFolder(path: string): boolean {
  return dirname(resolve(path)) === resolve(tmpdir()) && /^callipers-[A-Za-z0-9]{6}$/.test(basename(path));
}
