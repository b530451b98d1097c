/** The first look at a large file: what it says is what the beginning of the file says, it comes before the whole, and it ends with it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPreview } from '../../shared/contracts/engine-contract.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import type { TableModel } from '../../shared/viewmodel/table.ts';
import { createEngine } from '../../src-main/engine/engine.ts';
import { createFileDirectory } from '../../src-main/services/file-directory.ts';
import { FileHandles } from '../../src-main/services/file-handles.ts';

const FUNCTIONS = 60_000;
const LINES = 40;

/** Function i costs LINES × (i + 1): written in that order, so that the beginning of the file is known by its functions. */
function largeCallgrind(): Buffer {
  const blocks = ['# callgrind format\nevents: Ir\nfl=a.c\n'];
  for (let i = 0; i < FUNCTIONS; i++) {
    blocks.push(`fn=f${i}\n${`1${'0'.repeat(3)} ${i + 1}\n`.repeat(LINES)}\n`);
  }
  return Buffer.from(blocks.join(''));
}

describe('the first look at a large file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'callipers-preview-'));
  const large = join(folder, 'callgrind.out.1');
  const packed = join(folder, 'callgrind.out.2.gz');
  const small = join(folder, 'callgrind.out.3');
  beforeAll(() => {
    const bytes = largeCallgrind();
    writeFileSync(large, bytes);
    // Stored, not deflated: 26 MB on the disk as well.
    writeFileSync(packed, gzipSync(bytes, { level: 0 }));
    writeFileSync(small, bytes.subarray(0, 1_000_000));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function start(path: string) {
    const handles = new FileHandles();
    const previews: OpenPreview[] = [];
    let seen: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      seen = resolve;
    });
    const preview = (event: OpenPreview): void => {
      previews.push(event);
      seen();
    };
    const engine = createEngine({
      files: createFileDirectory(handles, { read: async () => [] }),
      emit: { progress: () => undefined, preview, fileChanged: () => undefined },
    });
    const opened = engine.contract.open({ openId: 'o', files: [handles.offer(path).handle] });
    const list = async (recordingId: string) => {
      const request = { start: 0, count: 3, sort: [{ column: 'self', direction: 'ascending' }] as const };
      const parameters = { recordingId, viewId: 'functions', state: initialViewState, request };
      const table = (await engine.contract.view(parameters)) as TableModel;
      const column = table.columns.findIndex(({ id }) => id === 'self');
      return { count: table.rowCount, rows: table.rows.map(({ label, cells }) => [label.name, cells[column]]) };
    };
    return { engine: engine.contract, opened, previews, first, list };
  }

  it.each([
    ['as it is', large],
    ['compressed', packed],
  ])('is told before the whole is there: %s', async (_, path) => {
    const { opened, previews, list } = start(path);
    const result = await opened;
    if (!result.ok) throw new Error(result.error.message);
    expect(previews).toHaveLength(1);
    const [{ recording, bytesRead, bytesTotal }] = previews;
    expect(bytesRead).toBeGreaterThanOrEqual(2 ** 19);
    expect(bytesRead).toBeLessThan(bytesTotal / 2);
    const begun = await list(recording.recordingId);
    const whole = await list(result.recordingId);
    expect(begun.rows).toEqual([
      ['f0', LINES],
      ['f1', 2 * LINES],
      ['f2', 3 * LINES],
    ]);
    expect(whole.rows).toEqual(begun.rows);
    expect(whole.count).toBe(FUNCTIONS);
    expect(begun.count).toBeGreaterThan(1_000);
    expect(begun.count).toBeLessThan(FUNCTIONS / 2);
    // Whole lines only: the last function of the beginning has at most its cost, and none has another's.
    expect(recording.summary.eventTypes[0].total).toBeLessThanOrEqual((LINES * begun.count * (begun.count + 1)) / 2);
  });

  it('ends with a reading that is cancelled', async () => {
    const { engine, opened, previews, first, list } = start(large);
    await first;
    await engine.cancel('o');
    expect(await opened).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await expect(list(previews[0].recording.recordingId)).rejects.toThrow('not open any more');
  });

  it('is not worth it for a small file', async () => {
    const { opened, previews } = start(small);
    expect(await opened).toMatchObject({ ok: true });
    expect(previews).toEqual([]);
  });
});
