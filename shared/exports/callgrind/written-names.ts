// Names as a callgrind file takes them: numbered, on one line, one name for one function. The format tells functions apart by name,
// file and object alone, so functions that differ only in their line get the line behind their name, as pyprof2calltree does.
import { recordedName } from '../../analysis/locations.ts';
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { fileName, moduleName } from '../../model/texts.ts';

/** `???` is callgrind's own word for "not known". */
const unknown = '???';

/** Control characters would end the line, or hang readers that stop at NUL. */
export function oneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** Written name of every function. */
export function computeFunctionNames(recording: Recording): readonly string[] {
  const { functions } = recording;
  const names: string[] = [];
  for (let f = 0 as FunctionIndex; f < functions.length; f++) names.push(oneLine(recordedName(recording, f)));
  const keyOf = (name: string, f: FunctionIndex) => `${functions.file[f]} ${functions.module[f]} ${name}`;
  const counts = new Map<string, number>();
  for (let f = 0 as FunctionIndex; f < functions.length; f++) {
    const key = keyOf(names[f], f);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const taken = new Set<string>();
  for (let f = 0 as FunctionIndex; f < functions.length; f++) {
    let name = names[f];
    if ((counts.get(keyOf(name, f)) ?? 0) > 1 && functions.startLine[f] !== NONE) name += `:${functions.startLine[f]}`;
    if (taken.has(keyOf(name, f)) && functions.startColumn[f] !== NONE) name += `:${functions.startColumn[f]}`;
    const wanted = name;
    for (let i = 2; taken.has(keyOf(name, f)); i++) name = `${wanted} #${i}`;
    taken.add(keyOf(name, f));
    names[f] = name;
  }
  return names;
}

/** Numbers names as they are first used: `(3) name`, later `(3)`. Readers forget numbers at a new part, so each part has its own. */
export class NumberedNames {
  private readonly known = new Set<number>();
  private readonly nameOf: (row: number) => string;

  constructor(nameOf: (row: number) => string) {
    this.nameOf = nameOf;
  }

  /** Row NONE is written as number 1, row r as r + 2. */
  reference(row: number): string {
    const number = row + 2;
    if (this.known.has(number)) return `(${number})`;
    this.known.add(number);
    return `(${number}) ${this.nameOf(row)}`;
  }
}

export function createFileNames(recording: Recording): NumberedNames {
  return new NumberedNames((row) => oneLine(fileName(recording, row as never) ?? '') || unknown);
}

export function createModuleNames(recording: Recording): NumberedNames {
  return new NumberedNames((row) => oneLine(moduleName(recording, row as never) ?? '') || unknown);
}
