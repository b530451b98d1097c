// A source file as text, with what a stranger's recording may name kept out: it says which path is read, so only regular files are, up to
// a size, and never devices, pipes, the kernel's own folders or another machine's. Texts are UTF-8, UTF-16 with its mark, else Latin-1.
import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { failure, type Result, success } from '../../../shared/base/result.ts';

const MOST_BYTES = 50 * 2 ** 20;
/** A file is looked at this far for bytes that no text has. */
const HEAD_BYTES = 8192;

export interface ReadSource {
  /** Line ends as in the file. */
  readonly text: string;
  /** 1-based lines begin here; one entry more than there are lines. */
  readonly lineStart: Uint32Array;
  /** When it was last written, milliseconds since 1970. */
  readonly modified: number;
}

/** undefined where there is no such file; a failure where there is one that must not or cannot be shown. */
export async function readSource(path: string): Promise<Result<ReadSource, string> | undefined> {
  const refused = refusedPlace(path);
  if (refused !== undefined) return failure(refused);
  let real: string;
  try {
    real = await realpath(path);
  } catch (error) {
    return isAbsent(error) ? undefined : failure(reasonOf(error));
  }
  const refusedReal = refusedPlace(real);
  if (refusedReal !== undefined) return failure(refusedReal);
  return readRegular(real);
}

/** Network shares and the kernel's folders are not even looked at: Windows signs the person in to a share that it only looks for. */
export function refusedPlace(path: string, platform: NodeJS.Platform = process.platform): string | undefined {
  if (path.startsWith('\\\\') || (platform === 'win32' && /^[\\/]{2}/.test(path))) {
    return 'it is on another machine: map its path to a folder of this one';
  }
  if (platform !== 'win32' && /^\/+(?:proc|sys|dev)(?:\/|$)/.test(path)) return 'it is no source file';
  return undefined;
}

/** A file that a program of ours may look into: regular, and where nobody minds. Nothing of it is read. */
export async function findBinary(path: string): Promise<Result<{ readonly modified: number }, string> | undefined> {
  const refused = refusedPlace(path);
  if (refused !== undefined) return failure(refused);
  try {
    const real = await realpath(path);
    const refusedReal = refusedPlace(real);
    if (refusedReal !== undefined) return failure(refusedReal);
    const status = await stat(real);
    return status.isFile() ? success({ modified: status.mtimeMs }) : failure('it is not a regular file');
  } catch (error) {
    return isAbsent(error) ? undefined : failure(reasonOf(error));
  }
}

async function readRegular(path: string): Promise<Result<ReadSource, string> | undefined> {
  try {
    // Opening a pipe without O_NONBLOCK would wait for ever; what was opened is checked, not what the name meant a moment ago.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
    try {
      const status = await file.stat();
      if (!status.isFile()) return failure('it is not a regular file');
      if (status.size > MOST_BYTES) return failure('it is larger than 50 MB');
      const bytes = await file.readFile();
      if (bytes.length > MOST_BYTES) return failure('it is larger than 50 MB');
      const text = decodeText(bytes);
      if (text === undefined) return failure('it is not a text file');
      return success({ text, lineStart: lineStarts(text), modified: status.mtimeMs });
    } finally {
      await file.close();
    }
  } catch (error) {
    return isAbsent(error) ? undefined : failure(reasonOf(error));
  }
}

/** undefined for bytes that are no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, HEAD_BYTES).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Most of what is not UTF-8 is one byte a letter; those who wrote it read ASCII aright in any of these.
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** Lines end with LF or CR LF; with CR alone only where there is no LF at all. */
export function lineStarts(text: string): Uint32Array {
  const end = text.includes('\n') ? '\n' : '\r';
  let lines = 1;
  for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) lines++;
  // What follows the last line end is a line where it holds something.
  if (lines > 1 && text.endsWith(end)) lines--;
  const starts = new Uint32Array(lines + 1);
  let line = 1;
  for (let at = text.indexOf(end); at >= 0 && line < lines; at = text.indexOf(end, at + 1)) starts[line++] = at + 1;
  starts[lines] = text.length;
  return starts;
}

function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE';
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'you may not read it';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ELOOP') return 'its links go round in a circle';
  return message;
}
