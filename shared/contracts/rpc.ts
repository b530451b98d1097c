// A contract over a channel: the serving end checks every parameter before it calls, the calling end looks like the contract itself.
// A channel is anything that carries messages in order: a WebSocket, a MessagePort, two queues. Messages are plain data; an error
// travels as name and message, never with a stack. Only methods that have a schema exist for the other side.
import { createBirpc } from 'birpc';
import { safeParse } from 'valibot';
import type { ParameterSchemas } from './parameter-schemas.ts';

export interface Channel {
  /** Sends a message; does nothing on a channel that is closed. */
  post(message: unknown): void;
  /** Called for every message that arrives; to be set once. */
  listen(listener: (message: unknown) => void): void;
}

/** A peer asked for something that the contract does not allow. */
class RefusedCall extends Error {
  override name = 'RefusedCall';
}

/** Serves `contract` on the channel and returns what sends its events: calling a method of it posts and forgets. */
export function serveContract<Contract extends object, Events extends object>(
  channel: Channel,
  contract: Contract,
  schemas: ParameterSchemas<Contract>,
  eventNames: readonly (keyof Events & string)[],
): Events {
  return createBirpc<Events, object>(
    {},
    {
      ...transportOf(channel),
      eventNames: [...eventNames],
      resolver: (name) => checkedMethod(contract, schemas, name),
    },
  ) as unknown as Events;
}

export interface Calls<Contract> {
  readonly calls: Contract;
  /** Fails everything that waits for an answer, and every call from now on. */
  close(reason: string): void;
}

/** The contract that the other end of the channel serves. Its events are delivered to `events`. */
export function callContract<Contract extends object, Events extends object>(
  channel: Channel,
  events: Events,
): Calls<Contract> {
  const rpc = createBirpc<Contract, Events>(events, { ...transportOf(channel), bind: 'functions' });
  return { calls: rpc as unknown as Contract, close: (reason) => rpc.$close(new Error(reason)) };
}

/** One channel as several, by name: `[name, message]`. Messages under other names are dropped. */
export function splitChannel<Name extends string>(channel: Channel, names: readonly Name[]): Record<Name, Channel> {
  const listeners = new Map<unknown, (message: unknown) => void>();
  channel.listen((message) => {
    if (Array.isArray(message) && message.length === 2) listeners.get(message[0])?.(message[1]);
  });
  const part = (name: Name): [Name, Channel] => [
    name,
    { post: (message) => channel.post([name, message]), listen: (listener) => listeners.set(name, listener) },
  ];
  return Object.fromEntries(names.map(part)) as Record<Name, Channel>;
}

type Method = (...parameters: unknown[]) => unknown;

function checkedMethod(contract: object, schemas: object, name: unknown): Method {
  const schema = typeof name === 'string' && Object.hasOwn(schemas, name) ? entry(schemas, name) : undefined;
  if (schema === undefined) return () => Promise.reject(new RefusedCall(`there is no call named ${String(name)}`));
  const method = entry(contract, String(name)) as Method;
  return (...parameters) => {
    const parsed = safeParse(schema as ParameterSchemas<Record<string, Method>>[string], parameters);
    if (parsed.success) return method.apply(contract, parsed.output);
    const [issue] = parsed.issues;
    const place = (issue.path ?? []).map((step) => String(step.key)).join('.');
    throw new RefusedCall(`${String(name)}: parameter ${place}: ${issue.message}`);
  };
}

function entry(object: object, name: string): unknown {
  return (object as Record<string, unknown>)[name];
}

/** birpc's view of a channel: no time-outs (a file may take minutes), plain errors, and nothing but objects come in. */
function transportOf(channel: Channel) {
  return {
    timeout: -1,
    post: (message: unknown) => channel.post(message),
    on: (listener: (message: unknown) => void) =>
      channel.listen((message) => {
        if (typeof message === 'object' && message !== null && !Array.isArray(message)) listener(message);
      }),
    serialize: (message: { e?: unknown }) =>
      message.e === undefined ? message : { ...message, e: plainError(message.e) },
    deserialize: (message: { e?: unknown; a?: unknown }) => {
      if (message.e !== undefined) return { ...message, e: errorOf(message.e) };
      return message.a === undefined || Array.isArray(message.a) ? message : { ...message, a: [] };
    },
  };
}

function plainError(error: unknown): { name: string; message: string } {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}

function errorOf(plain: unknown): Error {
  const { name, message } = Object(plain) as { name?: unknown; message?: unknown };
  return Object.assign(new Error(String(message)), { name: String(name) });
}
