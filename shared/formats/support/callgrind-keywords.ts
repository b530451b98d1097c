// Lines of the callgrind format that begin with a word: which word it is, and the names behind it.
// The usual spellings are told apart by their bytes; everything else (`FN = x`, header lines, rubbish) takes the slow way through text.
import { NONE } from '../../base/brands.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { NameTable, UNDEFINED } from './callgrind-names.ts';

export const UNKNOWN = 0;
export const HEADER = 1;
/** Xdebug's line between two profiles in one file. */
export const SEPARATOR = 2;
/** Known words that say nothing we need: `rec=`, `frfn=` and others. */
export const IGNORED = 3;
export const OB = 4;
export const FL = 5;
export const FI = 6;
export const FN = 7;
export const COB = 8;
export const CFI = 9;
export const CFN = 10;
export const CALLS = 11;
export const JUMP = 12;
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
const CR = 13;
const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const EQUALS = 61;
const LONGEST_KEY = 256;

const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { fatal: true });
const wordLine = /^([a-z][\w ()]*?)\s*([:=])/i;
const separatorLine = /^=+\s*NEW PROFILING FILE/;

/** Three letters as one number. */
function letters(text: string): number {
  return (text.charCodeAt(0) << 16) | (text.charCodeAt(1) << 8) | (text.length > 2 ? text.charCodeAt(2) : 0);
}

const shortWords = new Map(
  [...words].filter(([word]) => word.length === 2).map(([word, code]) => [letters(word), code]),
);
const longWords = new Map(
  [...words].filter(([word]) => word.length === 3).map(([word, code]) => [letters(word), code]),
);
const CAL = letters('cal');
const JUM = letters('jum');
const JCN = letters('jcn');

export class CallgrindKeywords {
  /** Where the value of the line read last begins. */
  valueStart = 0;
  /** Key and value of a header line. */
  key = '';
  value = '';
  /** Some name was given by number. */
  compressed = false;
  /** What was odd about the last name: a number never defined, or defined twice. */
  oddName: 'undefined-name' | 'redefined-name' | undefined;
  private readonly builder: RecordingBuilder;
  private readonly objects = new NameTable();
  private readonly files = new NameTable();
  private readonly functions = new NameTable();

  constructor(builder: RecordingBuilder) {
    this.builder = builder;
  }

  /** The kind of the line bytes[p … end). Sets `valueStart`, for header lines `key` and `value`. */
  classify(bytes: Uint8Array, p: number, end: number): number {
    const first = (bytes[p] << 16) | (bytes[p + 1] << 8);
    let code: number | undefined;
    if (bytes[p + 2] === EQUALS) {
      code = shortWords.get(first);
      this.valueStart = p + 3;
    } else {
      const three = first | bytes[p + 2];
      if (bytes[p + 3] === EQUALS) {
        code = longWords.get(three);
        this.valueStart = p + 4;
      } else if (three === CAL && bytes[p + 3] === 108 && bytes[p + 4] === 115 && bytes[p + 5] === EQUALS) {
        code = CALLS;
        this.valueStart = p + 6;
      } else if (
        bytes[p + 4] === EQUALS &&
        ((three === JUM && bytes[p + 3] === 112) || (three === JCN && bytes[p + 3] === 100))
      ) {
        code = three === JUM ? JUMP : JCND;
        this.valueStart = p + 5;
      }
    }
    if (code === undefined) return this.classifyText(bytes, p, end);
    this.skipBlanks(bytes, end);
    return code;
  }

  /** The object named in bytes[valueStart … end); NONE where it is `???` or empty. */
  object(bytes: Uint8Array, end: number, epoch: number): number {
    return this.named(this.objects, bytes, end, epoch);
  }

  /** The file; NONE where it is `???`, `~` or empty. */
  file(bytes: Uint8Array, end: number, epoch: number): number {
    return this.named(this.files, bytes, end, epoch);
  }

  /** The name of a function, as a string index. */
  function(bytes: Uint8Array, end: number, epoch: number): number {
    return this.named(this.functions, bytes, end, epoch);
  }

  private named(table: NameTable, bytes: Uint8Array, lineEnd: number, epoch: number): number {
    this.oddName = undefined;
    const start = this.valueStart;
    let end = lineEnd;
    while (end > start && isBlank(bytes[end - 1])) end--;
    if (bytes[start] !== OPEN) return this.intern(table, bytes, start, end);
    let p = start + 1;
    let id = 0;
    while (bytes[p] >= 48 && bytes[p] <= 57) id = id * 10 + bytes[p++] - 48;
    if (p === start + 1 || bytes[p] !== CLOSE) return this.intern(table, bytes, start, end);
    this.compressed = true;
    p++;
    if (p >= end) {
      const entry = table.get(id);
      if (entry !== UNDEFINED) return entry;
      this.oddName = 'undefined-name';
      return table === this.functions ? this.intern(table, bytes, start, end) : NONE;
    }
    while (isBlank(bytes[p])) p++;
    const entry = this.intern(table, bytes, p, end);
    if (!table.define(id, entry, epoch)) this.oddName = 'redefined-name';
    return entry;
  }

  private intern(table: NameTable, bytes: Uint8Array, start: number, end: number): number {
    const { builder } = this;
    if (table === this.functions) return builder.strings.intern(bytes, start, end);
    const length = end - start;
    if (length === 0 || (length === 3 && bytes[start] === 63 && bytes[start + 1] === 63 && bytes[start + 2] === 63))
      return NONE;
    if (table === this.objects) return builder.module(builder.strings.intern(bytes, start, end));
    if (length === 1 && bytes[start] === 126) return NONE;
    return builder.file(builder.strings.intern(bytes, start, end));
  }

  private classifyText(bytes: Uint8Array, p: number, end: number): number {
    const text = latin1.decode(bytes.subarray(p, Math.min(end, p + LONGEST_KEY)));
    const match = wordLine.exec(text);
    if (match === null) return separatorLine.test(text) ? SEPARATOR : UNKNOWN;
    const key = match[1].toLowerCase();
    this.valueStart = p + match[0].length;
    this.skipBlanks(bytes, end);
    if (match[2] === '=') return words.get(key) ?? UNKNOWN;
    this.key = key;
    this.value = textOf(bytes.subarray(this.valueStart, end)).trim();
    return HEADER;
  }

  private skipBlanks(bytes: Uint8Array, end: number): void {
    while (this.valueStart < end && isBlank(bytes[this.valueStart])) this.valueStart++;
  }
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
