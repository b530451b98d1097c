// Long frames are decoded in pieces: what comes out must be what decoding at once gives, in the order in which frames came.
import { describe, expect, it } from 'vitest';
import { createFrameReader, decodeInTurns, encodeMessage } from '../../shared/contracts/message-codec.ts';

const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

function longMessage(rows: number) {
  const nodes = Array.from({ length: rows }, (_, row) => ({
    name: `ünïcode name ${row} ${'x'.repeat(row % 97)}`,
    value: row / 3,
    far: row % 2 === 0 ? null : [-row, 2 ** 40 + row, true],
  }));
  return { nodes, bytes: Uint8Array.from({ length: 300_000 }, (_, index) => index % 251) };
}

describe('frames in turns', () => {
  it('give what was sent, wherever the pieces end', async () => {
    for (const rows of [1, 3000]) {
      const message = longMessage(rows);
      let turns = 0;
      const decoded = await decodeInTurns(encodeMessage(message), () => {
        turns++;
        return turn();
      });
      expect(decoded).toEqual(message);
      expect(turns).toBeGreaterThan(1);
    }
  });

  it('are handed on in the order in which they came, short ones behind a long one too', async () => {
    const received: unknown[] = [];
    const read = createFrameReader({
      turn,
      received: (message) => received.push((message as { id: number }).id),
      failed: (reason) => received.push(reason),
    });
    read(encodeMessage({ id: 1 }));
    expect(received).toEqual([1]);
    read(encodeMessage({ id: 2, ...longMessage(3000) }));
    read(encodeMessage({ id: 3 }));
    read(encodeMessage({ id: 4, ...longMessage(3000) }));
    expect(received).toEqual([1]);
    await expect.poll(() => received).toEqual([1, 2, 3, 4]);
    read(encodeMessage({ id: 5 }));
    expect(received).toEqual([1, 2, 3, 4, 5]);
  });

  it('say so when they are no messages, and go on with the next', async () => {
    const received: unknown[] = [];
    const read = createFrameReader({
      turn,
      received: (message) => received.push(message),
      failed: () => received.push('no message'),
    });
    read(encodeMessage(longMessage(3000)).subarray(0, 400_000));
    read(encodeMessage('next'));
    await expect.poll(() => received).toEqual(['no message', 'next']);
  });
});
