// Rows that are staged one behind the other, as shared/model/appended-rows.ts does it: the next row of the group that is being read, where no other row of
// it has the same key. Everything else is asked for. All of it is put where it is called.
import {
  ASCENDS,
  BEGINS,
  CAPACITY,
  FEW,
  FIRST_OF_GROUP,
  GREATEST,
  GROUP,
  GROUP_HEAD,
  INDEXED,
  KEYS_AT,
  NEXT,
  NEXT_NUMBER,
  NUMBERS_AT,
  PENDING,
  REENTERED,
  STAGED,
  STRIDE,
} from '../shared/model/stage-cells.ts';
import { commit } from './callgrind-questions.ts';
import { NONE } from './callgrind-state.ts';
import { integer, setInteger } from './columns.ts';

const HIGH_BITS: i32 = 0x7fffffff;
const HALF: f64 = 4294967296;
const NUMBER: usize = 8;
/** The group is the first two entries of a key. */
const GROUP_WIDTH: i32 = 2;

/** Where the key of the next row goes. */
export function keyPlace(cells: usize): usize {
  return (integer(cells, KEYS_AT) as usize) + ((integer(cells, NEXT) as usize) << 2);
}

/** Where its count goes, and its costs behind it. */
export function numberPlace(cells: usize): usize {
  return (integer(cells, NUMBERS_AT) as usize) + ((integer(cells, NEXT_NUMBER) as usize) << 3);
}

/** Writes the costs of the next row, which stand at `words`; adds them to `sums`, unless that is 0. */
export function writeCosts(cells: usize, words: usize, count: i32, sums: usize): void {
  let at = numberPlace(cells);
  const end = at + ((integer(cells, STRIDE) as usize) << 3);
  let word = words;
  let sum = sums;
  at += NUMBER;
  for (let e = 0; e < count; e++) {
    const low = load<i32>(word);
    word += 4;
    let cost = low as f64;
    if (low < 0) {
      cost = ((low & HIGH_BITS) as f64) * HALF + (load<u32>(word) as f64);
      word += 4;
    }
    store<f64>(at, cost);
    at += NUMBER;
    if (sums !== 0) {
      store<f64>(sum, load<f64>(sum) + cost);
      sum += NUMBER;
    }
  }
  for (; at < end; at += NUMBER) store<f64>(at, 0);
}

/** The next row is complete. Its key, of `width` entries, has what rows ascend by at `ascending`, or at `otherwise` where that is NONE. */
export function commitRow(cells: usize, width: i32, ascending: i32, otherwise: i32): void {
  const key = keyPlace(cells);
  const staged = integer(cells, STAGED);
  const order = orderOf(key, ascending, otherwise);
  if (
    integer(key, 1) !== integer(cells, GROUP) ||
    integer(key, 0) !== integer(cells, GROUP_HEAD) ||
    integer(cells, BEGINS) !== 0 ||
    integer(cells, INDEXED) !== 0 ||
    staged + 2 > integer(cells, CAPACITY) ||
    (order <= integer(cells, GREATEST) && !isNew(cells, width, ascending, otherwise))
  ) {
    commit(cells);
    return;
  }
  setInteger(cells, GREATEST, order);
  setInteger(cells, NEXT, integer(cells, NEXT) + width);
  setInteger(cells, NEXT_NUMBER, integer(cells, NEXT_NUMBER) + integer(cells, STRIDE));
  setInteger(cells, PENDING, integer(cells, PENDING) + integer(cells, REENTERED));
  setInteger(cells, STAGED, staged + 1);
}

/** Certainly no row has the key, though it is not the greatest: rows ascend, and those of the same order are few. */
function isNew(cells: usize, width: i32, ascending: i32, otherwise: i32): bool {
  const key = keyPlace(cells);
  const order = orderOf(key, ascending, otherwise);
  if (integer(cells, ASCENDS) === 0 || order !== integer(cells, GREATEST)) return false;
  const first = integer(cells, FIRST_OF_GROUP);
  const staged = integer(cells, STAGED);
  const last = staged - first > FEW ? staged - FEW : first;
  let other = key;
  for (let row = staged - 1; row >= last; row--) {
    other -= (width as usize) << 2;
    if (orderOf(other, ascending, otherwise) !== order) return true;
    let j = GROUP_WIDTH;
    while (j < width && integer(other, j) === integer(key, j)) j++;
    if (j === width) return false;
  }
  return last === first;
}

function orderOf(key: usize, ascending: i32, otherwise: i32): i32 {
  const order = integer(key, ascending);
  return order === NONE ? integer(key, otherwise) : order;
}
