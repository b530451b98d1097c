// Where a function stands, in the fewest words that tell it apart (S10): `rank.c`, `shop/stock.py:26`, `libc.so.6`, `built-in`.
// Files of languages that name files by their folder (`__init__.py`, `index.js`) always show one folder; more where two files would look alike.
import { NONE } from '../base/brands.ts';
import { arrayOf } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { FileIndex, FunctionIndex, ModuleIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { fileName, functionName, moduleName } from '../model/texts.ts';
import { isWholeName, lastComponents, placeDepths } from './place-depths.ts';
import { sourceName } from './source-names.ts';

/** What a function without a name is called. */
export function unnamed(recording: Recording): string {
  return recording.format === 'cpuprofile' ? '(anonymous)' : '(unknown)';
}

/** The function's name as recorded, or what stands for a missing one. */
export function recordedName(recording: Recording, row: FunctionIndex): string {
  const name = functionName(recording, row);
  return name === '' ? unnamed(recording) : name;
}

/** The function's name as it is shown: a mangled one as its source has it, unless mangled names are wanted. */
export function shownName(recording: Recording, row: FunctionIndex, mangled = false): string {
  const recorded = recordedName(recording, row);
  return mangled ? recorded : sourceName(recorded);
}

/** `shop/stock.py:26`; empty where nothing is known. */
export function functionLocation(recording: Recording, row: FunctionIndex): string {
  const { file, module, startLine, startColumn } = recording.functions;
  const place = filePlace(recording, file[row]);
  const binary = modulePlace(recording, module[row]);
  if (place === '') return binary === '' ? nowhere(recording, row) : binary;
  const line = startLine[row];
  if (line !== NONE) return isOneLine(recording, row) ? `${place}:${line}:${startColumn[row]}` : `${place}:${line}`;
  return binary !== '' && modulesOfFiles(recording)[file[row]] === SEVERAL ? `${place} (${binary})` : place;
}

/** The fewest trailing components of a file's path that tell it apart from the recording's other files; empty for NONE. */
export function filePlace(recording: Recording, file: FileIndex): string {
  const path = fileName(recording, file);
  if (path === undefined) return '';
  const { strings, files } = recording;
  return lastComponents(path, memo(recording, 'file-depths', () => placeDepths(strings, arrayOf(files.name)))[file]);
}

/** The same for binaries: two libraries of one name are told apart by their folders. */
export function modulePlace(recording: Recording, module: ModuleIndex): string {
  const path = moduleName(recording, module);
  if (path === undefined) return '';
  const { strings, modules } = recording;
  const depths = memo(recording, 'module-depths', () => placeDepths(strings, arrayOf(modules.name)));
  return lastComponents(path, depths[module]);
}

/** The part of a path that does not depend on the machine: what the colour of a function is made from. */
export function fileFamily(path: string): string {
  return lastComponents(path, 2);
}

/** Folder of a path, its last two components: the package of a script where nothing else names one. Empty for what is no path. */
export function folderOf(path: string): string {
  const plain = path.replace(/^[a-z][a-z-]*:\/\//, '');
  const end = Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\'));
  return end < 0 || isWholeName(plain) ? '' : lastComponents(plain.slice(0, end), 2);
}

/** Whether all functions whose place is known stand in the same file (or binary, where there is no file). */
export function isOneFile(recording: Recording): boolean {
  return memo(recording, 'is-one-file', () => {
    const file = arrayOf(recording.functions.file);
    const module = arrayOf(recording.functions.module);
    let only: number | undefined;
    for (let f = 0; f < file.length; f++) {
      if (file[f] === NONE && module[f] === NONE) continue;
      // Files count from 0, binaries without a file from −2 downwards.
      const place = file[f] === NONE ? -2 - module[f] : file[f];
      if (only !== undefined && place !== only) return false;
      only = place;
    }
    return only !== undefined;
  });
}

function nowhere(recording: Recording, row: FunctionIndex): string {
  // cProfile knows no file of functions written in C; a function that it has not even named is unknown.
  return recording.format === 'cprofile' && functionName(recording, row) !== '' ? 'built-in' : '';
}

/** Bundled code: many functions on one line, told apart by their columns. */
function isOneLine(recording: Recording, row: FunctionIndex): boolean {
  const { startLine, startColumn } = recording.functions;
  return startLine[row] === 1 && startColumn[row] > 1;
}

const SEVERAL = -2;

/** By file: the only module with functions of it, NONE, or SEVERAL. */
function modulesOfFiles(recording: Recording): Int32Array {
  return memo(recording, 'modules-of-files', () => {
    const only = new Int32Array(recording.files.length).fill(NONE);
    const file = arrayOf(recording.functions.file);
    const module = arrayOf(recording.functions.module);
    for (let f = 0; f < file.length; f++) {
      if (file[f] === NONE || module[f] === NONE) continue;
      const known = only[file[f]];
      if (known === NONE) only[file[f]] = module[f] as ModuleIndex;
      else if (known !== module[f]) only[file[f]] = SEVERAL;
    }
    return only;
  });
}
