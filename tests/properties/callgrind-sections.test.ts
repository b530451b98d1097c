// A callgrind file cut into sections that are read by themselves is the same recording as read by one reader: all columns, texts,
// diagnostics with their lines and counts; wherever it is cut.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../shared/base/byte-source.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { listFixtureCases } from '../support/fixture-cases.ts';
import { memorySource } from '../support/memory-source.ts';
import { sectionedSource } from '../support/section-source.ts';

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

/** Offsets of all `fn=` lines. */
function functionLines(content: Uint8Array): number[] {
  const text = Buffer.from(content).toString('latin1');
  return Array.from(text.matchAll(/^fn=/gm), ({ index }) => index);
}

interface Counted {
  /** Sections that were read by themselves. */
  cuts: number;
  /** Sections that one reader had to read after all. */
  readAgain: number;
}

/** Cuts at about `howMany` of the file's functions, and goes on from there in 1, 2 and 5 sections. */
async function cutEverywhere(content: Uint8Array, howMany: number): Promise<Counted> {
  const expected = await contentOf(memorySource('test', content));
  const places = functionLines(content);
  const counted: Counted = { cuts: 0, readAgain: 0 };
  for (let i = 0; i < places.length; i += Math.max(1, Math.floor(places.length / howMany))) {
    const rest = content.length - places[i];
    for (const sections of [1, 2, 5]) {
      const source = sectionedSource(content, Math.max(1, places[i]), Math.max(1, Math.floor(rest / sections / 1.1)));
      expect(await contentOf(source)).toBe(expected);
      counted.cuts += source.cuts.length;
      counted.readAgain += source.readAgain.length;
    }
  }
  return counted;
}

function unpacked(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return new Uint8Array(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

const files = listFixtureCases()
  .filter(({ format }) => format === 'callgrind')
  .flatMap(({ name, folder, inputs }) =>
    inputs.map((input) => ({ name: `${name}/${input}`, path: join(folder, input) })),
  );

test.each(files)('$name is the same recording wherever it is cut', async ({ path }) => {
  const { cuts, readAgain } = await cutEverywhere(unpacked(path), 12);
  // An empty file of a thread has nothing to cut.
  expect(readAgain).toBeLessThanOrEqual(cuts / 10);
});

const badFolder = join(import.meta.dirname, '../../fixtures/bad');
const badFiles = readdirSync(badFolder).filter((name) => /callgrind/.test(name) && !name.endsWith('.gz'));

test.each(badFiles)('bad/%s is the same recording, or the same error, wherever it is cut', async (name) => {
  await cutEverywhere(unpacked(join(badFolder, name)), 12);
});

describe('what only one reader can know', () => {
  const header = 'version: 1\ncreator: test\npositions: line\nevents: Ir Dr\n\n';
  const blocks = (from: number, to: number, cost: (n: number) => string): string => {
    let text = '';
    for (let n = from; n < to; n++)
      text += `fl=(${n % 5})\nfn=(${n % 7})\n${n} ${cost(n)}\n+1 2\ncfn=(${(n + 3) % 7})\ncalls=2 5\n* 30\n`;
    return text;
  };
  const names = (last: number): string => {
    let text = '';
    for (let n = 0; n < last; n++) text += `fl=(${n % 5}) file ${n % 5}\nfn=(${n}) function ${n}\n1 1\n`;
    return text;
  };
  const odd: Record<string, string> = {
    'numbers without names': header + names(4) + blocks(0, 40, (n) => `${n}`),
    'costs with fractions': header + names(7) + blocks(0, 40, (n) => `0.${n}`),
    'costs beyond 2^53': header + names(7) + blocks(0, 40, (n) => `${2 ** 52 + n} 1`),
    'numbers named a second time':
      header + names(7) + blocks(0, 20, (n) => `${n}`) + 'fn=(2) other\n1 1\n' + blocks(0, 20, (n) => `${n}`),
    'numbers named again with the same name':
      header + names(7) + blocks(0, 20, () => '3') + names(7) + blocks(0, 20, () => '4'),
    'several parts': [1, 2, 3]
      .map((part) => `${header}part: ${part}\n${names(7)}${blocks(0, 12, () => `${part}`)}totals: 5 6\n`)
      .join(''),
    'parts with other event types': `${header}${names(7)}${blocks(0, 12, () => '3')}\nevents: Bi Dr Ir\npart: 2\n${blocks(0, 12, () => '1 2 3')}`,
    'parts with other positions': `${header}${names(7)}${blocks(0, 12, () => '3')}\npositions: instr line\npart: 2\n${blocks(0, 12, () => '1 2 3')}`,
    'calls that never cost':
      header + names(7) + blocks(0, 12, () => '3').replaceAll('* 30\n', '') + blocks(0, 12, () => '3'),
    'jumps that wait':
      header +
      names(7) +
      blocks(0, 12, () => '3').replaceAll('+1 2\n', 'jfi=(2)\njump=3 7\n') +
      blocks(0, 12, () => '3'),
    'rubbish between functions':
      header + names(7) + blocks(0, 30, () => '3').replaceAll('fl=', 'what is this\n1 x\nfl='),
    'names with brackets': `${header}${blocks(0, 10, () => '3').replaceAll(/\((\d)\)/g, '(three) $1')}${names(7)}${blocks(0, 10, () => '3').replaceAll(/fn=\((\d)\)/g, 'fn=(three) $1')}`,
    'lines out of range': header + names(7) + blocks(0, 30, () => '3').replaceAll('+1 2', '+3000000000 2'),
    'relative positions': header + names(7) + blocks(0, 30, () => '3').replaceAll(/\n(\d+) 3/g, '\n+$1 3'),
    'no line feed at the end': `${header}${names(7)}${blocks(0, 30, () => '3')}9 9`,
  };

  test.each(Object.keys(odd))('%s', async (what) => {
    const { cuts } = await cutEverywhere(new TextEncoder().encode(odd[what]), 30);
    expect(cuts).toBeGreaterThan(0);
  });
});

test('Reading that is cancelled between sections ends their threads', async () => {
  const functions = Array.from({ length: 400 }, (_, i) => `fn=(${i}) function${i}\n1 1\n2 1\n`);
  const content = new TextEncoder().encode(`version: 1\nevents: Ir\n\n${functions.join('\n')}`);
  const source = sectionedSource(content, 200, 1000);
  const stop = new AbortController();
  // The first turn is that behind the first section.
  const turn = (): Promise<void> => Promise.resolve(stop.abort());
  const read = await callgrindReader.read({ ...source, turn }, new RecordingBuilder(), stop.signal);
  expect(read).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect([source.cuts.length, source.ended()]).toEqual([1, 1]);
});
