/** Files that need more memory than may be used are refused in words that state both numbers, while the process still lives. */
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { type MemoryPool, parseSize, processMemory } from '../../src-main/services/memory-limit.ts';
import { runCli } from '../support/run-cli.ts';

const MEGABYTE = 1024 * 1024;
const { signal } = new AbortController();

/** A profile of exactly two megabytes, which are read in four blocks. */
function profile(): Uint8Array {
  const node = { id: 1, callFrame: { functionName: 'main', scriptId: '1', url: '', lineNumber: 0, columnNumber: 0 } };
  const text = JSON.stringify({ nodes: [node], startTime: 0, endTime: 9, samples: [1], timeDeltas: [1] });
  return new TextEncoder().encode(text.padEnd(2 * MEGABYTE, ' '));
}

/** Uses what it is told, one number at each look, the last for ever. */
function pool(limit: number, ...uses: readonly (number | Error)[]): MemoryPool {
  const left = [...uses];
  return {
    limit,
    used() {
      const use = left.length > 1 ? left.shift() : left[0];
      if (use instanceof Error) throw use;
      return use ?? 0;
    },
  };
}

async function open(memory: readonly MemoryPool[]) {
  return await openRecording([{ name: 'large.cpuprofile', bytes: profile() }], { signal, memory });
}

describe('Reading with little memory', () => {
  it('refuses what needs more than there may be, with what the whole file would need', async () => {
    // 1 GB before, 3 GB when a quarter was read: 1 + 2 × 4.
    expect(await open([pool(2e9, 1e9, 1e9, 3e9)])).toEqual({
      ok: false,
      error: {
        kind: 'too-big',
        file: 'large.cpuprofile',
        message: 'it needs about 9.0 GB of memory, 2.0 GB may be used',
        hint: 'close other recordings and programs, or allow more: start with --max-memory, or set CALLIPERS_MAX_MEMORY',
      },
    });
  });

  it('looks at every pool', async () => {
    const heap = pool(100e6, 0, 0, 120e6);
    expect(await open([pool(2e9, 1e9), heap])).toMatchObject({
      error: { kind: 'too-big', message: 'it needs about 480 MB of memory, 100 MB may be used' },
    });
  });

  it('takes an array that cannot be made for the same', async () => {
    const failing = pool(4e9, 1e9, 1e9, new RangeError('Array buffer allocation failed'), 3e9);
    expect(await open([failing])).toMatchObject({
      error: {
        kind: 'too-big',
        file: 'large.cpuprofile',
        message: 'it needs a larger table than the system gives: there was no more after 3.0 GB, 4.0 GB may be used',
      },
    });
  });

  it('says what to do where addresses are limited, which WebAssembly reserves many of', async () => {
    const failing = pool(4e9, 1e9, 1e9, new RangeError('WebAssembly.Memory(): could not allocate memory'), 1e9);
    expect(await open([failing])).toMatchObject({
      error: {
        kind: 'too-big',
        message: 'the system gives this process too little address space',
        hint: 'lift its limit (ulimit -v), or set NODE_OPTIONS=--disable-wasm-trap-handler',
      },
    });
  });

  it('opens what fits', async () => {
    expect(await open([pool(2e9, 1e9)])).toMatchObject({ ok: true });
  });

  it('does not take a bug for want of memory', async () => {
    await expect(open([pool(4e9, 1e9, 1e9, new TypeError('a bug'), 1e9)])).rejects.toThrow('a bug');
  });
});

describe('The limit', () => {
  it.each([
    ['6GB', 6e9],
    ['1.5 g', 1.5e9],
    ['800mb', 8e8],
    ['12345', 12345],
    ['2GiB', 2 * 2 ** 30],
    ['lots', undefined],
    ['0', undefined],
    ['-1GB', undefined],
  ])('%s is %s bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

  it('is what the environment says, else less than the machine has', () => {
    expect(processMemory({ CALLIPERS_MAX_MEMORY: '5GB' })[0].limit).toBe(5e9);
    const [resident, heap] = processMemory({});
    expect(resident.limit).toBeGreaterThan(resident.used());
    expect(heap.limit).toBeGreaterThan(heap.used());
  });
});

describe('callipers --max-memory', () => {
  it.each(['top', 'info', 'convert'])('refuses with status 1, and says how more is allowed: %s', async (command) => {
    const to = command === 'convert' ? ['--to', 'csv'] : [];
    const { status, messages } = await runCli([
      command,
      'fixtures/samples/busy/busy-100us.cpuprofile',
      ...to,
      '--max-memory',
      '1MB',
    ]);
    expect(status).toBe(1);
    expect(messages).toMatch(
      /busy-100us\.cpuprofile: it needs (about|more than) [\d.]+ [MG]B of memory, 1 MB may be used \(/,
    );
  });

  it('needs a size', async () => {
    expect(await runCli(['top', 'x', '--max-memory', 'lots'])).toMatchObject({
      status: 2,
      messages: expect.stringContaining('--max-memory needs a size like 6GB, not "lots"'),
    });
  });
});
