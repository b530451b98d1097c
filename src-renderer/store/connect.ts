// Connects the page to the program it runs in, whichever that is: the only place where the page knows that there are two.
// `engine` and `host` stay the same objects for the life of the page; behind them a new link is made when the engine or the connection
// died and restartEngine() is called. Until then, every question fails at once.
import type { EngineContract, EngineEvents } from '../../shared/contracts/engine-contract.ts';
import type { HostContract, HostEvents } from '../../shared/contracts/host-contract.ts';
import type { PreloadBridge } from '../../shared/contracts/preload-bridge.ts';
import { type Calls, callContract } from '../../shared/contracts/rpc.ts';
import type { Connection } from './connection.ts';
import { browserTransport } from './transports/browser.ts';
import { electronTransport } from './transports/electron.ts';
import type { Link, Transport } from './transports/link.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload. */
    readonly callipers?: PreloadBridge;
  }
}

/** Rejects where the program does not answer. */
export function connect(): Promise<Connection> {
  const { callipers } = window;
  return connectOver(callipers === undefined ? browserTransport : electronTransport(callipers));
}

interface Wired {
  readonly link: Link;
  readonly engine: Calls<EngineContract>;
  readonly host: Calls<HostContract>;
}

/** For any way to reach the program. */
export async function connectOver(transport: Transport): Promise<Connection> {
  const engineEvents = new Subscriptions<EngineEvents>();
  const hostEvents = new Subscriptions<HostEvents>();
  let wired = wire(await transport.openLink());

  function wire(link: Link): Wired {
    const engine = callContract<EngineContract, EngineEvents>(link.engine, {
      progress: (progress) => engineEvents.send('progress', progress),
      preview: (preview) => engineEvents.send('preview', preview),
      fileChanged: (change) => engineEvents.send('fileChanged', change),
    });
    const engineDied = (reason: string) => {
      engine.close(reason);
      hostEvents.send('engineDied', reason);
    };
    const host = callContract<HostContract, HostEvents>(link.host, {
      command: (id) => hostEvents.send('command', id),
      openFiles: (files) => hostEvents.send('openFiles', files),
      engineDied,
    });
    link.onLost((reason) => {
      host.close(reason);
      engineDied(reason);
    });
    return { link, engine, host };
  }

  async function restartEngine(): Promise<void> {
    const link = await transport.openLink();
    wired.engine.close('the engine is being started anew');
    wired.host.close('the engine is being started anew');
    wired.link.close();
    wired = wire(link);
    await wired.host.calls.restartEngine();
  }

  return {
    engine: delegate<EngineContract>(() => wired.engine.calls),
    host: delegate<HostContract>(() => wired.host.calls, { restartEngine }),
    onEngineEvent: (name, listener) => engineEvents.add(name, listener),
    onHostEvent: (name, listener) => hostEvents.add(name, listener),
    droppedFile: (file) => transport.droppedFile(file),
  };
}

/** A contract whose methods are those of `current()` at the time of the call, except for the given ones. */
function delegate<Contract extends object>(current: () => Contract, own: Partial<Contract> = {}): Contract {
  return new Proxy(own, {
    get: (_, name) => (own as never)[name] ?? ((current() as never)[name] as unknown),
  }) as Contract;
}

/** Listeners of events that come from the other side, by name. */
class Subscriptions<Events extends object> {
  private readonly listeners = new Map<keyof Events, Set<unknown>>();

  add<Name extends keyof Events>(name: Name, listener: Events[Name]): () => void {
    const listeners = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  send<Name extends keyof Events>(name: Name, value: unknown): void {
    for (const listener of this.listeners.get(name) ?? []) (listener as (value: unknown) => void)(value);
  }
}
