// The README is true: the commands that it shows print what it shows, and what it points to is there.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'callipers-readme-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const recordings: Readonly<Record<string, string>> = {
  'shop.prof': 'fixtures/samples/shop/shop.prof',
  'taylor-py313.prof': 'fixtures/samples/taylor/taylor-py313.prof',
  'callgrind.out.shapes.default': 'fixtures/samples/shapes/callgrind.out.shapes.default',
};
const shown = /```console\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
const examples = shown.split(/^\$ /m).flatMap((text) => {
  const [line = '', ...output] = text.trimEnd().split('\n');
  return line === '' ? [] : [{ line, output: output.join('\n') }];
});

test.each(examples)('`$line` prints what the README says', async ({ line, output }) => {
  const [program, ...words] = line.split(' ');
  expect(program).toBe('callipers');
  const args = words.map((word, place) => {
    if (words[place - 1] === '-o') return join(folder, word);
    return recordings[word] === undefined ? word : join(root, recordings[word]);
  });
  const run = await runCli(args);
  expect({ status: run.status, messages: run.messages, output: run.output.trimEnd() }).toEqual({
    status: 0,
    messages: '',
    output: output.trimEnd(),
  });
});

test('every file that the README links to is there', () => {
  const links = [...readme.matchAll(/(?:\]\(|src="|srcset=")([^)"]+)/g)].map((match) => match[1] ?? '');
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
});
