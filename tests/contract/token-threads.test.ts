// Reading by real threads, out of the built program: the same recording as one reader makes, with progress, cancelled at once, and a clear
// error where a thread dies. Skipped where the program is not built.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RowSums, rowColumns, sumRows } from '../../shared/analysis/row-sums.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { runAtOnce } from '../../shared/base/slices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { HERE } from '../../src-main/engine/block-ring.ts';
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

function hashOf({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
}

function contentOf(value: RowSums | Recording | undefined): string {
  return JSON.stringify(value, (_, field: unknown) =>
    ArrayBuffer.isView(field) ? `${field.constructor.name} ${field.byteLength} ${hashOf(field)}` : field,
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

  test('read the parts of one recording one after the other, whatever their sizes', { timeout: 120_000 }, async () => {
    const bytes = readFileSync(path);
    const header = 'version: 1\ncreator: test\npid: 7\npart: 2\npositions: line\nevents: Ir Dr\n\n';
    const other = `${header.replace('Ir Dr', 'Ir')}fl=(1) a\nfn=(1) g\n1 7\n`;
    const written: [string, string | Uint8Array][] = [
      ['small-1', `${header}fl=(1) a\nfn=(1) f\n1 1 1\ntotals: 1 1\n`],
      ['large-1', bytes],
      ['packed', gzipSync(`${header}fl=(1) a\nfn=(1) packed\n1 3 1\n`)],
      ['small-2', other],
      ['bare', `${header}fl=(1) a\nfn=(1) f\n2 5 1\n`.replaceAll('\n', '\r')],
      ['large-2', bytes],
      ['small-3', other],
      ['small-4', `${header}fl=(1) a\nfn=(1) f\n9 2 1\n`],
    ];
    const inputs = written.map(([name, content]) => {
      writeFileSync(join(folder, name), content);
      return { name, path: join(folder, name) };
    });
    const { signal } = new AbortController();
    const read = async (threads: number, of: typeof inputs): Promise<string> => {
      const opened = await openRecording(of, { signal, threads });
      if (!opened.ok) throw new Error(opened.error.message);
      return contentOf(opened.value.recording);
    };
    for (const order of [inputs, inputs.toReversed()]) {
      const expected = await read(1, order);
      expect((await read(2, order)) === expected).toBe(true);
      expect((await read(3, order)) === expected).toBe(true);
    }
  });

  test('add up what costs are made of, to the same sums bit by bit', { timeout: 60_000 }, async () => {
    const { signal } = new AbortController();
    // Callees that say their file are not renamed at the end: what was added up while the file was read counts.
    const stated = join(folder, 'stated');
    const files = Array.from({ length: 50 }, (_, f) => `fl=(${f}) file ${f}\n`).join('');
    const named = readFileSync(path, 'latin1').replace(/(?=fl=)/, files);
    writeFileSync(
      stated,
      named.replaceAll(/cfn=\((\d+)\)/g, (cfn, id) => `cfi=(${Number(id) % 50})\n${cfn}`),
    );
    const input = { name: 'stated', path: stated };
    const toSum = (recording: Recording) => rowColumns(recording, wholeScope(recording));
    const opened = await openRecording([input], { signal, threads: 2, toSum });
    if (!opened.ok) throw new Error(opened.error.message);
    const { recording, sums } = opened.value;
    const columns = toSum(recording);
    if (columns === undefined || sums === undefined) throw new Error('nothing was added up elsewhere');
    const found = await sums;
    expect(found?.self.length).toBe(FUNCTIONS);
    expect(contentOf(found) === contentOf(runAtOnce(sumRows(columns)))).toBe(true);
  });

  test('add up no functions that have become others at the end', { timeout: 60_000 }, async () => {
    const long = 'of a module with a long name '.repeat(6);
    const pieces = ['version: 1\ncreator: test\nevents: Ir\n\n'];
    for (let n = 0; n < 2000; n++) {
      pieces.push(`fl=file ${n % 300}\nfn=${long}${n}\n`);
      for (let line = 1; line < 50; line++) pieces.push(`${line} ${1000 + (n % 7)}\n`);
      for (let k = 1; k < 70 && n + k < 2000; k++) {
        // A few callees do not say their file: they are others than they seem until their block comes.
        const file = n % 50 === 0 && k === 1 ? '' : `cfi=file ${(n + k) % 300}\n`;
        pieces.push(`${file}cfn=${long}${n + k}\ncalls=${k} 1\n${k} ${k * 100}\n`);
      }
    }
    const renamed = join(folder, 'renamed');
    writeFileSync(renamed, pieces.join(''));
    expect(statSync(renamed).size).toBeGreaterThan(24 << 20);
    const { signal } = new AbortController();
    const toSum = (recording: Recording) => rowColumns(recording, wholeScope(recording));
    const opened = await openRecording([{ name: 'renamed', path: renamed }], { signal, threads: 2, toSum });
    if (!opened.ok) throw new Error(opened.error.message);
    const { recording, sums } = opened.value;
    const columns = toSum(recording);
    if (columns === undefined || sums === undefined) throw new Error('nothing was added up elsewhere');
    expect(contentOf(await sums) === contentOf(runAtOnce(sumRows(columns)))).toBe(true);
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
      files: [{ path, size: 100, written: 0 }],
      threads: 2,
      workerFile: worker,
      signal: new AbortController().signal,
    });
    const blocks = threads
      .of(0, () => undefined)
      .read(0, () => 1)
      [Symbol.asyncIterator]();
    await expect(blocks.next()).rejects.toThrow('ended with status 3');
    expect(threads.failure).toMatchObject({ message: 'a thread that read it ended with status 3' });
    threads.close();
  });

  test.each([
    ['of another build are not used', "parentPort.postMessage('here');", false],
    ['that end too early are an error', 'parentPort.postMessage(HERE);', true],
  ])('%s, and nobody waits for them', async (what, code, areUsed) => {
    const worker = join(folder, `${what}.mjs`);
    writeFileSync(worker, `import { parentPort } from 'node:worker_threads';\nconst HERE = '${HERE}';\n${code}\n`);
    const { signal } = new AbortController();
    const threads = startTokenThreads({
      files: [{ path, size: 100, written: 0 }],
      threads: 2,
      workerFile: worker,
      signal,
    });
    const first = threads.of(0, () => undefined);
    if (areUsed) await expect.poll(() => first.isReady).toBe(true);
    const block = first.read(0, () => 1)[Symbol.asyncIterator]();
    await expect(block.next()).rejects.toThrow('ended before its end');
    expect(first.isReady).toBe(areUsed);
    threads.close();
  });

  test.each([
    ['that die', 'process.exit(4)', 'ended with status 4'],
    ['that end', 'parentPort.close(); workerData.sealing.close()', 'ended before its end'],
  ])('%s with rows that they were given are an error', async (what, end, message) => {
    const worker = join(folder, `rows, ${what}.mjs`);
    writeFileSync(
      worker,
      `import { parentPort, workerData } from 'node:worker_threads';
      workerData.sealing?.on('message', () => { ${end}; });
      parentPort.postMessage('${HERE}');\n`,
    );
    const asked = new AbortController();
    const files = [{ path, size: 100, written: 0 }];
    const threads = startTokenThreads({ files, threads: 1, workerFile: worker, signal: asked.signal });
    await expect.poll(() => threads.sealer.isReady).toBe(true);
    await expect(threads.sealer.fetch(0)).rejects.toThrow(message);
    asked.abort();
    expect(await threads.sealer.fetch(0)).toBeUndefined();
    threads.close();
  });

  test('that find the file shorter than it was say so', async () => {
    const threads = startTokenThreads({
      files: [{ path, size: statSync(path).size + (4 << 20), written: statSync(path).mtimeMs }],
      threads: 2,
      workerFile: tokenWorker,
      signal: new AbortController().signal,
    });
    const readAll = async (): Promise<void> => {
      for await (const { bytes } of threads.of(0, () => undefined).read(0, () => 1))
        expect(bytes.length).toBeGreaterThan(0);
    };
    await expect(readAll()).rejects.toThrow('became shorter');
    threads.close();
  });

  test('that find another file in its place say so', async () => {
    const { size, mtimeMs } = statSync(path);
    const threads = startTokenThreads({
      files: [{ path, size, written: mtimeMs - 1000 }],
      threads: 2,
      workerFile: tokenWorker,
      signal: new AbortController().signal,
    });
    const block = threads
      .of(0, () => undefined)
      .read(0, () => 1)
      [Symbol.asyncIterator]();
    await expect(block.next()).rejects.toThrow('the file was written anew while it was read');
    threads.close();
  });
});
