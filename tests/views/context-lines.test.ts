/** How many lines are shown around those with costs, in annotated source and in machine code: counted by hand. */
import { describe, expect, it } from 'vitest';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { reduce } from '../../shared/state/reduce.ts';
import { initialWindowState } from '../../shared/state/window-state.ts';
import type { CodeModel } from '../../shared/viewmodel/code.ts';
import { machineCodeView } from '../../shared/views/machine-code.ts';
import { sourceView } from '../../shared/views/source.ts';
import { around } from '../support/printed-views.ts';
import { recordingOf } from '../support/read-memory.ts';
import { grantedSources } from '../support/source-text.ts';

/** `f` costs something at line 30 of 60, and at the first, the middle and the last of 65 instructions of a byte each. */
const profile = `# callgrind format
positions: instr line
events: Ir
ob=/bin/prog
fl=a.c
fn=f
0x20 30 1
0x40 30 5
0x60 30 1
`;
const granted = {
  ...grantedSources({ 'a.c': Array.from({ length: 60 }, (_, i) => `line ${i + 1}`).join('\n') }),
  code: {
    state: 'found' as const,
    by: 'objdump' as const,
    gaps: [],
    file: { path: '/bin/prog', handle: 'h', how: 'as recorded', newer: false },
    instructions: Array.from({ length: 65 }, (_, i) => ({
      address: BigInt(0x20 + i),
      bytes: '90',
      text: 'nop',
      ...(i === 0 ? { symbol: 'f' } : {}),
    })),
  },
};

async function linesShown(view: typeof sourceView, contextLines: number): Promise<number> {
  const recording = await recordingOf(callgrindReader, profile);
  const model = view.select(recording, around(recording, 'f', { contextLines }), {}, granted);
  if (model.kind !== 'code') throw new Error(model.kind);
  return (model satisfies CodeModel).rows.filter(({ type }) => type === 'line').length;
}

describe('context lines', () => {
  it.each([
    [0, 1],
    [1, 3],
    [3, 7],
    [20, 41],
    [500, 60],
  ])('%i of them are shown around lines with costs: %i lines of source', async (contextLines, lines) => {
    expect(await linesShown(sourceView, contextLines)).toBe(lines);
  });

  it('are as many instructions of machine code', async () => {
    expect(await Promise.all([0, 3, 20].map((lines) => linesShown(machineCodeView, lines)))).toEqual([
      3,
      4 + 7 + 4,
      65,
    ]);
  });

  it('stay within 0 and 500', () => {
    const set = (lines: number) => reduce(initialWindowState, { type: 'set-context-lines', lines }).view.contextLines;
    expect([-3, 0.4, 12, 10_000].map(set)).toEqual([0, 0, 12, 500]);
  });
});
