/**
 * `all-callers`, `all-callees`, `stack` and `cycles`: what they print and the shapes of their --json. The taylor recording's counts are
 * those of pstats; D4's numbers are worked out by hand.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const taylor = 'fixtures/cprofile/taylor-py313/taylor-py313.prof';
const folder = mkdtempSync(join(tmpdir(), 'callipers-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** main → A 100, main → B 50, A (30) → B 60, B (40) → A 70, A → leaf 20, B → leaf 60, leaf 80. */
const cyclic = join(folder, 'callgrind.out.cyclic');
writeFileSync(
  cyclic,
  `# callgrind format
events: Ir
fn=main
1 10
cfn=A
calls=1 2
1 100
cfn=B
calls=1 3
1 50
fn=A
2 30
cfn=B
calls=1 3
2 60
cfn=leaf
calls=1 4
2 20
fn=B
3 40
cfn=A
calls=1 2
3 70
cfn=leaf
calls=1 4
3 60
fn=leaf
4 80
`,
);

const sharedLeaf = join(folder, 'callgrind.out.shared');
writeFileSync(
  sharedLeaf,
  `# callgrind format
events: Ir
fn=work
1 5
cfn=step
calls=1 2
1 30
fn=idle
2 5
cfn=step
calls=1 2
2 30
fn=step
3 40
cfn=leaf
calls=4 3
3 20
fn=leaf
4 20
`,
);

async function lines(...args: readonly string[]): Promise<string[]> {
  const { status, output, messages } = await runCli([...args, '--quiet']);
  expect({ status, messages }).toEqual({ status: 0, messages: '' });
  return output.split('\n');
}

async function json<Shape>(...args: readonly string[]): Promise<Shape> {
  return JSON.parse((await lines(...args, '--json')).join('\n')) as Shape;
}

interface Walked {
  readonly name: string;
  readonly calls: number;
  readonly distance: { readonly nearest: number; readonly farthest: number; readonly dearest: number };
  readonly estimated: boolean;
}

describe('all-callees', () => {
  it('counts the 188,000 calls of factorial once, recursion included', async () => {
    const { allCallees } = await json<{ allCallees: Walked[] }>('all-callees', taylor, 'benchmark');
    const factorial = allCallees.find(({ name }) => name === 'factorial');
    expect([factorial?.calls, factorial?.distance]).toEqual([
      expect.closeTo(188_000, 6),
      { nearest: 2, farthest: 2, dearest: 2 },
    ]);
  });

  it('prints distances, and says what is estimated', async () => {
    const printed = await lines('all-callees', cyclic, 'main');
    // A and B share the 150 that come in; nobody but main begins the cycle, so all of it is known.
    expect(printed.slice(0, 6)).toEqual([
      'all callees of main: inclusive 160',
      '',
      'Incl.  Self  Distance  Called  Function     Location',
      '  100    30         1       2  A <cycle 1>',
      '  100    40         1       2  B <cycle 1>',
      '   80    80         2       2  leaf',
    ]);
    expect(printed.join('\n')).not.toContain('estimated');
    // The 20 of leaf are for main's calls as well as for idle's: which, nobody wrote down.
    const shared = await lines('all-callees', sharedLeaf, 'work');
    expect(shared.slice(3, 5)).toEqual([
      '   30    20         1       1  step (estimated)',
      '   10    10         2       2  leaf (estimated)',
    ]);
    expect(shared.join('\n')).toContain('marked as estimated');
  });
});

describe('all-callers', () => {
  it('marks no direct caller as an estimate', async () => {
    const { allCallers } = await json<{ allCallers: Walked[] }>('all-callers', taylor, 'factorial');
    const direct = allCallers.filter(({ distance }) => distance.nearest === 1);
    expect(direct.map(({ name, calls, estimated }) => [name, calls, estimated])).toEqual([
      ['taylor_exp', 500, false],
      ['taylor_sin', 250, false],
    ]);
  });

  it('starts where the program begins, unless a function is named, and prints as many as asked for', async () => {
    const { function: about } = await json<{ function: { name: string } }>('all-callees', cyclic);
    expect(about.name).toBe('main');
    expect(
      (await lines('all-callees', cyclic, '--limit', '1')).filter((line) => line.includes('cycle 1')),
    ).toHaveLength(1);
  });
});

describe('stack', () => {
  it('prints the way up and down with the next best', async () => {
    expect((await lines('stack', cyclic, 'leaf')).slice(0, 6)).toEqual([
      'heaviest stack of leaf: inclusive 80',
      '',
      'Step  Incl.  % of step  Count  Function          Next best  Location',
      '  −2     60     100.00      1  main (estimated)',
      '  −1     60      75.00      1  B <cycle 1>       A 25.0 %',
      '   0     80          –      2  leaf',
    ]);
  });

  it('has steps, shares and all ways in --json', async () => {
    const { stack } = await json<{ stack: object[] }>('stack', cyclic, 'leaf');
    expect(stack[1]).toEqual({
      name: 'B',
      file: null,
      module: null,
      step: -1,
      inclusive: 60,
      ofStep: 0.75,
      calls: 1,
      estimated: false,
      ways: [
        { name: 'B', inclusive: 60 },
        { name: 'A', inclusive: 20 },
      ],
    });
  });
});

describe('cycles', () => {
  it('D4: prints the cycle with its members and the call that closes it', async () => {
    expect(await lines('cycles', cyclic)).toEqual([
      'Incl.  Self  Called  Function       Closing calls  Location',
      '  150    70       2  <cycle 1>      B → A          2 functions',
      '  100    40       2    B <cycle 1>  → A',
      '   50    30       2    A <cycle 1>',
      '',
    ]);
  });

  it('D4: in --json', async () => {
    const { cycles } = await json<{ cycles: object[] }>('cycles', cyclic);
    const nowhere = { file: null, module: null };
    expect(cycles).toEqual([
      {
        name: '<cycle 1>',
        self: 70,
        inclusive: 150,
        calls: 2,
        closingCalls: [{ call: 'B → A', inclusive: 70 }],
        members: [
          { name: 'B', ...nowhere, self: 40, inclusive: 100, calls: 2 },
          { name: 'A', ...nowhere, self: 30, inclusive: 50, calls: 2 },
        ],
      },
    ]);
  });

  it('says when there is none, also because of the cut', async () => {
    expect(await lines('cycles', cyclic, '--cut', '80')).toEqual(['No functions call each other in a circle.', '']);
  });

  it('needs a share for the cut', async () => {
    const { status, messages } = await runCli(['cycles', cyclic, '--cut', '101']);
    expect([status, messages]).toEqual([2, expect.stringContaining('--cut must be 0 to 100')]);
  });
});
