/**
 * The callgrind reader: its fixtures have the numbers of other programs however the bytes are cut, and header lines, event types
 * and parts are read as their writers mean them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { NO_ADDRESS } from '../../shared/base/columns.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import type { CallIndex } from '../../shared/model/indices.ts';
import { projectRoot } from '../architecture/source-tree.ts';
import { type CallgrindReference, Described, type NothingIs } from '../support/described-recording.ts';
import { expectReference } from '../support/expect-described-recording.ts';
import { codesOf, readMemory, recordingOf } from '../support/read-memory.ts';

const folder = join(projectRoot, 'fixtures/callgrind');
const valgrind: NothingIs = { file: '???', object: '???' };
const converted: NothingIs = { file: '~', object: '' };
const ruby: NothingIs = { file: '', object: '' };

function inputsOf(name: string): Uint8Array[] {
  const inputs = readdirSync(join(folder, name)).filter((file) => !/\.(?:json|md)$/.test(file));
  return inputs.sort().map((file) => {
    const bytes = readFileSync(join(folder, name, file));
    return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  });
}

function nothingOf(name: string): NothingIs {
  if (name.includes('ruby')) return ruby;
  return /^(?:orders|threads|shapes)/.test(name) ? valgrind : converted;
}

const header = (...lines: readonly string[]): string => `${lines.join('\n')}\nevents: Ir\nfn=main\n1 10\n`;

describe('fixtures of callgrind', () => {
  it.each(readdirSync(folder))('%s has the numbers of its reference', async (name) => {
    const recording = await recordingOf(callgrindReader, inputsOf(name));
    const reference = JSON.parse(readFileSync(join(folder, name, 'reference.json'), 'utf8')) as CallgrindReference;
    expectReference(new Described(recording, nothingOf(name)), reference);
  });

  it.each(readdirSync(folder))('%s makes the same recording whatever the chunks', async (name) => {
    const inputs = inputsOf(name);
    const { recording: whole } = await readMemory(callgrindReader, inputs);
    for (const chunkSize of [1, 7, 64]) {
      const { recording } = await readMemory(callgrindReader, inputs, chunkSize);
      expect(recording).toEqual(whole);
    }
  });
});

describe('what the callgrind reader tells of a file', () => {
  it('creator, command and what desc: lines say', async () => {
    const input = header('creator: callgrind-3.19.0', 'cmd:  ./orders', 'desc: I1 cache: 32 kB', 'desc: D1 cache: ');
    const recording = await recordingOf(callgrindReader, `${input}totals: 10\n`);
    expect([recording.creator, recording.command]).toEqual(['callgrind-3.19.0', './orders']);
    expect(recording.properties).toEqual([{ name: 'I1 cache', value: '32 kB' }]);
    expect(recording.diagnostics).toEqual([]);
  });

  it('calls of a part without addresses have none, though the part before had some', async () => {
    const body = (address: string): string => `fn=main\n${address}1 10\ncfn=f\ncalls=1 1\n${address}2 20\n`;
    const input = `positions: instr line\nevents: Ir\n${body('0x400 ')}part: 2\npositions: line\n${body('')}`;
    const { calls } = await recordingOf(callgrindReader, input);
    expect([0, 1].map((row) => calls.address.at(row as CallIndex))).toEqual([0x400n, NO_ADDRESS]);
  });

  it('calls and lines are recorded only where the file has some', async () => {
    const flat = await recordingOf(callgrindReader, header());
    expect([flat.family, flat.facts.calls, flat.facts.lines]).toEqual(['flat', 'absent', 'recorded']);
    const withCall = await recordingOf(callgrindReader, `${header()}cfn=f\ncalls=1 0\n0 5\n`);
    expect([withCall.family, withCall.facts.calls]).toEqual(['call-graph', 'recorded']);
  });

  it('keys in any case, with blanks around colon and equals sign', async () => {
    const recording = await recordingOf(callgrindReader, 'CMD : x\nEvents : Ir\n fn = main\n\t1 10 \n');
    expect(recording.command).toBe('x');
    expect(new Described(recording, valgrind).functions()).toMatchObject([{ name: 'main', self: [10] }]);
  });

  it.each([
    ['CR LF', '\r\n'],
    ['CR', '\r'],
    ['LF', '\n'],
  ])('lines that end in %s, after a byte order mark', async (_, end) => {
    const input = `\ufeff${header('pid: 1', 'cmd: x').replaceAll('\n', end)}`;
    const recording = await recordingOf(callgrindReader, input);
    expect(recording.command).toBe('x');
    expect(new Described(recording, valgrind).functions()).toMatchObject([{ name: 'main', self: [10] }]);
    expect(recording.diagnostics).toEqual([]);
  });

  it('names that are invalid UTF-8 stay apart', async () => {
    const bytes = new TextEncoder().encode('events: Ir\nfn=x?\n1 1\nfn=x!\n1 2\n');
    const recording = await recordingOf(
      callgrindReader,
      bytes.map((byte) => (byte === 0x3f ? 0xff : byte === 0x21 ? 0xfe : byte)),
    );
    expect(new Described(recording, valgrind).functions().map(({ name }) => name)).toEqual(['x\xff', 'x\xfe']);
  });
});

describe('event types', () => {
  async function typesOf(...lines: readonly string[]): Promise<object[]> {
    const recording = await recordingOf(callgrindReader, `${lines.join('\n')}\nfn=f\n1 1 1 1\n`);
    return recording.eventTypes.map(({ name, label, unit, fileScale }) => ({ name, label, unit, fileScale }));
  }

  it('have the unit that their name or long name states', async () => {
    expect(await typesOf('events: ns cpu(ms) Time_(10ns) Memory_(bytes)')).toEqual([
      { name: 'ns', label: 'Nanoseconds', unit: 'nanoseconds', fileScale: 1 },
      { name: 'cpu(ms)', label: 'cpu', unit: 'milliseconds', fileScale: 1 },
      { name: 'Time_(10ns)', label: 'Time', unit: 'nanoseconds', fileScale: 10 },
      { name: 'Memory_(bytes)', label: 'Memory', unit: 'bytes', fileScale: 1 },
    ]);
    expect(await typesOf('event: sysTime : sysTime (elapsed ns)', 'events: sysCount sysTime')).toMatchObject([
      { name: 'sysCount', unit: 'count' },
      { name: 'sysTime', label: 'sysTime (elapsed ns)', unit: 'nanoseconds' },
    ]);
  });

  it('have the unit that their creator is known to count in', async () => {
    expect(await typesOf('creator: xdebug 2.9.0', 'events: Time Memory')).toMatchObject([
      { unit: 'microseconds' },
      { unit: 'bytes' },
    ]);
    expect(await typesOf('creator: yappi', 'events: Ticks')).toMatchObject([{ unit: 'microseconds' }]);
    expect(await typesOf('events: Ticks Time')).toMatchObject([{ unit: 'count' }, { unit: 'count' }]);
  });

  it('costs are in the unit, whatever steps the file counts in', async () => {
    const recording = await recordingOf(callgrindReader, 'events: Time_(10ns)\nfn=f\n1 7\n');
    expect(recording.lines.self[0]?.[0 as never]).toBe(70);
  });

  it('offer KCachegrind’s formulas whose parts are recorded', async () => {
    const recording = await recordingOf(callgrindReader, 'events: Ir I1mr D1mr Bim\nfn=f\n1 1 1 1\n');
    const formulas = recording.eventTypes.slice(recording.recordedEventTypes);
    const terms = formulas.map(({ name, formula }) => [
      name,
      formula?.map(({ coefficient, eventType }) => `${coefficient} ${eventType}`).join(' + '),
    ]);
    expect(terms).toEqual([
      ['L1m', '1 I1mr + 1 D1mr'],
      ['Bm', '1 Bim'],
      ['CEst', '1 Ir + 10 Bm + 10 L1m'],
    ]);
  });

  it('of files with instructions alone offer no formula', async () => {
    expect(await typesOf('events: Ir')).toHaveLength(1);
  });

  it('named by several parts in another order are matched by name, with a warning', async () => {
    const input = `${header('part: 1')}part: 2\nevents: Cycles Ir\nfn=main\n1 50 100\n`;
    const recording = await recordingOf(callgrindReader, input);
    expect(recording.eventTypes.map(({ name }) => name)).toEqual(['Ir', 'Cycles']);
    expect(new Described(recording, valgrind).totals()).toEqual([110, 50]);
    expect(codesOf(recording.diagnostics)).toEqual(['event-types-differ']);
  });
});

describe('parts', () => {
  it('begin with part:, thread: or events: after body lines, and inherit what they omit', async () => {
    const input = `${header('pid: 7', 'cmd: x', 'part: 1', 'desc: Trigger: first')}part: 2\nfn=main\n1 5\nthread: 3\nfn=main\n1 6\n`;
    const { parts } = await recordingOf(callgrindReader, input);
    expect(parts).toEqual([
      { file: 'test', pid: 7, part: 1, label: 'first' },
      { file: 'test', pid: 7, part: 2, label: 'x' },
      { file: 'test', pid: 7, part: 2, thread: 3, label: 'x' },
    ]);
  });

  it('do not begin with header lines before the first cost', async () => {
    const { parts } = await recordingOf(callgrindReader, 'events: Ir\nfl=a\nthread: 2\npart: 1\nfn=f\n1 2\n');
    expect(parts).toEqual([{ file: 'test', thread: 2, part: 1 }]);
  });

  it('keep the totals they state, which are compared with the sum of the costs', async () => {
    const recording = await recordingOf(callgrindReader, `${header()}summary: 12345\n`);
    expect(recording.parts[0].statedTotals).toEqual([{ eventType: 'Ir', value: 12345 }]);
    expect(recording.diagnostics).toMatchObject([
      {
        code: 'summary-differs',
        message: 'summary: says 12,345 Ir, the cost lines add up to 10; shares use the sum.',
        place: { line: 5 },
      },
    ]);
  });

  it.each([
    ['summary: 12 10\n', 'summary: says 12 Ir, the cost lines add up to 10; shares use the sum.', 'info'],
    [
      'summary: 99 7\n\ntotals: 99 7\n',
      'summary: and totals: say 99 Ir and 7 Dr, the cost lines add up to 10 Ir and 10 Dr; shares use the sum.',
      'warning',
    ],
    [
      'summary: 99\n\ntotals: 12 12\n',
      'summary: says 99 Ir, totals: says 12 Ir and 12 Dr, the cost lines add up to 10 Ir and 10 Dr; shares use the sum.',
      'warning',
    ],
    ['summary: 10 10\n\ntotals: 10\n', undefined, undefined],
  ])('that differ from the costs are one note: %j', async (lines, message, severity) => {
    const text = `${header().replace('events: Ir', 'events: Ir Dr')}${lines}`.replace(/^1 10$/m, '1 10 10');
    const { diagnostics } = await recordingOf(callgrindReader, text);
    expect(diagnostics.map((one) => [one.message, one.severity])).toEqual(
      message === undefined ? [] : [[message, severity]],
    );
  });
});
