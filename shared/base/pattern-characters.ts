// Characters as a pattern tells them apart: those that are in the same sets of the program are of one class, and lead to the same place from
// everywhere. JavaScript is asked once what is in a set, for each character that is met.
// Trap: there may be as many classes as characters, but only the first of them have a number.
import type { PatternProgram } from './pattern-program.ts';

/** What stands beside a place: the start or the end of the text, a character of a word, another one. */
export const NOTHING = 0;
export const WORD = 1;
export const OTHER = 2;
export const SIDES = [NOTHING, WORD, OTHER] as const;
export type Side = (typeof SIDES)[number];

export interface CharacterClass {
  /** Below MOST_CLASSES, or NO_NUMBER. */
  readonly number: number;
  readonly side: Side;
  /** 1 for each set of the program that it is in. */
  readonly isIn: Uint8Array;
}

export const MOST_CLASSES = 126;
export const NO_NUMBER = -1;

/** A text of ever new characters must not fill the memory. */
const MOST_KNOWN = 1 << 12;

export class CharacterClasses {
  private readonly sets: readonly RegExp[];
  private readonly looksAtWords: boolean;
  private readonly ofCharacter = new Map<number, CharacterClass>();
  private readonly ofSignature = new Map<string, CharacterClass>();

  constructor({ sets, looksAtWords }: PatternProgram) {
    this.sets = sets.map((set) => new RegExp(`^(?:${set})$`, 'iu'));
    this.looksAtWords = looksAtWords;
  }

  /** Of a character that is new it takes a look at each set. */
  classOf(codePoint: number): CharacterClass {
    const known = this.ofCharacter.get(codePoint);
    if (known !== undefined) return known;
    const text = String.fromCodePoint(codePoint);
    const side = this.looksAtWords && /^\w$/iu.test(text) ? WORD : OTHER;
    const isIn = Uint8Array.from(this.sets, (set) => (set.test(text) ? 1 : 0));
    const found = this.numbered(side, isIn);
    if (this.ofCharacter.size >= MOST_KNOWN) this.ofCharacter.clear();
    this.ofCharacter.set(codePoint, found);
    return found;
  }

  private numbered(side: Side, isIn: Uint8Array): CharacterClass {
    const signature = `${side}${isIn.join('')}`;
    const known = this.ofSignature.get(signature);
    if (known !== undefined) return known;
    const { size } = this.ofSignature;
    if (size >= MOST_CLASSES) return { number: NO_NUMBER, side, isIn };
    const made = { number: size, side, isIn };
    this.ofSignature.set(signature, made);
    return made;
  }
}
