// What callgrind puts behind a function's name when it keeps its calls apart: the level of recursion (`quick'2`, --separate-recs) and the callers
// (`leaf'fact'main`, --separate-callers), in this order. Source: Valgrind, callgrind/dump.c, print_fn. No other profiler means that by a quote.

import { memo, memoInSlices } from '../base/memo.ts';
import { bracketEnd, operatorAt } from '../base/name-brackets.ts';
import { inSlices, runAtOnce, type Sliced } from '../base/slices.ts';
import type { FunctionIndex, StringIndex } from '../model/indices.ts';
import type { Recording, StringTable } from '../model/recording.ts';
import { textOf } from '../model/texts.ts';
import { functionsOfTexts, namesAmong } from './name-texts.ts';

export interface SeparatedName {
  readonly base: string;
  /** `'2`; empty for the outermost level. */
  readonly level: string;
  /** `'fact'main`; empty where callers are not kept apart. */
  readonly callers: string;
}

/** Which separations the names of a recording show. */
export interface Separations {
  readonly recursion: boolean;
  readonly contexts: boolean;
}

const none: Separations = { recursion: false, contexts: false };
const QUOTE = 0x27;
const ZERO = 0x30;
const NINE = 0x39;

export function separateName(name: string): SeparatedName {
  const mark = firstMark(name);
  if (mark < 0) return { base: name, level: '', callers: '' };
  const behind = name.slice(mark);
  const level = /^'(?:[2-9]|[1-9]\d+)(?='|$)/.exec(behind)?.[0] ?? '';
  return { base: name.slice(0, mark), level, callers: behind.slice(level.length) };
}

/** The first quote outside brackets; −1: there is none. Quotes of `'a'`, `&'a T` and clang's `'lambda'(int)` are part of a name. */
function firstMark(name: string): number {
  for (let i = 0; i < name.length; ) {
    if (name[i] === "'" && i > 0) {
      const quoted = /^'(?:lambda|unnamed)\w*'/.exec(name.slice(i, i + 40));
      if (quoted === null) return i;
      i += quoted[0].length;
      continue;
    }
    const operator = operatorAt(name, i);
    const end = operator > 0 ? i + operator : '<([{'.includes(name[i]) ? bracketEnd(name, i) : i + 1;
    if (end < 0) return name.indexOf("'", i + 1);
    i = end;
  }
  return -1;
}

export function separationsOf(recording: Recording): Separations {
  if (!isCallgrind(recording)) return none;
  return memo(recording, 'separations', () => {
    let [recursion, contexts] = [false, false];
    for (const text of markedNames(recording)) {
      // Thousands of names with callers, and none of them with a level: those are not decoded.
      if (contexts && !hasLevel(recording.strings, text)) continue;
      const { level, callers } = separateName(textOf(recording.strings, text as StringIndex));
      if (level !== '') recursion = true;
      if (callers !== '') contexts = true;
      if (recursion && contexts) break;
    }
    return { recursion, contexts };
  });
}

/** Whether a quote with a number behind it is in the text: without one it has no level. */
function hasLevel({ bytes, offsets }: StringTable, text: number): boolean {
  const last = (offsets[text + 1] | 0) - 1;
  for (let i = offsets[text] | 0; i < last; i++)
    if (bytes[i] === QUOTE && bytes[i + 1] > ZERO && bytes[i + 1] <= NINE) return true;
  return false;
}

function isCallgrind({ format, creator, family }: Recording): boolean {
  return format === 'callgrind' && family === 'call-graph' && (creator === undefined || /^callgrind/.test(creator));
}

/** Rows of the texts with a quote that are names of functions, each once: no other name is decoded. */
export function markedNames(recording: Recording): Int32Array {
  return runAtOnce(markedNamesInSlices(recording));
}

export function markedNamesInSlices(recording: Recording): Sliced<Int32Array> {
  return memoInSlices(recording, 'marked-names', function* () {
    const { strings } = recording;
    const marked: number[] = [];
    yield* inSlices(strings.length, (from, to) => {
      for (const text of textsWith(strings, QUOTE, [from, to])) marked.push(text);
    });
    return namesAmong(recording, Int32Array.from(marked));
  });
}

/** Those of the texts from … to − 1 that hold the byte. Most hold none: then all are looked through at once. */
function textsWith({ bytes, offsets }: StringTable, byte: number, [from, to]: readonly [number, number]): number[] {
  const found: number[] = [];
  const start = offsets[from];
  const all = bytes.subarray(start, offsets[to]);
  let text = from;
  for (let at = all.indexOf(byte); at >= 0; at = all.indexOf(byte, offsets[text] - start)) {
    while (offsets[text + 1] <= start + at) text++;
    found.push(text++);
  }
  return found;
}

/** Functions of this name, which is ASCII, in some level or below some callers. */
export function functionsSeparatedFrom(recording: Recording, base: string): FunctionIndex[] {
  if (!isCallgrind(recording)) return [];
  const { strings } = recording;
  const start = new TextEncoder().encode(`${base}'`);
  const texts = new Set<number>();
  for (const text of markedNames(recording)) {
    if (!beginsWith(strings, text, start)) continue;
    if (separateName(textOf(strings, text as StringIndex)).base === base) texts.add(text);
  }
  return functionsOfTexts(recording, texts);
}

function beginsWith({ bytes, offsets }: StringTable, text: number, start: Uint8Array): boolean {
  const from = offsets[text];
  if (offsets[text + 1] - from < start.length) return false;
  for (let i = 0; i < start.length; i++) if (bytes[from + i] !== start[i]) return false;
  return true;
}
