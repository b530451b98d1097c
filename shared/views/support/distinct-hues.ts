// Hues of functions in a program of one file (S20): by name like all others, but no two of the twelve dearest share one. With eight hues by
// hash, two of five functions mostly looked alike. A dearer one keeps the hue of its name, the next takes the first one that is free.
import { functionTotals } from '../../analysis/function-totals.ts';
import { recordedName } from '../../analysis/locations.ts';
import { wholeScope } from '../../analysis/scope.ts';
import { memo } from '../../base/memo.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { hueOf, manyHues } from '../../viewmodel/hue.ts';

/** By recorded name; whatever is not in it has the hue of its name. */
export function distinctHues(recording: Recording): ReadonlyMap<string, number> {
  return memo(recording, 'distinct-hues', () => {
    const hues = new Map<string, number>();
    const free = new Set(manyHues);
    for (const row of dearestRows(recording, manyHues.length)) {
      const name = recordedName(recording, row);
      const usual = hueOf(name);
      if (usual === null || hues.has(name)) continue;
      const hue = free.has(usual) ? usual : [...free][0];
      if (hue === undefined) break;
      free.delete(hue);
      hues.set(name, hue);
    }
    return hues;
  });
}

/** By inclusive cost, the dearest first; equal ones as the recording has them. One pass, and few are kept. */
function dearestRows(recording: Recording, most: number): readonly FunctionIndex[] {
  const { inclusive } = functionTotals(recording, wholeScope(recording));
  const rows: FunctionIndex[] = [];
  for (let f = 0; f < recording.functions.length; f++) {
    const row = f as FunctionIndex;
    const last = rows[rows.length - 1];
    if (rows.length === most && last !== undefined && inclusive[row] <= inclusive[last]) continue;
    const place = rows.findIndex((other) => inclusive[other] < inclusive[row]);
    rows.splice(place < 0 ? rows.length : place, 0, row);
    if (rows.length > most) rows.pop();
  }
  return rows;
}
