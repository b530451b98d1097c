// Functions by exact name, compared as bytes: no name is decoded on the way.
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { unnamed } from './locations.ts';
import { functionsOfTexts } from './name-texts.ts';

/** All functions with this name, in the order of rows. `(anonymous)`, `(unknown)`: those without a name too. */
export function functionsNamed(recording: Recording, name: string): FunctionIndex[] {
  const { strings } = recording;
  const wanted = new TextEncoder().encode(name);
  const texts: number[] = [];
  const { offsets } = strings;
  for (let row = 0, start = offsets[0]; row < strings.length; row++) {
    const end = offsets[row + 1];
    // Most have another length.
    if (end - start === wanted.length && hasBytes(strings.bytes, start, wanted)) texts.push(row);
    start = end;
  }
  if (name === unnamed(recording)) {
    for (let row = 0; row < strings.length; row++) if (offsets[row] === offsets[row + 1]) texts.push(row);
  }
  return functionsOfTexts(recording, texts);
}

function hasBytes(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[start + i] !== wanted[i]) return false;
  return true;
}
