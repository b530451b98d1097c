/**
 * A .cpuprofile is read by shortcuts where it is written as V8 writes it, and byte by byte elsewhere. Both are the same recording, or the same
 * error at the same place, whatever stands in the file: blocks of one byte never take a shortcut.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CpuprofileContent } from '../../shared/formats/cpuprofile/content.ts';
import { KEYS } from '../../shared/formats/cpuprofile/keys.ts';
import { cpuprofileReader } from '../../shared/formats/cpuprofile.ts';
import { JsonStream } from '../../shared/formats/support/json-stream.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { memorySource } from '../support/memory-source.ts';

/** Shortcuts keep away from the end of a block: what is behind the profile keeps it away from the end. */
const BEHIND = ' '.repeat(400);

async function outcome(text: string, chunkSize: number): Promise<unknown> {
  const builder = new RecordingBuilder();
  const source = memorySource('x.cpuprofile', text + BEHIND, chunkSize);
  const read = await cpuprofileReader.read(source, builder, new AbortController().signal);
  return read.ok ? builder.finish() : read.error;
}

const whole = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.constantFrom(0, -1, 1.5, 1e9, 9_999_999_999, 123_456_789_012_345, 2 ** 53),
);
const text = fc.oneof(
  fc.constantFrom('', 'main', 'parse', 'ä', 'a"b', 'a\\b', '\n', '\ud800', 'x'.repeat(300)),
  fc.string(),
);
const frame = fc.record(
  {
    functionName: text,
    scriptId: fc.oneof(fc.constantFrom('0', '7', '70000', 'x', '-1'), fc.integer({ min: 0, max: 9 })),
    url: fc.oneof(fc.constantFrom('', 'file:///srv/a.js', 'file:///srv/a.jsx', 'node:fs'), text),
    lineNumber: whole,
    columnNumber: whole,
    more: fc.constant(null),
  },
  { requiredKeys: ['functionName'] },
);
const node = fc.record(
  {
    id: whole,
    callFrame: frame,
    hitCount: whole,
    children: fc.array(whole, { maxLength: 3 }),
    parent: whole,
    positionTicks: fc.array(fc.record({ line: whole, ticks: whole }), { maxLength: 3 }),
    deoptReason: fc.constantFrom('', 'no reason', 'Insufficient type feedback', 'no reason at all'),
    more: fc.constant([{}]),
  },
  { requiredKeys: ['callFrame'] },
);
/** As V8 writes them: fields in its order, none missing. */
const usual = fc.record({
  id: fc.integer({ min: 1, max: 20 }),
  callFrame: fc.record({
    functionName: fc.constantFrom('', 'main', 'parse', '(root)', '(idle)'),
    scriptId: fc.constantFrom('0', '7', '8'),
    url: fc.constantFrom('', 'file:///srv/a.js', 'file:///srv/b.js'),
    lineNumber: fc.integer({ min: -1, max: 90 }),
    columnNumber: fc.integer({ min: -1, max: 90 }),
  }),
  hitCount: fc.integer({ min: 0, max: 9 }),
});
const profile = fc.record(
  {
    nodes: fc.array(fc.oneof(usual, usual, node), { minLength: 1, maxLength: 6 }),
    startTime: fc.constant(100),
    endTime: fc.integer({ min: 0, max: 900 }),
    samples: fc.array(whole, { maxLength: 40 }),
    timeDeltas: fc.array(fc.oneof(fc.integer({ min: -5, max: 90 }), whole), { maxLength: 40 }),
  },
  { requiredKeys: ['nodes', 'samples'] },
);
const spaces = fc.constantFrom(undefined, 1, '\t');

/** Every second one has a field more than V8 writes. */
function nodeOf(id: number): string {
  const frame = { functionName: `f${id}`, scriptId: '7', url: 'file:///srv/a.js', lineNumber: 1, columnNumber: 2 };
  return JSON.stringify({ id, callFrame: frame, hitCount: 3, ...(id % 2 === 0 ? { parent: 1 } : {}) });
}

describe('The shortcuts for .cpuprofile', () => {
  it('read the same as the long way', async () => {
    await fc.assert(
      fc.asyncProperty(profile, spaces, async (value, space) => {
        const json = JSON.stringify(value, null, space);
        expect(await outcome(json, json.length + BEHIND.length)).toEqual(await outcome(json, 1));
      }),
      { numRuns: 400 },
    );
  });

  it('find the same damage at the same place', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:0-9e. \\x\u0001')), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(profile, changes, async (value, edits) => {
        const characters = [...JSON.stringify(value)];
        for (const [at, character] of edits) characters[at % characters.length] = character;
        const json = characters.join('');
        expect(await outcome(json, json.length * 4 + BEHIND.length)).toEqual(await outcome(json, 1));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['numbers with fractions', 300, 'samples', (i: number) => `${i}.0,`],
    ['numbers of ten digits', 300, 'timestamps', (i: number) => `${1_000_000_000 + i},`],
    ['numbers with blanks behind them', 300, 'timeDeltas', (i: number) => `${i} ,`],
    ['every second node', 80, 'nodes', (i: number) => `${nodeOf(i)},`],
  ] as const)('do not look at what follows over and over where they step back: %s', (_, most, key, item) => {
    const items = Array.from({ length: 5000 }, (_, i) => item(i + 1));
    const bytes = new TextEncoder().encode(`{"${key}":[${items.join('').slice(0, -1)}]}${BEHIND}`);
    let looked = 0;
    bytes.subarray = (start = 0, end = bytes.length) => {
      looked += Math.min(end, bytes.length) - start;
      return Uint8Array.prototype.subarray.call(bytes, start, end) as Uint8Array<ArrayBuffer>;
    };
    const stream = new JsonStream(new CpuprofileContent(new RecordingBuilder()), KEYS);
    stream.feed(bytes);
    stream.finish();
    expect(stream.error).toBeUndefined();
    expect(looked / bytes.length).toBeLessThan(most);
  });
});
