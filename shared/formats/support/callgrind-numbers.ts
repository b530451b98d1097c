// Numbers of the callgrind format that the fast loops leave alone: hexadecimal, long, negative, fractional, out of range.
// Addresses have 64 bits, more than a double holds: they are read into two 32-bit halves. Nothing here yields NaN or Infinity.

/** No counter of a profiler is larger; what is larger in a file is a mistake of the file. */
const LARGEST_COST = 2 ** 64;

const HALF = 2 ** 32;
const ZERO = 48;
const LETTER_X = 120;

/** Byte → value of the hexadecimal digit; 99 for other bytes. */
export const hexDigits = new Uint8Array(256).fill(99);
for (let digit = 0; digit < 16; digit++) {
  const text = digit.toString(16);
  hexDigits[text.charCodeAt(0)] = digit;
  hexDigits[text.toUpperCase().charCodeAt(0)] = digit;
}

/** The last number read: value = high × 2³² + low, both halves unsigned. */
export class WideNumber {
  high = 0;
  low = 0;
  /** It had more than 64 bits; the halves hold the lowest 64. */
  overflow = false;

  get value(): number {
    return this.high * HALF + this.low;
  }

  /** Reads decimal or 0x digits from `p` on; returns where they end, `p` itself where there are none. */
  read(bytes: Uint8Array, p: number): number {
    const hexadecimal = bytes[p] === ZERO && (bytes[p + 1] | 32) === LETTER_X && digitOf(bytes[p + 2]) < 16;
    return hexadecimal ? this.readDigits(bytes, p + 2, 16) : this.readDigits(bytes, p, 10);
  }

  /** Reads digits of the base; a line feed ends every loop. */
  readDigits(bytes: Uint8Array, p: number, base: number): number {
    let high = 0;
    let low = 0;
    this.overflow = false;
    for (let digit = digitOf(bytes[p]); digit < base; digit = digitOf(bytes[++p])) {
      const next = low * base + digit;
      const carry = Math.floor(next / HALF);
      low = next - carry * HALF;
      high = high * base + carry;
      if (high >= HALF) {
        high %= HALF;
        this.overflow = true;
      }
    }
    this.high = high;
    this.low = low;
    return p;
  }
}

function digitOf(byte: number): number {
  const digit = byte - ZERO;
  if (digit >= 0 && digit <= 9) return digit;
  const letter = (byte | 32) - 87;
  return letter >= 10 && letter <= 35 ? letter : 99;
}

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const hex = /^-?0x[0-9a-f]+$/i;

/** A cost or count written in an unusual way: `-5`, `1.5`, `2e3`, `0xff`, `.` for 0. `undefined`: not a number. */
export function parseOddNumber(text: string): number | undefined {
  if (text === '.') return 0;
  if (hex.test(text)) return text.startsWith('-') ? -Number(text.slice(1)) : Number(text);
  return plain.test(text) ? Number(text) : undefined;
}

/** The number itself, or the nearest that a 64-bit counter can hold. */
export function withinRange(value: number): number {
  return Math.max(-LARGEST_COST, Math.min(LARGEST_COST, value));
}
