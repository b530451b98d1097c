// What the first list of a recording of stacks is made of: costs of functions, their calls as arrows and as edges, cycles. The same as the loops of
// shared/analysis/, which answer every other question: a file is opened before V8 has compiled those, each of which runs once, over 100,000 contexts.
// Called by shared/analysis/stack-tables.ts; after a change run `npm run assemble`.
// Trap: costs are added in the order in which those loops add them. Sums of doubles are the same only then.
import { BETWEEN, FIRST_PLACE } from '../../shared/analysis/stack-memory.ts';
import { addDouble, byte, double, integer, nextInteger, setByte, setDouble, setInteger } from '../columns.ts';

const NONE: i32 = -1;

let contexts: i32 = 0;
let functions: i32 = 0;
let behind: usize = 0;

/** By context: to be filled in. They stand depth-first. */
export let functionAt: usize = 0;
export let parentAt: usize = 0;
export let endAt: usize = 0;
export let selfAt: usize = 0;
/** By context: made here. */
export let inclusiveAt: usize = 0;
/** By place of an arrow: the context, the function that it leads to. */
export let rowsAt: usize = 0;
export let targetAt: usize = 0;
/** By context. */
export let edgeOfRowAt: usize = 0;
/** By edge: there are no more of them than contexts. */
export let callerAt: usize = 0;
export let calleeAt: usize = 0;
export let calleeEdgesAt: usize = 0;
export let edgeInclusiveAt: usize = 0;
let openEdgesAt: usize = 0;
/** By function: to be filled in, 1 where its self costs do not count. */
export let idleAt: usize = 0;
/** By function. */
export let functionSelfAt: usize = 0;
export let functionInclusiveAt: usize = 0;
export let sharesAt: usize = 0;
/** By component. */
export let componentInclusiveAt: usize = 0;
export let arrowStartAt: usize = 0;
export let callerStartAt: usize = 0;
export let calleeStartAt: usize = 0;
export let callersAt: usize = 0;
export let calleesAt: usize = 0;
export let componentAt: usize = 0;
let nextAt: usize = 0;
let metAt: usize = 0;
let stackAt: usize = 0;
let nextArrowAt: usize = 0;
let enteredAt: usize = 0;
export let sharedAt: usize = 0;

/** What was found. */
export let pairs: i32 = 0;
export let components: i32 = 0;
export let total: f64 = 0;

function column(rows: i32, bytes: usize): usize {
  const place = behind;
  behind = (place + (rows as usize) * bytes + BETWEEN) & ~7;
  return place;
}

/** Says where everything is; all of it is 0. */
export function layOut(contextCount: i32, functionCount: i32): void {
  contexts = contextCount;
  functions = functionCount;
  behind = FIRST_PLACE;
  functionAt = column(contexts, 4);
  parentAt = column(contexts, 4);
  endAt = column(contexts, 4);
  selfAt = column(contexts, 8);
  inclusiveAt = column(contexts, 8);
  rowsAt = column(contexts, 4);
  targetAt = column(contexts, 4);
  edgeOfRowAt = column(contexts, 4);
  callerAt = column(contexts, 4);
  calleeAt = column(contexts, 4);
  calleeEdgesAt = column(contexts, 4);
  edgeInclusiveAt = column(contexts, 8);
  openEdgesAt = column(contexts, 4);
  functionSelfAt = column(functions, 8);
  functionInclusiveAt = column(functions, 8);
  sharesAt = column(functions, 8);
  componentInclusiveAt = column(functions, 8);
  arrowStartAt = column(functions + 1, 4);
  callerStartAt = column(functions + 1, 4);
  calleeStartAt = column(functions + 1, 4);
  callersAt = column(functions, 4);
  calleesAt = column(functions, 4);
  componentAt = column(functions, 4);
  nextAt = column(functions + 1, 4);
  metAt = column(functions, 4);
  stackAt = column(functions, 4);
  nextArrowAt = column(functions, 4);
  enteredAt = column(functions, 4);
  sharedAt = column(functions, 1);
  idleAt = column(functions, 1);
}

/** Self costs of idle functions do not count. */
export function leaveOutIdle(): void {
  for (let c = 0; c < contexts; c++) if (byte(idleAt, integer(functionAt, c)) !== 0) setDouble(selfAt, c, 0);
}

/** Self costs of functions, and the sum of all. */
export function addUp(): void {
  memory.fill(functionSelfAt, 0, (functions as usize) << 3);
  for (let c = 0; c < contexts; c++) addDouble(functionSelfAt, integer(functionAt, c), double(selfAt, c));
  total = 0;
  for (let f = 0; f < functions; f++) total += double(functionSelfAt, f);
}

/** Inclusive costs of contexts and functions: each stack counts a function once. */
export function addInclusive(): void {
  memory.copy(inclusiveAt, selfAt, (contexts as usize) << 3);
  for (let c = contexts - 1; c >= 0; c--) {
    const parent = integer(parentAt, c);
    if (parent !== NONE) addDouble(inclusiveAt, parent, double(inclusiveAt, c));
  }
  // Where the outermost context of the function ends.
  const openUntilAt = metAt;
  for (let c = 0; c < contexts; c++) {
    const f = integer(functionAt, c);
    if (c < integer(openUntilAt, f)) continue;
    addDouble(functionInclusiveAt, f, double(inclusiveAt, c));
    setInteger(openUntilAt, f, integer(endAt, c));
  }
}

/** Contexts that are called, by the caller; then how many functions each function calls and how many call it. */
export function findArrows(): void {
  for (let c = 0; c < contexts; c++) {
    const parent = integer(parentAt, c);
    if (parent !== NONE) nextInteger(arrowStartAt, integer(functionAt, parent) + 1);
  }
  sumUp(arrowStartAt);
  memory.copy(nextAt, arrowStartAt, (functions as usize) << 2);
  for (let c = 0; c < contexts; c++) {
    const parent = integer(parentAt, c);
    if (parent === NONE) continue;
    const place = nextInteger(nextAt, integer(functionAt, parent));
    setInteger(rowsAt, place, c);
    setInteger(targetAt, place, integer(functionAt, c));
  }
  countDegrees();
}

/** Numbers of the keys before each one, from numbers of those before it. */
function sumUp(startAt: usize): void {
  for (let f = 0; f < functions; f++) setInteger(startAt, f + 1, integer(startAt, f + 1) + integer(startAt, f));
}

function countDegrees(): void {
  // 1 + the last caller that was seen to call it.
  const calledByAt = metAt;
  memory.fill(calledByAt, 0, (functions as usize) << 2);
  pairs = 0;
  for (let f = 0; f < functions; f++) {
    let count = 0;
    const end = integer(arrowStartAt, f + 1);
    for (let place = integer(arrowStartAt, f); place < end; place++) {
      const callee = integer(targetAt, place);
      if (integer(calledByAt, callee) === f + 1) continue;
      setInteger(calledByAt, callee, f + 1);
      nextInteger(callersAt, callee);
      count++;
    }
    setInteger(calleesAt, f, count);
    pairs += count;
  }
}

/** Edges by caller, then callee, and their costs: each stack counts an edge once. After findArrows(). */
export function findEdges(): void {
  for (let f = 0; f < functions; f++) {
    setInteger(callerStartAt, f + 1, integer(callerStartAt, f) + integer(calleesAt, f));
    setInteger(calleeStartAt, f + 1, integer(calleeStartAt, f) + integer(callersAt, f));
  }
  orderEdges();
  const lastEdgeAt = metAt;
  for (let f = 0; f < functions; f++) {
    const endEdge = integer(callerStartAt, f + 1);
    for (let edge = integer(callerStartAt, f); edge < endEdge; edge++)
      setInteger(lastEdgeAt, integer(calleeAt, edge), edge);
    const end = integer(arrowStartAt, f + 1);
    for (let place = integer(arrowStartAt, f); place < end; place++)
      setInteger(edgeOfRowAt, integer(rowsAt, place), integer(lastEdgeAt, integer(targetAt, place)));
  }
  addEdges();
}

/** First callers by callee, then their edges: callees come to each caller in order. */
function orderEdges(): void {
  const calledByAt = metAt;
  memory.fill(calledByAt, 0, (functions as usize) << 2);
  memory.copy(nextAt, calleeStartAt, (functions as usize) << 2);
  for (let f = 0; f < functions; f++) {
    const end = integer(arrowStartAt, f + 1);
    for (let place = integer(arrowStartAt, f); place < end; place++) {
      const callee = integer(targetAt, place);
      if (integer(calledByAt, callee) === f + 1) continue;
      setInteger(calledByAt, callee, f + 1);
      setInteger(calleeEdgesAt, nextInteger(nextAt, callee), f);
    }
  }
  memory.copy(nextAt, callerStartAt, (functions as usize) << 2);
  for (let f = 0; f < functions; f++) {
    const end = integer(calleeStartAt, f + 1);
    for (let place = integer(calleeStartAt, f); place < end; place++) {
      const caller = integer(calleeEdgesAt, place);
      const edge = nextInteger(nextAt, caller);
      setInteger(callerAt, edge, caller);
      setInteger(calleeAt, edge, f);
      setInteger(calleeEdgesAt, place, edge);
    }
  }
}

function addEdges(): void {
  for (let c = 0; c < contexts; c++) {
    if (integer(parentAt, c) === NONE) {
      setInteger(edgeOfRowAt, c, NONE);
      continue;
    }
    const edge = integer(edgeOfRowAt, c);
    if (c < integer(openEdgesAt, edge)) continue;
    addDouble(edgeInclusiveAt, edge, double(inclusiveAt, c));
    setInteger(openEdgesAt, edge, integer(endAt, c));
  }
}

/** Strongly connected functions: strong-components.ts, at once. After findArrows(). */
export function findComponents(): void {
  let closed = functions;
  let visit = 1;
  let left = functions;
  let depth = -1;
  for (let root = 0; root < functions; ) {
    if (depth < 0) {
      while (root < functions && integer(componentAt, root) !== 0) root++;
      if (root === functions) break;
      depth = 0;
      setInteger(stackAt, 0, root);
      setInteger(nextArrowAt, 0, integer(arrowStartAt, root));
      setInteger(componentAt, root, visit);
      setInteger(enteredAt, 0, visit++);
    }
    const node = integer(stackAt, depth);
    const last = integer(arrowStartAt, node + 1);
    let arrow = integer(nextArrowAt, depth);
    let lowest = integer(componentAt, node);
    let next: i32 = NONE;
    for (; arrow < last; arrow++) {
      const to = integer(targetAt, arrow);
      const known = integer(componentAt, to);
      if (known === 0) {
        if (integer(arrowStartAt, to) !== integer(arrowStartAt, to + 1)) {
          next = to;
          break;
        }
        setInteger(componentAt, to, closed--);
      } else if (known < lowest) lowest = known;
    }
    setInteger(componentAt, node, lowest);
    if (next >= 0) {
      setInteger(nextArrowAt, depth, arrow + 1);
      depth++;
      setInteger(stackAt, depth, next);
      setInteger(nextArrowAt, depth, integer(arrowStartAt, next));
      setInteger(componentAt, next, visit);
      setInteger(enteredAt, depth, visit++);
      continue;
    }
    const order = integer(enteredAt, depth--);
    if (lowest === order) {
      visit--;
      for (; left < functions && integer(componentAt, integer(stackAt, left)) >= order; left++) {
        const member = integer(stackAt, left);
        setInteger(componentAt, member, closed);
        setByte(sharedAt, member, 1);
        setByte(sharedAt, node, 1);
        visit--;
      }
      setInteger(componentAt, node, closed--);
    } else {
      setInteger(stackAt, --left, node);
      const above = integer(stackAt, depth);
      if (lowest < integer(componentAt, above)) setInteger(componentAt, above, lowest);
    }
  }
  components = functions - closed;
  for (let f = 0; f < functions; f++) setInteger(componentAt, f, functions - integer(componentAt, f));
}

/** What members bring into their components, and the components' costs: each stack counts one once. After findEdges() and findComponents(). */
export function addShares(): void {
  for (let f = 0; f < functions; f++) {
    if (byte(sharedAt, f) === 0) continue;
    const component = integer(componentAt, f);
    let share = double(functionSelfAt, f);
    const end = integer(callerStartAt, f + 1);
    for (let edge = integer(callerStartAt, f); edge < end; edge++) {
      if (integer(componentAt, integer(calleeAt, edge)) !== component) share += double(edgeInclusiveAt, edge);
    }
    setDouble(sharesAt, f, share);
  }
  const openUntilAt = metAt;
  memory.fill(openUntilAt, 0, (functions as usize) << 2);
  for (let c = 0; c < contexts; c++) {
    const f = integer(functionAt, c);
    if (byte(sharedAt, f) === 0) continue;
    const component = integer(componentAt, f);
    if (c < integer(openUntilAt, component)) continue;
    addDouble(componentInclusiveAt, component, double(inclusiveAt, c));
    setInteger(openUntilAt, component, integer(endAt, c));
  }
}
