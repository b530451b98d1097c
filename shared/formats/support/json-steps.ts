// Values that a program always writes with the same bytes between them: `{"id":` 7 `,"callFrame":{"functionName":"` main … One loop goes
// through a table of what stands between, instead of a function for every value: V8 compiles one function soon, and thirty that call each
// other, one inside the other, only after most of a file of 30 MB was read. For the same reason take() is one piece: it must not be
// compiled into each of its callers once more.
// Trap: values that did not fit (−1) leave the values of steps before behind.
import { NONE } from '../../base/brands.ts';
import { HASH_STEP, type StringInterner } from '../../base/string-interner.ts';

const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
const BACKSLASH = 0x5c;
/** Whole numbers of so many digits are 32-bit integers whatever the digits. */
const SMALL = 9;
const MOST_DIGITS = 15;
/** More than a number has. */
const MARGIN = 32;
/** Larger numbers are not remembered for texts. */
const REMEMBERED = 1 << 16;

/**
 * What stands behind the bytes of a step: a whole number; a text without escapes, up to its closing quote; a text that is mostly the same as
 * the last one behind the number that the step before has; or something for the caller.
 */
export type StepKind = 'number' | 'text' | 'text of number' | 'other';

const NUMBER = 0;
const TEXT = 1;
const TEXT_OF_NUMBER = 2;
const OTHER = 3;
const KINDS: Record<StepKind, number> = {
  number: NUMBER,
  text: TEXT,
  'text of number': TEXT_OF_NUMBER,
  other: OTHER,
};

export class JsonSteps {
  /** By step: the number, or the row of the text in the interner, NONE for an empty one. */
  readonly values: Float64Array;
  private readonly strings: StringInterner;
  /** By number: the text behind it; NONE. */
  private readonly remembered = new Int32Array(REMEMBERED).fill(NONE);
  private readonly kinds: Uint8Array;
  /** Of the bytes before a value; at least four. */
  private readonly lengths: Int32Array;
  /** Those bytes, four each; the last four of a step may overlap with those before. Step s has words[firstWord[s] … firstWord[s + 1]). */
  private readonly words: Int32Array;
  private readonly firstWord: Int32Array;

  /** Each step's bytes and what stands behind them. */
  constructor(strings: StringInterner, steps: readonly (readonly [before: string, kind: StepKind])[]) {
    this.strings = strings;
    const texts = steps.map(([before]) => new TextEncoder().encode(before));
    this.values = new Float64Array(steps.length);
    this.kinds = Uint8Array.from(steps, ([, kind]) => KINDS[kind]);
    this.lengths = Int32Array.from(texts, ({ length }) => length);
    this.firstWord = new Int32Array(steps.length + 1);
    const words: number[] = [];
    for (const [step, { buffer, length }] of texts.entries()) {
      const view = new DataView(buffer);
      for (let at = 0; at + 4 < length; at += 4) words.push(view.getInt32(at, true));
      words.push(view.getInt32(length - 4, true));
      this.firstWord[step + 1] = words.length;
    }
    this.words = Int32Array.from(words);
  }

  /** Takes the values of steps from … to − 1, the bytes of the first at `start`. The index behind the last value; −1 where something else stands. */
  // biome-ignore lint/complexity/useMaxParams: called for every node of the file
  take(bytes: Uint8Array, view: DataView, start: number, from: number, to: number): number {
    const { kinds, lengths, words, firstWord, values, strings, remembered } = this;
    const limit = bytes.length - MARGIN;
    let at = start;
    for (let step = from; step < to; step++) {
      const end = at + lengths[step];
      if (end > limit) return NONE;
      const last = firstWord[step + 1] - 1;
      for (let word = firstWord[step]; word < last; word++, at += 4)
        if (view.getInt32(at, true) !== words[word]) return NONE;
      if (view.getInt32(end - 4, true) !== words[last]) return NONE;
      at = end;
      if (kinds[step] === NUMBER) {
        const isNegative = bytes[at] === MINUS;
        if (isNegative) at++;
        const first = at;
        let value = 0;
        let digit = bytes[at] ^ ZERO;
        while (digit < 10) {
          value = (Math.imul(value, 10) + digit) | 0;
          digit = bytes[++at] ^ ZERO;
        }
        const digits = at - first;
        // 01 and -0: the one is no JSON, the other no integer.
        if (digits === 0 || (bytes[first] === ZERO && (digits > 1 || isNegative))) return NONE;
        values[step] = isNegative ? -value : value;
        if (digits > SMALL && !this.takeLong(bytes, first, at, step)) return NONE;
        continue;
      }
      if (kinds[step] === OTHER) continue;
      let known = NONE;
      const number = values[step - 1];
      if (kinds[step] === TEXT_OF_NUMBER) {
        if (number >= 0 && number < REMEMBERED) known = remembered[number];
        const behind = known === NONE ? NONE : strings.endOfSame(known, view, at);
        if (behind >= 0 && bytes[behind] === QUOTE) {
          values[step] = known;
          at = behind;
          continue;
        }
      }
      const first = at;
      let hash = 0;
      for (let byte = bytes[at]; byte !== QUOTE; byte = bytes[++at]) {
        if (byte < 0x20 || byte === BACKSLASH || at >= limit) return NONE;
        hash = (Math.imul(hash, HASH_STEP) + byte) | 0;
      }
      const text = at === first ? NONE : strings.internHashed(bytes, first, at, hash);
      values[step] = text;
      if (kinds[step] === TEXT_OF_NUMBER && number >= 0 && number < REMEMBERED) remembered[number] = text;
    }
    return at;
  }

  private takeLong(bytes: Uint8Array, start: number, end: number, step: number): boolean {
    if (end - start > MOST_DIGITS) return false;
    let value = 0;
    for (let at = start; at < end; at++) value = value * 10 + bytes[at] - ZERO;
    this.values[step] = bytes[start - 1] === MINUS ? -value : value;
    return true;
  }
}
