/**
 * The engine's contract over both kinds of transport: every message structured-cloned (a MessagePort) or as a binary frame (a WebSocket).
 * What is asked and what is answered has to be the same on both.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type EngineContract,
  type EngineEvents,
  engineEventNames,
  type OpenProgress,
  type OpenResult,
} from '../../shared/contracts/engine-contract.ts';
import { decodeMessage, encodeMessage } from '../../shared/contracts/message-codec.ts';
import { engineParameters } from '../../shared/contracts/parameter-schemas.ts';
import { type Channel, callContract, serveContract } from '../../shared/contracts/rpc.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import type { TableModel } from '../../shared/viewmodel/table.ts';
import { views } from '../../shared/views/views.ts';
import { createEngine } from '../../src-main/engine/engine.ts';
import { createFileDirectory } from '../../src-main/services/file-directory.ts';
import { FileHandles } from '../../src-main/services/file-handles.ts';

const samples = fileURLToPath(new URL('../../fixtures/samples/', import.meta.url));
const taylor = join(samples, 'taylor/taylor-py313.prof');
const folder = mkdtempSync(join(tmpdir(), 'callipers-engine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two ends of a line on which every message is carried by `carry`, a turn of the event loop later. */
function createLine(carry: (message: unknown) => unknown): readonly [Channel, Channel] {
  const listeners: ((message: unknown) => void)[] = [];
  const end = (own: number, other: number): Channel => ({
    post: (message) => {
      const carried = carry(message);
      setImmediate(() => listeners[other]?.(carried));
    },
    listen: (listener) => {
      listeners[own] = listener;
    },
  });
  return [end(0, 1), end(1, 0)];
}

const transports = {
  'structured clone': (message: unknown) => structuredClone(message),
  'binary frames': (message: unknown) => decodeMessage(encodeMessage(message)),
};

describe.each(Object.entries(transports))('the engine, over %s', (_, carry) => {
  let handles: FileHandles;
  let engine: EngineContract;
  let progress: OpenProgress[];
  let onProgress: () => void;

  beforeEach(() => {
    handles = new FileHandles();
    progress = [];
    onProgress = () => undefined;
    const [here, there] = createLine(carry);
    const served = createEngine({
      files: createFileDirectory(handles, { read: async () => [] }),
      emit: {
        progress: (event) => events.progress(event),
        preview: (event) => events.preview(event),
        fileChanged: (change) => events.fileChanged(change),
      },
    });
    const events = serveContract<EngineContract, EngineEvents>(
      there,
      served.contract,
      engineParameters,
      engineEventNames,
    );
    engine = callContract<EngineContract, EngineEvents>(here, {
      progress: (event) => {
        progress.push(event);
        onProgress();
      },
      preview: () => undefined,
      fileChanged: () => undefined,
    }).calls;
  });

  const open = (...paths: string[]): Promise<OpenResult> =>
    engine.open({ openId: 'o', files: paths.map((path) => handles.offer(path).handle) });
  async function openTaylor() {
    const opened = await open(taylor);
    if (!opened.ok) throw new Error(opened.error.message);
    return opened;
  }
  const state = { ...initialViewState, mode: { relative: false, toParent: false } };

  it('opens a file, telling how far it is', async () => {
    const opened = await openTaylor();
    expect(opened.summary).toMatchObject({ file: 'taylor-py313.prof', format: 'cprofile', counts: { functions: 9 } });
    expect(opened.views.map(({ id }) => id)).toEqual(views.map(({ id }) => id));
    const { length } = readFileSync(taylor);
    expect(progress.at(-1)).toEqual({
      openId: 'o',
      file: 'taylor-py313.prof',
      bytesRead: length,
      bytesTotal: length,
      stage: 'preparing',
    });
  });

  it('answers about merged functions, and says which item is which', async () => {
    const opened = await open('fixtures/merging/callgrind.out.levels.recs4');
    if (!opened.ok) throw new Error(opened.error.message);
    const { recordingId, summary } = opened;
    expect(summary.separations).toEqual({ recursion: true, contexts: false });
    const [apart, merged] = [initialViewState.merge, { recursion: true, contexts: false }];
    const levels = (await engine.findItems(recordingId, "fact'3")).map(({ item }) => item);
    const cycle = { kind: 'cycle', index: 1 } as const;
    const [one, none] = await engine.mapItems(recordingId, [...levels, cycle], { from: apart, to: merged });
    if (one === undefined || one === null) throw new Error('fact is gone');
    const details = await engine.item(recordingId, one, { ...state, merge: merged });
    // callgrind_annotate of the run with --separate-recs=1 says fact: self 276, called 24 times.
    expect([details.fullName, details.self, details.calls, none]).toEqual(['fact', 276, 24, null]);
    expect(details.explanation.at(-1)).toMatch(/^Merged from 4: fact \(inclusive .*\), fact'2 \(/);
    const [dearest] = await engine.mapItems(recordingId, [one], { from: merged, to: apart });
    const outermost = await engine.findItems(recordingId, 'fact');
    expect(dearest).toEqual(outermost[0]?.item);
  });

  // pstats of the same file says 188000 calls of factorial, 750 of them primitive.
  it('answers a view with rows, bounded by what was asked for', async () => {
    const { recordingId } = await openTaylor();
    const sort = [{ column: 'calls', direction: 'descending' }] as const;
    const request = { start: 0, count: 2, sort };
    const table = (await engine.view({ recordingId, viewId: 'functions', state, request })) as TableModel;
    const calls = table.columns.findIndex(({ id }) => id === 'calls');
    expect(table.rows.map((row) => [row.label.name, row.cells[calls]])[0]).toEqual(['factorial', 188_000]);
    expect([table.rows.length, table.rowCount, table.start]).toEqual([2, 9, 0]);
  });

  it('answers every view that it lists, with its reason where the recording cannot fill it', async () => {
    const { recordingId, views: listed } = await openTaylor();
    expect(listed.filter(({ unavailable }) => unavailable === undefined).length).toBeGreaterThan(5);
    for (const { id, kind, unavailable } of listed) {
      const model = await engine.view({ recordingId, viewId: id, state, request: { start: 0, count: 10 } });
      expect([id, model.kind]).toEqual([id, unavailable === undefined ? kind : 'unavailable']);
    }
  });

  it('finds a function by its name and tells its numbers', async () => {
    const { recordingId } = await openTaylor();
    const [found, ...others] = await engine.findItems(recordingId, 'factorial');
    expect(others).toEqual([]);
    const details = await engine.item(recordingId, found.item, state);
    expect(details).toMatchObject({ fullName: 'factorial', calls: 188_000, primitiveCalls: 750 });
    expect(await engine.findItems(recordingId, 'no such function')).toEqual([]);
  });

  it('answers for a state whose active item is gone, but has no details of it', async () => {
    const { recordingId } = await openTaylor();
    for (const item of [{ kind: 'function', index: 99_999 } as const, { kind: 'cycle', index: 7 } as const]) {
      const view = { recordingId, viewId: 'callers', state: { ...state, active: item }, request: {} };
      expect((await engine.view(view)).kind).toBe('table');
      await expect(engine.item(recordingId, item, state)).rejects.toThrow('there is no such item');
    }
  });

  it('writes what a view shows, and the whole recording', async () => {
    const { recordingId } = await openTaylor();
    const csv = await engine.export({ recordingId, viewId: 'functions', state, format: 'csv' });
    expect([csv.name, csv.text.split('\n').filter(Boolean).length]).toEqual(['taylor-py313.prof.functions.csv', 10]);
    const json = await engine.export({ recordingId, viewId: 'functions', state, format: 'json' });
    expect(JSON.parse(json.text).functions).toHaveLength(9);
    await expect(engine.export({ recordingId, viewId: 'functions', state, format: 'dot' })).rejects.toThrow(
      'this view cannot be written as dot',
    );
    const converted = await engine.convert(recordingId, 'callgrind');
    expect(converted.bytes).toBeInstanceOf(Uint8Array);
    expect(new TextDecoder().decode(converted.bytes)).toMatch(/^# callgrind format\n/);
    await expect(engine.convert(recordingId, 'nonsense')).rejects.toThrow('nothing is written as nonsense');
  });

  it('says why a file cannot be opened', async () => {
    const broken = join(folder, 'broken.prof');
    writeFileSync(broken, readFileSync(taylor).subarray(0, 500));
    expect(await open(broken)).toMatchObject({ ok: false, error: { kind: 'broken', file: 'broken.prof' } });
    writeFileSync(join(folder, 'empty'), '');
    expect(await open(join(folder, 'empty'))).toMatchObject({ ok: false, error: { kind: 'empty' } });
    expect(await open(join(folder, 'absent'))).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(await engine.open({ openId: 'p', files: [taylor] })).toMatchObject({
      ok: false,
      error: { kind: 'not-found', message: 'the file is not known any more' },
    });
  });

  it('offers the further parts of a callgrind run, and reads them only when asked', async () => {
    const text = readFileSync(join(samples, 'shapes/callgrind.out.shapes.default'));
    const paths = ['callgrind.out.77', 'callgrind.out.77.1', 'callgrind.out.77.2'].map((name) => join(folder, name));
    for (const path of paths) writeFileSync(path, text);
    writeFileSync(join(folder, 'callgrind.out.77.3'), '');
    const alone = await open(paths[0]);
    if (!alone.ok) throw new Error(alone.error.message);
    expect(alone.siblings.map(({ name }) => name)).toEqual(['callgrind.out.77.1', 'callgrind.out.77.2']);
    const together = await engine.open({
      openId: 'q',
      files: [handles.offer(paths[0]).handle, ...alone.siblings.map(({ handle }) => handle)],
    });
    if (!together.ok) throw new Error(together.error.message);
    expect(together.siblings).toEqual([]);
    expect(together.summary.eventTypes[0].total).toBe(3 * alone.summary.eventTypes[0].total);
  });

  it('stops opening when it is told to, long before the end of the file', async () => {
    const large = join(folder, 'callgrind.out.large');
    const costs = Array.from({ length: 200_000 }, (_, line) => `${line + 1} 1\n`).join('');
    writeFileSync(large, `# callgrind format\nevents: Ir\nfn=main\n${costs.repeat(20)}`);
    // At the first word of it: a test that looks now and then comes too late where reading is fast.
    onProgress = () => void engine.cancel('o');
    expect(await open(large)).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(progress.at(-1)?.bytesRead).toBeLessThan((progress[0].bytesTotal ?? 0) / 2);
  });

  it('forgets a recording that is closed', async () => {
    const { recordingId } = await openTaylor();
    await engine.close(recordingId);
    const asked = engine.view({ recordingId, viewId: 'functions', state, request: {} });
    await expect(asked).rejects.toThrow('this recording is not open any more');
  });

  it('refuses what is not in the contract', async () => {
    const { recordingId } = await openTaylor();
    const loose = engine as unknown as Record<string, (...parameters: unknown[]) => Promise<unknown>>;
    const view = { recordingId, viewId: 'functions', state, request: {} };
    await expect(loose['view']({ ...view, viewId: 'nonsense' })).rejects.toThrow('there is no view nonsense');
    await expect(loose['view']({ ...view, request: { count: 1001 } })).rejects.toThrow('parameter 0.request.count');
    await expect(loose['view']({ ...view, state: { ...state, cycleCut: 2 } })).rejects.toThrow('0.state.cycleCut');
    await expect(loose['view']({ ...view, state: { ...state, extra: 1 } })).rejects.toThrow('0.state.extra');
    await expect(loose['view']()).rejects.toThrow('view');
    await expect(loose['item'](recordingId, { kind: 'function', index: -1 }, state)).rejects.toThrow('1.index');
    await expect(loose['item'](recordingId, { kind: 'function', index: 0.5 }, state)).rejects.toThrow('1.index');
    await expect(loose['open']({ openId: 'x', files: [] })).rejects.toThrow('0.files');
    await expect(loose['dispose']()).rejects.toThrow('there is no call named dispose');
  });
});

describe('binary frames', () => {
  it('carry numbers exactly, bytes as bytes, and leave undefined out', () => {
    const numbers = [0, -1, 0.1, 1e300, 2 ** 53, 2 ** 60, Number.MIN_VALUE, Number.NaN, Number.POSITIVE_INFINITY];
    const message = { numbers, bytes: new Uint8Array([0, 255]), text: 'α\0😀', nothing: null, absent: undefined };
    const carried = decodeMessage(encodeMessage(message)) as typeof message;
    expect(carried).toEqual(message);
    expect(carried.numbers).toEqual(numbers);
    expect('absent' in carried).toBe(false);
  });
});
