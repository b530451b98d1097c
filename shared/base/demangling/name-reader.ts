// A mangled name being read: where one is, what may be referred to again, and the arguments that template parameters stand for.
// Whatever is not understood ends the reading with NotMangled, which demangle() turns into "this name stays as it is".
import type { NameNode } from './name-nodes.ts';

/** Not a name that is mangled, or one that is not understood. */
export class NotMangled extends Error {}

export function text(text: string, base?: string): NameNode {
  return base === undefined ? { kind: 'text', text } : { kind: 'text', text, base };
}

type Read<Value> = (reader: NameReader) => Value;

/** Names, types and expressions stand in one another: what reads one of them reaches the others through this. */
export interface Grammar {
  /** Of a function that is not the outermost one. */
  readonly encoding: Read<NameNode>;
  readonly name: Read<NameNode>;
  readonly sourceName: Read<NameNode>;
  readonly unqualifiedName: Read<NameNode>;
  readonly substitution: Read<NameNode>;
  readonly templateArgs: Read<readonly NameNode[]>;
  readonly templateParameter: Read<NameNode>;
  readonly decltype: Read<NameNode>;
  readonly qualifiers: Read<string>;
  readonly type: Read<NameNode>;
  readonly expression: Read<NameNode>;
}

/** Deeper than any compiler writes; the reading is recursive. */
const DEEPEST = 250;

export class NameReader {
  at = 0;
  depth = 0;
  readonly substitutions: NameNode[] = [];
  /** Of the innermost name that has some. */
  templateArgs: readonly NameNode[] = [];
  /** Parameters that were met before their arguments. */
  later: { readonly node: Extract<NameNode, { kind: 'later' }>; readonly index: number }[] = [];
  /** Inside the type of a conversion operator: its template arguments come behind. */
  mayComeLater = false;
  /** Inside the parameters of a lambda: parameters of templates are its own `auto`. */
  inLambda = false;
  readonly name: string;
  readonly grammar: Grammar;

  constructor(name: string, grammar: Grammar) {
    this.name = name;
    this.grammar = grammar;
  }

  peek(offset = 0): string {
    return this.name[this.at + offset] ?? '';
  }

  isAtEnd(): boolean {
    return this.at >= this.name.length;
  }

  eat(expected: string): boolean {
    if (!this.name.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  take(count: number): string {
    const taken = this.name.slice(this.at, this.at + count);
    if (taken.length < count) throw new NotMangled();
    this.at += count;
    return taken;
  }

  expect(expected: string): void {
    if (!this.eat(expected)) throw new NotMangled();
  }

  /** What matches here, which must not be empty. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.name)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  number(): number {
    const digits = this.match(/\d+/y);
    if (digits === '' || digits.length > 9) throw new NotMangled();
    return Number(digits);
  }

  /** `_`: 0, `0_`: 1, `A_`: 11. Substitutions count in base 36, everything else in base 10. */
  sequence(base: 10 | 36): number {
    const digits = this.match(base === 36 ? /[0-9A-Z]+/y : /\d+/y);
    this.expect('_');
    if (digits.length > 9) throw new NotMangled();
    return digits === '' ? 0 : Number.parseInt(digits, base) + 1;
  }

  keep(node: NameNode): NameNode {
    this.substitutions.push(node);
    return node;
  }

  /** Runs a step into something that is nested. */
  into<Value>(read: () => Value): Value {
    if (++this.depth > DEEPEST) throw new NotMangled();
    const value = read();
    this.depth--;
    return value;
  }
}
