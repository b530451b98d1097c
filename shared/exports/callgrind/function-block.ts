// Everything that a callgrind file says of one function in one part: where it is, its costs by place, its jumps, its calls.
// Every call names file and object of its callee, because readers differ in what they assume where these are left out.
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex, JumpIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { RowsByFunction } from './rows-by-function.ts';
import { costText, fileCosts, type WrittenEvent } from './written-events.ts';
import type { NumberedNames } from './written-names.ts';
import { knownAddress, type WrittenCalls, type WrittenLines } from './written-rows.ts';

/** What all parts of one file share. */
export interface Writing {
  readonly recording: Recording;
  readonly events: readonly WrittenEvent[];
  readonly functionNames: readonly string[];
  readonly withModules: boolean;
  readonly withAddresses: boolean;
  readonly lines: WrittenLines;
  readonly calls: WrittenCalls;
  readonly linesOf: RowsByFunction;
  readonly callsOf: RowsByFunction;
  /** Jumps belong to no part: they are written with the first. */
  readonly jumpsOf: RowsByFunction;
}

/** Numbered names of one part. */
export interface PartNames {
  readonly functions: NumberedNames;
  readonly files: NumberedNames;
  readonly modules: NumberedNames;
}

/** The block; empty where nothing is said of the function. */
export function functionBlock(writing: Writing, names: PartNames, part: number, f: FunctionIndex): string {
  const { recording, lines, calls, events } = writing;
  const lineRows = writing.linesOf(part, f);
  const callRows = writing.callsOf(part, f);
  const jumpRows = part === 0 ? writing.jumpsOf(0, f) : [];
  if (lineRows.length + callRows.length + jumpRows.length === 0) return '';
  const ownFile: number = recording.functions.file[f];
  let text = '\n';
  if (writing.withModules) text += `ob=${names.modules.reference(recording.functions.module[f])}\n`;
  text += `fl=${names.files.reference(ownFile)}\nfn=${names.functions.reference(f)}\n`;
  let currentFile = ownFile;
  const moveTo = (file: number): void => {
    const wanted = file === NONE ? ownFile : file;
    if (wanted === currentFile) return;
    currentFile = wanted;
    text += `${wanted === ownFile ? 'fe' : 'fi'}=${names.files.reference(wanted)}\n`;
  };
  const position = (address: bigint | undefined, line: number): string => positionText(writing, address, line);
  for (const row of lineRows) {
    moveTo(lines.file(row));
    text += `${position(lines.address(row), lines.line(row))} ${costText(fileCosts(events, lines, row))}\n`;
  }
  for (const row of jumpRows) {
    moveTo(recording.jumps.fromFile[row as JumpIndex]);
    text += jumpText(writing, names, f, { row: row as JumpIndex, currentFile });
  }
  for (const row of callRows) {
    moveTo(calls.file(row));
    const callee = calls.callee(row) as FunctionIndex;
    if (writing.withModules) text += `cob=${names.modules.reference(recording.functions.module[callee])}\n`;
    text += `cfi=${names.files.reference(recording.functions.file[callee])}\n`;
    text += `cfn=${names.functions.reference(callee)}\n`;
    const target = position(undefined, recording.functions.startLine[callee]);
    text += `calls=${Math.max(0, calls.callCount(row))} ${target}\n`;
    text += `${position(calls.address(row), calls.line(row))} ${costText(fileCosts(events, calls, row))}\n`;
  }
  return text;
}

/** 0 stands for "unknown" in this format. */
function positionText({ withAddresses }: Writing, address: bigint | undefined, line: number): string {
  const known = String(Math.max(0, line));
  return withAddresses ? `0x${(address ?? 0n).toString(16)} ${known}` : known;
}

function jumpText(
  writing: Writing,
  names: PartNames,
  f: FunctionIndex,
  { row, currentFile }: { readonly row: JumpIndex; readonly currentFile: number },
): string {
  const { jumps } = writing.recording;
  let text = '';
  const toFile = jumps.toFile[row];
  const toFunction = jumps.toFunction[row];
  if (toFile !== NONE && toFile !== currentFile) text += `jfi=${names.files.reference(toFile)}\n`;
  if (toFunction !== NONE && toFunction !== f) text += `jfn=${names.functions.reference(toFunction)}\n`;
  const executed = jumps.executed[row];
  const target = positionText(writing, knownAddress(jumps.toAddress, row), jumps.toLine[row]);
  text += jumps.conditional[row] === 1 ? `jcnd=${jumps.followed[row]}/${executed} ` : `jump=${executed} `;
  return `${text}${target}\n${positionText(writing, knownAddress(jumps.fromAddress, row), jumps.fromLine[row])}\n`;
}
