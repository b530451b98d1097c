/** Machine code of one function as places and as control flow; what they must give is worked out by hand. */
import { describe, expect, it } from 'vitest';
import { basicBlocks } from '../../shared/analysis/basic-blocks.ts';
import { instructionCallCosts, instructionPlaces, instructionSelf } from '../../shared/analysis/instruction-places.ts';
import { functionsNamed } from '../../shared/analysis/named-functions.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { readLoopProgram } from '../support/loop-program.ts';

describe('the machine code of a function', () => {
  const read = async () => {
    const recording = await readLoopProgram();
    const scope = wholeScope(recording);
    const [fn] = functionsNamed(recording, 'f');
    return { recording, scope, fn };
  };

  it('is its addresses with their cost, calls and source positions', async () => {
    const { recording, scope, fn } = await read();
    const { address, line, calls } = instructionPlaces(recording, scope, fn);
    const self = instructionSelf(recording, scope, fn);
    expect([...address].map((value, place) => [Number(value), line[place], self[place]])).toEqual([
      [0x10, 1, 1],
      [0x14, 2, 10],
      [0x18, 3, 9],
      [0x1c, 3, 9],
      [0x30, 5, 1],
      [0x34, 6, 1],
    ]);
    expect([[...calls.place], [...calls.count], [...instructionCallCosts(recording, scope, fn)]]).toEqual([
      [2],
      [3],
      [600],
    ]);
  });

  it('is blocks that begin where jumps lead to and behind jumps, and the ways between them with their counts', async () => {
    const { recording, scope, fn } = await read();
    const { firstPlace, flows, executions } = basicBlocks(recording, scope, fn);
    // 0x10 | 0x14 | 0x18 0x1c | 0x30 0x34
    expect([...firstPlace]).toEqual([0, 1, 2, 4, 6]);
    expect(executions).toEqual([1, 10, 9, 1]);
    expect(flows).toEqual([
      { from: 0, to: 1, kind: 'next', count: 1 },
      { from: 1, to: 2, kind: 'next', count: 9 },
      { from: 1, to: 3, kind: 'branch', count: 1, executed: 10 },
      { from: 2, to: 1, kind: 'jump', count: 9 },
    ]);
  });
});
