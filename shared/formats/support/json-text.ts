// One JSON text at a time, chunk by chunk, as UTF-8 bytes with its escapes resolved. A text that lies within one chunk and has
// no escapes is not copied. Lone surrogates become U+FFFD; malformed UTF-8 passes through as it is.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const PLAIN = 0;
const ESCAPE = 1;
const UNICODE = 2;

/** A text as a range of UTF-8 bytes. */
export interface TextBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Texts that are longer end the program when somebody wants to see them. */
const LONGEST = 1 << 26;

export class JsonText implements TextBytes {
  isComplete = false;
  error: string | undefined;
  /** When complete: the text is bytes[start … end). */
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  private isWanted = true;
  private isCopied = false;
  private buffer = new Uint8Array(256);
  private length = 0;
  private mode = PLAIN;
  private unit = 0;
  private digits = 0;
  /** A high surrogate that waits for its other half; 0 if none. */
  private high = 0;

  /** Starts a new text. One that is not wanted is only checked. */
  begin(isWanted: boolean): void {
    this.isWanted = isWanted;
    this.isComplete = false;
    this.isCopied = false;
    this.length = 0;
    this.mode = PLAIN;
    this.high = 0;
  }

  /** Reads from bytes[from] on; the index behind what it took. */
  take(bytes: Uint8Array, from: number): number {
    let i = from;
    while (i < bytes.length) {
      if (this.mode !== PLAIN) {
        this.escape(bytes[i]);
        if (this.error !== undefined) return i;
        i++;
        continue;
      }
      const start = i;
      while (i < bytes.length && bytes[i] !== QUOTE && bytes[i] !== BACKSLASH && bytes[i] >= 0x20) i++;
      if (i < bytes.length && bytes[i] === QUOTE && !this.isCopied) {
        this.complete(bytes, start, i);
        return i + 1;
      }
      if (i > start) this.copy(bytes, start, i);
      if (this.length > LONGEST) {
        this.error = 'a text is longer than 64 MB';
        return i;
      }
      if (i === bytes.length) {
        this.isCopied = true;
        return i;
      }
      if (bytes[i] === QUOTE) {
        this.flushHigh();
        this.complete(this.buffer, 0, this.length);
        return i + 1;
      }
      if (bytes[i] !== BACKSLASH) {
        this.error = 'the JSON is broken: a control character inside a text';
        return i;
      }
      this.isCopied = true;
      this.mode = ESCAPE;
      i++;
    }
    return i;
  }

  private complete(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.isComplete = true;
  }

  private escape(byte: number): void {
    if (this.mode === ESCAPE) {
      if (byte === 0x75) {
        this.mode = UNICODE;
        this.unit = 0;
        this.digits = 0;
        return;
      }
      const plain = ESCAPES[String.fromCharCode(byte)];
      if (plain === undefined) {
        this.error = 'the JSON is broken: an escape that does not exist';
        return;
      }
      this.flushHigh();
      this.append(plain);
      this.mode = PLAIN;
      return;
    }
    const digit = HEX.indexOf(String.fromCharCode(byte).toLowerCase());
    if (digit < 0) {
      this.error = 'the JSON is broken: a \\u escape without four hexadecimal digits';
      return;
    }
    this.unit = this.unit * 16 + digit;
    if (++this.digits < 4) return;
    this.mode = PLAIN;
    this.appendUnit(this.unit);
  }

  private appendUnit(unit: number): void {
    if (this.high !== 0 && unit >= 0xdc00 && unit <= 0xdfff) {
      const code = 0x10000 + ((this.high - 0xd800) << 10) + (unit - 0xdc00);
      this.high = 0;
      this.appendCode(code);
      return;
    }
    this.flushHigh();
    if (unit >= 0xd800 && unit <= 0xdbff) this.high = unit;
    else this.appendCode(unit >= 0xdc00 && unit <= 0xdfff ? 0xfffd : unit);
  }

  private flushHigh(): void {
    if (this.high === 0) return;
    this.high = 0;
    this.appendCode(0xfffd);
  }

  private appendCode(code: number): void {
    if (code < 0x80) this.append(code);
    else if (code < 0x800) {
      this.append(0xc0 | (code >> 6));
      this.append(0x80 | (code & 0x3f));
    } else {
      if (code < 0x10000) this.append(0xe0 | (code >> 12));
      else {
        this.append(0xf0 | (code >> 18));
        this.append(0x80 | ((code >> 12) & 0x3f));
      }
      this.append(0x80 | ((code >> 6) & 0x3f));
      this.append(0x80 | (code & 0x3f));
    }
  }

  private append(byte: number): void {
    if (!this.isWanted) return;
    this.reserve(1);
    this.buffer[this.length++] = byte;
  }

  private copy(bytes: Uint8Array, start: number, end: number): void {
    this.flushHigh();
    if (!this.isWanted) return;
    this.reserve(end - start);
    this.buffer.set(bytes.subarray(start, end), this.length);
    this.length += end - start;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + count));
    larger.set(this.buffer);
    this.buffer = larger;
  }
}

const HEX = '0123456789abcdef';
const ESCAPES: Record<string, number | undefined> = {
  '"': 0x22,
  '\\': 0x5c,
  '/': 0x2f,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
};
