// Rows that WebAssembly stages are those of the reader of lines, which stages each by the rows that it knows: blocks of few functions, entered again and again, whose
// rows ascend, repeat and descend, in every layout, long groups and many of them. A blank before every line has it read by the reader of lines.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkMemory } from '../../shared/base/work-memory.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { CALLS_AT, FIRST_FREE, INSTRUCTIONS_AT, LINES_AT } from '../../shared/formats/support/callgrind-cells.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { STAGE_CELLS } from '../../shared/model/stage-cells.ts';
import { garbageCollection } from '../../src-main/services/outgrown-memory.ts';
import { memorySource } from '../support/memory-source.ts';

const encoder = new TextEncoder();

/** Everything that a recording of these files says. */
async function contentOf(files: readonly string[], builder = new RecordingBuilder()): Promise<string> {
  for (const text of files) {
    const source = memorySource('test', encoder.encode(text));
    const result = await callgrindReader.read(source, builder, new AbortController().signal);
    expect(result.ok).toBe(true);
  }
  return JSON.stringify(builder.finish(), (_, value: unknown) =>
    ArrayBuffer.isView(value) ? `${value.constructor.name} ${(value as Uint8Array).join(' ')}` : value,
  );
}

async function expectSame(...files: string[]): Promise<void> {
  const byLines = await contentOf(files.map((text) => text.replace(/^(?=.)/gm, ' ')));
  const byTokens = await contentOf(files);
  if (byTokens !== byLines) expect(byTokens).toBe(byLines);
}

const layouts = ['line', 'instr', 'instr line'] as const;
const names = ['(1)', '(2)', '(3)'];
const header = (positions: string, creator = 'callgrind-3.22'): string =>
  `version: 1\ncreator: ${creator}\npositions: ${positions}\nevents: Ir Dr Dw\n\nob=(1) app\nfl=(1) a.c\nfl=(2) b.c\nfn=(1) f\nfn=(2) g\nfn=(3) h\n`;

/** Where a row stands: mostly further on, sometimes there again, back, or anywhere. */
const step = fc.oneof(
  { arbitrary: fc.nat({ max: 9 }).map((by) => `+${by}`), weight: 6 },
  { arbitrary: fc.constant('*'), weight: 3 },
  { arbitrary: fc.nat({ max: 12 }).map((by) => `-${by}`), weight: 1 },
  { arbitrary: fc.nat({ max: 60 }).map(String), weight: 1 },
);
const costs = fc
  .array(fc.oneof(fc.nat({ max: 9 }), fc.constant(4_000_000_000)), { maxLength: 3 })
  .map((all) => all.join(' '));
const row = fc.record({
  steps: fc.tuple(step, step),
  costs,
  callee: fc.option(fc.constantFrom(...names), { nil: undefined, freq: 3 }),
  file: fc.constantFrom('', '', 'cfi=(1)\n', 'cfi=(2)\n', 'cob=(1)\n'),
  include: fc.constantFrom('', '', '', 'fi=(2)\n', 'fe=(1)\n'),
  jump: fc.constantFrom('', '', '', '', 'jump=3 +4 +1\n* *\n', 'jcnd=1/2 +4 *\n* *\n'),
});
const block = fc.record({
  name: fc.constantFrom(...names),
  file: fc.constantFrom('', 'fl=(1)\n', 'fl=(2)\n'),
  rows: fc.array(row, { maxLength: 40 }),
});

test.each(layouts)('Blocks of few functions are the same rows with positions: %s', async (positions) => {
  const place = ([first, second]: readonly string[]): string =>
    positions === 'instr line' ? `${first} ${second}` : `${first}`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(block, { maxLength: 12 }),
      fc.constantFrom('callgrind-3.22', 'other'),
      async (blocks, creator) => {
        const lines = blocks.map(({ name, file, rows }) => {
          const body = rows.map(({ steps, costs, callee, file, include, jump }) => {
            const at = place(steps);
            return callee === undefined
              ? `${include}${jump}${at} ${costs}\n`
              : `${include}${file}cfn=${callee}\ncalls=${costs.length + 1} ${at}\n${at} ${costs}\n`;
          });
          return `${file}fn=${name}\n${body.join('')}`;
        });
        await expectSame(header(positions, creator) + lines.join('\n'));
      },
    ),
    { numRuns: 60 },
  );
});

const range = (length: number, line: (i: number) => string): string =>
  Array.from({ length }, (_, i) => line(i)).join('');

test.each(layouts)(
  'Groups of thousands of rows, and thousands of groups, are the same with positions: %s',
  async (positions) => {
    const at = (i: number): string => (positions === 'instr line' ? `0x${i.toString(16)} ${i % 50}` : `${i}`);
    const long = `fn=(1)\n${range(5000, (i) => `${at(i)} ${i} 1\n`)}${range(3000, (i) => `${at((i * 7) % 4000)} 1 1 1\n`)}`;
    const calls = `fn=(2)\n${range(3000, (i) => `cfn=(${1 + (i % 3)})\ncalls=2 1\n${at(i >> 2)} ${i}\n`)}`;
    const many = range(
      6000,
      (i) => `fn=(${4 + (i % 4000)}) n${i % 4000}\n${at(i)} 1\n+1 2\ncfn=(${4 + ((i * 3) % 4000)})\ncalls=1 1\n+1 5\n`,
    );
    await expectSame(header(positions) + long + calls + many);
  },
);

/** A call of a name with one of few numbers, which may have been another name's until here. */
const redefining = fc.record({
  number: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 9 }),
  name: fc.option(fc.nat({ max: 40 }), { nil: undefined, freq: 3 }),
  file: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 2 }),
  word: fc.constantFrom(
    '',
    '',
    '',
    '',
    '',
    '',
    'fn=',
    'cob=(1)\n',
    'cob=(2) lib\n',
    'cfi=(1)\n',
    'jump=1 1\n1\njfn=',
    'calls=',
  ),
});

test('Which callees are open does not depend on how they are told: numbers that get one name after the other, in file after file', async () => {
  const head = header('line', 'other') + range(2, (i) => `fl=(${3 + i}) f${i}.c\n`);
  const called = (name: string): string => `cfn=${name}\ncalls=1 1\n1 1\n`;
  // Each name from two files, all by one number: from the 64th on they are open. The last call has no name and no costs.
  const calls = range(160, (i) => `fi=(${1 + (i % 2)})\n${called(`(9) n${i >> 1}`)}`);
  await expectSame(`${head}fn=(1)\n${calls}calls=1 1\n`);
  await expectSame(`${head}fn=(1)\n${calls}fi=(1)\ncalls=1 1\n1 1\n`);
  await fc.assert(
    fc.asyncProperty(fc.array(redefining, { minLength: 100, maxLength: 500 }), async (all) => {
      const lines = all.map(({ number, name, file, word }) => {
        const told = number === undefined ? `n${name ?? 0}` : `(${number})${name === undefined ? '' : ` n${name}`}`;
        const included = file === undefined ? '' : `fi=(${file})\n`;
        if (word === 'fn=') return `fn=${told}\n${included}1 1\n`;
        if (word === 'calls=') return `${included}calls=1 1\n${name === undefined ? '' : '1 1\n'}`;
        if (word.startsWith('jump')) return `${included}${word}${told}\n`;
        return `${included}${word}${called(told)}`;
      });
      await expectSame(`${head}fn=(1)\n${lines.join('')}`);
    }),
    { numRuns: 60 },
  );
});

test('Several files of one recording are read in the same memory, which does not grow with their number', async () => {
  const text = `${header('instr line')}fn=(1)\n${range(2000, (i) => `0x${i.toString(16)} ${i} 3 4\n`)}`;
  await expectSame(text, text.replaceAll('a.c', 'c.c'), `${header('line')}fn=(2)\n3 4\n`);
  const builder = new RecordingBuilder();
  await contentOfRead(builder, text);
  const first = builder.stagedIn?.memory.buffer.byteLength;
  for (let i = 0; i < 40; i++) await contentOfRead(builder, text);
  expect(first).toBeGreaterThan(0);
  expect(builder.stagedIn?.memory.buffer.byteLength).toBeLessThanOrEqual(2 * (first ?? 0));
});

async function contentOfRead(builder: RecordingBuilder, text: string): Promise<void> {
  const read = await callgrindReader.read(
    memorySource('test', encoder.encode(text)),
    builder,
    new AbortController().signal,
  );
  expect(read.ok).toBe(true);
}

test('Places from two gigabytes on are places like others', async () => {
  const builder = new RecordingBuilder();
  const memory = new WorkMemory(FIRST_FREE);
  // Never touched: addresses only.
  memory.bytes(2 ** 31);
  const { lines, calls, instructions } = builder;
  lines.stageIn(memory, memory.integersAt(LINES_AT, STAGE_CELLS));
  calls.stageIn(memory, memory.integersAt(CALLS_AT, STAGE_CELLS));
  instructions.stageIn(memory, memory.integersAt(INSTRUCTIONS_AT, STAGE_CELLS));
  builder.stagedIn = memory;
  expect(lines.stagedKeys.byteOffset).toBeGreaterThanOrEqual(2 ** 31);
  const text = `${header('instr line')}${range(3000, (i) => `fn=(${4 + i}) n${i}\n0x${i.toString(16)} ${i} 3\ncfn=(${1 + (i % 3)})\ncalls=1 1\n+1 +1 4\nodd=1\njump=1 +1 +1\n* *\n`)}`;
  expect(await contentOf([text], builder)).toBe(await contentOf([text]));
});

test.each(layouts)(
  'A recording does not keep the memory that it was read in, whether its lines are asked for or not: %s',
  async (positions) => {
    const collect = garbageCollection();
    const place = positions === 'instr line' ? '0x10 5' : '5';
    const read = async (): Promise<{ readonly lines: { readonly length: number }; memory: WeakRef<WorkMemory> }> => {
      const builder = new RecordingBuilder();
      await contentOfRead(builder, `${header(positions)}fn=(1)\n${place} 1\n+1 +1 2\n`);
      const memory = new WeakRef(builder.stagedIn ?? expect.fail('it was read elsewhere'));
      return Object.assign(builder.finish(), { memory });
    };
    const unasked = await read();
    const asked = await read();
    const { length } = asked.lines;
    await new Promise(setImmediate);
    collect();
    expect([unasked.memory.deref(), asked.memory.deref()]).toEqual([undefined, undefined]);
    expect([unasked.lines.length, length]).toEqual(positions === 'instr' ? [1, 1] : [2, 2]);
  },
);

test('More than 2^32 of anything: positions beyond 32 bits, costs beyond 2^53 and line numbers out of range', async () => {
  const lines = [
    '0xfffffff0 5 1',
    '+0x20 +1 2',
    '-0x20 * 9007199254740993',
    '0x1ffffffff 3000000000 4',
    '+1 -3000000000 123456789012345',
  ];
  await expectSame(`${header('instr line')}fn=(1)\n${lines.join('\n')}\ncfn=(2)\ncalls=99999999999 0\n+1 +1 7\n`);
});
