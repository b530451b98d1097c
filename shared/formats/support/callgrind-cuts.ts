// Where a callgrind file can be cut into sections: before an `fn=` line whose first cost line says all its positions absolutely, so that
// nothing in the section is relative to what came before it. Callgrind writes most functions so.

const LF = 10;
const SPACE = 32;
const TAB = 9;
const ZERO = 48;
const NINE = 57;
const FN_LINE = new TextEncoder().encode('fn=');
/** Words whose lines may stand between `fn=` and the first cost line. */
const between = /^(?:f[ile]|ob|cob|cf[iln]|calls|fn)=/;
const LONGEST_WORD = 8;
const ascii = new TextDecoder('latin1');

/** The first place to cut among the whole lines of bytes[from … ], the first of which is one; −1 where there is none. */
export function findCut(bytes: Uint8Array, from: number, positions: number): number {
  for (let line = from; line >= 0; line = nextLine(bytes, line)) {
    if (startsWith(bytes, line, FN_LINE) && beginsAbsolute(bytes, nextLine(bytes, line), positions)) return line;
  }
  return -1;
}

/** Whether the first cost line from `line` on has `positions` absolute ones. */
function beginsAbsolute(bytes: Uint8Array, from: number, positions: number): boolean {
  for (let line = from; line >= 0; line = nextLine(bytes, line)) {
    const first = bytes[line];
    if (first >= ZERO && first <= NINE) return hasAbsolute(bytes, line, positions);
    if (first !== LF && !between.test(ascii.decode(bytes.subarray(line, line + LONGEST_WORD)))) return false;
  }
  return false;
}

function hasAbsolute(bytes: Uint8Array, line: number, positions: number): boolean {
  let p = line;
  for (let position = 0; position < positions; position++) {
    if (!(bytes[p] >= ZERO && bytes[p] <= NINE)) return false;
    while (bytes[p] > SPACE) p++;
    while (bytes[p] === SPACE || bytes[p] === TAB) p++;
  }
  return p < bytes.length;
}

/** Beginning of the next line; −1 where this one is the last that is whole. */
function nextLine(bytes: Uint8Array, line: number): number {
  const end = bytes.indexOf(LF, line);
  return end < 0 || end + 1 >= bytes.length ? -1 : end + 1;
}

function startsWith(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
  return true;
}
