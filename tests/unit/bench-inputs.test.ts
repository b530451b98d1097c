// Where the bench's files come from: a generator of the test corpus, here a script of ours in its place, or the project's own writer.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BenchInput, makeInput } from '../bench/inputs.ts';

const input: BenchInput = {
  name: 'small',
  what: 'a small file',
  ending: 'out',
  quick: 3,
  full: 7,
  generatedBy: (amount) => ({ generator: 'make_big_callgrind', options: ['--size', String(amount), '--instr'] }),
  write: (path, amount) => writeFileSync(path, `own ${amount}`),
};

const GENERATOR = `
import json, sys
out = sys.argv[1]
open(out, "w").write(" ".join(sys.argv[2:]))
open(out + ".reference.json", "w").write(json.dumps({"function_count": 2, "edge_count": 1, "totals": [50, 9]}))
`;

let folder = '';
let tools = '';
let cache = '';
let said = '';

function offer(script: string): void {
  writeFileSync(join(tools, 'make_big_callgrind.py'), script);
}

const make = (): ReturnType<typeof makeInput> => makeInput(input, false, cache, tools);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callipers-bench-inputs-'));
  tools = join(folder, 'tools');
  cache = join(folder, 'cache');
  mkdirSync(tools);
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('a file of the bench', () => {
  it('comes from the project’s own writer where there is no generator, and says so', () => {
    const { path, bytes, by, reference } = make();
    expect([readFileSync(path, 'utf8'), bytes, by, reference]).toEqual([
      'own 3',
      5,
      'a small file (own writer, of the same shape)',
      undefined,
    ]);
  });

  it('comes from the own writer without a word of a generator where none makes such files', () => {
    offer(GENERATOR);
    const { generatedBy: _, ...own } = input;
    expect(makeInput(own, true, cache, tools).by).toBe('a small file');
    expect(readdirSync(cache)).toHaveLength(1);
  });
});

describe.skipIf(spawnSync('python3', ['--version']).status !== 0)('a file that a generator makes', () => {
  it('has the options of the bench, a name of its own and what its generator says is in it', () => {
    offer(GENERATOR);
    const { path, by, reference } = make();
    expect(readFileSync(path, 'utf8')).toBe('--size 3 --instr');
    expect(path).toMatch(/make_big_callgrind-[0-9a-f]{8}-size-3-instr\.out$/);
    expect(by).toBe('make_big_callgrind.py --size 3 --instr');
    expect(reference).toEqual({ functions: 2, edges: 1, total: 50 });
  });

  it('is made once, and anew only when the generator has changed', () => {
    offer(GENERATOR);
    const { path } = make();
    writeFileSync(path, 'as it was');
    expect(readFileSync(make().path, 'utf8')).toBe('as it was');
    offer(`${GENERATOR}# another\n`);
    const again = make();
    expect(readFileSync(again.path, 'utf8')).toBe('--size 3 --instr');
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(cache)).toHaveLength(2);
  });

  it.each([
    [
      'an error in it',
      `${GENERATOR}raise MemoryError("no room")\n`,
      /failed, the project's own file is taken: MemoryError: no room/,
    ],
    ['nothing written', 'pass\n', /failed/],
    ['no reference', 'import sys\nopen(sys.argv[1], "w").write("half")\n', /failed/],
  ])('leaves nothing behind after %s: that is said and the own file taken', (_, script, words) => {
    offer(script);
    expect(readFileSync(make().path, 'utf8')).toBe('own 3');
    expect(readdirSync(cache)).toEqual([expect.stringMatching(/^v\d+-small-3\.out$/)]);
    expect(said).toMatch(words);
  });
});
