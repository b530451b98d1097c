/**
 * Damaged and odd callgrind files: what can be read is read, what is odd is said once with its place, and nothing throws,
 * hangs, or takes the cost of one thing for that of another.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, asyncProperty, integer, tuple, array as xs } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cachegrindReader } from '../../shared/formats/cachegrind.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { projectRoot } from '../architecture/source-tree.ts';
import { Described } from '../support/described-recording.ts';
import { memorySource } from '../support/memory-source.ts';
import { codesOf, readMemory, recordingOf } from '../support/read-memory.ts';

const nothing = { file: '', object: '' };

/** Ir 1000, Dr 300; main self 100, work self 800 called 3, leaf self 100 called 9. */
const valid = `# callgrind format
version: 1
creator: callgrind-3.19.0
pid: 4242
cmd: ./demo
part: 1

positions: line
events: Ir Dr
summary: 1000 300

ob=(1) /srv/demo
fl=(1) demo.c
fn=(1) main
10 100 30
cfn=(2) work
calls=3 20
11 900 270

fn=(2)
20 600 200
+2 200 50
cfn=(3) leaf
calls=9 40
24 100 20

fn=(3)
40 100 20

totals: 1000 300
`;

/** Self costs of all functions, codes of all diagnostics. */
async function readChanged(from: string, to: string): Promise<{ self: Record<string, number[]>; codes: string[] }> {
  expect(valid).toContain(from);
  const recording = await recordingOf(callgrindReader, valid.replace(from, to));
  const functions = new Described(recording, nothing).functions();
  return {
    self: Object.fromEntries(functions.map(({ name, self }) => [name, self])),
    codes: codesOf(recording.diagnostics),
  };
}

const numbers = { main: [100, 30], work: [800, 250], leaf: [100, 20] };

describe('words that other tools write and nobody needs', () => {
  it.each(['rec=', 'frfn=', 'bb=', 'ln=', 'mp='])('%s is passed over', async (word) => {
    const { self, codes } = await readChanged('+2 200 50', `${word}1 2 3\n+2 200 50`);
    expect({ self, codes }).toEqual({ self: numbers, codes: [] });
  });
});

describe('callgrind files with a fault', () => {
  it('no fault, no word', async () => {
    expect(await readChanged('', '')).toEqual({ self: numbers, codes: [] });
  });

  it.each([
    ['more costs than event types', '+2 200 50', '+2 200 50 7 8', 'surplus-costs'],
    ['a line number below 0', '+2 200 50', '-2000 200 50', 'line-out-of-range'],
    ['a number defined twice', 'fn=(3)\n', 'fn=(3) leaf\nfn=(3) leaf2\nfn=(3) leaf\n', 'redefined-name'],
    ['lines that are not in the format', 'fn=(2)\n', 'fn=(2)\nxyz=12\nwhat is this\n@@@@\n', 'unknown-line'],
    ['a version of the future', 'version: 1', 'version: 99', 'unknown-version'],
    ['an unknown header', 'pid: 4242', 'pid: 4242\nflavour: vanilla', 'unknown-header'],
    ['a jump without its source', '40 100 20\n', '40 100 20\njump=5 41\n', 'jump-without-source'],
    ['a jump before a cost line', '40 100 20\n', 'jump=5 41\n40 100 20\n', 'jump-without-source'],
    ['a call without callee', 'cfn=(2) work\n', '', 'undefined-name'],
  ])('%s: the costs are right and the fault is told', async (_, from, to, code) => {
    const { self, codes } = await readChanged(from, to);
    expect(self).toMatchObject({ main: [100, 30], leaf: [100, 20] });
    expect(codes).toContain(code);
  });

  it('calls= without cfn=: its cost line does not become self cost', async () => {
    const { self, codes } = await readChanged('cfn=(2) work\n', '');
    expect(self['main']).toEqual([100, 30]);
    expect(codes).toEqual(['calls-without-cfn', 'undefined-name']);
  });

  it('calls= before the next fn=: the next line is self cost and the call keeps its count', async () => {
    const recording = await recordingOf(callgrindReader, valid.replace('11 900 270\n', ''));
    const described = new Described(recording, nothing);
    expect(described.functions()).toMatchObject([{ self: [100, 30] }, { self: [800, 250], called: 3 }, { called: 9 }]);
    expect(recording.diagnostics).toMatchObject([{ code: 'call-without-cost', place: { line: 19 } }]);
  });

  it('an id that was never defined shows as its number', async () => {
    const { self, codes } = await readChanged('fn=(3)\n', 'fn=(77)\n');
    expect(self).toMatchObject({ '(77)': [100, 20] });
    expect(codes).toEqual(['undefined-name']);
  });

  it('an id that is no number is part of the name', async () => {
    const { self, codes } = await readChanged('fn=(3)\n', 'fn=(three) leaf\n');
    expect(self).toMatchObject({ '(three) leaf': [100, 20] });
    expect(codes).toEqual(['odd-name-number']);
  });

  it('a cost line before any fn= belongs to an unknown function', async () => {
    const { self, codes } = await readChanged('fn=(1) main\n10', '10');
    expect(self).toMatchObject({ '': [100, 30] });
    expect(codes).toEqual(['cost-before-function']);
  });

  it('numbers out of range stay finite, and are told', async () => {
    const { self, codes } = await readChanged('40 100 20', `40 18446744073709551615 ${'9'.repeat(300)}`);
    expect(self['leaf']).toEqual([2 ** 64, 2 ** 64]);
    expect(codes).toEqual(expect.arrayContaining(['number-out-of-range', 'summary-differs']));
  });

  it.each([
    ['negative', '-100 20', [-100, 20], 'negative-cost'],
    ['fractional', '100.5 2e1', [100.5, 20], 'fractional-cost'],
    ['hexadecimal', '0x64 0X14', [100, 20], undefined],
    ['dotted', '. 20', [0, 20], undefined],
    ['no number', '100 abc', [100, 0], 'number-not-understood'],
  ])('costs written in another way: %s', async (_, written, self, code) => {
    const found = await readChanged('40 100 20', `40 ${written}`);
    expect(found.self['leaf']).toEqual(self);
    expect(found.codes.filter((one) => one !== 'summary-differs')).toEqual(code === undefined ? [] : [code]);
  });

  it('60,000 lines that are not understood are one message', async () => {
    const recording = await recordingOf(callgrindReader, valid + 'rubbish!\n'.repeat(60_000));
    expect(recording.diagnostics).toMatchObject([
      { code: 'unknown-line', count: 60_000, place: { line: valid.split('\n').length } },
    ]);
  });

  it('a file cut within a line is said to be cut', async () => {
    const recording = await recordingOf(callgrindReader, valid.slice(0, valid.indexOf('24 100') + 4));
    expect(recording.diagnostics.map(({ code, severity }) => [code, severity])).toContainEqual(['file-cut', 'warning']);
  });

  it('a file cut after calls= has the call without cost', async () => {
    const recording = await recordingOf(callgrindReader, valid.slice(0, valid.indexOf('24 100')));
    expect(codesOf(recording.diagnostics)).toEqual(expect.arrayContaining(['call-without-cost', 'file-cut']));
    expect(new Described(recording, nothing).functions()).toMatchObject([
      { self: [100, 30] },
      { self: [800, 250] },
      {},
    ]);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['only the beginning of the header', valid.slice(0, 60), 'broken'],
    ['costs but no events: line', valid.replace('events: Ir Dr\n', ''), 'broken'],
    ['an events: line that names none', valid.replace('events: Ir Dr', 'events:'), 'broken'],
    ['no line of the format', 'one\ntwo\n', 'not-mine'],
  ])('a file with %s is refused with a reason', async (_, input, kind) => {
    const { error } = await readMemory(callgrindReader, input);
    expect(error).toMatchObject({ kind, message: expect.stringMatching(/\w+ \w+/) });
  });

  it('costs that are all 0 are told', async () => {
    const recording = await recordingOf(callgrindReader, 'events: Ir\nfn=f\n1 0\n2\n');
    expect(codesOf(recording.diagnostics)).toEqual(['no-cost']);
  });

  it('reading stops when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    const result = await callgrindReader.read(memorySource('x', valid), new RecordingBuilder(), controller.signal);
    expect(result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});

describe('sniffing', () => {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

  it.each([
    ['the format line', valid, 'certain'],
    ['an events: line and names', 'events: Ir\nfn=f\n1 1\n', 'certain'],
    ['names that lack their events: line', 'fl=a.c\nfn=f\n1 1\n', 'maybe'],
    ['prose with one line that could be', 'Dear reader,\n\nthis is no profile: it ends in 42\nfn=not really\n', 'no'],
    ['YAML with events', 'name: x\nevents:\n  - push\njobs:\n  build:\n    steps: 3\n', 'no'],
    ['JSON', '{"nodes":[]}', 'no'],
    ['nothing', '', 'no'],
  ])('%s', (_, input, certainty) => {
    expect(callgrindReader.sniff(encode(input), 'cachegrind.out.1')).toBe(certainty);
  });

  it('leaves the flat files of cachegrind to their reader, whatever the name', () => {
    const flat = encode('desc: x\ncmd: y\nevents: Ir\nfl=a.c\nfn=f\n1 10\n');
    expect([callgrindReader.sniff(flat, 'callgrind.out.1'), cachegrindReader.sniff(flat, 'x')]).toEqual([
      'no',
      'certain',
    ]);
  });
});

describe('more event types and formulas than anybody has', () => {
  it('are left out, however many parts name them', async () => {
    const part = (first: number): string =>
      `events: ${Array.from({ length: 600 }, (_, i) => `E${first + i}`).join(' ')}\nfn=a\n1${' 1'.repeat(600)}\n`;
    const recording = await recordingOf(callgrindReader, `${part(0)}part: 2\n${part(300)}part: 3\n${part(700)}`);
    expect(recording.recordedEventTypes).toBe(1000);
    const [{ self }] = new Described(recording, nothing).functions();
    // E300 to E599 stand in two parts, E700 to E899 too; of the third part 300 found room.
    expect([self[0], self[300], self[699], self[700], self[999]]).toEqual([1, 2, 1, 2, 1]);
    expect(codesOf(recording.diagnostics)).toContain('too-many-event-types');
  });

  it('are not all kept as formulas', async () => {
    const formulas = Array.from({ length: 1200 }, (_, i) => `event: X${i} = Ir + ${i} Ir\n`).join('');
    const recording = await recordingOf(callgrindReader, `events: Ir\n${formulas}fn=a\n1 1\n`);
    expect(recording.eventTypes.length - recording.recordedEventTypes).toBe(1000);
    expect(codesOf(recording.diagnostics)).toEqual(['too-many-formulas']);
  });
});

describe('damage of any kind ends in a result', () => {
  const small = ['orders-toggle', 'taylor-pyprof2calltree', 'workers-yappi', 'heat-gperftools'].map((name) => {
    const folder = join(projectRoot, 'fixtures/callgrind', name);
    const input = readdirSync(folder).find((file) => /callgrind/.test(file)) ?? '';
    return [name, new Uint8Array(readFileSync(join(folder, input)))] as const;
  });

  async function settles(bytes: Uint8Array): Promise<boolean> {
    const { recording, error } = await readMemory(callgrindReader, bytes);
    return error !== undefined
      ? error.message !== ''
      : new Described(recording, nothing).totals().every(Number.isFinite);
  }

  it.each(small)('%s cut after every byte', async (_, bytes) => {
    for (let length = 0; length < bytes.length; length++) {
      if (!(await settles(bytes.subarray(0, length)))) expect.fail(`cut at ${length}`);
    }
    expect(await settles(bytes)).toBe(true);
  });

  it.each(small)('%s with any bytes changed', async (_, bytes) => {
    const changes = xs(tuple(integer({ min: 0, max: bytes.length - 1 }), integer({ min: 0, max: 255 })), {
      minLength: 1,
    });
    await assert(
      asyncProperty(changes, (flips) => {
        const damaged = bytes.slice();
        for (const [at, value] of flips) damaged[at] = value;
        return settles(damaged);
      }),
      { numRuns: 250, seed: 11 },
    );
  });
});
