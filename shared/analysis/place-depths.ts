// How many trailing components of a path tell it apart from all others. Of tens of thousands of paths few share their last component with
// another: only those are decoded and compared; of the others the bytes say enough.
import type { NumberArray } from '../base/columns.ts';
import type { StringIndex } from '../model/indices.ts';
import type { StringTable } from '../model/recording.ts';
import { textOf } from '../model/texts.ts';

const FOLDER_LANGUAGES = /\.(?:py|pyx|js|mjs|cjs|jsx|ts|mts|cts|tsx|php|rb|go|rs)$/;
const LONGEST_ENDING = 4;
const MAX_DEPTH = 12;
const PLACES_PER_ROW = 8;
const SPREAD = 0x9e3779b1;

const SLASH = 0x2f;
const DOT = 0x2e;

/** `<stdin>`, `node:fs`, `(eval)`: no paths. */
export function isWholeName(name: string): boolean {
  return /^(?:<|node:|\(|\[)/.test(name);
}

export function lastComponents(path: string, count: number): string {
  const frozen = /^<frozen (.+)>$/.exec(path);
  if (frozen !== null) return frozen[1];
  if (isWholeName(path)) return path;
  const plain = path.replace(/^[a-z][a-z-]*:\/\//, '').replace(/[?#].*$/, '');
  const components = plain.split(/[\\/]+/).filter((component) => component !== '' && component !== '.');
  return components.length === 0 ? path : components.slice(-count).join('/');
}

/** How many trailing components of each path are shown. `names`: texts of the paths. */
export function placeDepths(strings: StringTable, names: NumberArray): Uint8Array {
  const { bytes, offsets } = strings;
  const depths = new Uint8Array(names.length);
  const ends = new Int32Array(names.length);
  const depthOfEnding = new Map<number, number>();
  for (let row = 0; row < names.length; row++) {
    const text = names[row];
    const start = plainEnd(strings, text);
    if (start < 0) {
      const path = textOf(strings, text as StringIndex);
      depths[row] = depthOf(path);
      const last = lastComponents(path, 1);
      const shown = new TextEncoder().encode(last.slice(last.lastIndexOf('/') + 1));
      ends[row] = hashOf(shown, 0, shown.length);
      continue;
    }
    const end = offsets[text + 1];
    const ending = endingAt(bytes, start, end);
    let depth = depthOfEnding.get(ending);
    if (depth === undefined) {
      depth = depthOf(String.fromCharCode(...bytes.subarray(Math.max(start, end - LONGEST_ENDING), end)));
      depthOfEnding.set(ending, depth);
    }
    depths[row] = depth;
    ends[row] = hashOf(bytes, start, end);
  }
  const pathOf = (row: number): string => textOf(strings, names[row] as StringIndex);
  const alike = new Map<string, number[]>();
  for (const row of sharing(ends)) {
    const key = lastComponents(pathOf(row), depths[row]);
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [row]);
    else others.push(row);
  }
  for (const group of alike.values()) if (group.length > 1) tellApart(pathOf, group, depths);
  return depths;
}

function depthOf(path: string): number {
  return FOLDER_LANGUAGES.test(path) ? 2 : 1;
}

/** The last bytes of a name, which are ASCII, as one number: as many as an ending has that matters, with its dot. */
function endingAt(bytes: Uint8Array, start: number, end: number): number {
  let ending = 0;
  for (let i = Math.max(start, end - LONGEST_ENDING); i < end; i++) ending = (ending << 8) | bytes[i];
  return ending;
}

/** Signs that make a path more than names between slashes; bytes that are no ASCII among them. */
const SPECIAL = new Uint8Array(256).fill(1, 0x80);
for (const sign of '?#:\\<>()[]') SPECIAL[sign.charCodeAt(0)] = 1;

/** Where the last component begins that is written as it is shown; −1 where that takes a closer look. */
function plainEnd({ bytes, offsets }: StringTable, text: number): number {
  const from = offsets[text];
  const to = offsets[text + 1];
  let start = from;
  for (let i = from; i < to; i++) {
    if (SPECIAL[bytes[i]] === 1) return -1;
    if (bytes[i] === SLASH) start = i + 1;
  }
  const isDot = to === start + 1 && bytes[start] === DOT;
  return start === to || isDot ? -1 : start;
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + bytes[i]) | 0;
  return hash;
}

/** Rows whose number another row has, too. Most have none in common: marks in a table of bytes leave few whose numbers are counted. */
function sharing(numbers: Int32Array): number[] {
  let places = 256;
  while (places < numbers.length * PLACES_PER_ROW) places *= 2;
  const shift = Math.clz32(places - 1);
  /** 0: no number belongs there; 1: one does; 2: several, or one several times. */
  const seen = new Uint8Array(places);
  for (let row = 0; row < numbers.length; row++) {
    const place = Math.imul(numbers[row], SPREAD) >>> shift;
    if (seen[place] < 2) seen[place]++;
  }
  const maybe: number[] = [];
  const count = new Map<number, number>();
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row];
    if (seen[Math.imul(number, SPREAD) >>> shift] < 2) continue;
    maybe.push(row);
    count.set(number, (count.get(number) ?? 0) + 1);
  }
  return maybe.filter((row) => count.get(numbers[row]) !== 1);
}

/** Shows one more folder of all files that look alike, until none do or the paths are used up. */
function tellApart(pathOf: (row: number) => string, group: readonly number[], depths: Uint8Array): void {
  let alike = group;
  while (alike.length > 1 && depths[alike[0]] < MAX_DEPTH) {
    const places = new Map<string, number[]>();
    for (const row of alike) {
      depths[row]++;
      const place = lastComponents(pathOf(row), depths[row]);
      const same = places.get(place);
      if (same === undefined) places.set(place, [row]);
      else same.push(row);
    }
    alike = [...places.values()].filter((rows) => rows.length > 1).flat();
  }
}
