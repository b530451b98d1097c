// Lines of the callgrind format that begin with a word: which word it is, and the names behind it.
// The usual spellings are told apart by their bytes; everything else (`FN = x`, header lines, rubbish) takes the slow way through text.
import { NONE } from '../../base/brands.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import { hashSumOf } from '../../base/string-interner.ts';
import type { WorkMemory } from '../../base/work-memory.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { UNDEFINED } from './callgrind-cells.ts';
import { NameTable } from './callgrind-names.ts';
import { CFI, CFN, COB, FI, FL, FN, OB } from './callgrind-words.ts';

/** What a name is of. */
export type NameKind = 'object' | 'file' | 'function';

export const UNKNOWN = 0;
const HEADER = 1;
/** Xdebug's line between two profiles in one file. */
export const SEPARATOR = 2;
/** Known words that say nothing we need: `rec=`, `frfn=` and others. */
export const IGNORED = 3;
// 4 to 10 are the words before names: callgrind-words.ts
export const CALLS = 11;
const JUMP = 12;
export const JCND = 13;
export const JFI = 14;
export const JFN = 15;

const words = new Map<string, number>([
  ['ob', OB],
  ['fl', FL],
  ['fi', FI],
  ['fe', FI],
  ['fn', FN],
  ['cob', COB],
  ['cfi', CFI],
  ['cfl', CFI],
  ['cfn', CFN],
  ['calls', CALLS],
  ['rcalls', CALLS],
  ['jump', JUMP],
  ['jcnd', JCND],
  ['jfi', JFI],
  ['jfn', JFN],
  ['rec', IGNORED],
  ['frfn', IGNORED],
  ['bb', IGNORED],
  ['ln', IGNORED],
  ['mp', IGNORED],
]);

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const EQUALS = 61;
const TILDE = 126;
const LONGEST_KEY = 256;

const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { fatal: true });
const wordLine = /^([a-z][\w ()]*?)\s*([:=])/i;
const separatorLine = /^=+\s*NEW PROFILING FILE/;

const LETTER_A = 97;
const CALLS_WORD = new TextEncoder().encode('calls');
const JUMP_WORD = new TextEncoder().encode('jump');
const JCND_WORD = new TextEncoder().encode('jcnd');
/** Words of two or three letters as a number in base 26 → code; 0 where there is no such word. */
const shortWords = new Uint8Array(26 * 26);
const longWords = new Uint8Array(26 * 26 * 26);
for (const [word, code] of words) {
  const index = [...word].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - LETTER_A, 0);
  if (word.length === 2) shortWords[index] = code;
  else if (word.length === 3) longWords[index] = code;
}

export class CallgrindKeywords {
  /** Where the value of the line read last begins. */
  valueStart = 0;
  /** The line feed of the line, set by whoever comes across it: named() and header lines. */
  lineEnd = 0;
  /** Key and value of a header line. */
  key = '';
  value = '';
  /** Some name was given by number. */
  compressed = false;
  /** What was odd about the last name: a number never defined, defined twice, or something else in its place. */
  oddName: 'undefined-name' | 'redefined-name' | 'odd-name-number' | undefined;
  readonly names: Record<NameKind, NameTable>;
  /** Module and file by the text of their name, as far as they were asked for. */
  private readonly modules = new GrowableInt32();
  private readonly files = new GrowableInt32();
  private readonly builder: RecordingBuilder;

  constructor(builder: RecordingBuilder, memory: WorkMemory) {
    this.names = {
      object: new NameTable(memory, false),
      file: new NameTable(memory, false),
      function: new NameTable(memory, true),
    };
    this.builder = builder;
  }

  /** The kind of the line at `p`. Sets `valueStart`; for kinds below OB also `lineEnd`, for header lines `key` and `value`. */
  classify(bytes: Uint8Array, p: number): number {
    let code: number = UNKNOWN;
    const two = indexOf(bytes[p]) * 26 + indexOf(bytes[p + 1]);
    if (bytes[p + 2] === EQUALS) {
      if (two < shortWords.length) code = shortWords[two];
      this.valueStart = p + 3;
    } else if (bytes[p + 3] === EQUALS) {
      const three = two * 26 + indexOf(bytes[p + 2]);
      if (three < longWords.length) code = longWords[three];
      this.valueStart = p + 4;
    } else if (bytes[p] === 99 && bytes[p + 5] === EQUALS && startsWith(bytes, p, CALLS_WORD)) {
      code = CALLS;
      this.valueStart = p + 6;
    } else if (bytes[p] === 106 && bytes[p + 4] === EQUALS) {
      if (startsWith(bytes, p, JUMP_WORD)) code = JUMP;
      else if (startsWith(bytes, p, JCND_WORD)) code = JCND;
      this.valueStart = p + 5;
    }
    if (code === UNKNOWN) return this.classifyText(bytes, p);
    // Nobody reads on in such a line.
    if (code === IGNORED) this.lineEnd = bytes.indexOf(LF, p);
    this.skipBlanks(bytes);
    return code;
  }

  /** The object, file or function named from `valueStart` on; see entryOf(). */
  named(kind: NameKind, bytes: Uint8Array, epoch: number): number {
    this.oddName = undefined;
    const start = this.valueStart;
    this.lineEnd = bytes.indexOf(LF, start);
    if (bytes[start] !== OPEN) return this.intern(kind, bytes, start);
    let p = start + 1;
    let id = 0;
    while (bytes[p] >= 48 && bytes[p] <= 57) id = id * 10 + bytes[p++] - 48;
    if (p === start + 1 || bytes[p] !== CLOSE) {
      if (this.compressed && looksNumbered(bytes, p, this.lineEnd)) this.oddName = 'odd-name-number';
      return this.intern(kind, bytes, start);
    }
    this.compressed = true;
    p++;
    while (isBlank(bytes[p])) p++;
    if (bytes[p] !== LF) {
      const entry = this.intern(kind, bytes, p);
      if (!this.names[kind].define(id, entry, epoch)) this.oddName = 'redefined-name';
      return entry;
    }
    const entry = this.names[kind].get(id);
    if (entry !== UNDEFINED) return entry;
    this.oddName = 'undefined-name';
    return kind === 'function' ? this.intern(kind, bytes, start) : NONE;
  }

  /** What stands in bytes[start … end), `sum` being its hash sum: the string index of a function's name, empty where it is `???`; an object or file,
   * NONE where that is `???` or empty, or `~` for a file. */
  // biome-ignore lint/complexity/useMaxParams: called once per name of the file; an object per record is what it avoids
  entryOf(kind: NameKind, bytes: Uint8Array, start: number, end: number, sum: number): number {
    const { builder } = this;
    const length = end - start;
    const unknown = length === 3 && bytes[start] === 63 && bytes[start + 1] === 63 && bytes[start + 2] === 63;
    if (kind === 'function') {
      return unknown ? builder.strings.internText('') : builder.strings.internHashed(bytes, start, end, sum);
    }
    if (length === 0 || unknown) return NONE;
    if (kind === 'file' && length === 1 && bytes[start] === TILDE) return NONE;
    const text = builder.strings.internHashed(bytes, start, end, sum);
    const known = kind === 'object' ? this.modules : this.files;
    while (known.length <= text) known.push(UNDEFINED);
    if (known.array[text] === UNDEFINED)
      known.array[text] = kind === 'object' ? builder.module(text) : builder.file(text);
    return known.array[text];
  }

  /** The name from `start` to the end of the line, without the blanks there. */
  private intern(kind: NameKind, bytes: Uint8Array, start: number): number {
    let end = this.lineEnd;
    while (end > start && isBlank(bytes[end - 1])) end--;
    return this.entryOf(kind, bytes, start, end, hashSumOf(bytes, start, end));
  }

  private classifyText(bytes: Uint8Array, p: number): number {
    const end = bytes.indexOf(LF, p);
    this.lineEnd = end;
    const text = latin1.decode(bytes.subarray(p, Math.min(end, p + LONGEST_KEY)));
    const match = wordLine.exec(text);
    if (match === null) return separatorLine.test(text) ? SEPARATOR : UNKNOWN;
    const key = match[1].toLowerCase();
    this.valueStart = p + match[0].length;
    this.skipBlanks(bytes);
    if (match[2] === '=') return words.get(key) ?? UNKNOWN;
    this.key = key;
    this.value = textOf(bytes.subarray(this.valueStart, end)).trim();
    return HEADER;
  }

  private skipBlanks(bytes: Uint8Array): void {
    while (isBlank(bytes[this.valueStart])) this.valueStart++;
  }
}

/** 0 … 25 for a … z; so much for other bytes that no word has it. */
function indexOf(byte: number): number {
  return byte >= LETTER_A && byte < LETTER_A + 26 ? byte - LETTER_A : longWords.length;
}

function startsWith(bytes: Uint8Array, p: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[p + i] !== word[i]) return false;
  return true;
}

/** One word in brackets before a name, as in `(three) leaf`. */
function looksNumbered(bytes: Uint8Array, p: number, end: number): boolean {
  while (p < end && bytes[p] !== CLOSE && !isBlank(bytes[p])) p++;
  return bytes[p] === CLOSE && p + 1 < end && isBlank(bytes[p + 1]);
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === CR;
}

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}
