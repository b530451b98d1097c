/**
 * The streaming JSON parser takes exactly what JSON.parse takes, whatever the borders of its chunks, and hands over the same numbers
 * and texts.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonHandler, JsonStream, SKIP } from '../../shared/formats/support/json-stream.ts';

const WANTED = 1;

/** Everything that stream events tell of a document, in order. */
class Log implements JsonHandler {
  readonly events: unknown[] = [];

  open(_parent: number, _key: number, isArray: boolean): number {
    this.events.push(isArray ? '[' : '{');
    return WANTED;
  }

  close(): void {
    this.events.push('end');
  }

  sink(): undefined {
    return undefined;
  }

  takeObjects(): number {
    return -1;
  }

  takeNumbers(_role: number, _bytes: Uint8Array, start: number): number {
    return start;
  }

  number(_role: number, _key: number, value: number): void {
    this.events.push(value);
  }

  text(_role: number, _key: number, { bytes, start, end }: { bytes: Uint8Array; start: number; end: number }): void {
    this.events.push(new TextDecoder().decode(bytes.subarray(start, end)));
  }

  literal(): void {
    this.events.push(null);
  }
}

/** The same of a parsed value; keys are not handed over. */
function eventsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return ['[', ...value.flatMap(eventsOf), 'end'];
  if (typeof value === 'object' && value !== null) return ['{', ...Object.values(value).flatMap(eventsOf), 'end'];
  return [typeof value === 'number' || typeof value === 'string' ? value : null];
}

function stream(text: string, chunkSize: number): { events: unknown[]; isAccepted: boolean } {
  const log = new Log();
  const json = new JsonStream(log, []);
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += chunkSize) {
    if (!json.feed(bytes.subarray(start, start + chunkSize))) break;
  }
  json.finish();
  return { events: log.events, isAccepted: json.error === undefined && json.trailing === undefined };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Objects without repeated and without index-like keys, whose order JavaScript would change. */
const values = fc.jsonValue({ maxDepth: 4 }).map((value) => [value]);
const telling = [...'{}[]",:0123456789eE+-.\\u tfn\n\u0001/'];

describe('the streaming JSON parser', () => {
  it('hands over what JSON.parse finds', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), fc.boolean(), (value, chunkSize, isSpaced) => {
        const text = JSON.stringify(value, null, isSpaced ? 1 : undefined);
        expect(stream(text, chunkSize)).toEqual({ events: eventsOf(JSON.parse(text)), isAccepted: true });
      }),
      { numRuns: 500 },
    );
  });

  it('accepts and rejects as JSON.parse does', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...telling)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(values, changes, fc.integer({ min: 1, max: 9 }), (value, edits, chunkSize) => {
        const characters = [...JSON.stringify(value)];
        for (const [at, character] of edits) characters[at % characters.length] = character;
        const text = characters.join('');
        // A document of one bare value is not followed by anything that would end it.
        fc.pre(/^[[{]/.test(text));
        expect(stream(text, chunkSize).isAccepted).toBe(isJson(text));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([1, 2, 3, 4, 9])(
    'leaves out a byte order mark in chunks of %i bytes, and nothing less than all of it',
    (size) => {
      expect(stream('\ufeff[1]', size)).toEqual({ events: ['[', 1, 'end'], isAccepted: true });
      for (const part of [[0xef], [0xef, 0xbb], [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf]]) {
        const bytes = Uint8Array.of(...part, 0x5b, 0x5d);
        const json = new JsonStream(new Log(), []);
        for (let at = 0; at < bytes.length && json.feed(bytes.subarray(at, at + size)); at += size);
        const byte = part.length === 6 ? 3 : 0;
        expect(json.error).toEqual({ message: 'the JSON is broken: byte 0xef where a value belongs', byte });
      }
    },
  );

  it('does not look into what nobody wants, but checks it', () => {
    class Deaf extends Log {
      override open(): number {
        return SKIP;
      }
    }
    const log = new Deaf();
    const json = new JsonStream(log, []);
    json.feed(new TextEncoder().encode('{"a":[1,"x",{"b":null}]} '));
    json.finish();
    expect([json.error, json.trailing, log.events]).toEqual([undefined, undefined, []]);
  });
});
