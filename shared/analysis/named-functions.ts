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
  for (let row = 0; row < strings.length; row++) if (hasBytes(recording, row, wanted)) isName[row] = 1;
  if (name === unnamed(recording)) {
    for (let row = 0; row < strings.length; row++)
      if (strings.offsets[row] === strings.offsets[row + 1]) isName[row] = 1;
  }
  const names = arrayOf(functions.name);
  const found: FunctionIndex[] = [];
  for (let f = 0; f < names.length; f++) if (isName[names[f]] === 1) found.push(f as FunctionIndex);
  return found;
}

function hasBytes({ strings }: Recording, row: number, wanted: Uint8Array): boolean {
  const { bytes, offsets } = strings;
  const start = offsets[row];
  if (offsets[row + 1] - start !== wanted.length) return false;
  for (let i = 0; i < wanted.length; i++) if (bytes[start + i] !== wanted[i]) return false;
  return true;
}
