// Writes a large text file piece by piece: never more of it in memory than one block. ASCII only, so that characters are bytes.
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';

const BLOCK = 1 << 20;
/** Short texts are joined up to here: longer, and joining costs more than the system's call. */
const LONGEST_WAIT = 1 << 13;

export interface TextFile {
  add(text: string): void;
}

/** The file appears under its name when it is whole; a broken run leaves `….part` behind, which the next one overwrites. */
export function writeTextFile(path: string, write: (file: TextFile) => void): void {
  const partial = `${path}.part`;
  const descriptor = openSync(partial, 'w');
  const block = Buffer.allocUnsafe(BLOCK + LONGEST_WAIT);
  let waiting = '';
  let filled = 0;
  const settle = (): void => {
    for (let at = 0; at < waiting.length; at += LONGEST_WAIT) {
      filled += block.write(waiting.slice(at, at + LONGEST_WAIT), filled, 'latin1');
      if (filled < BLOCK) continue;
      writeAll(descriptor, block.subarray(0, filled));
      filled = 0;
    }
    waiting = '';
  };
  try {
    write({
      add: (text) => {
        waiting += text;
        if (waiting.length >= LONGEST_WAIT) settle();
      },
    });
    settle();
    writeAll(descriptor, block.subarray(0, filled));
  } finally {
    closeSync(descriptor);
  }
  renameSync(partial, path);
}

/** The same for bytes. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
