/** Blocks of a control flow that show something else than the others: 0x10, 0x14, 0x18 … 0x1c (which calls g and jumps back), 0x30 … 0x34. */
import { describe, expect, it } from 'vitest';
import { reduce } from '../../shared/state/reduce.ts';
import type { OwnBlockDetail } from '../../shared/state/view-state.ts';
import { initialWindowState } from '../../shared/state/window-state.ts';
import { flowPictureInput } from '../../shared/viewmodel/flow-picture.ts';
import { controlFlowView } from '../../shared/views/control-flow.ts';
import { readLoopProgram } from '../support/loop-program.ts';

async function flowWith(...blocks: readonly OwnBlockDetail[]) {
  const recording = await readLoopProgram();
  const opened = reduce(initialWindowState, { type: 'recording-opened', active: { kind: 'function', index: 0 } });
  const { view } = blocks.reduce((state, one) => reduce(state, { type: 'set-flow-block', ...one }), opened);
  const model = controlFlowView.select(recording, view, { start: 0, count: 0, sort: [] }, undefined);
  if (model.kind !== 'flow') throw new Error(model.kind);
  const drawn = flowPictureInput(model, { percentDigits: 0, titles: false });
  return drawn.nodes.map(({ target, lines, foot }) => [target, lines.map(({ text }) => text).join(' '), foot]);
}

describe('a block', () => {
  it('shows what it is told to, and the others what all show', async () => {
    expect(await flowWith()).toEqual([
      ['10', '0x10', '1×'],
      ['14', '0x14', '10×'],
      ['18', '0x18 0x1c', '9× · calls g'],
      ['30', '0x30 0x34', '1×'],
    ]);
    expect(await flowWith({ block: '18', detail: 'lines' }, { block: '30', detail: 'addresses' })).toEqual([
      ['10', '0x10', '1×'],
      ['14', '0x14', '10×'],
      ['18', 'a.c:3', '9× · 2 instructions · calls g'],
      ['30', '', '1× · 2 instructions'],
    ]);
  });

  it('that is closed has a title and a cost alone', async () => {
    const blocks = await flowWith({ block: '18', detail: 'closed' });
    expect(blocks[2]).toEqual(['18', '', '']);
    expect(blocks[1]).toEqual(['14', '0x14', '10×']);
  });

  it('is opened again by what all show, and the latest choice holds', async () => {
    const closed: OwnBlockDetail = { block: '18', detail: 'closed' };
    expect(await flowWith(closed, { block: '18', detail: 'instructions' })).toEqual(await flowWith());
  });
});

describe('the choices of a window', () => {
  const closed = { type: 'set-flow-block', block: '18', detail: 'closed' } as const;

  it('are taken back one by one, and forgotten with the recording', () => {
    const state = reduce(reduce(initialWindowState, closed), { ...closed, block: '30' });
    expect(state.view.flowBlocks.map(({ block }) => block)).toEqual(['18', '30']);
    expect(reduce(state, { ...closed, detail: undefined }).view.flowBlocks.map(({ block }) => block)).toEqual(['30']);
    expect(reduce(state, { type: 'recording-opened', active: undefined }).view.flowBlocks).toEqual([]);
  });

  it('are bounded', () => {
    let state = initialWindowState;
    for (let i = 0; i < 2100; i++) state = reduce(state, { ...closed, block: String(i) });
    expect(state.view.flowBlocks.length).toBe(2000);
    expect(state.view.flowBlocks.at(-1)?.block).toBe('2099');
  });
});
