// The heaviest way through an item (S23): from it to the caller that most of its cost came through, from there on upwards, and in the same way
// down its dearest callees. Steps and values are those of the nested maps (S12, S14): exact for stacks, estimated beyond direct calls in call graphs.
import { type Branch, type Branches, type TreeNode, treeNode } from './best-first-tree.ts';
import type { Direction, Focus } from './focus.ts';
import { callBranches, rootPlace } from './map-calls.ts';
import { rootContexts, stackBranches } from './map-stacks.ts';

export interface StackStep {
  /** Function row, or functions.length + cycle row. */
  readonly row: number;
  /** What of the item's cost came or went this way. */
  readonly value: number;
  /** What the step before it, towards the item, had; for the item its own value. */
  readonly from: number;
  /** null where calls are not counted. */
  readonly calls: number | null;
  readonly estimated: boolean;
  /** Where the cost of the step before came from or went to instead, dearest first, at most MOST_OTHERS. */
  readonly others: readonly { readonly row: number; readonly value: number }[];
  readonly otherCount: number;
}

export interface HeaviestStack {
  /** Outermost caller first. */
  readonly steps: readonly StackStep[];
  /** Place of the item in `steps`. */
  readonly origin: number;
  /** It goes on beyond the first or last step. */
  readonly shortened: boolean;
}

export const MOST_STEPS = 250;
const MOST_OTHERS = 12;

/** `rows`: go this way instead of the heaviest one; steps that cost nothing there are 0. Linear in the calls along the way. */
export function heaviestStack(focus: Focus, calls: number | null, rows?: HeaviestStack): HeaviestStack {
  const { row, value } = focus;
  const up = walk(focus, 'callers', rows?.steps.slice(0, rows.origin).reverse());
  const down = walk(focus, 'callees', rows?.steps.slice(rows.origin + 1));
  const item: StackStep = { row, value, from: value, calls, estimated: false, others: [], otherCount: 0 };
  return {
    steps: [...up.steps.reverse(), item, ...down.steps],
    origin: up.steps.length,
    shortened: up.shortened || down.shortened,
  };
}

interface Way {
  readonly steps: StackStep[];
  readonly shortened: boolean;
}

function walk(focus: Focus, direction: Direction, given: readonly StackStep[] | undefined): Way {
  const asked = direction === 'callers' && given === undefined ? untilEntered : always;
  return focus.recording.family === 'stacks'
    ? walkFrom(focus, rootContexts(focus, direction), asked(stackBranches(focus, direction)), given)
    : walkFrom(focus, rootPlace(focus), asked(callBranches(focus, direction)), given);
}

type BranchesOf<Payload> = (node: TreeNode<Payload>, smallest: number) => Branches<Payload>;

function always<Payload>(branchesOf: BranchesOf<Payload>): BranchesOf<Payload> {
  return branchesOf;
}

/** The stack begins where more of the cost was entered from nowhere than from any caller: at a thread's start, a handler, the root. */
function untilEntered<Payload>(branchesOf: BranchesOf<Payload>): BranchesOf<Payload> {
  return (node, smallest) => {
    const branches = branchesOf(node, smallest);
    const values = branches.shown.map(({ value }) => value);
    const rest = node.value - values.reduce((sum, value) => sum + value, 0) - branches.hiddenValue;
    return values.every((value) => value < rest) ? { ...branches, shown: [] } : branches;
  };
}

function walkFrom<Payload>(
  focus: Focus,
  payload: Payload,
  branchesOf: BranchesOf<Payload>,
  given: readonly StackStep[] | undefined,
): Way {
  const steps: StackStep[] = [];
  let node = treeNode<Payload>(
    { row: focus.row, value: focus.value, calls: null, estimated: false, payload },
    undefined,
  );
  while (steps.length < (given?.length ?? MOST_STEPS)) {
    const { shown } = branchesOf(node, Number.MIN_VALUE);
    const dearest = dearestFirst(shown, MOST_OTHERS + 1);
    const next = given === undefined ? dearest[0] : shown.find(({ row }) => row === given[steps.length]?.row);
    if (next === undefined) {
      if (given !== undefined) steps.push(...given.slice(steps.length).map(({ row }) => nothing(row)));
      return { steps, shortened: false };
    }
    steps.push(toStep(next, node.value, dearest, shown.length - 1));
    node = treeNode(next, node);
  }
  return { steps, shortened: given === undefined && branchesOf(node, Number.MIN_VALUE).shown.length > 0 };
}

/** At most so many of them, of equal ones those of lower rows: a cycle may have a million. */
function dearestFirst<Payload>(branches: readonly Branch<Payload>[], most: number): readonly Branch<Payload>[] {
  const found: Branch<Payload>[] = [];
  for (const branch of branches) {
    const last = found[most - 1];
    if (last !== undefined && compareBranches(branch, last) >= 0) continue;
    if (last !== undefined) found.pop();
    let at = found.length;
    while (at > 0 && compareBranches(branch, found[at - 1]) < 0) at--;
    found.splice(at, 0, branch);
  }
  return found;
}

function compareBranches(a: Branch<unknown>, b: Branch<unknown>): number {
  return b.value - a.value || a.row - b.row;
}

function toStep<Payload>(
  step: Branch<Payload>,
  from: number,
  dearest: readonly Branch<Payload>[],
  otherCount: number,
): StackStep {
  const { row, value, calls, estimated } = step;
  const others = dearest.filter((branch) => branch !== step);
  return {
    row,
    value,
    from,
    calls,
    estimated,
    others: others.slice(0, MOST_OTHERS).map((other) => ({ row: other.row, value: other.value })),
    otherCount,
  };
}

function nothing(row: number): StackStep {
  return { row, value: 0, from: 0, calls: null, estimated: true, others: [], otherCount: 0 };
}
