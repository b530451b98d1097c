// Cycles (S8, S9): who belongs to one, what it costs, how its members stand, and that names and order of rows do not matter (D4).
import { describe, expect, test } from 'vitest';
import { itemCosts } from '../../shared/analysis/item-costs.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { strongComponents } from '../../shared/analysis/strong-components.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionName } from '../../shared/model/texts.ts';
import { functionNamed, profile, profileOf } from '../support/profile-notation.ts';
import { aAndB } from '../support/worked-programs.ts';

/** `<cycle 1> self 70 incl 150: A B`, one line a cycle. */
function cyclesOf(recording: Recording, cut = 0): string[] {
  const { cycles, cycleSelf, cycleInclusive } = itemCosts(recording, wholeScope(recording), cut);
  return Array.from(cycleSelf, (self, cycle) => {
    const members = cycles.members.subarray(cycles.memberStart[cycle], cycles.memberStart[cycle + 1]);
    const names = Array.from(members, (row) => functionName(recording, row as FunctionIndex)).sort();
    return `<cycle ${cycle + 1}> self ${self} incl ${cycleInclusive[cycle]}: ${names.join(' ')}`;
  });
}

function inclusive(recording: Recording, name: string, detection: 'on' | 'off' = 'on'): number {
  const cut = detection === 'on' ? 0 : undefined;
  return itemCosts(recording, wholeScope(recording), cut).inclusive[functionNamed(recording, name)];
}

describe('S8: a cycle costs the self cost of its members and the calls that leave it', () => {
  test.each(['main', '(below main)', 'zzz'])('D4: found whatever the root is called: %s', (root) => {
    expect(cyclesOf(profileOf(aAndB.replaceAll('main', root)))).toEqual(['<cycle 1> self 70 incl 150: A B']);
  });

  test('a member costs its self cost and its own calls that leave the cycle', () => {
    const recording = profileOf(aAndB);
    expect([inclusive(recording, 'A'), inclusive(recording, 'B')]).toEqual([50, 100]);
  });

  test('with detection off, members keep the cost of their calls, but no more than the total', () => {
    const recording = profileOf(aAndB);
    const { total } = itemCosts(recording, wholeScope(recording), undefined);
    expect([total, inclusive(recording, 'A', 'off'), inclusive(recording, 'B', 'off')]).toEqual([160, 160, 160]);
  });

  test('calls from outside are the cycle’s calls', () => {
    const recording = profileOf(aAndB);
    expect(Array.from(itemCosts(recording, wholeScope(recording), 0).cycleCalls ?? [])).toEqual([2]);
  });

  test('direct recursion is no cycle', () => {
    expect(
      cyclesOf(profile`
      f 1
      f -> f 3x 3`),
    ).toEqual([]);
  });

  test('members of stated inclusive cost keep it (S5)', () => {
    const recording = profile`
      a states 10 60 5
      b states 20 55 5
      leaf states 30 30 2
      a -> b 1x 50
      b -> a 1x 40
      b -> leaf 2x 30`;
    expect([cyclesOf(recording), inclusive(recording, 'a'), inclusive(recording, 'b')]).toEqual([
      ['<cycle 1> self 30 incl 60: a b'],
      60,
      55,
    ]);
  });

  test('stacks count once for a cycle and once for each member (S3)', () => {
    const recording = profile`
      main > a > b > a > leaf 5
      main > b > a 2
      main > b > leaf 1`;
    expect([cyclesOf(recording), inclusive(recording, 'a'), inclusive(recording, 'b')]).toEqual([
      ['<cycle 1> self 2 incl 8: a b'],
      7,
      8,
    ]);
  });

  test('the dearest cycle is number 1; equal ones are numbered by the names of their members', () => {
    const lines = ['x -> y 1x', 'y -> x 1x', 'b -> c 1x', 'c -> b 1x', 'p -> q 1x', 'q -> p 1x', 'x 5', 'b 5', 'p 9'];
    const expected = ['<cycle 1> self 9 incl 9: p q', '<cycle 2> self 5 incl 5: b c', '<cycle 3> self 5 incl 5: x y'];
    expect([cyclesOf(profileOf(lines.join('\n'))), cyclesOf(profileOf(lines.reverse().join('\n')))]).toEqual([
      expected,
      expected,
    ]);
  });
});

describe('S9: calls cheaper than a share of the callee’s cost are not looked at', () => {
  const recording = profile`
    main -> a 1x 100
    a 40
    a -> b 1x 60
    b 59
    b -> a 1x 1`;

  test('0 looks at all of them', () => {
    expect(cyclesOf(recording, 0)).toEqual(['<cycle 1> self 99 incl 99: a b']);
  });

  test('a twentieth leaves out the call of 1 %', () => {
    expect(cyclesOf(recording, 0.05)).toEqual([]);
  });
});

test('a chain of 100,000 functions with a way back is one component, and nothing overflows', () => {
  const nodes = 100_000;
  const start = Int32Array.from({ length: nodes + 1 }, (_, node) => node);
  const target = Int32Array.from({ length: nodes }, (_, node) => (node + 1) % nodes);
  expect(strongComponents({ nodes, start, target }).count).toBe(1);
});

test('components are numbered against the calls', () => {
  const start = Int32Array.from([0, 1, 2, 2]);
  const target = Int32Array.from([1, 2]);
  expect(Array.from(strongComponents({ nodes: 3, start, target }).componentOf)).toEqual([2, 1, 0]);
});
