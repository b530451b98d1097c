// What to look at first in a recording that has just been opened: `main`, a Python program's `<module>`, else the dearest function
// that nobody calls; where that is the runtime, which loads a script before it runs it, the dearest function of the program itself. So it is
// where the program's work is not below its `main`: in its threads, or in a file without calls. Meta nodes of an engine (`(program)`,
// `(garbage collector)`), idle time and what runs before `main` are nobody's start. See S26.
import { arrayOf } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { functionName } from '../model/texts.ts';
import { callArrows } from './call-arrows.ts';
import { callDegrees } from './call-degrees.ts';
import { kindOfFunction } from './code-kinds.ts';
import { functionTotals } from './function-totals.ts';
import { functionsSeparatedFrom } from './name-levels.ts';
import { functionsNamed } from './named-functions.ts';
import { wholeScope } from './scope.ts';

const META = /^\((?:root|program|idle|garbage collector)\)$/;
/** Stands in the program's own binary and calls `main`. */
const BEFORE_MAIN = /^(?:_start|\(below main\)|__libc_start_)/;

/** undefined for a recording without functions. */
export function firstActive(recording: Recording): FunctionIndex | undefined {
  return memo(recording, 'first-active', () => {
    const inclusive = arrayOf(functionTotals(recording, wholeScope(recording)).inclusive);
    for (const name of ['main', '<module>']) {
      const exact = functionsNamed(recording, name);
      // `main'(below main)`: callgrind's callers, kept apart.
      const named = dearest(exact.length > 0 ? exact : functionsSeparatedFrom(recording, name), inclusive);
      // The work is elsewhere if something of the program costs more than twice as much.
      if (named !== undefined) return dearestOwn(recording, inclusive, inclusive[named] * 2) ?? named;
    }
    const entered = dearest(roots(recording), inclusive) ?? dearestOfAll(inclusive);
    if (entered === undefined || kindOfFunction(recording, entered) !== 'runtime') return entered;
    return dearestOwn(recording, inclusive, inclusive[entered] / 2) ?? entered;
  });
}

/** Of the functions of the program itself that cost more than this: few, whose places are looked at. */
function dearestOwn(recording: Recording, inclusive: ArrayLike<number>, bound: number): FunctionIndex | undefined {
  let best: FunctionIndex | undefined;
  for (let f = 0; f < inclusive.length; f++) {
    if (inclusive[f] <= (best === undefined ? bound : inclusive[best])) continue;
    const row = f as FunctionIndex;
    if (kindOfFunction(recording, row) === 'own' && !BEFORE_MAIN.test(functionName(recording, row))) best = row;
  }
  return best;
}

function dearest(rows: Iterable<FunctionIndex>, inclusive: ArrayLike<number>): FunctionIndex | undefined {
  let best: FunctionIndex | undefined;
  for (const row of rows) if (best === undefined || inclusive[row] > inclusive[best]) best = row;
  return best;
}

function* roots(recording: Recording): Generator<FunctionIndex> {
  const scope = wholeScope(recording);
  const { callers } = callDegrees(recording, scope);
  const { start, end, target } = callArrows(recording, scope);
  const idle = new Set<number>(recording.idleFunctions);
  for (let f = 0; f < recording.functions.length; f++) {
    // Only called by itself, or by nobody.
    const isRoot = callers[f] === 0 || (callers[f] === 1 && target.subarray(start[f], end[f]).includes(f));
    if (!isRoot || idle.has(f)) continue;
    if (!META.test(functionName(recording, f as FunctionIndex))) yield f as FunctionIndex;
  }
}

function dearestOfAll(inclusive: ArrayLike<number>): FunctionIndex | undefined {
  if (inclusive.length === 0) return undefined;
  let best = 0;
  for (let f = 1; f < inclusive.length; f++) if (inclusive[f] > inclusive[best]) best = f;
  return best as FunctionIndex;
}
