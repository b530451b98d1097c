/**
 * What the views show of odd files that open: numbers that are numbers, in every view, and the ones that the table of expected outcomes
 * names. bad-input.test.ts holds the outcomes themselves.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../shared/model/integrity.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { selectSummary } from '../../shared/views/summary.ts';
import { views } from '../../shared/views/views.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { corpusFolder } from '../support/fixture-cases.ts';
import { measureRecording } from '../support/measured-recording.ts';

const fixtures = 'fixtures/bad';
/** The large ones are in the corpus alone. */
const folders = [fixtures, corpusFolder('bad')].filter((folder) => folder !== undefined);
const files = new Map(
  folders.reverse().flatMap((folder) => readdirSync(folder).map((file) => [file, join(folder, file)] as const)),
);
const notProfiles = ['README.md', 'expected.json'];

/** Milliseconds. Each takes a second at most; a loaded machine makes that ten times as many. */
const hang = 30_000;

async function open(path: string): Promise<Recording | undefined> {
  const opened = await openRecording([{ name: 'file', path }], { signal: new AbortController().signal });
  return opened.ok ? opened.value.recording : undefined;
}

/** Places in a view model where a number is none: `rows.3.cells.0`. */
function oddNumbers(value: unknown): string[] {
  const odd: string[] = [];
  const open: { at: string; value: unknown }[] = [{ at: '', value }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, value } = next;
    if (typeof value === 'number' && !Number.isFinite(value)) odd.push(at);
    if (typeof value === 'string' && /^(?:NaN|-?Infinity|undefined|\[object)/.test(value)) odd.push(at);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) open.push({ at: `${at}.${key}`, value: inner });
  }
  return odd;
}

describe('the views of an odd file', () => {
  const cases = Array.from(files)
    .filter(([file]) => !notProfiles.includes(file))
    .sort();

  it.each(cases)('%s show numbers only', async (_, path) => {
    const recording = await open(path);
    if (recording === undefined) return;
    const started = performance.now();
    expect(checkIntegrity(recording)).toEqual([]);
    expect(oddNumbers(selectSummary(recording, 'file', 'format').eventTypes)).toEqual([]);
    for (const relative of [true, false]) {
      for (const cycles of [true, false]) {
        const state = { ...initialViewState, cycles, mode: { relative, toParent: false } };
        for (const view of views) {
          if (view.unavailable(recording) !== undefined) continue;
          const model = view.select(recording, state, { start: 0, count: 200 });
          expect({ view: view.id, odd: oddNumbers(model) }).toEqual({ view: view.id, odd: [] });
        }
      }
    }
    expect(performance.now() - started).toBeLessThan(hang);
  });
});

interface Expected {
  readonly total: number;
  /** Name to self, inclusive, calls. */
  readonly functions: Readonly<Record<string, readonly [number, number, number]>>;
}

const base: Expected = { total: 1000, functions: { main: [100, 1000, 0], work: [800, 900, 3], leaf: [100, 100, 9] } };

/** Numbers that the table of expected outcomes states, of the first event type. */
const stated: Readonly<Record<string, Expected>> = {
  'valid.callgrind': base,
  'hex.callgrind': base,
  'crlf.callgrind': base,
  'fewer-costs.callgrind': base,
  'more-costs.callgrind': base,
  'unknown-lines.callgrind': base,
  'two-members.callgrind.gz': base,
  'no-fl.callgrind': { total: 15, functions: { f: [10, 15, 0], g: [5, 5, 1] } },
  'self-call-only.callgrind': { total: 10, functions: { f: [10, 10, 100] } },
  'negative-cost.callgrind': { total: 800, functions: { leaf: [-100, 100, 9] } },
  'cycle-5000.callgrind.gz': { total: 50000, functions: {} },
  'chain-60000.callgrind.gz': { total: 60000, functions: { f0: [1, 60000, 0] } },
  'many-files.callgrind.gz': { total: 61000, functions: {} },
  'valid.prof': { total: 2, functions: { main: [0.5, 2, 1], work: [1.5, 1.5, 3] } },
  'trailing.prof': { total: 2, functions: { main: [0.5, 2, 1], work: [1.5, 1.5, 3] } },
};

describe('the numbers of', () => {
  const cases = Object.entries(stated).flatMap(([file, expected]) => {
    const path = files.get(file);
    return path === undefined ? [] : [[file, path, expected] as const];
  });

  it.each(cases)('%s are those that were put in', async (_, path, expected) => {
    const recording = await open(path);
    if (recording === undefined) throw new Error('it does not open');
    const { totals, functions } = measureRecording(recording);
    expect(totals[0]).toBe(expected.total);
    const found = functions.filter((one) => one.name in expected.functions);
    const rows = found.map(({ name, self, inclusive, calls }) => [name, [self[0], inclusive[0], calls]]);
    expect(Object.fromEntries(rows)).toEqual(expected.functions);
  });

  it.each([
    ['valid.cpuprofile', { main: 6, parse: 3, render: 2, '(idle)': 1 }],
    ['bom.cpuprofile', { main: 6 }],
    ['unknown-child.cpuprofile', { main: 6, parse: 3, render: 2 }],
    ['hitcount-only.cpuprofile', { main: 6, parse: 3, render: 2 }],
  ])('%s are the samples that were put in', async (file, expected) => {
    const path = files.get(file);
    const recording = path === undefined ? undefined : await open(path);
    if (recording === undefined) throw new Error('it does not open');
    const { eventTypes, functions } = measureRecording(recording);
    const samples = eventTypes.findIndex((type) => type.name === 'Samples');
    const found = functions.filter((one) => one.name in expected).map((one) => [one.name, one.inclusive[samples]]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it('files in the corpus and in the fixtures are the same', () => {
    const corpus = corpusFolder('bad');
    if (corpus === undefined) return;
    const changed = readdirSync(fixtures).filter((file) => {
      const other = join(corpus, file);
      return (
        !notProfiles.includes(file) && existsSync(other) && statSync(other).size !== statSync(join(fixtures, file)).size
      );
    });
    expect(changed).toEqual([]);
  });
});
