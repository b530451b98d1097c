/** The page's end of the connection: what it says and does while the engine lives, dies and comes back. See connect.ts. */
import { describe, expect, it } from 'vitest';
import { type EngineContract, type EngineEvents, engineEventNames } from '../../shared/contracts/engine-contract.ts';
import type { HostContract, HostEvents } from '../../shared/contracts/host-contract.ts';
import { engineParameters, hostParameters } from '../../shared/contracts/parameter-schemas.ts';
import { type Channel, serveContract } from '../../shared/contracts/rpc.ts';
import { connectOver } from '../../src-renderer/store/connect.ts';
import type { Link } from '../../src-renderer/store/transports/link.ts';

function createLine(): readonly [Channel, Channel] {
  const listeners: ((message: unknown) => void)[] = [];
  const end = (own: number, other: number): Channel => ({
    post: (message) => void setImmediate(() => listeners[other]?.(structuredClone(message))),
    listen: (listener) => {
      listeners[own] = listener;
    },
  });
  return [end(0, 1), end(1, 0)];
}

/** A program whose n-th engine answers `engine n` to every search, or nothing at all. */
function createProgram() {
  const lives: { host: HostEvents; engine: EngineEvents; lose: (reason: string) => void }[] = [];
  const program = { lives, isAnswering: true, isReachable: true };
  const openLink = (): Promise<Link> => {
    if (!program.isReachable) return Promise.reject(new Error('Callipers does not answer'));
    const life = lives.length;
    const [hostHere, hostThere] = createLine();
    const [engineHere, engineThere] = createLine();
    const engineContract = {
      findItems: () => (program.isAnswering ? Promise.resolve([`engine ${life}`]) : new Promise(() => undefined)),
    } as unknown as EngineContract;
    const hostContract = { restartEngine: () => Promise.resolve() } as unknown as HostContract;
    let lose: (reason: string) => void = () => undefined;
    lives.push({
      host: serveContract<HostContract, HostEvents>(hostThere, hostContract, hostParameters, [
        'command',
        'openFiles',
        'engineDied',
      ]),
      engine: serveContract<EngineContract, EngineEvents>(
        engineThere,
        engineContract,
        engineParameters,
        engineEventNames,
      ),
      lose: (reason) => lose(reason),
    });
    return Promise.resolve({
      host: hostHere,
      engine: engineHere,
      onLost: (listener) => {
        lose = listener;
      },
      close: () => undefined,
    });
  };
  return { program, openLink, droppedFile: () => Promise.resolve(undefined) };
}

describe('the connection of a page', () => {
  it('delivers calls, answers and events', async () => {
    const { program, ...transport } = createProgram();
    const connection = await connectOver(transport);
    expect(await connection.engine.findItems('r', 'x')).toEqual(['engine 0']);
    const said: unknown[] = [];
    const end = connection.onHostEvent('command', (id) => said.push(id));
    connection.onEngineEvent('progress', ({ bytesRead }) => said.push(bytesRead));
    program.lives[0].host.command('open');
    program.lives[0].engine.progress({
      openId: 'o',
      file: 'f',
      bytesRead: 7,
      bytesTotal: undefined,
      stage: 'reading',
    });
    await expect.poll(() => said).toEqual(['open', 7]);
    end();
    program.lives[0].host.command('close');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(said).toEqual(['open', 7]);
  });

  it.each([
    [
      'the engine died',
      (program: ReturnType<typeof createProgram>['program']) => program.lives[0].host.engineDied('out of memory'),
    ],
    [
      'the line was cut',
      (program: ReturnType<typeof createProgram>['program']) => program.lives[0].lose('out of memory'),
    ],
  ])('fails what waits and what is asked once %s, and is whole again after a restart', async (_, die) => {
    const { program, ...transport } = createProgram();
    const connection = await connectOver(transport);
    const reasons: string[] = [];
    connection.onHostEvent('engineDied', (reason) => reasons.push(reason));
    program.isAnswering = false;
    const waiting = connection.engine.findItems('r', 'x');
    die(program);
    await expect(waiting).rejects.toThrow('out of memory');
    await expect(connection.engine.findItems('r', 'x')).rejects.toThrow();
    expect(reasons).toEqual(['out of memory']);

    program.isAnswering = true;
    await connection.host.restartEngine();
    expect(await connection.engine.findItems('r', 'x')).toEqual(['engine 1']);
    program.lives[1].host.engineDied('again');
    await expect.poll(() => reasons).toEqual(['out of memory', 'again']);
  });

  it('says so when there is nothing to connect to any more', async () => {
    const { program, ...transport } = createProgram();
    const connection = await connectOver(transport);
    program.isReachable = false;
    await expect(connection.host.restartEngine()).rejects.toThrow('Callipers does not answer');
    program.isReachable = true;
    await connection.host.restartEngine();
    expect(await connection.engine.findItems('r', 'x')).toEqual(['engine 1']);
  });
});
