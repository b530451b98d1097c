// Every view in every format it can be saved in, looked into as another program would: XML parsed, picture sizes read, tables compared with
// the recording's reference numbers, the graph laid out by Graphviz, the converted recording opened again.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import type { Page } from '@playwright/test';
import { expect, recordings, savedFile, test } from './app.ts';
import {
  cellsOf,
  expectOpen,
  exportedJson,
  exportedText,
  exportFrom,
  makeActive,
  nameInWindow,
  namesIn,
  readSvg,
  recordingFacts,
  row,
  searchFor,
  showTab,
  table,
} from './window.ts';

interface ReferenceFunction {
  readonly name: string;
  readonly ncalls: number;
  readonly primitive: number;
  readonly tottime: number;
  readonly cumtime: number;
}
interface Reference {
  readonly total_tottime: number;
  readonly functions: readonly ReferenceFunction[];
}
const referenceFile = join(import.meta.dirname, '../../fixtures/cprofile/taylor-py313/reference.json');
const reference = JSON.parse(readFileSync(referenceFile, 'utf8')) as Reference;
const referenceOf = (name: string) => reference.functions.find((one) => one.name === name);

const pictures = ['Callee map', 'Caller map', 'Call graph'];
const tableFormats = ['CSV table', 'Tab-separated table', 'HTML table', 'Markdown table', 'JSON'];
const formatsOf = {
  Functions: tableFormats,
  Callers: tableFormats,
  Callees: tableFormats,
  'All callers': tableFormats,
  'All callees': tableFormats,
  'Heaviest stack': tableFormats,
  'Event types': tableFormats,
  'Callee map': ['SVG picture', 'PNG picture, 2×', 'JSON'],
  'Caller map': ['SVG picture', 'PNG picture, 2×', 'JSON'],
  'Call graph': ['SVG picture', 'PNG picture, 2×', 'JSON', 'DOT graph'],
  Source: ['Annotated text', 'CSV table', 'JSON'],
};

let page: Page;
test.beforeEach(async ({ launch }) => {
  ({ page } = await launch(recordings.taylor));
  await expectOpen(page, recordings.taylor);
});

/** Rows of a file of comma-separated values, by the titles of its first line. */
function parseCsv(text: string): Record<string, string>[] {
  const lines = text.trimEnd().split('\r\n');
  const [titles = [], ...rows] = lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    ),
  );
  return rows.map((cells) => Object.fromEntries(titles.map((title, place) => [title, cells[place] ?? ''])));
}

test('offers for each view the formats that it can be saved in', async () => {
  for (const [view, formats] of Object.entries(formatsOf)) {
    await showTab(page, view);
    await page.getByRole('button', { name: `Export ${view}` }).click();
    await expect(page.getByRole('menu', { name: `Export ${view}` }).getByRole('menuitem')).toHaveText(formats);
    await page.keyboard.press('Escape');
  }
});

test('saves maps and graph as SVG: well-formed, titled, with the names as text, reaching for nothing outside', async () => {
  await makeActive(page, 'benchmark');
  for (const view of pictures) {
    await showTab(page, view);
    const { name, bytes } = await exportFrom(page, view, 'SVG picture');
    expect(name).toBe(`taylor-py313-${view.toLowerCase().replace(' ', '-')}-of-benchmark.svg`);
    const svg = await readSvg(page, bytes.toString('utf8'));
    expect(svg).toMatchObject({ error: null, foreign: [], reaching: [] });
    expect(svg.title).toContain('benchmark');
    const expected = view === 'Caller map' ? ['benchmark', '<module>'] : ['benchmark', 'taylor_exp', 'factorial'];
    expect(svg.texts).toEqual(expect.arrayContaining(expected));
    expect(svg.texts.join(' ')).toContain('taylor-py313.prof');
  }
});

test('saves maps and graph as PNG of twice the size', async () => {
  for (const view of pictures) {
    await showTab(page, view);
    const svg = await readSvg(page, await exportedText(page, view, 'SVG picture'));
    const { name, bytes } = await exportFrom(page, view, 'PNG picture, 2×');
    expect(name).toMatch(/\.png$/);
    expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const size = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    expect(size).toEqual([Math.ceil(svg.width * 2), Math.ceil(svg.height * 2)]);
  }
});

test('saves the function list as CSV: the rows that are seen, in their order, with exact numbers', async () => {
  await table(page, 'Functions').getByRole('button', { name: /^Self/ }).click();
  await searchFor(page, '/^[a-z]/');
  // Found as they are shown, saved as they were recorded.
  const seen = reference.functions
    .filter(({ name }) => /^[a-z]/.test(nameInWindow(name)))
    .toSorted((a, b) => b.tottime - a.tottime);
  await expect.poll(() => namesIn(table(page, 'Functions'))).toEqual(seen.map(({ name }) => nameInWindow(name)));
  const rows = parseCsv(await exportedText(page, 'Functions', 'CSV table'));
  const numbers = rows.map((one) => ({
    name: one['function'],
    ncalls: Number(one['calls']),
    primitive: Number(one['primitive-calls']),
    tottime: Number(one['self (seconds)']),
    cumtime: Number(one['inclusive (seconds)']),
  }));
  expect(numbers).toEqual(
    seen.map(({ name, ncalls, primitive, tottime, cumtime }) => ({
      name,
      ncalls,
      primitive,
      tottime: expect.closeTo(tottime, 12),
      cumtime: expect.closeTo(cumtime, 12),
    })),
  );
});

test('saves callers and callees as CSV and JSON with the numbers of the calls', async () => {
  await makeActive(page, 'factorial');
  await showTab(page, 'Callers');
  const callers = parseCsv(await exportedText(page, 'Callers', 'CSV table'));
  expect(Object.fromEntries(callers.map((one) => [one['function'], one['calls']]))).toEqual({
    factorial: '187250',
    taylor_exp: '500',
    taylor_sin: '250',
  });
  await makeActive(page, 'taylor_exp');
  await showTab(page, 'Callees');
  const { function: active, callees } = await exportedJson<{
    function: { name: string; inclusive: number };
    callees: { name: string; calls: number }[];
  }>(page, 'Callees');
  expect(active).toMatchObject({ name: 'taylor_exp' });
  expect(active.inclusive).toBeCloseTo(referenceOf('taylor_exp')?.cumtime ?? Number.NaN, 12);
  expect(callees.map(({ name, calls }) => [name, calls])).toContainEqual(['factorial', 500]);
});

test('saves the function list as JSON with unit, total and every function', async () => {
  const json = await exportedJson<{
    file: string;
    eventType: { name: string; unit: string; total: number };
    functions: { name: string; self: number }[];
  }>(page, 'Functions');
  expect(json).toMatchObject({ file: 'taylor-py313.prof', eventType: { name: 'Time', unit: 'seconds' } });
  expect(json.eventType.total).toBeCloseTo(reference.total_tottime, 12);
  expect(json.functions.map(({ name }) => name).sort()).toEqual(reference.functions.map(({ name }) => name).sort());
  for (const { name, self } of json.functions) {
    expect(self, name).toBeCloseTo(referenceOf(name)?.tottime ?? Number.NaN, 12);
  }
});

test('saves the graph as DOT that Graphviz lays out', async () => {
  await makeActive(page, 'benchmark');
  const dot = await exportedText(page, 'Call graph', 'DOT graph');
  const graphviz = await Graphviz.load();
  const laidOut = JSON.parse(graphviz.dot(dot, 'json')) as {
    objects: { _gvid: number; label: string }[];
    edges: { tail: number; head: number; label: string }[];
  };
  const names = new Map(laidOut.objects.map(({ _gvid, label }) => [_gvid, label.split('\\n')[0]]));
  const calls = laidOut.edges.map(({ tail, head, label }) => [names.get(tail), names.get(head), label]);
  expect(calls).toContainEqual(['taylor_exp', 'factorial', expect.stringContaining('500')]);
  expect(calls).toContainEqual(['taylor_sin', 'factorial', expect.stringContaining('250')]);
});

test('saves the recording as callgrind; opened again it has the same total and the same functions', async ({
  launch,
}) => {
  const functions = table(page, 'Functions');
  const numbersOf = async (within: typeof functions) =>
    Object.fromEntries(
      await Promise.all(
        ['factorial', 'taylor_exp', 'taylor_sin', 'benchmark'].map(
          async (name) => [name, (await cellsOf(row(within, name))).slice(0, 3)] as const,
        ),
      ),
    );
  const before = await numbersOf(functions);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const { name, bytes } = await savedFile(page, () =>
    page.getByRole('menuitem', { name: 'Save recording as callgrind…' }).click(),
  );
  const again = await launch();
  const file = join(again.folder, name);
  writeFileSync(file, bytes);
  const { page: second } = await launch(file);
  await expectOpen(second, file);
  await expect(recordingFacts(second)).toContainText('Callgrind');
  await expect(recordingFacts(second)).toContainText('total 92.7 ms');
  await expect.poll(() => numbersOf(table(second, 'Functions'))).toEqual(before);
});
