// Where a callgrind file can be cut into sections: before a function whose first cost line says all its positions absolutely, so that
// nothing in the section is relative to what came before it. Callgrind writes most functions so. A cut where the function's object and
// file are said as well is better, because less has to be left open.

const LF = 10;
const SPACE = 32;
const TAB = 9;
const ZERO = 48;
const NINE = 57;
/** Words whose lines may stand between `fn=` and the first cost line. */
const between = /^(?:f[ile]|ob|cob|cf[iln]|calls|fn)=/;
const LONGEST_WORD = 8;
const ascii = new TextDecoder('latin1');

/** What is said just before a function, worst first. */
const NOTHING = 1;
const FILE = 2;
const OBJECT = 3;

/** The best place to cut among the whole lines from `from` on, the first of which is one; −1 where there is none. */
export function findCut(bytes: Uint8Array, from: number, positions: number): number {
  let best = -1;
  let quality = 0;
  /** Where the lines that say object and file of the next function begin. */
  let start = from;
  let said = NOTHING;
  for (let line = from; line >= 0 && quality < OBJECT; ) {
    const next = nextLine(bytes, line);
    if (isWord(bytes, line, 111, 98)) {
      start = line;
      said = OBJECT;
    } else if (isWord(bytes, line, 102, 108)) {
      if (said === NOTHING) start = line;
      said = Math.max(said, FILE);
    } else {
      if (said === NOTHING) start = line;
      if (said > quality && isWord(bytes, line, 102, 110) && beginsAbsolute(bytes, next, positions)) {
        best = start;
        quality = said;
      }
      said = NOTHING;
    }
    line = next;
  }
  return best;
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

/** Whether the line begins with the two letters and `=`. */
function isWord(bytes: Uint8Array, line: number, first: number, second: number): boolean {
  return bytes[line] === first && bytes[line + 1] === second && bytes[line + 2] === 61;
}
