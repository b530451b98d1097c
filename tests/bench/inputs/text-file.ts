// Writes a large text file piece by piece: never more of it in memory than one block. ASCII only, so that characters are bytes.
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';

const BLOCK = 1 << 20;

export interface TextFile {
  add(text: string): void;
  /** Bytes so far. */
  size(): number;
}

/** The file appears under its name when it is whole; a broken run leaves `….part` behind, which the next one overwrites. */
export function writeTextFile(path: string, write: (file: TextFile) => void): void {
  const partial = `${path}.part`;
  const descriptor = openSync(partial, 'w');
  let waiting = '';
  let written = 0;
  const flush = (): void => {
    writeAll(descriptor, Buffer.from(waiting, 'latin1'));
    written += waiting.length;
    waiting = '';
  };
  try {
    write({
      add: (text) => {
        waiting += text;
        if (waiting.length >= BLOCK) flush();
      },
      size: () => written + waiting.length,
    });
    flush();
  } finally {
    closeSync(descriptor);
  }
  renameSync(partial, path);
}

/** The same for bytes. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
