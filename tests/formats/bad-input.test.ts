/**
 * Damaged, odd and hostile files end as their table says: opened, opened with a warning, or refused in a sentence; never a crash, a
 * hang, a number that is none, or anything of the file run. For formats that are not read yet a refusal is always right.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { arrayOf } from '../../shared/base/columns.ts';
import { readers } from '../../shared/formats/readers.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { corpusFolder } from '../support/fixture-cases.ts';

type Outcome = 'open' | 'warn' | 'refuse';

interface Row {
  readonly file: string;
  readonly kind: string;
  readonly expect: Outcome | 'either';
  readonly alt?: Outcome;
  readonly must: string;
}

const folder = fileURLToPath(new URL('../../fixtures/bad', import.meta.url));
const corpus = corpusFolder('bad');
const table: Row[] = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
const pwned = '/tmp/PROFILE_VIEWER_PWNED';
/** What the table calls the formats that are read. */
const kindOfReader: Record<string, readonly string[]> = {
  callgrind: ['callgrind', 'xdebug'],
  cachegrind: ['cachegrind'],
  cpuprofile: ['cpuprofile'],
  cprofile: ['pstats'],
};
const kindsRead = new Set(['nothing', 'JSON', 'gzip', ...readers.flatMap((reader) => kindOfReader[reader.id] ?? [])]);

/** Files that open with the right numbers and a warning that is true of them, though the table asks for none. */
const warnedRightly: Record<string, string> = {
  'fewer-costs.callgrind': 'its summary counts the missing costs',
  'invalid-utf8-distinct.callgrind': 'its summary is that of another file',
  'many-files.callgrind.gz': 'its summary is that of another file',
  'xdebug-appended.out': 'one of its costs is negative',
};

function pathOf(file: string): string | undefined {
  const paths = [join(folder, file), ...(corpus === undefined ? [] : [join(corpus, file)])];
  return paths.find((path) => existsSync(path));
}

function acceptable(row: Row): Outcome[] {
  if (row.expect === 'either') return ['open', 'warn', 'refuse'];
  const outcomes = row.alt === undefined ? [row.expect] : [row.expect, row.alt];
  if (row.file in warnedRightly) outcomes.push('warn');
  // "warn or not", says the table.
  if (row.file === 'bad-id.callgrind') outcomes.push('open');
  return kindsRead.has(row.kind) ? outcomes : [...outcomes, 'refuse'];
}

/** Every number of the recording that a person may see. */
function oddNumbers(recording: Recording): string[] {
  const { lines, calls, contexts, functionCosts, samples } = recording;
  const columns = {
    lines: lines.self,
    calls: [...calls.inclusive, calls.callCount, calls.primitiveCount],
    contexts: contexts.self,
    functions: [
      ...functionCosts.self,
      ...functionCosts.inclusive,
      functionCosts.callCount,
      functionCosts.primitiveCount,
    ],
    samples: [samples.time, samples.weight],
  };
  return Object.entries(columns).flatMap(([name, list]) => {
    const odd = list.some((column) => column !== undefined && arrayOf(column).some((value) => !Number.isFinite(value)));
    return odd ? [name] : [];
  });
}

/** Milliseconds. Each takes a few hundred at most; a loaded machine makes that ten times as many. */
const hang = 30_000;

const present = table.flatMap((row) => {
  const path = pathOf(row.file);
  return path === undefined ? [] : [[row.file, row, path] as const];
});

describe('bad input', () => {
  it.each(present)('%s', async (file, row, path) => {
    const started = performance.now();
    const opened = await openRecording([{ name: file, path }], { signal: new AbortController().signal });
    expect(performance.now() - started, row.must).toBeLessThan(hang);
    const oddities = opened.ok ? opened.value.recording.diagnostics.filter((one) => one.severity !== 'info') : [];
    const outcome: Outcome = !opened.ok ? 'refuse' : oddities.length > 0 ? 'warn' : 'open';
    const said = opened.ok ? oddities.map((one) => one.message) : [opened.error.message, opened.error.hint ?? ''];
    expect(acceptable(row), `${row.must} Said: ${said.join(' | ')}`).toContain(outcome);
    // Nothing of the file's own bytes that a terminal or a page could stumble over.
    for (const sentence of said) expect(sentence).toMatch(/^[ -~–—…’×µ]*$/);
    if (opened.ok) {
      expect(oddNumbers(opened.value.recording)).toEqual([]);
      expect(opened.value.recording.diagnostics.length).toBeLessThan(20);
    } else {
      expect(opened.error).toMatchObject({ file });
      expect(opened.error.message.length).toBeGreaterThan(15);
      expect(opened.error.message.length).toBeLessThan(300);
    }
    expect(existsSync(pwned)).toBe(false);
  });
});
