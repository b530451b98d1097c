// Opens the recording that a command is about: FILE and every --with FILE, with a progress line for whoever waits at a terminal, and
// the recording's warnings on standard error. What went wrong is worded once, here: `FILE:LINE: what (hint)`.
import { basename } from 'node:path';
import { type Merge, mergedRecording } from '../../shared/analysis/merged-recording.ts';
import { failure, success } from '../../shared/base/result.ts';
import type { Diagnostic, Place, ReadError } from '../../shared/model/diagnostic.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { openRecording } from '../engine/open-recording.ts';
import type { Input } from '../services/byte-sources.ts';
import { processMemory } from '../services/memory-limit.ts';
import { memoryEnvironment, type ParsedArguments } from './arguments.ts';
import type { CommandResult } from './command.ts';
import { printableText } from './printable-text.ts';
import { startProgressLine } from './progress-line.ts';
import { type Terminal, write } from './terminal.ts';

export interface LoadedRecording {
  readonly recording: Recording;
  /** For people: `Callgrind`. */
  readonly formatLabel: string;
  /** The first file as given; `standard input` for -. */
  readonly file: string;
}

const MAX_WARNINGS = 10;

export async function loadRecording(
  parsed: ParsedArguments,
  terminal: Terminal,
  { withWarnings } = { withWarnings: true },
): Promise<CommandResult<LoadedRecording>> {
  const files = [parsed.operands[0], ...parsed.values('with')];
  if (files.filter((file) => file === '-').length > 1) {
    return failure({ status: 2, message: 'standard input can be read only once' });
  }
  const merge = parseMerge(parsed.value('merge'));
  if (!merge.ok) return merge;
  const memory = memoryEnvironment(parsed);
  if (!memory.ok) return memory;
  const progress = startProgressLine(terminal, parsed.has('quiet'));
  const opened = await openRecording(inputsOf(files, terminal), {
    signal: terminal.signal,
    onProgress: progress.show,
    memory: processMemory({ ...process.env, ...memory.value }),
  });
  progress.end();
  if (!opened.ok) return failure(commandErrorOf(opened.error, files));
  const { recording, reader } = opened.value;
  const file = shownName(files[0]);
  if (withWarnings && !parsed.has('quiet')) await printDiagnostics(recording.diagnostics, file, terminal);
  return success({ recording: mergedRecording(recording, merge.value), formatLabel: reader.label, file });
}

/** `recursion,contexts`. */
function parseMerge(list: string | undefined): CommandResult<Merge> {
  const words = (list ?? '').split(',').map((word) => word.trim());
  const unknown = words.find((word) => !['', 'recursion', 'contexts'].includes(word));
  if (unknown !== undefined || (list !== undefined && words.every((word) => word === ''))) {
    return failure({ status: 2, message: `--merge needs recursion, contexts or both, not "${list}"` });
  }
  return success({ recursion: words.includes('recursion'), contexts: words.includes('contexts') });
}

/** Files of one name in several folders are named as they were given: notes and parts are told apart by it. */
function inputsOf(files: readonly string[], terminal: Terminal): Input[] {
  const names = files.map((file) => basename(file));
  return files.map((file, i) => {
    if (file === '-') return { name: shownName(file), stream: terminal.input };
    const isOnly = names.indexOf(names[i]) === names.lastIndexOf(names[i]);
    return { name: isOnly ? names[i] : file, path: file };
  });
}

function shownName(file: string): string {
  return file === '-' ? 'standard input' : file;
}

function commandErrorOf(error: ReadError, files: readonly string[]) {
  // The opener knows base names; the person gave paths.
  const file = files.find((candidate) => candidate === error.file || basename(candidate) === error.file) ?? files[0];
  const hint = error.hint === undefined ? {} : { hint: error.hint };
  return { status: 1 as const, message: `${placeText(shownName(file), error.place)}: ${error.message}`, ...hint };
}

/** `FILE:LINE`, or `FILE: at byte N` for binary files. */
function placeText(file: string, place: Place | undefined): string {
  if (place?.line !== undefined) return `${file}:${place.line}`;
  return place?.byte === undefined ? file : `${file}: at byte ${place.byte}`;
}

/** Warnings and errors, a line each, the first few; `info` has them all. */
async function printDiagnostics(diagnostics: readonly Diagnostic[], file: string, terminal: Terminal): Promise<void> {
  const serious = diagnostics.filter((diagnostic) => diagnostic.severity !== 'info');
  for (const diagnostic of serious.slice(0, MAX_WARNINGS)) {
    const times = diagnostic.count > 1 ? ` (${formatCount(diagnostic.count)} times)` : '';
    const text = `${placeText(diagnostic.file ?? file, diagnostic.place)}: ${diagnostic.severity}: ${diagnostic.message}${times}`;
    await write(terminal.messages, `callipers: ${printableText(text)}\n`);
  }
  const rest = serious.length - MAX_WARNINGS;
  if (rest > 0) await write(terminal.messages, `callipers: ${rest} more problems: see callipers info\n`);
}
