/** `callipers source`: annotated source as text and JSON, sources found as the person says, and clear words where there is none. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'callipers-cli-source-'));
const recording = join(folder, 'callgrind.out.1');
const profile = `# callgrind format
cmd: ./shop
events: Ir

fl=/build/src/shop.c
fn=main
2 1500
3 20
cfn=price
calls=2 7
3 3000
4 1

fn=price
7 3000
`;
const text = `int main() {\n\tint sum = 0;\n\tsum += price(1) + price(2);\n\treturn sum;\n}\n\nint price(int n) { return n * 3; }\n`;

// The rules of whoever runs the tests are none of theirs. What is stubbed is undone after every test.
beforeEach(() => {
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'));
});
beforeAll(() => {
  writeFileSync(recording, profile);
  mkdirSync(join(folder, 'tree/src'), { recursive: true });
  writeFileSync(join(folder, 'tree/src/shop.c'), text);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('source', () => {
  it('prints costs beside the lines, with all digits, and calls below them', async () => {
    const { status, output } = await runCli(['source', recording, 'main', '--map', `/build=${join(folder, 'tree')}`]);
    expect(status).toBe(0);
    expect(output).toBe(
      [
        `Source of main in ${recording}: Instruction Fetch`,
        '',
        '   Line       Incl.        Self  Source',
        '---------------------------------------',
        '',
        `-- src/shop.c: ${join(folder, 'tree/src/shop.c')}`,
        '      1                          int main() {',
        '      2       1,500       1,500          int sum = 0;',
        '      3       3,020          20          sum += price(1) + price(2);',
        '              3,000                      => 2 calls to price (shop.c)',
        '      4           1           1          return sum;',
        '      5                          }',
        '      6',
        '      7                          int price(int n) { return n * 3; }',
        '',
      ].join('\n'),
    );
  });

  it('prints JSON with exact costs', async () => {
    const { json } = await runCli(['source', recording, 'main', '--folder', join(folder, 'tree'), '--json']);
    expect(json()).toMatchObject({
      function: { name: 'main', self: 1521, inclusive: 4521 },
      eventType: { name: 'Ir', unit: 'count' },
      files: [
        {
          file: '/build/src/shop.c',
          path: join(folder, 'tree/src/shop.c'),
          inlined: false,
          missing: null,
          lines: expect.arrayContaining([
            {
              line: 3,
              text: '\tsum += price(1) + price(2);',
              costs: { inclusive: 3020, self: 20 },
              calls: [
                {
                  name: 'price',
                  file: '/build/src/shop.c',
                  module: null,
                  calls: 2,
                  recursive: false,
                  costs: { inclusive: 3000 },
                },
              ],
            },
          ]),
        },
      ],
    });
  });

  it('says that a file is missing and still prints what each line cost', async () => {
    const { status, output } = await runCli(['source', recording, 'price']);
    expect(status).toBe(0);
    expect(output).toContain('-- src/shop.c: /build/src/shop.c: The file was not found.');
    expect(output).toMatch(/^ +7 +3,000 +3,000$/m);
  });

  it('refuses a mapping without an equals sign, and a function that is not there', async () => {
    expect(await runCli(['source', recording, 'main', '--map', '/build'])).toMatchObject({
      status: 2,
      messages: 'callipers: --map needs FROM=TO, not "/build" (callipers source --help)\n',
    });
    expect(await runCli(['source', recording, 'nothing'])).toMatchObject({ status: 1 });
  });
});
