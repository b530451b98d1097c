// Where a command's result goes: standard output, or the file of -o. A file is written whole or not at all: beside it, then renamed.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { failure, success } from '../../shared/base/result.ts';
import type { ParsedArguments } from './arguments.ts';
import type { CommandResult } from './command.ts';
import { type Terminal, write } from './terminal.ts';

export async function writeResult(
  pieces: Iterable<string>,
  parsed: ParsedArguments,
  terminal: Terminal,
): Promise<CommandResult> {
  const path = parsed.value('output');
  if (path === undefined || path === '-') {
    for (const piece of pieces) await write(terminal.output, piece);
    return success(undefined);
  }
  try {
    // A device or a pipe cannot be renamed over: it is written as it is.
    const isPlain = await stat(path).then(
      (found) => found.isFile(),
      () => true,
    );
    const aside = isPlain ? `${path}.${process.pid}.part` : path;
    await writePieces(pieces, aside);
    if (isPlain) await rename(aside, path);
    return success(undefined);
  } catch (error) {
    await rm(`${path}.${process.pid}.part`, { force: true });
    return failure({
      status: 1,
      message: `${path}: it cannot be written: ${reasonOf(error as NodeJS.ErrnoException)}`,
    });
  }
}

async function writePieces(pieces: Iterable<string>, path: string): Promise<void> {
  const stream = createWriteStream(path);
  await once(stream, 'open');
  for (const piece of pieces) if (!stream.write(piece)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

function reasonOf(error: NodeJS.ErrnoException): string {
  return reasons[error.code ?? ''] ?? error.message;
}

/** Longer lists are written bit by bit: a text has half a gigabyte at most. */
const MANY = 1000;
/** Characters of a piece, at least. */
const PIECE = 1 << 16;

/** JSON for programs: indented by two, a newline at the end. */
export function* jsonPieces(value: unknown): Generator<string> {
  let piece = '';
  for (const text of textsOf(value, '')) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n`;
}

/** What JSON.stringify(value, undefined, 2) is made of, its lines behind the first indented. */
function* textsOf(value: unknown, indent: string): Generator<string> {
  const inner = `${indent}  `;
  if (isLong(value)) {
    for (const [i, entry] of value.entries()) {
      yield `${i === 0 ? '[' : ','}\n${inner}`;
      yield* textsOf(entry, inner);
    }
    yield `\n${indent}]`;
  } else if (typeof value === 'object' && value !== null && Object.values(value).some(isLong)) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    for (const [i, [key, entry]] of entries.entries()) {
      yield `${i === 0 ? '{' : ','}\n${inner}${JSON.stringify(key)}: `;
      yield* textsOf(entry, inner);
    }
    yield `\n${indent}}`;
  } else {
    yield (JSON.stringify(value, undefined, 2) ?? 'null').replaceAll('\n', `\n${indent}`);
  }
}

function isLong(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > MANY;
}
