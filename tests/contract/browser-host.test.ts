/**
 * The browser host as others meet it: over HTTP and its socket, with the real engine in its thread. The engine is bundled here,
 * because a worker thread cannot run TypeScript; the page is a folder of a few files.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectTo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { EngineContract, EngineEvents } from '../../shared/contracts/engine-contract.ts';
import type { HostContract, HostEvents } from '../../shared/contracts/host-contract.ts';
import { decodeMessage, encodeMessage } from '../../shared/contracts/message-codec.ts';
import { callContract, splitChannel } from '../../shared/contracts/rpc.ts';
import { type BrowserHost, startBrowserHost } from '../../src-main/browser/browser-host.ts';
import { LaunchCodes } from '../../src-main/browser/launch-codes.ts';
import { createHostServices, type HostServices } from '../../src-main/services/host.ts';
import type { ProgramFiles } from '../../src-main/services/program-files.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const sample = join(project, 'fixtures/samples/taylor/taylor-py313.prof');
const folder = mkdtempSync(join(tmpdir(), 'callipers-host-'));
let program: ProgramFiles;
let host: BrowserHost;

beforeAll(async () => {
  const renderer = join(folder, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(renderer, 'assets/main.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(renderer, 'link.txt'));
  program = {
    version: '1.2.3',
    root: folder,
    renderer,
    samples: join(project, 'fixtures/samples'),
    preload: '',
    engineWorker: await bundleEngine(),
    engineProcess: '',
    languageModel: '',
    tokenWorker: '',
  };
  [host] = await start(program);
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

async function bundleEngine(): Promise<string> {
  await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(project, 'src-main/engine/engine-worker.ts'),
      outDir: join(folder, 'engine'),
      target: 'node20.19',
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'engine-worker.mjs', codeSplitting: false } },
    },
  });
  return join(folder, 'engine/engine-worker.mjs');
}

async function start(files: ProgramFiles): Promise<[BrowserHost, HostServices]> {
  const made = createHostServices({
    userFolder: join(folder, 'config'),
    samplesFolder: files.samples,
    report: () => undefined,
  });
  const openAtStart = [made.handles.offer(sample)];
  return [await startBrowserHost({ program: files, services: made, openAtStart, port: 0 }), made];
}

/** Sent as it stands: fetch() would tidy the path up and set its own Host. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { hostname, port } = new URL(host.url);
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (data) => {
        body += data;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

const prefix = () => new URL(host.url).pathname;

async function openPage(of: BrowserHost = host) {
  const { origin, host: address, pathname } = new URL(of.url);
  const socket = new WebSocket(`ws://${address}${pathname}socket`, { origin });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const channels = splitChannel(
    {
      post: (message) => socket.send(encodeMessage(message)),
      listen: (listener) => socket.on('message', (data) => listener(decodeMessage(data as Buffer))),
    },
    ['host', 'engine'],
  );
  const died: string[] = [];
  const calls = callContract<HostContract, HostEvents>(channels.host, {
    command: () => undefined,
    openFiles: () => undefined,
    engineDied: (reason) => died.push(reason),
  }).calls;
  const engine = callContract<EngineContract, EngineEvents>(channels.engine, {
    progress: () => undefined,
    preview: () => undefined,
    fileChanged: () => undefined,
  }).calls;
  return { socket, host: calls, engine, died };
}

describe('the browser host, asked for files', () => {
  it('serves the page under its token, with headers that keep everything else out', async () => {
    const page = await get(prefix());
    expect([page.status, page.body]).toEqual([200, '<!doctype html><title>page</title>']);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    const policy = String(page.headers['content-security-policy']).split('; ');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain(`connect-src 'self' ws://${new URL(host.url).host}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers['set-cookie']).toBeUndefined();
  });

  it('has a new token of at least 128 bits at each start', async () => {
    const [other] = await start(program);
    const tokens = [host.url, other.url].map((url) => new URL(url).pathname.split('/')[1]);
    await other.close();
    expect(tokens[0]).not.toBe(tokens[1]);
    for (const token of tokens) expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16);
  });

  it('serves the files of the page and no other', async () => {
    expect((await get(`${prefix()}assets/main.js`)).headers['content-type']).toBe('text/javascript; charset=utf-8');
    for (const path of [
      '../secret.txt',
      '..%2fsecret.txt',
      '%2e%2e/secret.txt',
      'assets/../../secret.txt',
      'assets/..%5c..%5csecret.txt',
      'link.txt',
      sample.slice(1),
      `/${sample}`,
      'assets',
      'assets/',
      '%',
      '\\..\\secret.txt',
    ]) {
      const answer = await get(prefix() + path);
      expect([path, answer.status, answer.body]).toEqual([path, 404, 'Callipers: there is no such file\n']);
    }
  });

  it('answers nobody without the token, from another site or under another name', async () => {
    const { host: address } = new URL(host.url);
    expect((await get('/')).status).toBe(403);
    expect((await get(`/wrong${prefix()}`)).status).toBe(403);
    expect((await get(prefix(), { host: 'evil.example' })).status).toBe(403);
    expect((await get(prefix(), { origin: 'http://evil.example' })).status).toBe(403);
    expect((await get(prefix(), {}, 'POST')).status).toBe(405);
    expect((await get(prefix(), { host: 'localhost:4000', origin: 'http://localhost:4000' })).status).toBe(200);
    expect((await get(prefix(), { host: address })).status).toBe(200);
  });

  it('listens on the loopback interface alone', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      const refused = new Promise<string>((resolve) => {
        const socket = connectTo({ host: address, port: Number(new URL(host.url).port), timeout: 2000 });
        socket.once('connect', () => resolve('connected')).once('error', () => resolve('refused'));
        socket.once('timeout', () => resolve('refused'));
        socket.once('close', () => socket.destroy());
      });
      expect(await refused).toBe('refused');
    }
    expect(new URL(host.url).hostname).toBe('127.0.0.1');
  });
});

describe('the browser host, whose own files are gone', () => {
  it('says so and serves on when they are back, as after a new build', async () => {
    const renderer = join(folder, 'rebuilt');
    mkdirSync(renderer);
    writeFileSync(join(renderer, 'index.html'), 'page');
    const [rebuilt] = await start({ ...program, renderer });
    rmSync(renderer, { recursive: true });
    expect((await fetch(rebuilt.url)).status).toBe(500);
    mkdirSync(renderer);
    writeFileSync(join(renderer, 'index.html'), 'new page');
    expect(await (await fetch(rebuilt.url)).text()).toBe('new page');
    await rebuilt.close();
  });
});

describe('the browser host, over its socket', () => {
  it('refuses sockets of other pages and of none', async () => {
    const address = host.url.replace('http:', 'ws:');
    for (const [url, options] of [
      [`${address}socket`, {}],
      [`${address}socket`, { origin: 'http://evil.example' }],
      [`${address}socket`, { origin: 'null' }],
      [`${new URL(address).origin}/socket`, { origin: new URL(host.url).origin }],
    ] as const) {
      const socket = new WebSocket(url, options);
      const outcome = await new Promise((resolve) =>
        socket.once('open', () => resolve('open')).once('error', (error) => resolve(error.message)),
      );
      expect(outcome).toBe('Unexpected server response: 403');
    }
  });

  it('serves on when one that it refuses is gone before the answer', async () => {
    const { port } = new URL(host.url);
    const asked = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    for (let i = 0; i < 50; i++) {
      const socket = connectTo(Number(port), '127.0.0.1');
      const gone = new Promise((closed) => socket.once('close', closed));
      socket.write(asked, () => socket.resetAndDestroy());
      await gone;
    }
    expect((await fetch(host.url)).status).toBe(200);
  });

  it('opens the file that it was started with, in the engine', async () => {
    const page = await openPage();
    const facts = await page.host.facts();
    expect(facts).toMatchObject({ kind: 'browser', version: '1.2.3', nativeDialogs: false });
    const opened = await page.engine.open({ openId: '1', files: facts.openAtStart.map(({ handle }) => handle) });
    expect(opened).toMatchObject({ ok: true, summary: { file: 'taylor-py313.prof', format: 'cprofile' } });
    page.socket.close();
  });

  it('opens no path that nobody chose', async () => {
    const page = await openPage();
    for (const handle of [sample, `file://${sample}`, '../taylor-py313.prof', 'x']) {
      const opened = await page.engine.open({ openId: handle.slice(-5), files: [handle] });
      expect(opened).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    }
    page.socket.close();
  });

  it('takes a file in pieces and opens it', async () => {
    const page = await openPage();
    const bytes = new TextEncoder().encode('not a profile, but prose\n'.repeat(20));
    const handle = await page.host.beginUpload('notes.txt', bytes.length);
    await page.host.uploadPiece(handle, bytes.subarray(0, 100));
    await page.host.uploadPiece(handle, bytes.subarray(100));
    const picked = await page.host.endUpload(handle);
    const opened = await page.engine.open({ openId: 'u', files: [picked.handle] });
    expect(opened).toMatchObject({ ok: false, error: { kind: 'not-mine', file: 'notes.txt' } });
    page.socket.close();
  });

  it.each([
    ['text', 'hello'],
    ['broken bytes', Buffer.from([0xc1, 0xff, 0x00])],
    ['too much', Buffer.alloc(9 * 1024 * 1024)],
  ])('ends a socket that sends %s, and goes on serving', async (_, data) => {
    const page = await openPage();
    const closed = new Promise((resolve) => page.socket.once('close', resolve));
    page.socket.send(data);
    await closed;
    const next = await openPage();
    expect((await next.host.facts()).kind).toBe('browser');
    next.socket.close();
  });

  it('ignores messages that are none, and refuses calls that the contract does not have', async () => {
    const page = await openPage();
    for (const message of [null, 7, [], ['host'], ['host', null], ['host', []], ['other', {}], ['host', { t: 'q' }]]) {
      page.socket.send(encodeMessage(message));
    }
    const call = (name: string, ...parameters: unknown[]) =>
      (page.host as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>)[name](...parameters);
    await expect(call('constructor')).rejects.toThrow('there is no call named constructor');
    await expect(call('__proto__')).rejects.toThrow('there is no call named __proto__');
    await expect(call('fileAtPath', 7)).rejects.toThrow('fileAtPath: parameter 0: Invalid type');
    await expect(call('facts', 'extra')).rejects.toThrow('facts');
    await expect(call('changeSettings', { theme: 'x' })).rejects.toThrow('changeSettings: parameter 0.theme');
    await expect(call('changeSettings', { admin: true })).rejects.toThrow('changeSettings');
    page.socket.close();
  });
});

describe('the browser host, when the engine dies', () => {
  it('says so to the page whose engine it was, serves on, and gives a new engine to whoever connects', async () => {
    const engineWorker = join(folder, 'dying.mjs');
    writeFileSync(
      engineWorker,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', (port) => port.on('message', () => { throw new Error('a bug in the engine'); }));`,
    );
    const [other] = await start({ ...program, engineWorker });
    const pages = [await openPage(other), await openPage(other)];
    pages[0].engine.cancel('x').catch(() => undefined);
    await expect.poll(() => pages.map(({ died }) => died)).toEqual([['a bug in the engine'], []]);
    expect((await pages[1].host.facts()).kind).toBe('browser');
    const again = await openPage(other);
    again.engine.cancel('x').catch(() => undefined);
    await expect.poll(() => again.died).toEqual(['a bug in the engine']);
    await other.close();
  });

  it('leaves no upload and no open port behind when it is closed', async () => {
    const [other, itsServices] = await start(program);
    const handle = await itsServices.uploads.begin('x', 0);
    const path = itsServices.handles.locate(handle)?.path ?? '';
    await other.close();
    await expect(fetch(other.url)).rejects.toThrow();
    expect(path).not.toBe('');
    expect(existsSync(path)).toBe(false);
  });
});

describe('an address for the command line of a browser', () => {
  const get = (url: string) => fetch(url, { redirect: 'manual' });

  it('leads to the page once, and tells its token to nobody who comes later', async () => {
    const [other] = await start(program);
    const launch = other.launchUrl();
    expect(launch).not.toContain(new URL(other.url).pathname);
    const first = await get(launch);
    expect([first.status, first.headers.get('location')]).toEqual([303, new URL(other.url).pathname]);
    expect((await get(launch)).status).toBe(403);
    expect((await get(new URL('/launch/x', other.url).href)).status).toBe(403);
    await other.close();
  });

  it('is too old after a minute', () => {
    let now = 0;
    const codes = new LaunchCodes(() => now);
    const [early, late] = [codes.give(), codes.give()];
    now = 60_000;
    expect(codes.take(early)).toBe(true);
    now = 60_001;
    expect(codes.take(late)).toBe(false);
  });
});

describe('pages of one host', () => {
  it('have an engine each: one that is busy keeps no other waiting', async () => {
    const engineWorker = join(folder, 'busy.mjs');
    // The first message makes it busy for ever; it answers nothing, and neither would another in the same thread.
    writeFileSync(
      engineWorker,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', (port) => port.on('message', (message) => {
         if (message.a[0] === 'busy') for (;;);
         port.postMessage({ t: 's', i: message.i });
       }));`,
    );
    const [other] = await start({ ...program, engineWorker });
    const [busy, free] = [await openPage(other), await openPage(other)];
    busy.engine.cancel('busy').catch(() => undefined);
    await free.engine.cancel('x');
    await other.close();
  });

  it('leave no unfinished upload behind when they go', async () => {
    const [other, itsServices] = await start(program);
    const { socket, host } = await openPage(other);
    const kept = await host.beginUpload('kept', 0);
    await host.endUpload(kept);
    const [given, left] = [await host.beginUpload('given up', 10), await host.beginUpload('left', 10)];
    const pathOf = (handle: string) => itsServices.handles.locate(handle)?.path ?? '';
    await expect(host.beginUpload('larger than any disk', Number.MAX_SAFE_INTEGER)).rejects.toThrow();
    await host.cancelUpload(given);
    expect(existsSync(pathOf(given))).toBe(false);
    expect(existsSync(pathOf(left))).toBe(true);
    socket.close();
    await expect.poll(() => existsSync(pathOf(left))).toBe(false);
    expect(existsSync(pathOf(kept))).toBe(true);
    await other.close();
  });
});
