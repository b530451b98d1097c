// Values that come to functions that are in no cycle, one after the other in the order in which they flow: the loop over all calls in which refocusing
// a recording of millions of edges spends its time. In AssemblyScript, because it waits for memory: what is looked at of a function that stands
// anywhere lies in 16 bytes, both distances are compared at once, and nothing branches but where the calls of a function end.
// Called by shared/analysis/flow-desk.ts; after a change run `npm run assemble`.
// Trap: costs are added up in the order of calls, so that sums are those of any other loop to the last bit.
import {
  COST_AT,
  FITTING_AT,
  FROM_AT,
  INCLUSIVE_AT,
  PLACES_AT,
  REACHED_AT,
  START_AT,
} from '../shared/analysis/flow-memory.ts';

const WORD: usize = 4;
const NUMBER: usize = 8;
const PLACE: usize = 16;

/** The places from `first` to before `end`, each `step` further. */
export function gather(first: i32, end: i32, step: i32): void {
  const starts = load<u32>(START_AT);
  const sources = load<u32>(FROM_AT);
  const costs = load<u32>(COST_AT);
  const inclusive = load<u32>(INCLUSIVE_AT);
  const fitting = load<u32>(FITTING_AT);
  const places = load<u32>(PLACES_AT);
  const reached = load<u32>(REACHED_AT);
  for (let place = first; place !== end; place += step) {
    const begin = load<u32>(starts + place * WORD);
    const behind = sources + load<u32>(starts + place * WORD + WORD) * WORD;
    let cost = costs + begin * NUMBER;
    let sum: f64 = 0;
    let distances = i32x4.splat(0);
    for (let source = sources + begin * WORD; source < behind; source += WORD) {
      const other = places + load<u32>(source) * PLACE;
      sum += load<f64>(other) * load<f64>(cost);
      distances = i32x4.max_s(distances, v128.load(other));
      cost += NUMBER;
    }
    if (!(sum > 0)) continue;
    const whole = load<f64>(inclusive + place * NUMBER);
    let scale: f64 = whole > 0 ? Math.min(1, sum / whole) : 0;
    if (fitting !== 0) scale *= load<f64>(fitting + place * NUMBER);
    store<f64>(reached + place * NUMBER, sum);
    // In one piece: the next function looks at it in one piece.
    distances = i32x4.add(distances, i32x4(0, 0, -1, 1));
    if (!(scale > 0)) distances = i32x4.neg(distances);
    v128.store(places + place * PLACE, f64x2.replace_lane(distances, 0, scale));
  }
}
