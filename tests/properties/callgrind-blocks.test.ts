// However the bytes of a callgrind file come, the recording is the same: all columns, texts, diagnostics with their lines and counts. Cut into chunks anywhere, cut into
// blocks that other threads tokenize, and read line by line by the careful reader alone, which a blank before every line brings about.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../shared/base/byte-source.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import {
  callLines,
  names,
  nameWords,
  oddCallLines,
  oddNumbers,
  otherLines,
  usualNumbers,
} from '../support/callgrind-oddities.ts';
import { listFixtureCases } from '../support/fixture-cases.ts';
import { memorySource } from '../support/memory-source.ts';
import { preparedSource } from '../support/prepared-source.ts';

/** Everything that a recording says, the kind of each column included, or why it cannot be read. */
async function contentOf(source: ByteSource): Promise<string> {
  const builder = new RecordingBuilder();
  const result = await callgrindReader.read(source, builder, new AbortController().signal);
  if (!result.ok) return JSON.stringify(result.error);
  return JSON.stringify(
    builder.finish(),
    (_, value: unknown) => (ArrayBuffer.isView(value) ? columnText(value as Uint8Array) : value),
    1,
  );
}

function columnText(column: Uint8Array): string {
  return `${column.constructor.name} ${column.join(' ')}`;
}

const LF = 10;

/** Every line begins with a blank: none is for the fast path. */
function indented(content: Uint8Array): Uint8Array {
  const ends = content.reduce((count, byte) => (byte === LF ? count + 1 : count), 0);
  const result = new Uint8Array(content.length + ends + 1);
  let at = 0;
  const bom = content[0] === 0xef && content[1] === 0xbb;
  if (!bom) result[at++] = 32;
  for (const byte of content) {
    result[at++] = byte;
    if (byte === LF) result[at++] = 32;
  }
  // A blank behind the last line feed would be a line without an end.
  return result.slice(0, content.at(-1) === LF ? at - 1 : at);
}

function cutOnce(content: Uint8Array, cut: number): ByteSource {
  const source = memorySource('test', content);
  return {
    ...source,
    async *chunks() {
      for (const piece of [content.slice(0, cut), content.slice(cut)]) {
        if (piece.length === 0) continue;
        yield await Promise.resolve(piece);
        piece.fill(0);
      }
    },
  };
}

/** Where lines begin. */
function lineStarts(content: Uint8Array): number[] {
  const starts: number[] = [];
  for (let at = 1; at < content.length; at++) if (content[at - 1] === LF) starts.push(at);
  return starts;
}

function spread(places: readonly number[], howMany: number): number[] {
  const step = Math.max(1, Math.ceil(places.length / howMany));
  return places.filter((_, i) => i % step === 0);
}

/** Cuts at every byte and every line at once, and at single places: all where the file is small. */
async function cutEverywhere(content: Uint8Array): Promise<void> {
  const expected = await contentOf(memorySource('test', content));
  const expectSame = async (source: ByteSource): Promise<void> => {
    const found = await contentOf(source);
    // Comparing first saves the picture of the difference where there is none.
    if (found !== expected) expect(found).toBe(expected);
  };
  // Bare carriage returns are line ends only where there is no line feed.
  if (content.includes(LF)) await expectSame(memorySource('test', indented(content)));
  for (const size of [1, 7, 61, 1000]) {
    await expectSame(memorySource('test', content, size));
    const shape = { beginning: size, blockBytes: size, blockWords: 100 + size * 2, lead: size % 4 };
    await expectSame(preparedSource(content, shape));
  }
  const howMany = Math.ceil(Math.min(80, 100_000 / content.length));
  const anywhere = Array.from(content.keys()).slice(1);
  for (const cut of [...spread(lineStarts(content), howMany), ...spread(anywhere, howMany)]) {
    await expectSame(cutOnce(content, cut));
    const rest = content.length - cut;
    await expectSame(
      preparedSource(content, { beginning: cut, blockBytes: rest, blockWords: 100 + (rest % 5) * rest, lead: 0 }),
    );
  }
}

function unpacked(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return new Uint8Array(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

const fixtures = listFixtureCases()
  .filter(({ format }) => format === 'callgrind' || format === 'cachegrind')
  .flatMap(({ name, folder, inputs }) =>
    inputs.map((input) => ({ name: `${name}/${input}`, path: join(folder, input) })),
  );

test.each(fixtures)('$name is the same recording however its bytes come', async ({ path }) => {
  await cutEverywhere(unpacked(path));
});

const badFolder = join(import.meta.dirname, '../../fixtures/bad');
const badFiles = readdirSync(badFolder).filter((name) => /callgrind/.test(name) && !name.endsWith('.gz'));

test.each(badFiles)('bad/%s is the same recording, or the same error, however its bytes come', async (name) => {
  await cutEverywhere(unpacked(join(badFolder, name)));
});

const costLine = (numbers: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...numbers), { minLength: 1, maxLength: 5 }).map((columns) => columns.join(' '));
const nameLine = fc
  .tuple(fc.constantFrom(...nameWords), fc.constantFrom(...names))
  .map(([word, name]) => `${word}=${name}`);
const anyLine = fc.oneof(
  { arbitrary: costLine(usualNumbers), weight: 6 },
  { arbitrary: costLine([...usualNumbers, ...oddNumbers]), weight: 2 },
  { arbitrary: nameLine, weight: 5 },
  { arbitrary: fc.constantFrom(...callLines), weight: 3 },
  { arbitrary: fc.constantFrom(...oddCallLines), weight: 1 },
  { arbitrary: fc.constantFrom(...otherLines), weight: 1 },
);
const withEnds = (lines: readonly string[], end: string): string => lines.map((line) => line + end).join('');

/** Few names under few numbers, so that numbers are given anew where something still waits for its cost. */
const fewNames = fc.constantFrom(
  ...['fn', 'cfn', 'fl', 'fi', 'cfi', 'ob', 'cob', 'jfi', 'jfn'].flatMap((word) =>
    ['(1)', '(2)', '(1) a', '(1) b', '(2) a', '(2) b', 'a', 'b'].map((name) => `${word}=${name}`),
  ),
);
const fewCosts = fc.constantFrom('5 5', '+1 3', '* 7 1', '9');
const waiting = fc.constantFrom('calls=1 1', 'calls=2 +3', 'jump=3 7', 'jcnd=1/2 8', 'part: 2');
const fewLine = fc.oneof(
  { arbitrary: fewNames, weight: 5 },
  { arbitrary: fewCosts, weight: 4 },
  { arbitrary: waiting, weight: 2 },
);

test.each([
  ['Any lines', anyLine, ['line', 'instr', 'instr line', 'instr bb line']],
  ['Lines with few names', fewLine, ['line', 'instr line']],
] as const)('%s are the same recording however their bytes come', async (_, line, layouts) => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...layouts),
      fc.array(line, { maxLength: 60 }),
      fc.constantFrom('\n', '\r\n', ' \n'),
      fc.nat(),
      async (positions, lines, end, seed) => {
        const head = ['version: 1', `positions: ${positions}`, 'events: Ir Dr', 'fn=(1) one', '5 5'];
        const content = new TextEncoder().encode(withEnds([...head, ...lines], end));
        const expected = await contentOf(memorySource('test', content));
        expect(await contentOf(memorySource('test', indented(content)))).toBe(expected);
        expect(await contentOf(memorySource('test', content, 1 + (seed % 50)))).toBe(expected);
        const shape = {
          beginning: 1 + (seed % 150),
          blockBytes: 1 + (seed % 333),
          blockWords: 100 + (seed % 500),
          lead: seed % 5,
        };
        expect(await contentOf(preparedSource(content, shape))).toBe(expected);
      },
    ),
    { numRuns: 300 },
  );
});

describe('what a block cannot know', () => {
  const header = 'version: 1\ncreator: test\npositions: line\nevents: Ir Dr\n\n';
  const blocks = (from: number, to: number, cost: (n: number) => string): string => {
    let text = '';
    for (let n = from; n < to; n++)
      text += `fl=(${n % 5})\nfn=(${n % 7})\n${n} ${cost(n)}\n+1 2\ncfn=(${(n + 3) % 7})\ncalls=2 5\n* 30\n`;
    return text;
  };
  const named = (last: number): string => {
    let text = '';
    for (let n = 0; n < last; n++) text += `fl=(${n % 5}) file ${n % 5}\nfn=(${n}) function ${n}\n1 1\n`;
    return text;
  };
  const parts = (positions: readonly string[]): string =>
    positions.map((kinds, n) => `part: ${n}\npositions: ${kinds}\n${blocks(0, 9, () => '3')}`).join('');
  const odd: Record<string, string> = {
    'numbers without names': header + named(4) + blocks(0, 40, (n) => `${n}`),
    'costs with fractions': header + named(7) + blocks(0, 40, (n) => `0.${n}`),
    'costs beyond 2^53': header + named(7) + blocks(0, 40, (n) => `${2 ** 52 + n} 1`),
    'numbers named a second time':
      header + named(7) + blocks(0, 20, (n) => `${n}`) + 'fn=(2) other\n1 1\n' + blocks(0, 20, (n) => `${n}`),
    'numbers named anew between a name and its first cost':
      header + named(7) + 'fn=(2)\ncfn=(2) other\ncalls=1 1\n3 3\n4 4\ncfn=(3)\njfn=(3) third\ncalls=1 1\n5 5\n',
    'several parts': [1, 2, 3]
      .map((part) => `${header}part: ${part}\n${named(7)}${blocks(0, 12, () => `${part}`)}totals: 5 6\n`)
      .join(''),
    'parts with other event types': `${header}${named(7)}${blocks(0, 12, () => '3')}\nevents: Bi Dr Ir\npart: 2\n${blocks(0, 12, () => '1 2 3')}`,
    'parts with other positions':
      header + named(7) + parts(['line', 'instr line', 'instr', 'line', 'instr bb line', 'line']),
    'other positions at every line':
      header + named(7) + 'positions: instr line\n3 4 5\npositions: line\n3 4 5\n'.repeat(40),
    'calls that never cost':
      header + named(7) + blocks(0, 12, () => '3').replaceAll('* 30\n', '') + blocks(0, 12, () => '3'),
    'jumps that wait':
      header +
      named(7) +
      blocks(0, 12, () => '3').replaceAll('+1 2\n', 'jfi=(2)\njump=3 7\n') +
      blocks(0, 12, () => '3'),
    'lines longer than a block': `${header}${named(7)}fn=${'n'.repeat(70_000)}\n${blocks(0, 30, () => '3')}# ${'c'.repeat(70_000)}\n${blocks(0, 30, () => '3')}`,
    'lines out of range': header + named(7) + blocks(0, 30, () => '3').replaceAll('+1 2', '+3000000000 2'),
    'relative positions': header + named(7) + blocks(0, 30, () => '3').replaceAll(/\n(\d+) 3/g, '\n+$1 3'),
    'no line feed at the end': `${header}${named(7)}${blocks(0, 30, () => '3')}9 9`,
    'blank lines only': `${header}${'\n'.repeat(3000)}fn=x\n1 1\n`,
  };

  test.each(Object.keys(odd))('%s', async (what) => {
    await cutEverywhere(new TextEncoder().encode(odd[what]));
  });
});

test('Reading that is cancelled or fails between blocks wants no more of them', async () => {
  const functions = Array.from({ length: 400 }, (_, i) => `fn=(${i}) function${i}\n1 1\n2 1\n`);
  const content = new TextEncoder().encode(`version: 1\nevents: Ir\n\n${functions.join('\n')}`);
  const shape = { beginning: 200, blockBytes: 1000, blockWords: 1000, lead: 2 };
  const source = preparedSource(content, shape);
  const stop = new AbortController();
  // The first turn is that behind the first block.
  const turn = (): Promise<void> => Promise.resolve(stop.abort());
  const read = await callgrindReader.read({ ...source, turn }, new RecordingBuilder(), stop.signal);
  expect(read).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect([source.blocks(), source.ended()]).toEqual([1, 1]);

  const broken = new TextEncoder().encode(`version: 1\n${'fn=(1) a\n'.repeat(40)}1 1\n${'fn=(1)\n'.repeat(4000)}`);
  const brokenSource = preparedSource(broken, { ...shape, beginning: 1 });
  const { signal } = new AbortController();
  const result = await callgrindReader.read(brokenSource, new RecordingBuilder(), signal);
  expect(result).toMatchObject({ ok: false, error: { kind: 'broken', place: { line: 42 } } });
  expect([brokenSource.blocks(), brokenSource.ended()]).toEqual([1, 1]);
});
