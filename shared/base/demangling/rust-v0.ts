// Rust's new mangling: `NvCs1234_7mycrate3foo` is `mycrate::foo`. Paths, types, constants and references back to what was read before.
// Source: RFC 2603. Trap: a reference back may hold others, so that a short name means a long one: writing stops at a length.

import { Ended, fromPunycode } from './punycode.ts';

const basicTypes: Readonly<Record<string, string>> = {
  a: 'i8',
  b: 'bool',
  c: 'char',
  d: 'f64',
  e: 'str',
  f: 'f32',
  h: 'u8',
  i: 'isize',
  j: 'usize',
  l: 'i32',
  m: 'u32',
  n: 'i128',
  o: 'u128',
  s: 'i16',
  t: 'u16',
  u: '()',
  v: '...',
  x: 'i64',
  y: 'u64',
  z: '!',
  p: '_',
};

const DEEPEST = 200;

/** What is behind `_R`; undefined where it is not understood or longer than `longest`. */
export function demangleRustV0(symbol: string, longest: number): string | undefined {
  try {
    return new Reader(symbol, longest).wholeName();
  } catch (reason) {
    if (reason instanceof Ended) return undefined;
    throw reason;
  }
}

interface Identifier {
  readonly text: string;
  /** Tells equal names apart. */
  readonly disambiguator: number;
}

class Reader {
  private at = 0;
  private out = '';
  private depth = 0;
  /** Not written: the path of an impl is where it stands, not what it is. */
  private silent = 0;
  private lifetimes = 0;
  private readonly symbol: string;
  private readonly longest: number;

  constructor(symbol: string, longest: number) {
    this.symbol = symbol;
    this.longest = longest;
  }

  wholeName(): string {
    this.path(true);
    if (this.at < this.symbol.length) {
      // The crate that a generic function was made for.
      this.silent++;
      this.path(false);
    }
    if (this.at < this.symbol.length) throw new Ended();
    return this.out;
  }

  private put(text: string): void {
    if (this.silent > 0) return;
    if (this.out.length + text.length > this.longest) throw new Ended();
    this.out += text;
  }

  private peek(): string {
    return this.symbol[this.at] ?? '';
  }

  private next(): string {
    const sign = this.peek();
    if (sign === '') throw new Ended();
    this.at++;
    return sign;
  }

  private eat(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.at++;
    return true;
  }

  private into(read: () => void): void {
    if (++this.depth > DEEPEST) throw new Ended();
    read();
    this.depth--;
  }

  /** `_` is 0, `0_` is 1, in base 62. Hashes of crates are larger than whole numbers can be here: they tell names apart and are not written. */
  private base62(): number {
    if (this.eat('_')) return 0;
    let value = 0;
    for (;;) {
      const sign = this.next();
      if (sign === '_') return value + 1;
      const digit = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(sign);
      value = value * 62 + digit;
      if (digit < 0) throw new Ended();
    }
  }

  private optional62(sign: string): number {
    return this.eat(sign) ? this.base62() + 1 : 0;
  }

  private back(read: () => void): void {
    const from = this.at - 1;
    const to = this.base62();
    if (to >= from) throw new Ended();
    // What was read once is right: where nothing is written, it need not be read again.
    if (this.silent > 0) return;
    const behind = this.at;
    this.at = to;
    this.into(read);
    this.at = behind;
  }

  private identifier(): Identifier {
    const disambiguator = this.optional62('s');
    const isPunycode = this.eat('u');
    const digits = /^(?:0|[1-9]\d{0,5})/.exec(this.symbol.slice(this.at, this.at + 6))?.[0];
    if (digits === undefined) throw new Ended();
    this.at += digits.length;
    this.eat('_');
    const length = Number(digits);
    const text = this.symbol.slice(this.at, this.at + length);
    if (text.length < length) throw new Ended();
    this.at += length;
    return { text: isPunycode ? fromPunycode(text) : text, disambiguator };
  }

  /** `isValue`: generics of a function are written `f::<T>`, those of a type `F<T>`. */
  private path(isValue: boolean): void {
    this.into(() => {
      const sign = this.next();
      switch (sign) {
        case 'C':
          this.put(this.identifier().text);
          return;
        case 'N': {
          const space = this.next();
          if (!/[a-zA-Z]/.test(space)) throw new Ended();
          this.path(isValue);
          this.inNamespace(space, this.identifier());
          return;
        }
        case 'M':
        case 'X':
        case 'Y': {
          if (sign !== 'Y') {
            this.optional62('s');
            this.silent++;
            this.path(false);
            this.silent--;
          }
          this.put('<');
          this.type();
          if (sign !== 'M') {
            this.put(' as ');
            this.path(false);
          }
          this.put('>');
          return;
        }
        case 'I':
          this.path(isValue);
          this.put(isValue ? '::<' : '<');
          this.list(() => this.genericArgument());
          this.put('>');
          return;
        case 'B':
          this.back(() => this.path(isValue));
          return;
        default:
          throw new Ended();
      }
    });
  }

  private inNamespace(space: string, { text, disambiguator }: Identifier): void {
    if (/[a-z]/.test(space)) {
      this.put(text === '' ? '' : `::${text}`);
      return;
    }
    const kind = { C: 'closure', S: 'shim' }[space] ?? space;
    this.put(`::{${kind}${text === '' ? '' : `:${text}`}#${disambiguator}}`);
  }

  private list(read: () => void): number {
    let count = 0;
    while (!this.eat('E')) {
      if (count++ > 0) this.put(', ');
      read();
    }
    return count;
  }

  private genericArgument(): void {
    if (this.eat('L')) this.lifetime(this.base62());
    else if (this.eat('K')) this.constant();
    else this.type();
  }

  private lifetime(index: number): void {
    if (index === 0) {
      this.put("'_");
      return;
    }
    const depth = this.lifetimes - index;
    if (depth < 0) throw new Ended();
    this.put(depth < 26 ? `'${String.fromCharCode(97 + depth)}` : `'_${depth}`);
  }

  /** `for<'a, 'b> `, and what it holds for. */
  private binder(read: () => void): void {
    const bound = this.optional62('G');
    if (bound > 1000) throw new Ended();
    if (bound > 0) {
      this.put('for<');
      for (let i = 0; i < bound; i++) {
        if (i > 0) this.put(', ');
        this.lifetimes++;
        this.lifetime(1);
      }
      this.put('> ');
    }
    read();
    this.lifetimes -= bound;
  }

  private type(): void {
    const sign = this.next();
    const basic = basicTypes[sign];
    if (basic !== undefined) {
      this.put(basic);
      return;
    }
    this.into(() => this.typeOf(sign));
  }

  private typeOf(sign: string): void {
    switch (sign) {
      case 'R':
      case 'Q':
        this.put('&');
        if (this.eat('L')) {
          const index = this.base62();
          if (index !== 0) {
            this.lifetime(index);
            this.put(' ');
          }
        }
        if (sign === 'Q') this.put('mut ');
        this.type();
        return;
      case 'P':
      case 'O':
        this.put(sign === 'P' ? '*const ' : '*mut ');
        this.type();
        return;
      case 'A':
      case 'S':
        this.put('[');
        this.type();
        if (sign === 'A') {
          this.put('; ');
          this.constant();
        }
        this.put(']');
        return;
      case 'T': {
        this.put('(');
        const count = this.list(() => this.type());
        this.put(count === 1 ? ',)' : ')');
        return;
      }
      case 'F':
        this.binder(() => this.functionType());
        return;
      case 'D':
        this.put('dyn ');
        this.binder(() => this.bounds());
        if (!this.eat('L')) throw new Ended();
        this.boundLifetime(this.base62());
        return;
      case 'B':
        this.back(() => this.type());
        return;
      default:
        this.at--;
        this.path(false);
        return;
    }
  }

  private boundLifetime(index: number): void {
    if (index === 0) return;
    this.put(' + ');
    this.lifetime(index);
  }

  private functionType(): void {
    if (this.eat('U')) this.put('unsafe ');
    if (this.eat('K')) {
      const abi = this.eat('C') ? 'C' : this.identifier().text.replaceAll('_', '-');
      this.put(`extern "${abi}" `);
    }
    this.put('fn(');
    this.list(() => this.type());
    this.put(')');
    if (this.eat('u')) return;
    this.put(' -> ');
    this.type();
  }

  private bounds(): void {
    let isFirst = true;
    while (!this.eat('E')) {
      if (!isFirst) this.put(' + ');
      isFirst = false;
      this.bound();
    }
  }

  private bound(): void {
    let isOpen = this.openPath();
    while (this.eat('p')) {
      this.put(isOpen ? ', ' : '<');
      isOpen = true;
      this.put(`${this.identifier().text} = `);
      this.type();
    }
    if (isOpen) this.put('>');
  }

  /** A path whose `<` is left open, for what is bound behind its arguments. True where there is one. */
  private openPath(): boolean {
    if (this.eat('B')) {
      let isOpen = false;
      this.back(() => {
        isOpen = this.openPath();
      });
      return isOpen;
    }
    if (!this.eat('I')) {
      this.path(false);
      return false;
    }
    this.path(false);
    this.put('<');
    this.list(() => this.genericArgument());
    return true;
  }

  private constant(): void {
    this.into(() => {
      const sign = this.next();
      if (sign === 'B') {
        this.back(() => this.constant());
        return;
      }
      if (sign === 'p') {
        this.put('_');
        return;
      }
      if (!/[abchijlmnostxy]/.test(sign)) throw new Ended();
      const isNegative = this.eat('n');
      const digits = /^[0-9a-f]*_/.exec(this.symbol.slice(this.at, this.at + 40))?.[0];
      if (digits === undefined) throw new Ended();
      this.at += digits.length;
      this.put(constantText(sign, digits.slice(0, -1), isNegative));
    });
  }
}

function constantText(sign: string, digits: string, isNegative: boolean): string {
  const value = BigInt(`0x${digits === '' ? '0' : digits}`);
  if (sign === 'b') return value === 0n ? 'false' : 'true';
  if (sign === 'c' && value <= 0x10ffffn && !(value >= 0xd800n && value < 0xe000n)) {
    return `'${String.fromCodePoint(Number(value))}'`;
  }
  return `${isNegative ? '-' : ''}${value}`;
}
