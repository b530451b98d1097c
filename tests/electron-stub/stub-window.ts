// A BrowserWindow that is a page of a real Chromium. The preload runs in an isolated world and talks to the main process by a binding
// that only its world has; custom schemes are served from the handlers that main registered; navigation asks main's listeners.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { type CDPSession, chromium, type Page, type Request as PageRequest, type Route } from '@playwright/test';
import type { BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron';
import { findBrowser } from '../../scripts/browser.mjs';
import { messageToText, textToMessage } from './message-text.ts';
import type { StubPort } from './stub-ports.ts';
import { stub } from './stub-state.ts';

const text = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
/** `app://callipers/` as an address that Chromium takes for a secure context, and back. */
const toHttp = (url: string) => url.replace(/^(\w+):\/\/([^/]+)/, 'http://$2.$1.localhost');
const fromHttp = (url: string) => url.replace(/^http:\/\/([^./]+)\.(\w+)\.localhost/, '$2://$1');

interface FromPreload {
  readonly kind: 'send' | 'invoke' | 'port';
  readonly channel: string;
  readonly parameters: readonly unknown[];
  readonly call: number;
  readonly id: number;
  readonly data: unknown;
}

export class StubWebContents extends EventEmitter {
  page: Page | undefined;
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  private readonly preferences: WebPreferences;
  private session: CDPSession | undefined;
  private world: number | undefined;
  private loading = '';
  private readonly ports = new Map<number, StubPort>();

  constructor(preferences: WebPreferences) {
    super();
    this.preferences = preferences;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  send(channel: string, ...parameters: unknown[]): void {
    this.deliver({ kind: 'send', channel, parameters, ports: [] });
  }

  postMessage(channel: string, message: unknown, ports: readonly StubPort[] = []): void {
    const ids = ports.map((port) => {
      const id = this.ports.size;
      this.ports.set(id, port);
      port.on('message', ({ data }: { data: unknown }) => this.deliver({ kind: 'port', id, data }));
      port.start();
      return id;
    });
    this.deliver({ kind: 'send', channel, parameters: [message], ports: ids });
  }

  reload(): void {
    void this.page?.reload();
  }

  async load(url: string): Promise<void> {
    stub.browser ??= await chromium.launch({ executablePath: findBrowser() ?? '', args: ['--no-sandbox'] });
    const context = await stub.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    this.page = page;
    context.on('page', (other) => void other.close());
    await context.route('**/*', (route) => this.answer(route));
    const session = await context.newCDPSession(page);
    this.session = session;
    session.on('Runtime.executionContextCreated', ({ context: { id, name } }) => {
      if (name === 'preload') this.world = id;
    });
    session.on('Runtime.bindingCalled', ({ payload }) => void this.receive(textToMessage(payload) as FromPreload));
    await session.send('Page.enable');
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: 'electronSend', executionContextName: 'preload' });
    await page.addInitScript({ content: text('page-world.js') });
    const preload = readFileSync(this.preferences.preload ?? '', 'utf8');
    const source = text('preload-world.js').replace('PRELOAD;', () => preload);
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: 'preload' });
    this.loading = toHttp(url);
    await page.goto(this.loading);
    this.emit('did-finish-load');
  }

  /** What a drop of a file with this name says about its path. */
  async setDropPath(name: string, path: string): Promise<void> {
    await this.evaluate(`globalThis.electronDropPaths = { [${JSON.stringify(name)}]: ${JSON.stringify(path)} }`);
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const url = fromHttp(request.url());
    if (!this.isOwn(request)) {
      stub.events.push(`window ${this.openHandler({ url }).action} ${url}`);
      return route.abort('aborted');
    }
    if (request.isNavigationRequest() && request.url() !== this.loading && !this.mayNavigate(url)) {
      stub.events.push(`navigation denied ${url}`);
      return route.abort('aborted');
    }
    const handler = stub.protocolHandlers.get(url.split(':')[0]);
    if (handler === undefined) return route.abort('blockedbyclient');
    const response = await handler(new Request(url));
    const body = Buffer.from(await response.arrayBuffer());
    return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
  }

  /** False for the first request of another window: its frame is not there yet. */
  private isOwn(request: PageRequest): boolean {
    try {
      return request.frame().page() === this.page;
    } catch {
      return !request.isNavigationRequest() || request.url() === this.loading;
    }
  }

  private mayNavigate(url: string): boolean {
    let allowed = true;
    const preventDefault = () => {
      allowed = false;
    };
    this.emit('will-frame-navigate', { url, isMainFrame: true, preventDefault });
    return allowed;
  }

  private async receive(message: FromPreload): Promise<void> {
    const url = fromHttp(this.page?.url() ?? '');
    const event = { sender: this, senderFrame: { url, parent: null } };
    if (message.kind === 'port') this.ports.get(message.id)?.postMessage(message.data);
    if (message.kind === 'send') stub.ipcMain.emit(message.channel, event, ...message.parameters);
    if (message.kind !== 'invoke') return;
    const handler = stub.invokeHandlers.get(message.channel);
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${message.channel}'`);
      const result = await Promise.resolve(handler(event, ...message.parameters));
      this.deliver({ kind: 'answer', call: message.call, result });
    } catch (error) {
      this.deliver({ kind: 'answer', call: message.call, error: String(error) });
    }
  }

  private deliver(message: object): void {
    void this.evaluate(`electronReceive(${JSON.stringify(messageToText(message))})`);
  }

  private async evaluate(expression: string): Promise<void> {
    if (this.world === undefined) return;
    await this.session?.send('Runtime.evaluate', { contextId: this.world, expression }).catch(() => undefined);
  }
}

export class StubBrowserWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: StubWebContents;
  title = '';

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    this.webContents = new StubWebContents(options.webPreferences ?? {});
    stub.windows.push(this);
    stub.app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }

  setTitle(title: string): void {
    this.title = title;
  }

  getNormalBounds(): Rectangle {
    return { x: 10, y: 20, width: 1000, height: 700 };
  }

  isMaximized = () => false;
  isMinimized = () => false;
  isDestroyed = () => !stub.windows.includes(this);
  maximize(): void {}
  restore(): void {}
  show = () => void stub.events.push('window shown');
  focus = () => void stub.events.push('window focused');

  /** As when the person closes it. */
  async close(): Promise<void> {
    this.emit('close', {});
    this.destroy();
    await this.webContents.page?.context().close();
  }

  destroy(): void {
    stub.windows.splice(stub.windows.indexOf(this), 1);
    this.emit('closed');
    if (stub.windows.length === 0) stub.app.emit('window-all-closed');
  }
}
