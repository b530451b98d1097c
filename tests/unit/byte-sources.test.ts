/**
 * Bytes of files, streams and memory, unpacked by content: what comes out, what is said of damage, what is refused, how it stops.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type Input, openByteSource } from '../../src-main/services/byte-sources.ts';

const text = Array.from({ length: 40 }, (_, i) => `line ${i + 1} of the text that was packed\n`).join('');
const plain = new TextEncoder().encode(text);
const packed = gzipSync(plain);
/** The same text by zstd 1.5.4: `zstd -c` and `zstd -c --check -19`. */
const zstd = Buffer.from(
  'KLUv/WSXBH0EALKEDxaAZTpBmGPMWxV6URRCIX+nvNSJotIB6f///7dt27bbtm0r9DAKYkh3kBiDKIiRAvDUOl7AjraOysPSnKUJKCCAM0oPoiBPkiEF8pBMUpAHyZACeUgGKchDMklBHiRDiuSJZNYghVrkSYtk0CLFWeQxi2TKIgVZ5BmLZD9O64hzHeYI5xzGEeB35opP1adWDQ==',
  'base64',
);
const zstdChecked = Buffer.from(
  'KLUv/WSXBI0DAKLGExKQzwGAYKDY3bvbwAzbODD2GR0PJB2NczPKyRgXox9GOhLnRpQTMS5EP4h01Oemy0mPi+6HTuiYQoYArMWl6q3Cv+rd39zu27t39P02oQwoqBFwBr3/HfA1AxE0BP8/Q7gfWdQylzqccHVoBkhV1adWDQ==',
  'base64',
);
const folder = mkdtempSync(join(tmpdir(), 'callipers-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Unpacked {
  readonly text: string;
  readonly damage: string | undefined;
  readonly surplus?: string | undefined;
  readonly refusal: string | undefined;
}

async function unpack(input: Input, stop = new AbortController()): Promise<Unpacked> {
  const opened = await openByteSource(input, { signal: stop.signal });
  if (!opened.ok) return { text: '', damage: undefined, refusal: opened.error.message };
  const pieces: Buffer[] = [];
  for await (const chunk of opened.value.chunks()) pieces.push(Buffer.from(chunk));
  await opened.value.close();
  const { damage, surplus, refusal } = opened.value.report;
  return {
    text: Buffer.concat(pieces).toString(),
    damage,
    ...(surplus === undefined ? {} : { surplus }),
    refusal: refusal?.message,
  };
}

const ofBytes = (bytes: Uint8Array): Input => ({ name: 'x', bytes });
const whole: Unpacked = { text, damage: undefined, refusal: undefined };

/** The bytes, one at a time. */
async function* trickle(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (const byte of bytes) yield await Promise.resolve(Uint8Array.of(byte));
}

/** A gzip member with every optional field. */
function withAllFields(): Buffer {
  const fields = Buffer.from([4, 0, 1, 2, 3, 4, ...Buffer.from('name\0'), ...Buffer.from('comment\0'), 9, 9]);
  const header = Buffer.from(packed.subarray(0, 10));
  header[3] = 2 | 4 | 8 | 16;
  return Buffer.concat([header, fields, packed.subarray(10)]);
}

describe('a byte source', () => {
  it.each([
    ['not packed', plain],
    ['gzip', packed],
    ['gzip in gzip', gzipSync(packed)],
    ['gzip with name, comment, extra field and header check', withAllFields()],
    ['gzip in two members', Buffer.concat([gzipSync(plain.subarray(0, 100)), gzipSync(plain.subarray(100))])],
    ['gzip padded with zeros', Buffer.concat([packed, Buffer.alloc(1000)])],
    ['zstd', zstd],
    ['zstd with a checksum', zstdChecked],
    [
      'zstd behind a skippable frame',
      Buffer.concat([Buffer.from('502a4d180300000061626300', 'hex').subarray(0, 11), zstd]),
    ],
    ['zstd in gzip', gzipSync(zstd)],
  ])('gives the text that is %s, in one piece and byte by byte', async (_, bytes) => {
    expect(await unpack(ofBytes(bytes))).toEqual(whole);
    expect(await unpack({ name: 'standard input', stream: trickle(bytes) })).toEqual(whole);
  });

  it('unpacks zstd frames one behind the other', async () => {
    expect(await unpack(ofBytes(Buffer.concat([zstd, zstdChecked])))).toEqual({ ...whole, text: text + text });
  });

  it('gives what comes out of cut gzip data at any length, and says that it is cut', async () => {
    for (let length = 3; length < packed.length; length++) {
      const got = await unpack(ofBytes(packed.subarray(0, length)));
      expect(text.startsWith(got.text), `cut at ${length}`).toBe(true);
      expect(got.damage, `cut at ${length}`).toMatch(/^the gzip data is cut off/);
    }
    // All of the text is there before the checksum is missed.
    expect((await unpack(ofBytes(packed.subarray(0, -1)))).text).toBe(text);
  });

  it('gives what comes out of cut zstd data, and says that it is cut', async () => {
    const got = await unpack(ofBytes(Buffer.concat([zstd, zstd.subarray(0, 100)])));
    expect(got).toEqual({ text, damage: 'the zstd data is cut off', refusal: undefined });
  });

  it('gives everything when only the checksum is wrong, and says so', async () => {
    const wrong = Buffer.from(packed);
    wrong[wrong.length - 6] ^= 1;
    const got = await unpack(ofBytes(wrong));
    expect(got.text).toBe(text);
    expect(got.damage).toMatch(/does not match its checksum/);
  });

  it('gives everything before bytes that follow the end, and says that they were ignored', async () => {
    const got = await unpack(ofBytes(Buffer.concat([packed, Buffer.from('garbage')])));
    expect(got.text).toBe(text);
    expect(got.damage).toBeUndefined();
    expect(got.surplus).toMatch(/bytes behind the end/);
  });

  it('refuses what is packed more than three times over', async () => {
    const four = gzipSync(gzipSync(gzipSync(packed)));
    expect((await unpack(ofBytes(four))).refusal).toBe('it is compressed more than 3 times over');
  });

  it('stops unpacking what grows out of all proportion, and states the limit', { timeout: 60_000 }, async () => {
    const mebibyte = Buffer.alloc(64 * 2 ** 20);
    const bomb = Buffer.concat(Array.from({ length: 6 }, () => gzipSync(mebibyte)));
    const opened = await openByteSource(ofBytes(bomb), { signal: new AbortController().signal });
    if (!opened.ok) throw new Error(opened.error.message);
    let length = 0;
    for await (const chunk of opened.value.chunks()) length += chunk.length;
    await opened.value.close();
    expect(length).toBeLessThanOrEqual(256 * 2 ** 20);
    expect(opened.value.report.refusal).toMatchObject({
      kind: 'too-big',
      message: expect.stringContaining('300 times'),
    });
  });

  it('tells its head without consuming it, and its size where it is known', async () => {
    const path = join(folder, 'long.txt');
    writeFileSync(path, Buffer.alloc(1_500_000, 'abc'));
    const opened = await openByteSource({ name: 'long', path }, { signal: new AbortController().signal });
    if (!opened.ok) throw new Error(opened.error.message);
    expect([opened.value.head.length, opened.value.size]).toEqual([65_536, 1_500_000]);
    await opened.value.close();
    expect(await unpack({ name: 'long', path })).toEqual({ ...whole, text: 'abc'.repeat(500_000) });
  });

  it('reports progress in bytes of the file on disk', async () => {
    const path = join(folder, 'packed.gz');
    writeFileSync(path, packed);
    const seen: (number | undefined)[][] = [];
    const onProgress = (read: number, total: number | undefined): void => void seen.push([read, total]);
    const opened = await openByteSource({ name: 'x', path }, { signal: new AbortController().signal, onProgress });
    if (!opened.ok) throw new Error(opened.error.message);
    await opened.value.close();
    expect([opened.value.size, seen.at(-1)]).toEqual([undefined, [packed.length, packed.length]]);
  });

  it('ends soon after a cancellation, in the middle of what would never end', async () => {
    const stop = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield await Promise.resolve(plain);
    }
    setTimeout(() => stop.abort(), 20);
    const started = performance.now();
    await unpack({ name: 'x', stream: endless() }, stop);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('ends soon after a cancellation while nothing comes at all', async () => {
    const stop = new AbortController();
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield plain;
      await new Promise(() => undefined);
    }
    setTimeout(() => stop.abort(), 20);
    const started = performance.now();
    expect((await unpack({ name: 'x', stream: silent() }, stop)).text).toBe(text);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it.each([
    ['a file that is not there', join(folder, 'none'), 'there is no such file'],
    ['a folder', folder, 'this is a folder, not a file'],
  ])('says plainly of %s what is wrong', async (_, path, message) => {
    expect((await unpack({ name: 'x', path })).refusal).toBe(message);
  });
});
