/** The cachegrind reader: flat recordings with the numbers of cg_annotate, and files that turn out to be callgrind's. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cachegrindReader } from '../../shared/formats/cachegrind.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { projectRoot } from '../architecture/source-tree.ts';
import { type CallgrindReference, Described } from '../support/described-recording.ts';
import { expectReference } from '../support/expect-described-recording.ts';
import { codesOf, readMemory, recordingOf } from '../support/read-memory.ts';

const folder = join(projectRoot, 'fixtures/cachegrind');
const nothing = { file: '???', object: '', name: '???' };

function inputOf(name: string): Uint8Array {
  const file = readdirSync(join(folder, name)).find((one) => one.startsWith('cachegrind.out')) ?? '';
  const bytes = readFileSync(join(folder, name, file));
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

describe('fixtures of cachegrind', () => {
  it.each(readdirSync(folder))('%s has the numbers of cg_annotate and no calls', async (name) => {
    const recording = await recordingOf(cachegrindReader, inputOf(name));
    const reference = JSON.parse(readFileSync(join(folder, name, 'reference.json'), 'utf8')) as CallgrindReference;
    expectReference(new Described(recording, nothing), reference);
    expect([recording.format, recording.family, recording.facts.calls]).toEqual(['cachegrind', 'flat', 'absent']);
    expect(recording.diagnostics).toEqual([]);
  });

  it.each(readdirSync(folder))('%s makes the same recording whatever the chunks', async (name) => {
    const { recording: whole } = await readMemory(cachegrindReader, inputOf(name));
    for (const chunkSize of [1, 7, 64]) {
      const { recording } = await readMemory(cachegrindReader, inputOf(name), chunkSize);
      expect(recording).toEqual(whole);
    }
  });
});

describe('cachegrind files', () => {
  it('with missing costs, a line that is none, an empty name and a wrong summary still have the right sum', async () => {
    const broken = 'desc: x\ncmd: y\nevents: Ir\nfl=a.c\nfn=f\n1 10\n2\nxx 3\nfn=\n3 .\nsummary: 999\n';
    const recording = await recordingOf(cachegrindReader, broken);
    expect(new Described(recording, nothing).totals()).toEqual([10]);
    expect(codesOf(recording.diagnostics)).toEqual(['unknown-line', 'summary-differs']);
  });

  it('cut before their summary: line are said to be cut', async () => {
    const recording = await recordingOf(cachegrindReader, 'desc: x\ncmd: y\nevents: Ir\nfl=a.c\nfn=f\n1 10\n');
    expect(codesOf(recording.diagnostics)).toEqual(['file-cut']);
  });

  it('with calls further on are callgrind files', async () => {
    const flat = `desc: x\ncmd: y\nevents: Ir\nfl=a.c\n${'fn=f\n1 1\n'.repeat(8000)}`;
    const recording = await recordingOf(cachegrindReader, `${flat}cfn=g\ncalls=1 1\n1 5\nsummary: 8000\n`);
    expect([recording.format, recording.family]).toEqual(['callgrind', 'call-graph']);
  });

  it('are told by their content: Xdebug’s cachegrind.out.* is a callgrind file', () => {
    const xdebug =
      'version: 1\ncreator: xdebug 3.2.0\ncmd: a.php\npart: 1\nevents: Time_(10ns)\n\nfl=(1) a.php\nfn=(1) f\n1 2\n';
    const head = new TextEncoder().encode(xdebug);
    expect([cachegrindReader.sniff(head, 'cachegrind.out.7'), callgrindReader.sniff(head, 'cachegrind.out.7')]).toEqual(
      ['no', 'certain'],
    );
  });
});
