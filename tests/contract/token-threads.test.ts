// Reading by real threads, out of the built program: the same recording as one reader makes, with progress, cancelled at once, and a clear
// error where a thread dies. Skipped where the program is not built.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import { openRecording, type ReadProgress } from '../../src-main/engine/open-recording.ts';
import { startTokenThreads } from '../../src-main/engine/token-threads.ts';
import { locateProgramFiles } from '../../src-main/services/program-files.ts';

const { tokenWorker } = locateProgramFiles();
const folder = mkdtempSync(join(tmpdir(), 'callipers-threads-'));
const path = join(folder, 'callgrind.out.1');
const FUNCTIONS = 150_000;

beforeAll(() => {
  const pieces = ['version: 1\ncreator: test\npositions: line\nevents: Ir Dr\n\n'];
  for (let n = 0; n < FUNCTIONS; n++) {
    const callee = (n * 7919) % FUNCTIONS;
    const name = callee > n ? ` function number ${callee} of many` : '';
    pieces.push(`fl=(${n % 50}) file ${n % 50}\nfn=(${n}) function number ${n} of many\n`);
    pieces.push(`${n + 1} 5 3\n+3 2\n+1 4 1\ncfn=(${callee})${name}\ncalls=3 1\n* 30 10\n+2 1000 20\n+5 7\n`);
    pieces.push(`cfn=(${callee})\ncalls=1 1\n* 30 10\n+1 100000 20000\n\n`);
  }
  writeFileSync(path, pieces.join(''));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const input = { name: 'callgrind.out.1', path };

async function readBy(threads: number, onProgress?: (progress: ReadProgress) => void): Promise<Recording> {
  const { signal } = new AbortController();
  const opened = await openRecording([input], { signal, threads, ...(onProgress === undefined ? {} : { onProgress }) });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.recording;
}

function contentOf(recording: Recording): string {
  return JSON.stringify(recording, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? `${value.constructor.name} ${(value as Uint8Array).join(' ')}` : value,
  );
}

describe.runIf(existsSync(tokenWorker))('threads', () => {
  test('make the recording that one reader makes, and count every byte', { timeout: 120_000 }, async () => {
    const seen: ReadProgress[] = [];
    const expected = contentOf(await readBy(1));
    expect(contentOf(await readBy(2, (progress) => seen.push(progress))) === expected).toBe(true);
    expect(contentOf(await readBy(3)) === expected).toBe(true);
    const read = seen.filter(({ stage }) => stage === 'reading').map(({ bytesRead }) => bytesRead);
    expect(read).toEqual([...read].sort((a, b) => a - b));
    expect(seen.at(-1)?.bytesTotal).toBeGreaterThan(24 << 20);
    expect(Math.abs((read.at(-1) ?? 0) - (seen.at(-1)?.bytesTotal ?? 0))).toBeLessThan(2 << 20);
  });

  test('end when reading is cancelled', { timeout: 60_000 }, async () => {
    const asked = new AbortController();
    const opened = await openRecording([input], {
      signal: asked.signal,
      threads: 2,
      onProgress: ({ bytesRead }) => {
        if (bytesRead > 4 << 20) asked.abort();
      },
    });
    expect(opened.ok ? 'opened' : opened.error.kind).toBe('cancelled');
  });

  test('that die are an error with words', async () => {
    const worker = join(folder, 'dies.mjs');
    writeFileSync(worker, 'process.exit(3);\n');
    const threads = startTokenThreads({
      path,
      size: 100,
      threads: 2,
      workerFile: worker,
      signal: new AbortController().signal,
      onBytes: () => undefined,
    });
    const blocks = threads.read(0, () => 1)[Symbol.asyncIterator]();
    await expect(blocks.next()).rejects.toThrow('ended with status 3');
    expect(threads.failure).toMatchObject({ message: 'a thread that read it ended with status 3' });
    threads.close();
  });

  test('that find the file shorter than it was say so', async () => {
    const threads = startTokenThreads({
      path,
      size: statSync(path).size + (4 << 20),
      threads: 2,
      workerFile: tokenWorker,
      signal: new AbortController().signal,
      onBytes: () => undefined,
    });
    const readAll = async (): Promise<void> => {
      for await (const { bytes } of threads.read(0, () => 1)) expect(bytes.length).toBeGreaterThan(0);
    };
    await expect(readAll()).rejects.toThrow('became shorter');
    threads.close();
  });
});
