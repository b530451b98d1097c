// Functions by exact name, compared as bytes: no name is decoded on the way.
import { arrayOf } from '../base/columns.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { unnamed } from './locations.ts';

/** All functions with this name, in the order of rows. `(anonymous)`, `(unknown)`: those without a name too. */
export function functionsNamed(recording: Recording, name: string): FunctionIndex[] {
  const { strings, functions } = recording;
  const wanted = new TextEncoder().encode(name);
  const isName = new Uint8Array(strings.length);
  const { offsets } = strings;
  for (let row = 0, start = offsets[0]; row < strings.length; row++) {
    const end = offsets[row + 1];
    // Most have another length.
    if (end - start === wanted.length && hasBytes(strings.bytes, start, wanted)) isName[row] = 1;
    start = end;
  }
  if (name === unnamed(recording)) {
    for (let row = 0; row < strings.length; row++)
      if (strings.offsets[row] === strings.offsets[row + 1]) isName[row] = 1;
  }
  const names = arrayOf(functions.name);
  const found: FunctionIndex[] = [];
  for (let f = 0; f < names.length; f++) if (isName[names[f]] === 1) found.push(f as FunctionIndex);
  return found;
}

function hasBytes(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[start + i] !== wanted[i]) return false;
  return true;
}
