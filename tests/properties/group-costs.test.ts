// What groups cost in call graphs (S24), against a computation that looks at every call for every group and finds circles by walking from each node.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GroupTree, groupCostsInSlices } from '../../shared/analysis/group-costs.ts';
import { itemCosts } from '../../shared/analysis/item-costs.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { NONE } from '../../shared/base/brands.ts';
import { runAtOnce } from '../../shared/base/slices.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';

const FUNCTIONS = 12;

interface Call {
  readonly caller: number;
  readonly callee: number;
  readonly count: number;
  readonly cost: number;
}

function recordingOf(self: readonly number[], calls: readonly Call[]): Recording {
  const builder = new RecordingBuilder();
  builder.family = 'call-graph';
  builder.eventType({ name: 'Ir' });
  const part = builder.part({ file: 'drawn' });
  for (let f = 0; f < FUNCTIONS; f++) builder.function({ name: builder.strings.internText(`f${f}`) });
  self.forEach((cost, f) => {
    builder.line(part, f as FunctionIndex, NONE, 1, [cost], 1);
  });
  const place = { file: NONE, line: 1, addressHigh: NONE, addressLow: NONE };
  for (const { caller, callee, count, cost } of calls) {
    builder.call({ part, caller: caller as FunctionIndex, callee: callee as FunctionIndex }, place, count, [cost], 1);
  }
  return builder.finish();
}

/** `above[g]`: how many groups back the parent stands; 0: at the top. `inGroup[f]` NONE: in no group. */
function treeOf(above: readonly number[], inGroup: readonly number[]): GroupTree {
  const parent = Int32Array.from(above, (back, g) => (back === 0 || back > g ? NONE : g - back));
  const depth = new Int32Array(above.length);
  for (let g = 0; g < above.length; g++) depth[g] = parent[g] === NONE ? 0 : depth[parent[g]] + 1;
  const groupOf = Int32Array.from(inGroup, (group) => (group < above.length ? group : NONE));
  return { key: 'drawn', length: above.length, parent, depth, levels: Math.max(...depth) + 1, groupOf };
}

const isWithin = ({ parent }: GroupTree, inner: number, outer: number): boolean => {
  for (let g = inner; g !== NONE; g = parent[g]) if (g === outer) return true;
  return false;
};

/** All functions that `from` leads to and that lead back to it, with groups of the same level taken as one node each. */
function circleAround(from: string, nodeOf: readonly string[], calls: readonly Call[]): Set<string> {
  const reach = (start: string, forwards: boolean): Set<string> => {
    const seen = new Set([start]);
    for (let size = 0; size < seen.size; ) {
      size = seen.size;
      for (const { caller, callee } of calls) {
        const [near, far] = forwards ? [nodeOf[caller], nodeOf[callee]] : [nodeOf[callee], nodeOf[caller]];
        if (seen.has(near)) seen.add(far);
      }
    }
    return seen;
  };
  const back = reach(from, false);
  return new Set([...reach(from, true)].filter((node) => back.has(node)));
}

function costOf(tree: GroupTree, group: number, self: readonly number[], calls: readonly Call[]) {
  const groupAt = (f: number): number => {
    let g = tree.groupOf[f];
    while (g !== NONE && tree.depth[g] > tree.depth[group]) g = tree.parent[g];
    return g !== NONE && tree.depth[g] === tree.depth[group] ? g : NONE;
  };
  const nodeOf = self.map((_, f) => (groupAt(f) === NONE ? `f${f}` : `g${groupAt(f)}`));
  const bound = (isIn: (f: number) => boolean) => {
    const sum = (those: readonly Call[]): number => those.reduce((all, { cost }) => all + cost, 0);
    const own = self.reduce((all, cost, f) => all + (isIn(f) ? cost : 0), 0);
    const entering = calls.filter(({ caller, callee }) => !isIn(caller) && isIn(callee));
    const leaving = calls.filter(({ caller, callee }) => isIn(caller) && !isIn(callee));
    return { own, entering, most: Math.max(sum(entering), own + sum(leaving)) };
  };
  const circle = circleAround(`g${group}`, nodeOf, calls);
  const alone = bound((f) => nodeOf[f] === `g${group}`);
  const around = bound((f) => circle.has(nodeOf[f]));
  const total = self.reduce((all, cost) => all + cost, 0);
  return {
    self: alone.own,
    bound: Math.min(alone.most, around.most, Math.max(total, alone.own)),
    calls: alone.entering.reduce((all, { count }) => all + count, 0),
    estimated: circle.size > 1 ? 1 : 0,
  };
}

test('groups cost what every call looked at for every group says', () => {
  const index = fc.integer({ min: 0, max: FUNCTIONS - 1 });
  const call = fc.record({
    caller: index,
    callee: index,
    count: fc.integer({ min: 1, max: 9 }),
    cost: fc.integer({ min: 0, max: 50 }),
  });
  const drawn = fc.record({
    self: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: FUNCTIONS, maxLength: FUNCTIONS }),
    calls: fc.array(call, { maxLength: 25 }),
    above: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 7 }),
    inGroup: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: FUNCTIONS, maxLength: FUNCTIONS }),
  });
  fc.assert(
    fc.property(drawn, ({ self, calls, above, inGroup }) => {
      const recording = recordingOf(self, calls);
      const tree = treeOf(above, inGroup);
      const found = runAtOnce(groupCostsInSlices(recording, wholeScope(recording), 0, tree));
      // Equal pairs are one call edge; a call of a function by itself is in no sum.
      const between = calls.filter(({ caller, callee }) => caller !== callee);
      for (let g = 0; g < tree.length; g++) {
        const expected = costOf(tree, g, self, between);
        expect([found.self[g], found.estimated[g]]).toEqual([expected.self, expected.estimated]);
        if (calls.length > 0) expect(found.calls?.[g]).toBe(expected.calls);
        // At least as much as any group inside of it, and as any function: raised afterwards.
        const inner = above.map((_, other) => other).filter((other) => other !== g && isWithin(tree, other, g));
        const raised = Math.max(expected.bound, ...inner.map((other) => found.inclusive[other]));
        expect(found.inclusive[g]).toBeGreaterThanOrEqual(raised);
        if (found.inclusive[g] > raised) expect(membersCost(recording, tree, g)).toContain(found.inclusive[g]);
      }
    }),
    { numRuns: 1500 },
  );
});

function membersCost(recording: Recording, tree: GroupTree, group: number): number[] {
  const { inclusive } = itemCosts(recording, wholeScope(recording), 0);
  const members = Array.from(tree.groupOf, (_, f) => f).filter((f) => isWithin(tree, tree.groupOf[f], group));
  return members.map((f) => inclusive[f as FunctionIndex]);
}
