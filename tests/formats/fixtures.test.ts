/**
 * What every fixture promises: it is recognised, nobody else claims it, its recording is sound, its numbers are those of another
 * program, and no damage to it makes a reader throw or hang.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readers } from '../../shared/formats/readers.ts';
import { checkIntegrity } from '../../shared/model/integrity.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { openByteSource } from '../../src-main/services/byte-sources.ts';
import { ruledDifferences } from '../support/comparison.ts';
import { flipBytes, seededRandom, truncationLengths } from '../support/damaged-bytes.ts';
import { type FixtureCase, inputsOf, listFixtureCases, readCompanion } from '../support/fixture-cases.ts';
import { compareWithReference, readReference } from '../support/reference-comparison.ts';

const cases = listFixtureCases();
const { signal } = new AbortController();
const rank = { no: 0, maybe: 1, likely: 2, certain: 3 };
/** Reading one damaged copy; far beyond what any of them takes. */
const inTimeMs = 20_000;

async function open(fixture: FixtureCase): Promise<Recording> {
  const opened = await openRecording(inputsOf(fixture), { signal });
  if (!opened.ok) throw new Error(`${fixture.name}: ${opened.error.message}`);
  return opened.value.recording;
}

/** First bytes of an input, decompressed. */
async function headOf(path: string, name: string): Promise<Uint8Array> {
  const source = await openByteSource({ name, path }, { signal });
  if (!source.ok) throw new Error(`${name}: ${source.error.message}`);
  await source.value.close();
  return source.value.head;
}

it('there are fixtures of every format that is read', () => {
  const formats = new Set(cases.map((fixture) => fixture.format));
  expect(readers.map((reader) => reader.id).filter((id) => !formats.has(id))).toEqual([]);
});

describe.each(cases.map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
  it('is recognised by its content, with its name and without, by its reader alone', async () => {
    for (const input of fixture.inputs) {
      const head = await headOf(join(fixture.folder, input), input);
      for (const name of [input, 'upload']) {
        const ranks = readers.map((reader) => ({ id: reader.id, rank: rank[reader.sniff(head, name)] }));
        const best = Math.max(...ranks.map((one) => one.rank));
        expect(ranks.filter((one) => one.rank === best).map((one) => one.id)).toEqual([fixture.format]);
      }
    }
  });

  it('makes a sound recording', async () => {
    const recording = await open(fixture);
    expect(recording.format).toBe(fixture.format);
    expect(checkIntegrity(recording)).toEqual([]);
  });

  it('has the numbers that another program found, or those that a listed rule makes of them', async () => {
    const reference = readReference(join(fixture.folder, 'reference.json'));
    if (reference === undefined) throw new Error('reference.json is of an unknown kind');
    const comparison = compareWithReference(await open(fixture), reference);
    expect(comparison.wrong).toEqual([]);
    expect(comparison.compared).toBeGreaterThan(3);
    expect(ruledDifferences(comparison)).toEqual(readCompanion(fixture.folder, 'differences.json') ?? []);
  });

  it('cut anywhere, ends in a result in time', { timeout: 120_000 }, async () => {
    const { input, bytes, size } = await firstInput(fixture);
    for (const length of truncationLengths(bytes.length, damages(size, 3000))) {
      await expectResult(input, bytes.subarray(0, length), `cut at ${length}`);
    }
  });

  it('with bytes changed, ends in a result in time', { timeout: 120_000 }, async () => {
    const { input, bytes, size } = await firstInput(fixture);
    const random = seededRandom(20);
    const times = damages(size, 1000);
    for (let i = 0; i < times; i++) await expectResult(input, flipBytes(bytes, random), `change ${i}`);
  });
});

/** The first input as it is, and how long it is when it is unpacked: what reading it costs. */
async function firstInput({ folder, inputs }: FixtureCase) {
  const [input] = inputs;
  const bytes = new Uint8Array(readFileSync(join(folder, input)));
  const source = await openByteSource({ name: input, bytes }, { signal });
  if (!source.ok) throw new Error(source.error.message);
  let size = 0;
  for await (const chunk of source.value.chunks()) size += chunk.length;
  await source.value.close();
  return { input, bytes, size };
}

/** How many damaged copies are tried: fewer of large files, so that the suite stays quick. CALLIPERS_THOROUGH=1 tries fifty times as many. */
function damages(size: number, most: number): number {
  const patience = process.env['CALLIPERS_THOROUGH'] === undefined ? 3_000_000 : 150_000_000;
  return Math.min(most, Math.max(20, Math.floor(patience / size)));
}

/** Opening must not throw, whatever comes out; a recording that opens must have sound tables and a refusal a reason. */
async function expectResult(name: string, bytes: Uint8Array, what: string): Promise<void> {
  const started = performance.now();
  const opened = await openRecording([{ name, bytes }], { signal });
  const problems = opened.ok ? checkIntegrity(opened.value.recording) : [];
  if (problems.length > 0) expect.fail(`${what}: ${problems.join('; ')}`);
  if (!opened.ok && opened.error.message === '') expect.fail(`${what}: refused without a reason`);
  if (performance.now() - started > inTimeMs) expect.fail(`${what}: took longer than ${inTimeMs} ms`);
}
