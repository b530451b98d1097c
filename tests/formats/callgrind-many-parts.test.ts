// A file of thousands of tiny parts takes ten times as long as one of as many bytes of costs: whoever asks or cancels meanwhile waits for a small piece of it.
import { afterEach, expect, test, vi } from 'vitest';
import { arrayOf } from '../../shared/base/columns.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { memorySource } from '../support/memory-source.ts';

const PARTS = 5000;
/** As sources read them from disk. */
const CHUNK = 1 << 19;

const header = '# callgrind format\nversion: 1\ncreator: callgrind-3.19.0\n';
const tinyPart = (part: number): string =>
  `part: ${part}\n\ndesc: Trigger: dump ${part}\n\npositions: line\nevents: Ir\nsummary: ${part}\n\nfn=(1) main\n1 ${part}\n\ntotals: ${part}\n\n`;
const content = header + Array.from({ length: PARTS }, (_, i) => tinyPart(i + 1)).join('');

afterEach(() => void vi.restoreAllMocks());

/** Reads on a machine on which every look at the clock shows a second more: there is a turn for others wherever there may be one. */
async function readSlowly(atTurn: (partsRead: number) => void, signal: AbortSignal) {
  let clock = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => (clock += 1000));
  const builder = new RecordingBuilder();
  const turn = async (): Promise<void> => atTurn(builder.parts.length);
  const read = await callgrindReader.read({ ...memorySource('many', content, CHUNK), turn }, builder, signal);
  return { read, builder };
}

test('others have their turn after every few hundred parts, and nothing of the file is lost', async () => {
  const seen = [0];
  const { read, builder } = await readSlowly((parts) => seen.push(parts), new AbortController().signal);
  expect(read.ok).toBe(true);
  expect(content.length).toBeLessThan(2 * CHUNK);
  const between = seen.map((parts, i) => parts - (seen[i - 1] ?? 0));
  expect(Math.max(...between)).toBeLessThan(800);
  const { parts, functionCosts, lines } = builder.finish();
  expect([parts.length, functionCosts.length]).toEqual([PARTS, 0]);
  expect(parts.map(({ statedTotals }) => statedTotals?.[0]?.value)).toEqual(
    Array.from({ length: PARTS }, (_, i) => i + 1),
  );
  let sum = 0;
  for (const cost of lines.self[0] === undefined ? [] : arrayOf(lines.self[0])) sum += cost;
  expect(sum).toBe((PARTS * (PARTS + 1)) / 2);
});

test('a cancellation is heard within a few hundred parts', async () => {
  const controller = new AbortController();
  const { read, builder } = await readSlowly((parts) => {
    if (parts > 1000) controller.abort();
  }, controller.signal);
  expect(read).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(builder.parts.length).toBeGreaterThan(1000);
  expect(builder.parts.length).toBeLessThan(2000);
});
