/**
 * Every form of a .cpuprofile that exists: links as children or parents, the old tree under `head`, files without times, without
 * samples, with samples out of order. One small recording in all of them: seven samples 100 µs apart, 100 µs after the start,
 * parse 3, render 2, main itself 1, idle 1. Real recordings are compared in the fixtures.
 */
import { describe, expect, it } from 'vitest';
import { arrayOf } from '../../shared/base/columns.ts';
import { cpuprofileReader } from '../../shared/formats/cpuprofile.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { functionFile, functionName } from '../../shared/model/texts.ts';
import { memorySource } from '../support/memory-source.ts';
import { codesOf, readMemory, recordingOf } from '../support/read-memory.ts';

interface TestNode {
  id: number | string;
  callFrame: { functionName: string; scriptId: string; url: string; lineNumber: number; columnNumber: number };
  hitCount?: number;
  children?: (number | string)[];
  parent?: number;
  positionTicks?: { line: number; ticks: number }[];
}

const frame = (functionName: string, url: string, lineNumber: number): TestNode['callFrame'] => ({
  functionName,
  scriptId: '1',
  url,
  lineNumber,
  columnNumber: url === '' ? -1 : 0,
});

const nodes: TestNode[] = [
  { id: 1, callFrame: frame('(root)', '', -1), hitCount: 0, children: [2, 5] },
  { id: 2, callFrame: frame('main', 'file:///srv/a.js', 1), hitCount: 1, children: [3, 4] },
  { id: 3, callFrame: frame('parse', 'file:///srv/a.js', 10), hitCount: 3 },
  { id: 4, callFrame: frame('', 'file:///srv/a.js', 20), hitCount: 2 },
  { id: 5, callFrame: frame('(idle)', '', -1), hitCount: 1 },
];
const timeDeltas = [100, 100, 100, 100, 100, 100, 100];
const samples = [3, 3, 3, 4, 4, 2, 5];
const profile = { nodes, startTime: 1_000_000, endTime: 1_000_800, samples, timeDeltas };
const parents: Record<number, number> = { 2: 1, 3: 2, 4: 2, 5: 1 };
const withParents = nodes.map(({ children, ...node }) => ({ ...node, parent: parents[Number(node.id)] }));

const byTime = [
  'main file:///srv/a.js:2:1 100 1',
  'main > parse file:///srv/a.js:11:1 300 3',
  'main > (anonymous) file:///srv/a.js:21:1 200 2',
  '(idle) -:-1:-1 100 1',
];

/** A line for each context: chain of names, place, costs. */
function print(recording: Recording): string[] {
  const { contexts, functions } = recording;
  const chains: string[] = [];
  for (let row = 0; row < contexts.length; row++) {
    const fn = arrayOf(contexts.function)[row] as FunctionIndex;
    const parent = arrayOf(contexts.parent)[row];
    chains.push(`${parent < 0 ? '' : `${chains[parent]} > `}${functionName(recording, fn)}`);
  }
  return chains.map((chain, row) => {
    const fn = arrayOf(contexts.function)[row] as FunctionIndex;
    const place = `${functionFile(recording, fn) ?? '-'}:${functions.startLine[fn]}:${functions.startColumn[fn]}`;
    const costs = contexts.self.map((column) => (column === undefined ? 0 : arrayOf(column)[row]));
    return `${chain} ${place} ${costs.join(' ')}`;
  });
}

async function read(value: unknown): Promise<Recording> {
  return await recordingOf(cpuprofileReader, JSON.stringify(value));
}

describe('a .cpuprofile', () => {
  it('has the time from each sample to the next, and the time of the last up to the end', async () => {
    const recording = await read(profile);
    expect(print(recording)).toEqual(byTime);
    expect(recording.eventTypes.map(({ name, unit }) => `${name} ${unit}`)).toEqual([
      'Time microseconds',
      'Samples count',
    ]);
    expect(recording.facts).toMatchObject({
      contexts: 'recorded',
      samples: 'recorded',
      calls: 'absent',
      lines: 'absent',
    });
    expect(Array.from(arrayOf(recording.samples.time))).toEqual([100, 200, 300, 400, 500, 600, 700]);
    expect(Array.from(arrayOf(recording.samples.weight))).toEqual([100, 100, 100, 100, 100, 100, 100]);
    expect(recording.idleFunctions.map((fn) => functionName(recording, fn))).toEqual(['(idle)']);
    expect(recording.diagnostics.map(({ message }) => message)).toEqual([
      'The first 100 µs passed before the first sample; no function is charged with them.',
    ]);
  });

  it.each([
    ['parents instead of children', { ...profile, nodes: withParents }],
    ['both kinds of links', { ...profile, nodes: [...nodes.slice(0, 3), ...withParents.slice(3)] }],
    ['children before their parents', { ...profile, nodes: [...nodes].reverse() }],
    [
      'ids that are large and negative',
      JSON.parse(JSON.stringify(profile).replaceAll(/\b3\b(?=[,\]}])/g, '-9000000000')),
    ],
    [
      'samples out of order in time',
      { ...profile, samples: [3, 4, 3, 3, 4, 2, 5], timeDeltas: [100, 300, -200, 100, 200, 100, 100] },
    ],
  ])('with %s is the same', async (_, variant) => {
    expect(print(await read(variant)).map((line) => line.replace(/ \d+$/, ''))).toEqual(
      expect.arrayContaining(byTime.map((line) => line.replace(/ \d+$/, ''))),
    );
  });

  it('in the old form is the same: seconds, lines from 1, nodes inside of nodes', async () => {
    const inside = (id: number): object => {
      const { callFrame, children, ...node } = nodes[id - 1];
      const place = { lineNumber: callFrame.lineNumber + 1, columnNumber: callFrame.columnNumber + 1 };
      return {
        ...callFrame,
        ...place,
        callUID: id,
        children: (children ?? []).map((child) => inside(Number(child))),
        ...node,
      };
    };
    const timestamps = [100, 200, 300, 400, 500, 600, 700].map((time) => 1_000_000_000 + time);
    const old = await read({
      typeId: 'CPU',
      title: 'Profile 1',
      head: inside(1),
      startTime: 1000,
      endTime: 1000.0008,
      samples,
      timestamps,
    });
    expect(print(old)).toEqual(byTime);
    expect(old.properties).toEqual([{ name: 'Title', value: 'Profile 1' }]);
  });

  it('without times gives every sample an equal share, as an estimate with a warning', async () => {
    const recording = await read({ ...profile, timeDeltas: undefined });
    expect(print(recording)[1]).toBe(`main > parse file:///srv/a.js:11:1 ${(800 / 7) * 3} 3`);
    expect(recording.facts.samples).toBe('estimated');
    expect(codesOf(recording.diagnostics)).toEqual(['no-sample-times']);
  });

  it('without times, start and end has samples only', async () => {
    const recording = await read({ nodes, samples });
    expect(print(recording)[1]).toBe('main > parse file:///srv/a.js:11:1 0 3');
    expect(recording.eventTypes[recording.preferredEventType].name).toBe('Samples');
  });

  it('without samples has the hits of its nodes and a share of the time by hits', async () => {
    const recording = await read({ ...profile, endTime: 1_000_700, samples: undefined, timeDeltas: undefined });
    expect(print(recording)).toEqual(byTime);
    expect(recording.facts.samples).toBe('absent');
    expect(codesOf(recording.diagnostics)).toEqual(['no-samples']);
  });

  it('with a list twice has what both hold, with a warning', async () => {
    const text = JSON.stringify(profile).replace('"timeDeltas"', '"samples":[5],"timeDeltas"').replace(']}', ',100]}');
    const recording = await recordingOf(cpuprofileReader, text);
    expect(recording.samples.length).toBe(8);
    expect(codesOf(recording.diagnostics)).toContain('second-list');
  });

  it('with nodes inside of nodes in the list has them as roots, with a warning', async () => {
    const inner = { ...nodes[2], children: [] };
    const recording = await recordingOf(
      cpuprofileReader,
      JSON.stringify({ ...profile, nodes: [{ ...nodes[1], children: [inner] }], samples: [3, 3, 3, 2, 2, 2, 2] }),
    );
    expect(codesOf(recording.diagnostics)).toContain('nested-node');
    expect(print(recording)).toContain('parse file:///srv/a.js:11:1 300 3');
  });

  it('finds an id of −0, which is 0, among ids of any kind', async () => {
    const text = JSON.stringify({
      ...profile,
      nodes: [
        { ...nodes[1], id: 0, children: [1.5] },
        { ...nodes[2], id: 1.5 },
      ],
      samples: [0, 1.5],
    });
    const recording = await recordingOf(cpuprofileReader, text.replace('"samples":[0', '"samples":[-0'));
    expect(codesOf(recording.diagnostics)).not.toContain('unknown-sample');
  });

  it('takes hits that cannot be for none, with a warning', async () => {
    const text = JSON.stringify({ ...profile, samples: undefined }).replace('"hitCount":3', '"hitCount":1e999');
    const recording = await recordingOf(cpuprofileReader, text);
    expect(print(recording)[1]).toBe('main > parse file:///srv/a.js:11:1 0 0');
    expect(codesOf(recording.diagnostics)).toEqual(['odd-count', 'no-samples']);
  });

  it('keeps the lines that were running', async () => {
    const [root, main, parse, ...others] = nodes;
    const ticks = [
      { line: 12, ticks: 2 },
      { line: 14, ticks: 1 },
    ];
    const recording = await read({ ...profile, nodes: [root, main, { ...parse, positionTicks: ticks }, ...others] });
    expect(Array.from(arrayOf(recording.lines.line))).toEqual([12, 14]);
    expect(recording.lines.self.map((column) => (column === undefined ? [] : Array.from(arrayOf(column))))).toEqual([
      [],
      [2, 1],
    ]);
    expect(recording.facts.lines).toBe('recorded');
  });

  it('counts a sample of (root) for (program) and one of no node for (unknown)', async () => {
    const recording = await read({ ...profile, samples: [1, 3, 3, 99, 4, 2, 5] });
    expect(print(recording).slice(-2)).toEqual(['(program) -:-1:-1 100 1', '(unknown) -:-1:-1 100 1']);
    expect(codesOf(recording.diagnostics)).toContain('unknown-sample');
  });

  it('has process and thread where Node’s own file name tells them', async () => {
    const builder = new RecordingBuilder();
    const source = memorySource('CPU.20260102.030405.1234.2.001.cpuprofile', JSON.stringify(profile));
    await cpuprofileReader.read(source, builder, new AbortController().signal);
    expect(builder.finish().parts).toEqual([{ file: source.name, pid: 1234, thread: 2 }]);
  });

  it.each([
    [
      'a loop',
      { ...profile, nodes: [nodes[0], nodes[1], { ...nodes[2], children: [2] }, ...nodes.slice(3)] },
      'node 2 is among its own ancestors, so the calls form no tree',
    ],
    [
      'a loop apart from the root',
      { ...profile, nodes: [...nodes, { ...nodes[2], id: 8, children: [9] }, { ...nodes[2], id: 9, children: [8] }] },
      'node 9 is among its own ancestors, so the calls form no tree',
    ],
    ['no nodes', { ...profile, nodes: [] }, 'its list of nodes is empty: nothing was recorded'],
    [
      'lists where nodes belong',
      { ...profile, nodes: [[[]], [], 7] },
      'nothing in its list of nodes is a node: each is an object that names a function',
    ],
    [
      'nothing measured',
      { nodes: nodes.map(({ hitCount, ...node }) => node) },
      'it has neither samples nor hit counts: nothing was measured',
    ],
  ])('with %s is refused', async (_, value, message) => {
    expect((await readMemory(cpuprofileReader, JSON.stringify(value))).error).toMatchObject({
      kind: 'broken',
      message,
    });
  });

  it('is refused as cut off at every length before the end of its nodes, with the place', async () => {
    const text = JSON.stringify(profile);
    for (let length = 1; length < text.indexOf('"startTime"') - 1; length++) {
      const { error } = await readMemory(cpuprofileReader, text.slice(0, length));
      expect(error, `cut at ${length}`).toMatchObject({ kind: 'broken', place: { byte: length } });
    }
  });

  it.each([
    ['the first', '"main"', '1 of them was'],
    ['the last', '"(idle)"', '4 of them were'],
  ])('that is cut within %s of its nodes says how many there were', async (_, name, read) => {
    const text = JSON.stringify(profile);
    const { error } = await readMemory(cpuprofileReader, text.slice(0, text.indexOf(name)));
    expect(error).toMatchObject({
      message: `the file is cut off among its nodes: ${read} read to the end`,
      hint: 'copy the file again, or record again with `node --cpu-prof`',
    });
  });

  describe('that is cut off behind its nodes', () => {
    const text = JSON.stringify(profile);
    const upTo = async (end: string, from = text): Promise<Recording> =>
      await recordingOf(cpuprofileReader, from.slice(0, from.indexOf(end) + end.length));
    const told = ({ diagnostics }: Recording): string[] =>
      diagnostics.map(({ severity, message }) => `${severity}: ${message}`);
    const again = 'Copy it again, or record again with `node --cpu-prof`.';

    it('opens at every length, and says that it is cut', async () => {
      for (let length = text.indexOf('"startTime"'); length < text.length; length++) {
        const recording = await recordingOf(cpuprofileReader, text.slice(0, length));
        const [first] = recording.diagnostics;
        expect(first, `cut at ${length}`).toMatchObject({
          code: 'file-cut',
          severity: 'error',
          place: { byte: length },
        });
        expect(print(recording).length, `cut at ${length}`).toBe(4);
      }
    });

    it('counts hits where samples are missing: all of them, with the whole time shared out', async () => {
      const recording = await upTo('[3,3,3,');
      expect(told(recording)).toEqual([
        `error: The file is cut off. The hits of its nodes count, not its samples. Times are estimates: the whole time shared out by hits. ${again}`,
      ]);
      const estimated = [1, 3, 2, 1].map((hits) => hits * (800 / 7));
      expect(recording.contexts.self[0] && [...arrayOf(recording.contexts.self[0])]).toEqual(estimated);
      expect(recording.facts.samples).toBe('absent');
    });

    it('counts the samples that there are where nodes have no hits, without a time', async () => {
      const without = JSON.stringify({ ...profile, nodes: nodes.map(({ hitCount, ...node }) => node) });
      const recording = await upTo('[3,3,3,4,', without);
      expect(told(recording)).toEqual([
        `error: The file is cut off. 4 samples and 0 time steps were read. ${again}`,
        'warning: The file has no times: only the number of samples is known.',
      ]);
      expect(recording.contexts.self.map((column) => column && [...arrayOf(column)])).toEqual([
        undefined,
        [0, 3, 1, 0],
      ]);
    });

    it('shares out the rest of the time where steps are missing', async () => {
      const recording = await upTo('"timeDeltas":[100,100,');
      expect(told(recording)).toEqual([
        `error: The file is cut off. 7 samples and 2 time steps were read. ${again}`,
        'warning: There are fewer time steps than samples; the samples without one share the rest of the time equally.',
      ]);
      expect(print(recording)).toEqual(byTime);
    });

    it('is the whole recording where only brackets are missing', async () => {
      expect(print(await upTo('"timeDeltas":[100,100,100,100,100,100,100]'))).toEqual(byTime);
    });
  });

  it.each([1, 7, 64])('is the same recording in chunks of %i bytes', async (chunkSize) => {
    const text = JSON.stringify(
      {
        ...profile,
        title: 'Grüße \u{1f600} \ud800',
        nodes: [...nodes, { ...nodes[2], id: 7, extra: { a: [1.5e3, null, '\\"'] } }],
      },
      null,
      1,
    );
    expect((await readMemory(cpuprofileReader, text, chunkSize)).recording).toEqual(
      await recordingOf(cpuprofileReader, text),
    );
  });

  it('may be nested 300,000 deep where nobody looks', async () => {
    const text = JSON.stringify(profile).replace('{', `{"other":${'['.repeat(300_000)}${']'.repeat(300_000)},`);
    expect(print(await recordingOf(cpuprofileReader, text))).toEqual(byTime);
  });

  it('is given up soon after a cancellation', async () => {
    const stop = new AbortController();
    stop.abort();
    const read = await cpuprofileReader.read(
      memorySource('test', JSON.stringify(profile), 10),
      new RecordingBuilder(),
      stop.signal,
    );
    expect(read).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});
