// From the nodes of a .cpuprofile to its calling contexts, where it is as plain as V8 writes it: each once, depth-first, with what its samples cost. The
// same as tree.ts, merged-siblings.ts and plain-samples.ts, which take all other files: loops that run once are over before V8 has compiled them.
// Called by shared/formats/cpuprofile/plain-contexts.ts; after a change run `npm run assemble`.
// Trap: columns that are not needed at the same time share their memory.
import { FIRST_PLACE } from '../../shared/formats/cpuprofile/context-memory.ts';
import { addDouble, double, integer, setInteger } from '../columns.ts';
import { mixed } from './frames.ts';

const NONE: i32 = -1;

let nodes: i32 = 0;
let frames: i32 = 0;
let slots: i32 = 0;

/** By node: to be filled in. */
export let idsAt: usize = 0;
export let framesAt: usize = 0;
/** By link: the nodes' rows, the ids of their children. */
export let linkRowsAt: usize = 0;
export let linkChildrenAt: usize = 0;
/** By frame: to be filled in before findContexts(). */
export let functionsAt: usize = 0;
/** By node: its row among contexts; NONE for the root. */
export let contextOfAt: usize = 0;
/** By context. */
export let parentAt: usize = 0;
export let functionAt: usize = 0;
export let endAt: usize = 0;
export let timeAt: usize = 0;
export let samplesAt: usize = 0;
/** A block of samples: their ids, the steps before them. */
export let blockIdsAt: usize = 0;
export let blockStepsAt: usize = 0;
let parentNodeAt: usize = 0;
let madeParentAt: usize = 0;
let madeFunctionAt: usize = 0;
let slotsAt: usize = 0;
let firstChildAt: usize = 0;
let siblingAt: usize = 0;
let sumsAt: usize = 0;

export let contexts: i32 = 0;
/** Time and samples of the root, then those of ids that no node has, then the step before the first sample. */
export let rootTime: f64 = 0;
export let rootSamples: f64 = 0;
export let nowhereTime: f64 = 0;
export let nowhereSamples: f64 = 0;
export let beforeFirst: f64 = 0;
/** Of the costs of contexts; whether all times are whole numbers. */
export let greatestTime: f64 = 0;
export let greatestSamples: f64 = 0;
export let isWhole: i32 = 1;

let firstId: i32 = 0;
let before: i32 = 0;

/** Says where everything is. */
export function layOut(nodeCount: i32, frameCount: i32, blockLength: i32): void {
  nodes = nodeCount;
  frames = frameCount;
  const size = (nodes as usize) << 2;
  idsAt = FIRST_PLACE;
  framesAt = idsAt + size;
  linkRowsAt = framesAt + size;
  linkChildrenAt = linkRowsAt + size;
  // Two doubles for each node, one for ids that there are not and one for what comes first: instead of the four columns before.
  sumsAt = idsAt;
  contextOfAt = idsAt + (size << 2) + 32;
  parentNodeAt = contextOfAt + size;
  madeParentAt = parentNodeAt + size;
  madeFunctionAt = madeParentAt + size;
  endAt = madeFunctionAt + size;
  // Later parents and functions of contexts in their order.
  parentAt = endAt + size;
  functionAt = parentAt + size;
  // Slots, then children and siblings, then costs.
  timeAt = (functionAt + size + 7) & ~7;
  samplesAt = timeAt + (size << 1);
  slotsAt = timeAt;
  firstChildAt = timeAt;
  siblingAt = timeAt + size;
  functionsAt = samplesAt + (size << 1);
  blockIdsAt = functionsAt + ((frameCount as usize) << 2);
  blockStepsAt = blockIdsAt + ((blockLength as usize) << 2);
  slots = 1;
  while (slots <= nodes) slots <<= 1;
  slots <<= 1;
}

/**
 * Whether ids are consecutive, frames are numbered as nodes first have them, the first node has one of its own, and every other has one parent, which
 * stands before it. Where it is so, parents are known.
 */
export function isPlain(): bool {
  firstId = integer(idsAt, 0);
  if (integer(framesAt, 0) !== 0) return false;
  let nextFrame = 1;
  for (let row = 1; row < nodes; row++) {
    const frame = integer(framesAt, row);
    if (integer(idsAt, row) !== firstId + row || frame === 0 || frame > nextFrame) return false;
    if (frame === nextFrame) nextFrame++;
  }
  if (nextFrame !== frames) return false;
  memory.fill(parentNodeAt, 0xff, (nodes as usize) << 2);
  // So many links, and no node is led to twice: every node but one has a parent.
  for (let link = 0; link < nodes - 1; link++) {
    const row = integer(linkRowsAt, link);
    const child = integer(linkChildrenAt, link) - firstId;
    if (child <= row || child >= nodes || integer(parentNodeAt, child) !== NONE) return false;
    setInteger(parentNodeAt, child, row);
  }
  return true;
}

/** Contexts: nodes with one parent and one function are one, and so are their children of one function. After isPlain(). */
export function findContexts(): void {
  if (areDistinct()) takeAll();
  else mergeNodes();
}

/** Whether no two children of a node, which links have one behind the other, have one function. */
function areDistinct(): bool {
  // By function: 1 + the node that was met last.
  const metAt = slotsAt;
  let row: i32 = NONE;
  let isSo = true;
  for (let link = 0; link < nodes - 1 && isSo; link++) {
    row = integer(linkRowsAt, link);
    const child = integer(linkChildrenAt, link) - firstId;
    const fn = integer(functionsAt, integer(framesAt, child));
    const other = integer(metAt, fn) - 1;
    isSo = other < 0 || integer(parentNodeAt, other) !== row;
    setInteger(metAt, fn, child + 1);
  }
  return isSo;
}

function takeAll(): void {
  contexts = nodes - 1;
  setInteger(contextOfAt, 0, NONE);
  for (let row = 1; row < nodes; row++) {
    setInteger(contextOfAt, row, row - 1);
    setInteger(madeParentAt, row - 1, integer(parentNodeAt, row) - 1);
    setInteger(madeFunctionAt, row - 1, integer(functionsAt, integer(framesAt, row)));
  }
}

function mergeNodes(): void {
  memory.fill(slotsAt, 0, (slots as usize) << 2);
  const mask = slots - 1;
  contexts = 0;
  setInteger(contextOfAt, 0, NONE);
  for (let row = 1; row < nodes; row++) {
    const parent = integer(contextOfAt, integer(parentNodeAt, row));
    const fn = integer(functionsAt, integer(framesAt, row));
    let slot = (mixed(parent * 31 + fn) as i32) & mask;
    let context = integer(slotsAt, slot) - 1;
    while (context >= 0 && (integer(madeParentAt, context) !== parent || integer(madeFunctionAt, context) !== fn)) {
      slot = (slot + 1) & mask;
      context = integer(slotsAt, slot) - 1;
    }
    if (context < 0) {
      context = contexts++;
      setInteger(slotsAt, slot, context + 1);
      setInteger(madeParentAt, context, parent);
      setInteger(madeFunctionAt, context, fn);
    }
    setInteger(contextOfAt, row, context);
  }
}

/** Depth-first, children in the order in which they were made. After findContexts(). */
export function orderContexts(): void {
  const size = (contexts as usize) << 2;
  memory.fill(firstChildAt, 0xff, size);
  memory.fill(siblingAt, 0xff, size);
  let firstRoot: i32 = NONE;
  for (let context = contexts - 1; context >= 0; context--) {
    const parent = integer(madeParentAt, context);
    if (parent === NONE) {
      setInteger(siblingAt, context, firstRoot);
      firstRoot = context;
    } else {
      setInteger(siblingAt, context, integer(firstChildAt, parent));
      setInteger(firstChildAt, parent, context);
    }
  }
  // Where each one goes, instead of its node's parent, which is not needed any more.
  const placeAt = parentNodeAt;
  let placed = 0;
  let context = firstRoot;
  while (context !== NONE) {
    setInteger(placeAt, context, placed);
    const parent = integer(madeParentAt, context);
    setInteger(parentAt, placed, parent === NONE ? NONE : integer(placeAt, parent));
    setInteger(functionAt, placed++, integer(madeFunctionAt, context));
    let next = integer(firstChildAt, context);
    while (next === NONE && context !== NONE) {
      setInteger(endAt, integer(placeAt, context), placed);
      next = integer(siblingAt, context);
      if (next === NONE) context = integer(madeParentAt, context);
    }
    context = next;
  }
  for (let row = 1; row < nodes; row++) setInteger(contextOfAt, row, integer(placeAt, integer(contextOfAt, row)));
}

/** Before the first block; the columns of nodes and links are gone from then on. */
export function beginSamples(): void {
  memory.fill(sumsAt, 0, ((nodes as usize) + 2) << 4);
  before = nodes + 1;
}

/** Adds a block of samples, each with the step behind it: by id, which is one look less. */
export function addSamples(count: i32): void {
  let at = before;
  for (let i = 0; i < count; i++) {
    addSum(at, integer(blockStepsAt, i) as f64);
    const own = integer(blockIdsAt, i) - firstId;
    at = own >= 0 && own < nodes ? own : nodes;
  }
  before = at;
}

function addSum(at: i32, time: f64): void {
  addDouble(sumsAt, at << 1, time);
  addDouble(sumsAt, (at << 1) + 1, 1);
}

/** After the last block: costs of contexts. `last`: how long the last sample stands for. */
export function endSamples(last: f64): void {
  addSum(before, last);
  beforeFirst = double(sumsAt, (nodes + 1) << 1);
  nowhereTime = double(sumsAt, nodes << 1);
  nowhereSamples = double(sumsAt, (nodes << 1) + 1);
  rootTime = double(sumsAt, 0);
  rootSamples = double(sumsAt, 1);
  memory.fill(timeAt, 0, (contexts as usize) << 3);
  memory.fill(samplesAt, 0, (contexts as usize) << 3);
  for (let row = 1; row < nodes; row++) {
    const context = integer(contextOfAt, row);
    addDouble(timeAt, context, double(sumsAt, row << 1));
    addDouble(samplesAt, context, double(sumsAt, (row << 1) + 1));
  }
  for (let context = 0; context < contexts; context++) {
    const time = double(timeAt, context);
    const samples = double(samplesAt, context);
    if (time > greatestTime) greatestTime = time;
    if (samples > greatestSamples) greatestSamples = samples;
    if (time !== floor<f64>(time)) isWhole = 0;
  }
}
