// Which single letters stand in a mangled C++ name as what they mean to the mangling (`i`: int), not as a part of a name from the source. Built-in types
// are written with one letter, which stands somewhere in nearly every name; here names are stepped over, without reading the types.
// Trap: whoever leaves a name out because of this must be sure. A figure may be a length or something else: wherever that is not certain, or
// anything stands there that is rare, the answer is UNSURE.

export const UNSURE = 1 << 30;

const SMALL_LETTERS = 26;
/** Qualifiers of types. */
const CAPITALS = 'KVCG';

/** The bit of a letter: small ones are types, of capitals only a few are told apart; 0 for anything else. */
export function letterBit(letter: number): number {
  if (letter >= 0x61 && letter <= 0x7a) return 1 << (letter - 0x61);
  const capital = CAPITALS.indexOf(String.fromCharCode(letter));
  return capital < 0 ? 0 : 1 << (SMALL_LETTERS + capital);
}

const code = (letter: string): number => letter.charCodeAt(0);
const [UNDERSCORE, ZERO, NINE, S, T, C, D] = ['_', '0', '9', 'S', 'T', 'C', 'D'].map(code);

const bits = Int32Array.from({ length: 256 }, (_, letter) => letterBit(letter));

const isOneOf = (letters: string): Uint8Array => {
  const table = new Uint8Array(256);
  for (const letter of letters) table[code(letter)] = 1;
  return table;
};

/** What may stand in a name that is stepped through. Not: literals, expressions, arrays, lambdas, modules, vendors' things, clones, versions. */
const plain = isOneOf('NKVEIJPROFMBZrabcdefghijlmnopqstuvwxyz');
/** A figure behind one of these is the length of a name. */
const beforeName = isOneOf('NKVEIJPROFMBZrabcdefghijlmopstuwxyz');
/** Built-in types of two letters, and packs. */
const behindD = isOneOf('acnisuhfdep');
const behindS = isOneOf('tabsiod');
/** Operators that end in S: `aS`, `lS`, `rS`. */
const beforeAssignment = isOneOf('alr');
/** Kinds of thunks, which have numbers. */
const numberedSpecial = isOneOf('hvcC');

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;

/** Bits of the letters in bytes[from … to), which begin with `_Z`. */
export function letterMarks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] === UNDERSCORE) at++;
  at++;
  if (bytes[at] === T && numberedSpecial[bytes[at + 1]] === 1) return UNSURE;
  let marks = 0;
  let before = code('Z');
  while (at < to) {
    const byte = bytes[at];
    if (isDigit(byte)) {
      if (byte === ZERO || beforeName[before] === 0) return UNSURE;
      let length = 0;
      for (; at < to && isDigit(bytes[at]) && length < to; at++) length = 10 * length + bytes[at] - ZERO;
      if (at + length > to) return UNSURE;
      at += length;
      before = code('N');
      continue;
    }
    const next = bytes[at + 1];
    if (byte === S && beforeAssignment[before] === 1 && next !== UNDERSCORE) {
      // `aS`: an operator, or a type and a substitution.
      if (isDigit(next)) return UNSURE;
      marks |= bits[byte];
      before = byte;
      at++;
      continue;
    }
    if (byte === S || byte === T) {
      const isKnown = byte === S && at + 1 < to && behindS[next] === 1;
      const end = isKnown ? at + 2 : numberEnd(bytes, at + 1, to, byte === S);
      if (end < 0) {
        // `TV`, `TS`: only where the name begins.
        if (byte === S || marks !== 0 || bytes[at - 1] !== code('Z')) return UNSURE;
        marks |= bits[byte] | bits[next];
        at += 2;
      } else at = end;
      before = code('N');
      continue;
    }
    if (byte === C || byte === D) {
      // Constructors and destructors have a figure, types of two letters a letter.
      const isKnown = isDigit(next) || (byte === D && behindD[next] === 1);
      if (!isKnown || at + 1 >= to || (isDigit(next) && at + 2 < to && isDigit(bytes[at + 2]))) return UNSURE;
      marks |= bits[byte];
      at += 2;
      before = code('N');
      continue;
    }
    if (plain[byte] === 0) return UNSURE;
    // `Z…Ed0_`: a default argument.
    if (byte === code('d') && before === code('E') && (isDigit(next) || next === UNDERSCORE)) return UNSURE;
    marks |= bits[byte];
    before = byte;
    at++;
  }
  return marks;
}

/** Behind the underscore that ends the number of a substitution or of a template parameter; −1: it is none. */
function numberEnd(bytes: Uint8Array, from: number, to: number, hasLetters: boolean): number {
  let at = from;
  while (at < to && (isDigit(bytes[at]) || (hasLetters && bytes[at] >= 0x41 && bytes[at] <= 0x5a))) at++;
  return at < to && bytes[at] === UNDERSCORE ? at + 1 : -1;
}
