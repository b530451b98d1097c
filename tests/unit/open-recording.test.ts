/**
 * Opening as a whole: several files as one recording, errors with the name of their file, damaged compression, progress, cancellation.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { arrayOf } from '../../shared/base/columns.ts';
import { openRecording, type ReadProgress } from '../../src-main/engine/open-recording.ts';
import type { Input } from '../../src-main/services/byte-sources.ts';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const busy = `${fixtures}/cpuprofile/busy/busy.cpuprofile`;
const worker = `${fixtures}/cpuprofile/worker-thread/workers.1.cpuprofile`;
const taylor = `${fixtures}/cprofile/taylor-py313/taylor-py313.prof`;
const named = (path: string): Input => ({ name: path.slice(path.lastIndexOf('/') + 1), path });
const options = { signal: new AbortController().signal };

describe('openRecording', () => {
  it('makes one recording of several files, a part each', async () => {
    const opened = await openRecording([named(busy), named(worker)], options);
    if (!opened.ok) throw new Error(opened.error.message);
    const { recording, reader } = opened.value;
    expect([reader.id, recording.parts.map((part) => part.file)]).toEqual([
      'cpuprofile',
      ['busy.cpuprofile', 'workers.1.cpuprofile'],
    ]);
    expect(new Set(arrayOf(recording.contexts.part))).toEqual(new Set([0, 1]));
    expect(recording.diagnostics.map((one) => one.file)).toEqual(['busy.cpuprofile', 'workers.1.cpuprofile']);
  });

  it('reads bytes in memory and streams like files', async () => {
    const bytes = readFileSync(taylor);
    async function* stream(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < bytes.length; i += 100) yield await Promise.resolve(bytes.subarray(i, i + 100));
    }
    const name = 'taylor-py313.prof';
    const opened = await Promise.all([
      openRecording([{ name, path: taylor }], options),
      openRecording([{ name, bytes }], options),
      openRecording([{ name, stream: stream() }], options),
    ]);
    expect(opened[1]).toEqual(opened[0]);
    expect(opened[2]).toEqual(opened[0]);
  });

  it('refuses files of two formats, and names the one that does not fit', async () => {
    expect(await openRecording([named(busy), named(taylor)], options)).toMatchObject({
      ok: false,
      error: { kind: 'unsupported', file: 'taylor-py313.prof', message: expect.stringContaining('Python cProfile') },
    });
  });

  it('names the file that cannot be read', async () => {
    expect(await openRecording([named(busy), { name: 'gone', path: `${fixtures}/gone` }], options)).toMatchObject({
      ok: false,
      error: { kind: 'not-found', file: 'gone', message: 'there is no such file' },
    });
  });

  it('opens what comes out of damaged gzip data where that is a whole profile, and warns', async () => {
    const packed = gzipSync(readFileSync(taylor));
    const opened = await openRecording([{ name: 'x', bytes: packed.subarray(0, -4) }], options);
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.recording.diagnostics).toMatchObject([
      { code: 'compressed-data-damaged', severity: 'error', message: 'The gzip data is cut off. Copy the file again.' },
    ]);
  });

  it('warns of bytes behind gzip data that is whole, without calling it damaged', async () => {
    const bytes = Buffer.concat([gzipSync(readFileSync(taylor)), Buffer.from('garbage')]);
    const opened = await openRecording([{ name: 'x', bytes }], options);
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.recording.diagnostics).toMatchObject([
      {
        code: 'bytes-behind-compressed-data',
        severity: 'warning',
        message: 'There are bytes behind the end of the gzip data, which were ignored.',
      },
    ]);
  });

  it('blames the compression where what comes out is no whole profile', async () => {
    const packed = gzipSync(readFileSync(busy));
    const opened = await openRecording([{ name: 'x', bytes: packed.subarray(0, 1000) }], options);
    expect(opened).toMatchObject({
      ok: false,
      error: { kind: 'broken', message: expect.stringMatching(/^the gzip data is cut off, and/) },
    });
  });

  it('reports progress up to the whole file, then that it prepares', async () => {
    const seen: ReadProgress[] = [];
    await openRecording([named(taylor)], { ...options, onProgress: (progress) => seen.push(progress) });
    const { length } = readFileSync(taylor);
    const all = { file: 'taylor-py313.prof', bytesRead: length, bytesTotal: length };
    expect(seen.slice(-2)).toEqual([
      { ...all, stage: 'reading' },
      { ...all, stage: 'preparing' },
    ]);
  });

  it('ends with `cancelled` before it reads on, once it is cancelled', async () => {
    const stop = new AbortController();
    let readSince = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"nodes":[{"id":1,"callFrame":{"functionName":"(root)"}}],"samples":[1');
      for (;;) {
        if (stop.signal.aborted) readSince++;
        yield await Promise.resolve(Buffer.from(',1'.repeat(100_000)));
      }
    }
    setTimeout(() => stop.abort(), 50);
    const opened = await openRecording([{ name: 'x', stream: endless() }], { signal: stop.signal });
    // What was under way may come to its end: a few hundred kilobytes.
    expect(readSince).toBeLessThan(4);
    expect(opened).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});
