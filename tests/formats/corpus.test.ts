/**
 * Every recording of the shared corpus whose format is read has, to the unit, the numbers that other programs found. The corpus lies
 * beside the project and is large; where it is absent the fixtures, which are taken from it, stand for it.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { corpusFolder } from '../support/fixture-cases.ts';
import { compareWithReference, type Reference, readReference } from '../support/reference-comparison.ts';

const ending = '.reference.json';
const folders = ['callgrind', 'cachegrind', 'xdebug', 'cprofile', 'v8', 'pprof'];

interface CorpusCase {
  readonly name: string;
  readonly paths: readonly string[];
  readonly reference: Reference;
}

function listCases(): CorpusCase[] {
  return folders.flatMap((name) => {
    const folder = corpusFolder(name);
    if (folder === undefined) return [];
    const references = readdirSync(folder).filter((file) => file.endsWith(ending));
    return references.flatMap((file) => {
      const reference = readReference(join(folder, file));
      if (reference === undefined) return [];
      const profiles = typeof reference.profile === 'string' ? [reference.profile] : reference.profile;
      const paths = profiles.map((profile) => join(folder, basename(profile))).filter((path) => existsSync(path));
      return [{ name: `${name}/${file.slice(0, -ending.length)}`, paths, reference }];
    });
  });
}

const cases = listCases();

describe.runIf(cases.length > 0)('every recording of the corpus', () => {
  it('is there with its reference, about fifty of them', () => {
    expect(cases.length).toBeGreaterThan(45);
  });

  it.each(cases.map((one) => [one.name, one] as const))(
    '%s has the numbers of its reference',
    { timeout: 60_000 },
    async (_, one) => {
      const inputs = one.paths.map((path) => ({ name: basename(path), path }));
      const opened = await openRecording(inputs, { signal: new AbortController().signal });
      if (!opened.ok) throw new Error(opened.error.message);
      const comparison = compareWithReference(opened.value.recording, one.reference);
      expect(comparison.wrong).toEqual([]);
      expect(comparison.compared).toBeGreaterThan(3);
    },
  );
});
