// What Callipers must show of one small recording, a cProfile dump opened directly: one hot recursive function that is reached along two
// ways. The numbers are those of Python's own pstats (fixtures/cprofile/taylor-py313/reference.json).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Launch, recordings, test } from './app.ts';
import {
  cellsOf,
  cursorOf,
  expectActive,
  expectOpen,
  exportedJson,
  exportedText,
  makeActive,
  namesIn,
  picture,
  row,
  showTab,
  table,
  titlesIn,
} from './window.ts';

interface Reference {
  readonly functions: readonly {
    readonly name: string;
    readonly cumtime: number;
    readonly callees: readonly { readonly name: string; readonly ncalls: number; readonly cumtime: number }[];
  }[];
}
interface MapNode {
  readonly name: string;
  readonly value: number;
  readonly calls: number;
  readonly children: readonly MapNode[];
}
interface ExportedGraph {
  readonly focus: string;
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly value: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly calls: number }[];
}

const referenceFile = join(import.meta.dirname, '../../fixtures/cprofile/taylor-py313/reference.json');
const reference = JSON.parse(readFileSync(referenceFile, 'utf8')) as Reference;

function call(caller: string, callee: string): Reference['functions'][number]['callees'][number] {
  const found = reference.functions.find(({ name }) => name === caller)?.callees.find(({ name }) => name === callee);
  if (found === undefined) throw new Error(`the reference has no call ${caller} → ${callee}`);
  return found;
}

async function openTaylor(launch: Launch) {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  return page;
}

test('the callers of factorial: taylor_exp 500 times, taylor_sin 250 times, itself 187,250 times', async ({
  launch,
}) => {
  const page = await openTaylor(launch);
  await makeActive(page, 'factorial');
  await showTab(page, 'Callers');
  const callers = table(page, 'Callers');
  await expect
    .poll(async () => [...(await namesIn(callers))].sort())
    .toEqual(['factorial', 'taylor_exp', 'taylor_sin']);
  await expect.poll(() => cellsOf(row(callers, 'taylor_exp'))).toContain('500');
  await expect.poll(() => cellsOf(row(callers, 'taylor_sin'))).toContain('250');
  await expect.poll(() => cellsOf(row(callers, 'factorial'))).toContain('187,250');
  await expect(row(callers, 'factorial')).toContainText('↻');
});

test('the callee map of benchmark shows two rectangles for factorial, each with the cost of its way', async ({
  launch,
}) => {
  const page = await openTaylor(launch);
  await makeActive(page, 'benchmark');
  const map = picture(page, 'Callee map');
  const cursor = cursorOf(page, 'Callee map');
  await map.focus();
  await map.press('ArrowDown');
  await map.press('ArrowDown');
  await expect(cursor).toContainText('benchmark › taylor_exp › factorial');
  await expect(cursor).toContainText('500 calls');
  await map.press('ArrowUp');
  await map.press('ArrowRight');
  await map.press('ArrowDown');
  await expect(cursor).toContainText('benchmark › taylor_sin › factorial');
  await expect(cursor).toContainText('250 calls');

  const titles = titlesIn(await exportedText(page, 'Callee map', 'SVG picture'));
  expect(titles.filter((title) => /^factorial\b/.test(title))).toHaveLength(2);
  const { root } = await exportedJson<{ root: MapNode }>(page, 'Callee map');
  const below = root.children.map(({ name, children }) => [
    name,
    children.filter((child) => child.name === 'factorial').map(({ value, calls }) => [value, calls]),
  ]);
  expect(below.slice(0, 2)).toEqual([
    ['taylor_exp', [[expect.closeTo(call('taylor_exp', 'factorial').cumtime, 9), 500]]],
    ['taylor_sin', [[expect.closeTo(call('taylor_sin', 'factorial').cumtime, 9), 250]]],
  ]);
});

test('a double click on taylor_exp makes graph and map show its contribution alone', async ({ launch }) => {
  const page = await openTaylor(launch);
  const share = call('taylor_exp', 'factorial').cumtime;
  await makeActive(page, 'taylor_exp');
  await expectActive(page, 'taylor_exp');

  const graph = picture(page, 'Call graph');
  await graph.focus();
  // Down the call, then to its other end.
  await graph.press('ArrowDown');
  await expect(cursorOf(page, 'Call graph')).toHaveText(
    'Call taylor_exp → factorial: 65.35 % of total, 60.6 ms, 500 calls.',
  );
  await graph.press('ArrowDown');
  await expect(cursorOf(page, 'Call graph')).toContainText(/^factorial: 65\.35 % of total, 60\.6 ms\./);
  const { focus, nodes, edges } = await exportedJson<ExportedGraph>(page, 'Call graph');
  const byName = new Map(nodes.map((node) => [node.name, node]));
  expect(byName.get('taylor_exp')?.id).toBe(focus);
  expect(byName.has('taylor_sin')).toBe(false);
  expect(byName.get('factorial')?.value).toBeCloseTo(share, 9);
  expect(byName.get('benchmark')?.value).toBeCloseTo(call('benchmark', 'taylor_exp').cumtime, 9);
  expect(edges).toContainEqual(expect.objectContaining({ from: focus, to: byName.get('factorial')?.id, calls: 500 }));

  const { root } = await exportedJson<{ root: MapNode }>(page, 'Callee map');
  expect([root.name, root.children.map(({ name }) => name)]).toEqual(['taylor_exp', ['factorial']]);
  expect(root.children[0]?.value).toBeCloseTo(share, 9);
});
