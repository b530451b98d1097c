// The jumps inside a function between its lines: equal ones of several instructions added up.
import { NONE } from '../base/brands.ts';
import { arrayOf } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { FileIndex, FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { type CodePlaces, codePlaces, jumpRowsByFunction } from './code-places.ts';
import { partsKey, type Scope } from './scope.ts';

export interface LineJump {
  /** Places of the function. */
  readonly from: number;
  /** NONE where it leaves the function. */
  readonly to: number;
  /** Where it goes, for those that leave the function. */
  readonly toFunction: FunctionIndex;
  readonly toFile: FileIndex;
  readonly toLine: number;
  readonly conditional: boolean;
  readonly executed: number;
  readonly followed: number;
}

/** Those to the same line and to the next one are left out: nobody needs an arrow for them. */
export function lineJumps(recording: Recording, scope: Scope, fn: FunctionIndex): readonly LineJump[] {
  return memo(recording, `line-jumps:${partsKey(scope)}:${fn}`, () => sumJumps(recording, scope, fn));
}

function sumJumps(recording: Recording, scope: Scope, fn: FunctionIndex): readonly LineJump[] {
  const { jumps } = recording;
  const placeAt = placeFinder(codePlaces(recording, scope, fn));
  const { start, rows } = jumpRowsByFunction(recording);
  const sums = new Map<string, LineJump>();
  const [toFunction, toFile, toLine] = [arrayOf(jumps.toFunction), arrayOf(jumps.toFile), arrayOf(jumps.toLine)];
  const [fromFile, fromLine] = [arrayOf(jumps.fromFile), arrayOf(jumps.fromLine)];
  for (let i = start[fn]; i < start[fn + 1]; i++) {
    const row = rows[i];
    if (fromLine[row] === NONE || toLine[row] === NONE) continue;
    const stays = toFunction[row] === fn;
    const near = stays && toFile[row] === fromFile[row];
    if (near && (toLine[row] === fromLine[row] || toLine[row] === fromLine[row] + 1)) continue;
    const conditional = arrayOf(jumps.conditional)[row] !== 0;
    const key = `${fromFile[row]} ${fromLine[row]} ${toFunction[row]} ${toFile[row]} ${toLine[row]} ${conditional}`;
    const old = sums.get(key);
    sums.set(key, {
      from: placeAt(fromFile[row], fromLine[row]),
      to: stays ? placeAt(toFile[row], toLine[row]) : NONE,
      toFunction: toFunction[row] as FunctionIndex,
      toFile: toFile[row] as FileIndex,
      toLine: toLine[row],
      conditional,
      executed: (old?.executed ?? 0) + arrayOf(jumps.executed)[row],
      followed: (old?.followed ?? 0) + arrayOf(jumps.followed)[row],
    });
  }
  return [...sums.values()];
}

/** Finds the place of a line of a file; NONE where there is none. */
function placeFinder({ file, line, length }: CodePlaces): (file: number, line: number) => number {
  const places = new Map<number, number>();
  for (let p = 0; p < length; p++) places.set((file[p] + 1) * 2 ** 31 + line[p] + 1, p);
  return (wantedFile, wantedLine) => places.get((wantedFile + 1) * 2 ** 31 + wantedLine + 1) ?? NONE;
}
