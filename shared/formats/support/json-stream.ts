// Strict JSON (RFC 8259), bytes in, events out, chunk by chunk: never a text of the whole document and no recursion, so neither
// its size nor its nesting matters. The handler gives every container a role when it opens and gets the role back with all that
// happens inside; role SKIP means "nobody wants this", and its content is only checked. Texts come as UTF-8 bytes.
import { GrowableInt32 } from '../../base/growable.ts';
import { JsonText, type TextBytes } from './json-text.ts';
import type { NumberPages } from './number-pages.ts';

export const SKIP = 0;
/** Role that stands for "outside of everything". */
export const OUTSIDE = -1;
/** Key number in arrays and of keys that are not in the list. */
const NO_KEY = -1;

export interface JsonHandler {
  /** A container begins as the value of `key` inside a container of role `parent`; its role. */
  open(parent: number, key: number, isArray: boolean): number;
  close(role: number): void;
  /** Where the numbers of an array of this role go, past number(). */
  sink(role: number): NumberPages | undefined;
  /**
   * A shortcut: bytes[start] opens an object inside an array of this role; the handler may take it, and those behind it, by itself. The
   * index behind the last object that it took whole, or −1: then it must not have taken anything, and the object comes as events.
   */
  takeObjects(role: number, bytes: Uint8Array, start: number): number;
  /**
   * Another one: numbers with commas behind them, from bytes[start] on, inside an array of this role that has a sink. Takes as many as it likes
   * into that; the index of the first byte that it left.
   */
  takeNumbers(role: number, bytes: Uint8Array, start: number): number;
  number(role: number, key: number, value: number): void;
  /** text.bytes[text.start … text.end), valid during the call. */
  text(role: number, key: number, text: TextBytes): void;
  /** true, false or null. */
  literal(role: number, key: number): void;
}

export interface JsonError {
  readonly message: string;
  readonly byte: number;
  /** What came was right, and its end is missing. */
  readonly isCut?: true;
}

const VALUE = 0;
const VALUE_OR_END = 1;
const KEY = 2;
const KEY_OR_END = 3;
const COLON = 4;
const COMMA_OR_END = 5;
const TEXT = 6;
const WORD = 7;
const DONE = 8;

const MARK = [0xef, 0xbb, 0xbf];
const QUOTE = 0x22;
const LONGEST_WORD = 1000;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

export class JsonStream {
  /** What is wrong with the document. */
  error: JsonError | undefined;
  /** First byte behind the document that is no white space; undefined if there is none. */
  trailing: number | undefined;
  private readonly handler: JsonHandler;
  private readonly keysByLength: { readonly bytes: Uint8Array; readonly number: number }[][] = [];
  private state = VALUE;
  /** Role × 2 + 1 for arrays, of every open container. */
  private readonly open = new GrowableInt32();
  private role = OUTSIDE;
  private isArray = false;
  private key = NO_KEY;
  private readonly string = new JsonText();
  private isKey = false;
  private word = '';
  private sink: NumberPages | undefined;
  /** How much of a byte order mark has come. */
  private marks = 0;
  /** Bytes before the current chunk. */
  private before = 0;

  /** `keys`: the names that the handler wants to know, by their index. */
  constructor(handler: JsonHandler, keys: readonly string[]) {
    this.handler = handler;
    const encoder = new TextEncoder();
    for (const [number, key] of keys.entries()) {
      const bytes = encoder.encode(key);
      this.keysByLength[bytes.length] ??= [];
      this.keysByLength[bytes.length].push({ bytes, number });
    }
  }

  /** Takes the next bytes; false when more are not wanted: the document has ended and something follows, or it is broken. */
  feed(bytes: Uint8Array): boolean {
    const { length } = bytes;
    let i = this.before === this.marks && this.marks < MARK.length ? this.behindMark(bytes) : 0;
    while (i < length && this.error === undefined && this.trailing === undefined) {
      if (this.state === TEXT) i = this.continueText(bytes, i);
      else if (this.state === WORD) i = this.continueWord(bytes, i);
      else if (this.sink !== undefined && this.state !== DONE) i = this.fillSink(bytes, i);
      else i = this.token(bytes, i);
    }
    this.before += length;
    return this.error === undefined && this.trailing === undefined;
  }

  /** Call after the last chunk. */
  finish(): void {
    if (this.error !== undefined || this.state === DONE) return;
    const where =
      this.state === TEXT
        ? ' inside a text'
        : this.open.length === 0
          ? ''
          : this.isArray
            ? ' inside a list'
            : ' inside an object';
    this.error = { message: `the JSON ends too early${where}: the file is cut off`, byte: this.before, isCut: true };
  }

  /** Behind what stands here of a byte order mark, which chunks may cut. */
  private behindMark(bytes: Uint8Array): number {
    let i = 0;
    while (this.marks < MARK.length && i < bytes.length && bytes[i] === MARK[this.marks]) {
      this.marks++;
      i++;
    }
    const isPart = this.marks > 0 && this.marks < MARK.length;
    if (isPart && i < bytes.length) this.fail('the JSON is broken: byte 0xef where a value belongs', 0);
    return i;
  }

  private fail(message: string, byte: number): void {
    this.error ??= { message, byte };
  }

  /** One byte outside of texts and words. */
  private token(bytes: Uint8Array, i: number): number {
    const byte = bytes[i];
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return i + 1;
    switch (this.state) {
      case DONE:
        this.trailing = this.before + i;
        return i;
      case COLON:
        if (byte !== 0x3a) return this.unexpected(bytes, i);
        this.state = VALUE;
        return i + 1;
      case COMMA_OR_END:
        if (byte === 0x2c) {
          this.state = this.isArray ? VALUE : KEY;
          return i + 1;
        }
        return this.end(bytes, i);
      case KEY_OR_END:
      case KEY:
        if (byte === QUOTE) return this.beginText(bytes, i, true);
        return this.state === KEY ? this.unexpected(bytes, i) : this.end(bytes, i);
      default:
        return this.value(bytes, i);
    }
  }

  private value(bytes: Uint8Array, i: number): number {
    const byte = bytes[i];
    if (byte === QUOTE) return this.beginText(bytes, i, false);
    if (byte === 0x7b || byte === 0x5b) {
      if (byte === 0x7b && this.isArray && this.role !== SKIP) {
        const behind = this.handler.takeObjects(this.role, bytes, i);
        if (behind > i) {
          this.state = COMMA_OR_END;
          return behind;
        }
      }
      this.begin(byte === 0x5b);
      return i + 1;
    }
    if (byte === 0x5d && this.state === VALUE_OR_END) return this.end(bytes, i);
    if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a)) {
      const next = this.wholeNumber(bytes, i);
      if (next > i) return next;
      this.word = '';
      this.state = WORD;
      return i;
    }
    return this.unexpected(bytes, i);
  }

  /** A whole number of up to 15 digits that ends within the chunk; `start` where it is anything else. */
  private wholeNumber(bytes: Uint8Array, start: number): number {
    const isNegative = bytes[start] === 0x2d;
    const first = isNegative ? start + 1 : start;
    let i = first;
    let value = 0;
    let digit = 0;
    // biome-ignore lint/suspicious/noAssignInExpressions: the inner loop of all numbers
    for (; i < bytes.length && (digit = bytes[i] - 0x30) >= 0 && digit <= 9; i++) value = value * 10 + digit;
    const next = bytes[i];
    if (i === first || i - first > 15 || this.open.length === 0) return start;
    if (next !== 0x2c && next !== 0x7d && next !== 0x5d && next !== 0x20 && next !== 0x0a) return start;
    if (bytes[first] === 0x30 && (i - first > 1 || isNegative)) return start;
    if (isNegative) value = -value;
    if (this.sink !== undefined) this.sink.push(value);
    else if (this.role !== SKIP) this.handler.number(this.role, this.key, value);
    this.state = COMMA_OR_END;
    return i;
  }

  private begin(isArray: boolean): void {
    const role = this.role === SKIP ? SKIP : this.handler.open(this.role, this.key, isArray);
    this.open.push(role * 2 + (isArray ? 1 : 0));
    this.role = role;
    this.isArray = isArray;
    this.key = NO_KEY;
    this.state = isArray ? VALUE_OR_END : KEY_OR_END;
    this.sink = isArray && role !== SKIP ? this.handler.sink(role) : undefined;
  }

  private end(bytes: Uint8Array, i: number): number {
    if (bytes[i] !== (this.isArray ? 0x5d : 0x7d)) return this.unexpected(bytes, i);
    const { open } = this;
    if (this.role !== SKIP) this.handler.close(this.role);
    open.length--;
    this.sink = undefined;
    this.key = NO_KEY;
    if (open.length === 0) {
      this.role = OUTSIDE;
      this.state = DONE;
      return i + 1;
    }
    const top = open.array[open.length - 1];
    this.role = top >> 1;
    this.isArray = (top & 1) === 1;
    this.state = COMMA_OR_END;
    if (this.isArray && this.role !== SKIP) this.sink = this.handler.sink(this.role);
    return i + 1;
  }

  /** The fast road for numbers between commas, straight into the sink. Anything else goes the slow one. */
  private fillSink(bytes: Uint8Array, start: number): number {
    const { sink } = this;
    let i = start;
    if (sink !== undefined && !sink.isWide && (this.state === VALUE || this.state === VALUE_OR_END)) {
      const before = sink.length;
      i = this.handler.takeNumbers(this.role, bytes, start);
      if (sink.length > before) this.state = VALUE;
    }
    return i < bytes.length ? this.token(bytes, i) : i;
  }

  private beginText(bytes: Uint8Array, i: number, isKey: boolean): number {
    this.isKey = isKey;
    this.string.begin(this.role !== SKIP);
    this.state = TEXT;
    return this.continueText(bytes, i + 1);
  }

  private continueText(bytes: Uint8Array, i: number): number {
    const { string } = this;
    const next = string.take(bytes, i);
    if (string.error !== undefined) this.fail(string.error, this.before + next);
    else if (string.isComplete) this.endText();
    return next;
  }

  private endText(): void {
    const { string } = this;
    if (this.isKey) {
      this.key = this.role === SKIP ? NO_KEY : this.keyNumber();
      this.state = COLON;
      return;
    }
    this.state = COMMA_OR_END;
    if (this.role !== SKIP) this.handler.text(this.role, this.key, string);
  }

  private keyNumber(): number {
    const { bytes, start, end } = this.string;
    for (const candidate of this.keysByLength[end - start] ?? []) {
      let i = 0;
      while (i < candidate.bytes.length && candidate.bytes[i] === bytes[start + i]) i++;
      if (i === candidate.bytes.length) return candidate.number;
    }
    return NO_KEY;
  }

  /** Numbers, true, false, null: everything up to the next separator. */
  private continueWord(bytes: Uint8Array, start: number): number {
    let i = start;
    for (; i < bytes.length; i++) {
      const byte = bytes[i];
      if (
        byte === 0x2c ||
        byte === 0x5d ||
        byte === 0x7d ||
        byte === 0x20 ||
        byte === 0x0a ||
        byte === 0x0d ||
        byte === 0x09
      ) {
        this.endWord(this.before + i);
        return i;
      }
      this.word += String.fromCharCode(byte);
      if (this.word.length > LONGEST_WORD) {
        this.fail(`a number is longer than ${LONGEST_WORD} digits`, this.before + i);
        return i;
      }
    }
    return i;
  }

  private endWord(end: number): void {
    const { word, role, key } = this;
    this.state = this.open.length === 0 ? DONE : COMMA_OR_END;
    if (NUMBER.test(word)) {
      if (this.sink !== undefined) this.sink.push(Number(word));
      else if (role !== SKIP) this.handler.number(role, key, Number(word));
    } else if (word === 'true' || word === 'false' || word === 'null') {
      if (role !== SKIP) this.handler.literal(role, key);
    } else {
      const shown = word.length > 20 ? `${word.slice(0, 20)}…` : word;
      this.fail(`\`${shown.replace(/[^ -~…]/g, '?')}\` is no JSON value`, end - word.length);
    }
  }

  private unexpected(bytes: Uint8Array, i: number): number {
    const byte = bytes[i];
    const shown =
      byte > 32 && byte < 127 ? `\`${String.fromCharCode(byte)}\`` : `byte 0x${byte.toString(16).padStart(2, '0')}`;
    this.fail(`the JSON is broken: ${shown} where ${EXPECTED[this.state]} belongs`, this.before + i);
    return i;
  }
}

const EXPECTED: Record<number, string> = {
  [VALUE]: 'a value',
  [VALUE_OR_END]: 'a value',
  [KEY]: 'a key',
  [KEY_OR_END]: 'a key',
  [COLON]: 'a colon',
  [COMMA_OR_END]: 'a comma or an end',
};
