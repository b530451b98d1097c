/**
 * Every callgrind and cachegrind recording of the corpus equals its reference, to the unit: all functions (by digest), totals,
 * call counts, edges, lines, instructions, jumps. Skipped where the corpus is not there; the fixtures repeat the small ones.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cachegrindReader } from '../../shared/formats/cachegrind.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { projectRoot } from '../architecture/source-tree.ts';
import { type CallgrindReference, Described, type NothingIs } from '../support/described-recording.ts';
import { expectReference } from '../support/expect-described-recording.ts';
import { readMemory, recordingOf } from '../support/read-memory.ts';

const corpus = join(projectRoot, '../shared/corpus');
const valgrind: NothingIs = { file: '???', object: '???' };
const plain: NothingIs = { file: '~', object: '' };

interface Entry {
  readonly files: readonly string[];
  readonly reference: string;
  readonly nothing: NothingIs;
}

function entries(): Entry[] {
  if (!existsSync(corpus)) return [];
  const found: Entry[] = [];
  for (const folder of ['callgrind', 'cachegrind', 'xdebug', 'cprofile', 'pprof']) {
    for (const name of readdirSync(join(corpus, folder)).sort()) {
      if (!/callgrind|cachegrind/.test(name) || !name.endsWith('.reference.json')) continue;
      const file = name.replace('.reference.json', '');
      found.push({
        files: siblings(folder, file).map((sibling) => join(folder, sibling)),
        reference: join(folder, name),
        nothing:
          folder === 'callgrind'
            ? valgrind
            : folder === 'cachegrind'
              ? { file: '???', object: '', name: '???' }
              : plain,
      });
    }
  }
  return found;
}

/** Runs written into several files have one reference, of their sum. */
function siblings(folder: string, file: string): string[] {
  if (/\.(?:parts|dumpafter|control)$/.test(file)) return [file, `${file}.1`, `${file}.2`];
  if (!file.endsWith('separate-01')) return [file];
  return readdirSync(join(corpus, folder))
    .filter((name) => /separate-\d\d$/.test(name))
    .sort();
}

function bytesOf(file: string): Uint8Array {
  const bytes = readFileSync(join(corpus, file));
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

describe.skipIf(!existsSync(corpus))('the corpus', () => {
  it.each(entries())(
    '$reference is met',
    async ({ files, reference, nothing }) => {
      const contents = files.map(bytesOf);
      const reader = reference.startsWith('cachegrind') ? cachegrindReader : callgrindReader;
      const other = reader === callgrindReader ? cachegrindReader : callgrindReader;
      for (const content of contents) {
        expect(reader.sniff(content.subarray(0, 65_536), 'x')).toBe('certain');
        expect(other.sniff(content.subarray(0, 65_536), 'x')).toBe('no');
      }
      const recording = await recordingOf(reader, contents);
      expect(recording.format).toBe(reader.id);
      const expected = JSON.parse(readFileSync(join(corpus, reference), 'utf8')) as CallgrindReference;
      expectReference(new Described(recording, nothing), expected);
    },
    120_000,
  );
});

interface Expectation {
  readonly file: string;
  readonly kind: string;
  readonly expect: 'open' | 'warn' | 'refuse' | 'either';
}

function badOnes(): Expectation[] {
  if (!existsSync(corpus)) return [];
  const all = JSON.parse(readFileSync(join(corpus, 'bad/expected.json'), 'utf8')) as Expectation[];
  return all.filter(({ kind, file }) => /callgrind|xdebug/.test(kind) && file !== 'gzip-in-gzip.callgrind.gz');
}

describe.skipIf(!existsSync(corpus))('damaged and odd files of the corpus', () => {
  it.each(badOnes())('$file: $expect', async ({ file, expect: expectation }) => {
    const bytes = unpacked(file);
    if (bytes === undefined) return expect(expectation).toBe('either');
    const guesses = [callgrindReader, cachegrindReader].filter(
      (one) => one.sniff(bytes.subarray(0, 65_536), file) !== 'no',
    );
    expect(guesses.length).toBeLessThan(2);
    const [reader] = guesses;
    if (reader === undefined) return expect(['refuse', 'either']).toContain(expectation);
    const { recording, error } = await readMemory(reader, bytes);
    const warnings = recording?.diagnostics.filter(({ severity }) => severity !== 'info').map(({ code }) => code) ?? [];
    // Files that are valid apart from stating other totals than they have: to say so is right.
    const warned = warnings.some((code) => code !== 'summary-differs' || expectation === 'warn');
    const outcome = error !== undefined ? 'refuse' : warned ? 'warn' : 'open';
    expect(outcome).toEqual(expectation === 'either' ? expect.any(String) : expectation);
  });
});

/** undefined where gzip itself finds the file damaged. */
function unpacked(file: string): Uint8Array | undefined {
  try {
    return bytesOf(join('bad', file));
  } catch {
    return undefined;
  }
}
