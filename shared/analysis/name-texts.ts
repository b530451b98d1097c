// From texts to functions. Most questions about names have their answer in a few texts, or in none: then no function is looked at.
import { arrayOf } from '../base/columns.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';

/** Those of the texts, which are rows of the strings and ascend, that are names of functions. */
export function namesAmong({ strings, functions }: Recording, texts: Int32Array): Int32Array {
  if (texts.length === 0) return texts;
  const isName = new Uint8Array(strings.length);
  const names = arrayOf(functions.name);
  for (let f = 0; f < names.length; f++) isName[names[f]] = 1;
  return texts.filter((text) => isName[text] === 1);
}

/** All functions whose name is one of the texts, in the order of rows. */
export function functionsOfTexts({ strings, functions }: Recording, texts: Iterable<number>): FunctionIndex[] {
  const wanted = Array.from(texts);
  const found: FunctionIndex[] = [];
  if (wanted.length === 0) return found;
  const names = arrayOf(functions.name);
  if (wanted.length === 1) {
    for (let f = names.indexOf(wanted[0]); f >= 0; f = names.indexOf(wanted[0], f + 1)) found.push(f as FunctionIndex);
    return found;
  }
  const isWanted = new Uint8Array(strings.length);
  for (const text of wanted) isWanted[text] = 1;
  for (let f = 0; f < names.length; f++) if (isWanted[names[f]] === 1) found.push(f as FunctionIndex);
  return found;
}
