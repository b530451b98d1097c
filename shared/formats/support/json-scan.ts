// Steps of a reader that looks for what it expects in JSON that lies whole in one block of bytes, for shortcuts beside json-stream.ts.
// Every step takes an index and gives the one behind what it read, or −1 where something else stands there; −1 goes in and out again, so
// that steps can be put into each other. Steps are not begun near the end of the block: looking behind it costs V8 its fast code.

const NONE = -1;
const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const MOST_DIGITS = 15;
/** More than a key and a number with what stands between them. */
const MARGIN = 256;

/** Bytes of a key with its closing quote, for valueOfKey(). */
export function keyBytes(name: string): Uint8Array {
  return new TextEncoder().encode(`${name}"`);
}

export class JsonScan {
  /** No step begins behind this. */
  end = 0;
  /** The number that integer() has read. */
  value = 0;

  /** To be called with each new block. */
  begin(bytes: Uint8Array): void {
    this.end = bytes.length - MARGIN;
  }

  /** A whole number into `value`. */
  integer(bytes: Uint8Array, start: number): number {
    if (start < 0 || start > this.end) return NONE;
    let i = start;
    const isNegative = bytes[i] === MINUS;
    if (isNegative) i++;
    const first = i;
    let value = 0;
    let digit = bytes[i] ^ ZERO;
    while (digit < 10) {
      value = value * 10 + digit;
      digit = bytes[++i] ^ ZERO;
    }
    const digits = i - first;
    if (digits === 0 || digits > MOST_DIGITS) return NONE;
    if (bytes[first] === ZERO && (digits > 1 || isNegative)) return NONE;
    // A fraction or an exponent; everything else is for the caller to judge.
    if (bytes[i] === 0x2e || (bytes[i] | 0x20) === 0x65) return NONE;
    this.value = isNegative ? -value : value;
    return i;
  }

  /** A text without escapes; bytes[start] is its first byte. */
  text(bytes: Uint8Array, start: number): number {
    if (start < 0) return NONE;
    const { end } = this;
    for (let i = start; i < end; i++) {
      const byte = bytes[i];
      if (byte === QUOTE) return i + 1;
      if (byte < 0x20 || byte === BACKSLASH) return NONE;
    }
    return NONE;
  }

  /** The value of the key whose first letter is bytes[start]. */
  valueOfKey(bytes: Uint8Array, start: number, name: Uint8Array): number {
    if (start > this.end) return NONE;
    for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name[i]) return NONE;
    const i = blanks(bytes, start + name.length);
    return bytes[i] === COLON ? blanks(bytes, i + 1) : NONE;
  }
}

/** Index of the first byte that is no white space. */
export function blanks(bytes: Uint8Array, start: number): number {
  let i = start;
  while (bytes[i] === 0x20 || bytes[i] === 0x0a || bytes[i] === 0x0d || bytes[i] === 0x09) i++;
  return i;
}

export function startsWith(bytes: Uint8Array, start: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text[i]) return false;
  return true;
}
