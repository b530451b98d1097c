// Position columns of the callgrind format: `line`, `instr`, both, with `bb` in between, in any order.
// Each is absolute, `+n`, `-n` or `*`, relative per column to the line before, decimal or hexadecimal; a range (`10+3`) counts as
// its beginning. Addresses have 64 bits and are kept as two 32-bit halves, so `+0x100000010` carries as it should.
import { hexDigits, WideNumber } from './callgrind-numbers.ts';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const STAR = 42;
const PLUS = 43;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const LETTER_X = 120;

/** A place in source and binary. `line` may be 0 or less: unknown; halves are unsigned 32-bit numbers held as Int32. */
export class Position {
  private readonly halves: Int32Array;
  private readonly lines: Float64Array;

  /** It is kept at the beginning of these. */
  constructor(halves: Int32Array, lines: Float64Array) {
    this.halves = halves;
    this.lines = lines;
  }

  get line(): number {
    return this.lines[0];
  }
  set line(line: number) {
    this.lines[0] = line;
  }

  get high(): number {
    return this.halves[0];
  }
  set high(half: number) {
    this.halves[0] = half;
  }

  get low(): number {
    return this.halves[1];
  }
  set low(half: number) {
    this.halves[1] = half;
  }

  reset(): void {
    this.line = 0;
    this.high = 0;
    this.low = 0;
  }

  copy(other: Position): void {
    this.line = other.line;
    this.high = other.high;
    this.low = other.low;
  }
}

const SKIPPED = 0;
const LINE = 1;
const INSTRUCTION = 2;

export class PositionColumns {
  hasLine = true;
  hasInstruction = false;
  /** An address was cut to 64 bits or guessed to be hexadecimal; the caller reports it and clears this. */
  odd = false;
  private kinds = Uint8Array.of(LINE);
  private readonly wide = new WideNumber();

  set(names: readonly string[]): void {
    this.kinds = Uint8Array.from(names, (name) => (name === 'line' ? LINE : name === 'instr' ? INSTRUCTION : SKIPPED));
    this.hasLine = this.kinds.includes(LINE);
    this.hasInstruction = this.kinds.includes(INSTRUCTION);
  }

  /** Moves `position` as the columns from `p` on say; missing ones mean `*`. Returns their end, or −1 where they are no positions. */
  read(bytes: Uint8Array, p: number, position: Position): number {
    const { kinds } = this;
    for (let column = 0; column < kinds.length; column++) {
      let c = bytes[p];
      while (c === SPACE || c === TAB || c === CR) c = bytes[++p];
      if (c === LF) return p;
      const kind = kinds[column];
      if (c === STAR) p++;
      else if (kind === INSTRUCTION) p = this.readAddress(bytes, p, position);
      else p = this.readLine(bytes, p, position, kind === LINE);
      if (p < 0) return -1;
      c = bytes[p];
      if (c === SPACE || c === LF || c === TAB || c === CR) continue;
      if (c !== PLUS && c !== MINUS && c !== COLON) return -1;
      while (c > SPACE) c = bytes[++p];
    }
    return p;
  }

  /** A line number, or a column that is skipped; returns its end, −1 where there is no digit. */
  private readLine(bytes: Uint8Array, p: number, position: Position, isLine: boolean): number {
    const sign = bytes[p];
    if (sign === PLUS || sign === MINUS) p++;
    const from = p;
    let c = bytes[p];
    let value = 0;
    while (c >= ZERO && c <= NINE) {
      value = (Math.imul(value, 10) + c - ZERO) | 0;
      c = bytes[++p];
    }
    if (p - from > 9 || c > NINE) {
      p = this.readWide(bytes, from, isLine ? LINE : SKIPPED);
      if (isLine) moveLine(position, sign, this.wide.value);
    } else if (isLine) {
      position.line = sign === PLUS ? position.line + value : sign === MINUS ? position.line - value : value;
    }
    return p === from ? -1 : p;
  }

  private readAddress(bytes: Uint8Array, p: number, position: Position): number {
    const sign = bytes[p];
    if (sign === PLUS || sign === MINUS) p++;
    const from = p;
    let c = bytes[p];
    let value = 0;
    if (c === ZERO && bytes[p + 1] === LETTER_X) {
      // Up to eight digits fill one half; longer ones go the slow way.
      p += 2;
      for (let digit = hexDigits[bytes[p]]; digit < 16; digit = hexDigits[bytes[++p]]) value = (value << 4) | digit;
      if (p - from <= 10 && p - from > 2) {
        move32(position, sign, value);
        return p;
      }
      p = this.readWide(bytes, from, INSTRUCTION);
      moveAddress(position, sign, this.wide);
      return p === from ? -1 : p;
    }
    while (c >= ZERO && c <= NINE) {
      value = (Math.imul(value, 10) + c - ZERO) | 0;
      c = bytes[++p];
    }
    if (p - from > 9 || c > NINE) {
      p = this.readWide(bytes, from, INSTRUCTION);
      moveAddress(position, sign, this.wide);
    } else {
      move32(position, sign, value);
    }
    return p === from ? -1 : p;
  }

  /** An address with letters but no 0x is taken for hexadecimal. */
  private readWide(bytes: Uint8Array, from: number, kind: number): number {
    const { wide } = this;
    let end = wide.read(bytes, from);
    if (kind === INSTRUCTION && (bytes[end] | SPACE) >= 97 && (bytes[end] | SPACE) <= 102) {
      end = wide.readDigits(bytes, from, 16);
      this.odd = true;
    }
    if (wide.overflow) this.odd = true;
    return end;
  }
}

/** The same as moveAddress() where the high half is 0. */
function move32(position: Position, sign: number, value: number): void {
  const { low } = position;
  if (sign === PLUS) {
    position.low = (low + value) | 0;
    if (position.low >>> 0 < low >>> 0) position.high = (position.high + 1) | 0;
  } else if (sign === MINUS) {
    position.low = (low - value) | 0;
    if (position.low >>> 0 > low >>> 0) position.high = (position.high - 1) | 0;
  } else {
    position.low = value;
    position.high = 0;
  }
}

function moveLine(position: Position, sign: number, value: number): void {
  position.line = sign === PLUS ? position.line + value : sign === MINUS ? position.line - value : value;
}

function moveAddress(position: Position, sign: number, by: WideNumber): void {
  if (sign !== PLUS && sign !== MINUS) {
    position.low = by.low | 0;
    position.high = by.high | 0;
    return;
  }
  const direction = sign === PLUS ? 1 : -1;
  const low = (position.low >>> 0) + direction * by.low;
  position.low = low | 0;
  const carry = low < 0 ? -1 : low > 0xffffffff ? 1 : 0;
  position.high = (position.high + direction * by.high + carry) | 0;
}
