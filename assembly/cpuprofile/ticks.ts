// Samples by line, added up by frame and line until somebody fetches them.
import {
  TICK_COUNTS_AT,
  TICK_KEYS_AT,
  TICK_SLOTS,
  TICK_SLOTS_AT,
} from '../../shared/formats/cpuprofile/node-memory.ts';
import { mixed } from './frames.ts';

const KEY_BYTES: usize = 12;
const LINE: usize = 4;
const NODE: usize = 8;
const NONE: i32 = -1;

let tickCount: i32 = 0;

/** There must be room for it. */
export function addTick(frame: i32, line: i32, samples: i32): void {
  let place = mixed(frame * 31 + line) & (TICK_SLOTS - 1);
  for (;;) {
    const slot = TICK_SLOTS_AT + (place as usize) * 4;
    let tick = load<i32>(slot) - 1;
    if (tick < 0) {
      tick = tickCount++;
      store<i32>(slot, tick + 1);
      const key = TICK_KEYS_AT + (tick as usize) * KEY_BYTES;
      store<i32>(key, frame);
      store<i32>(key + LINE, line);
      store<i32>(key + NODE, NONE);
      store<f64>(TICK_COUNTS_AT + ((tick as usize) << 3), samples as f64);
      return;
    }
    const known = TICK_KEYS_AT + (tick as usize) * KEY_BYTES;
    if (load<i32>(known) === frame && load<i32>(known + LINE) === line) {
      const sum = TICK_COUNTS_AT + ((tick as usize) << 3);
      store<f64>(sum, load<f64>(sum) + (samples as f64));
      return;
    }
    place = (place + 1) & (TICK_SLOTS - 1);
  }
}

/** How many rows there are to fetch. */
export function ticksHeld(): i32 {
  return tickCount;
}

/** To be called when they were fetched. */
export function forgetTicks(): void {
  memory.fill(TICK_SLOTS_AT, 0, TICK_SLOTS * 4);
  tickCount = 0;
}
