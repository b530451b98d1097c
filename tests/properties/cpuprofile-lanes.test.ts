/**
 * A .cpuprofile is read by shortcuts where it is written as V8 writes it, and byte by byte elsewhere. Both are the same recording, or the same
 * error at the same place, whatever stands in the file: blocks of one byte never take a shortcut.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuprofileReader } from '../../shared/formats/cpuprofile.ts';
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
});
