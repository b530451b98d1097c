// Names out of a recording. Decoding happens here and nowhere else; invalid UTF-8 falls back to Latin-1 so that no byte is lost.
import { NONE } from '../base/brands.ts';
import type { FileIndex, FunctionIndex, ModuleIndex, StringIndex } from './indices.ts';
import type { Recording, StringTable } from './recording.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a string row. */
export function textOf(strings: StringTable, index: StringIndex): string {
  const bytes = strings.bytes.subarray(strings.offsets[index] as number, strings.offsets[index + 1] as number);
  try {
    return strict.decode(bytes);
  } catch {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
  }
}

/** The function's name as recorded; empty where the file gives none. */
export function functionName(recording: Recording, row: FunctionIndex): string {
  return textOf(recording.strings, recording.functions.name[row]);
}

/** Path as recorded, `undefined` where there is none. */
export function fileName(recording: Recording, row: FileIndex): string | undefined {
  return row === NONE ? undefined : textOf(recording.strings, recording.files.name[row]);
}

export function moduleName(recording: Recording, row: ModuleIndex): string | undefined {
  return row === NONE ? undefined : textOf(recording.strings, recording.modules.name[row]);
}

export function functionFile(recording: Recording, row: FunctionIndex): string | undefined {
  return fileName(recording, recording.functions.file[row]);
}

export function functionModule(recording: Recording, row: FunctionIndex): string | undefined {
  return moduleName(recording, recording.functions.module[row]);
}
