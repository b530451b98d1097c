// Call frames that were met before: the row that the program's own table has for each. When the table is full it forgets all of them.
import { FRAME_SLOT_BYTES, FRAME_SLOTS, FRAMES_AT } from '../../shared/formats/cpuprofile/node-memory.ts';

/** The row of a frame that was not met before; NONE for one whose nodes are not for here. */
declare function rowOfFrame(name: i32, url: i32, line: i32, column: i32): i32;

const URL: usize = 4;
const LINE: usize = 8;
const COLUMN: usize = 12;
const ROW: usize = 16;

let frameCount: i32 = 0;

export function frameOf(name: i32, url: i32, line: i32, column: i32): i32 {
  const hash = mixed(((name * 31 + url) * 31 + line) * 31 + column);
  let slot = slotOf(hash);
  while (load<i32>(slot + ROW) !== 0) {
    const isSame =
      load<i32>(slot) === name &&
      load<i32>(slot + URL) === url &&
      load<i32>(slot + LINE) === line &&
      load<i32>(slot + COLUMN) === column;
    if (isSame) return load<i32>(slot + ROW) - 1;
    slot += FRAME_SLOT_BYTES;
    if (slot === FRAMES_AT + FRAME_SLOTS * FRAME_SLOT_BYTES) slot = FRAMES_AT;
  }
  return seldomAddFrame(name, url, line, column, slot);
}

/** Every bit of the sum in the low ones. */
export function mixed(sum: u32): u32 {
  let hash: u32 = (sum ^ (sum >> 15)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}

function slotOf(hash: u32): usize {
  return FRAMES_AT + (hash & (FRAME_SLOTS - 1)) * FRAME_SLOT_BYTES;
}

// biome-ignore lint/complexity/useMaxParams: there are no objects here
function seldomAddFrame(name: i32, url: i32, line: i32, column: i32, free: usize): i32 {
  let slot = free;
  const row = rowOfFrame(name, url, line, column);
  if (row < 0) return row;
  if (frameCount === FRAME_SLOTS / 2) {
    memory.fill(FRAMES_AT, 0, FRAME_SLOTS * FRAME_SLOT_BYTES);
    frameCount = 0;
    slot = slotOf(mixed(((name * 31 + url) * 31 + line) * 31 + column));
  }
  store<i32>(slot, name);
  store<i32>(slot + URL, url);
  store<i32>(slot + LINE, line);
  store<i32>(slot + COLUMN, column);
  store<i32>(slot + ROW, row + 1);
  frameCount++;
  return row;
}
