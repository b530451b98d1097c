// Names that rustc mangles. The old way looks like C++ with a hash as its last part: `_ZN4core3fmt9Formatter3pad17h0123456789abcdefE`.
// The new way (v0) begins with `_R` and knows types, traits and generics. Written as rustc-demangle and c++filt write them, without hashes.
// Source: Rust RFC 2603, "Rust Symbol Name Mangling v0".
import { demangleRustV0 } from './rust-v0.ts';

/** Undefined for what is no name of Rust, or one that is not understood. */
export function demangleRust(symbol: string, longest: number): string | undefined {
  const [, v0, suffix = ''] = /^_{0,2}R([A-Z0-9][a-zA-Z0-9_]*)((?:\..*)?)$/s.exec(symbol) ?? [];
  if (v0 !== undefined && symbol.startsWith('_')) {
    const name = demangleRustV0(v0, longest);
    return name === undefined ? undefined : name + withoutHash(suffix);
  }
  return demangleLegacy(symbol, longest);
}

/** `.llvm.123` says nothing of the source. */
function withoutHash(suffix: string): string {
  return suffix.startsWith('.llvm.') ? '' : suffix;
}

function demangleLegacy(symbol: string, longest: number): string | undefined {
  const [, inside, suffix = ''] = /^_{1,2}ZN(.+17h[0-9a-f]{16})E((?:\..*)?)$/s.exec(symbol) ?? [];
  if (inside === undefined) return undefined;
  const parts: string[] = [];
  for (let at = 0; at < inside.length; ) {
    const digits = /^\d{1,5}/.exec(inside.slice(at, at + 6))?.[0];
    if (digits === undefined) return undefined;
    const start = at + digits.length;
    const part = inside.slice(start, start + Number(digits));
    if (part.length < Number(digits) || part === '') return undefined;
    parts.push(part);
    at = start + part.length;
  }
  parts.pop();
  if (parts.length === 0) return undefined;
  const name = parts.map(withoutEscapes).join('::');
  return name.length > longest ? undefined : name + withoutHash(suffix);
}

const escapes: Readonly<Record<string, string>> = {
  SP: '@',
  BP: '*',
  RF: '&',
  LT: '<',
  GT: '>',
  LP: '(',
  RP: ')',
  C: ',',
};

/** `$LT$` is `<`, `$u7b$` is `{`, `..` is `::`; an underscore before a first escape is no part of the name. */
function withoutEscapes(part: string): string {
  const plain = part.startsWith('_$') ? part.slice(1) : part;
  return plain
    .replaceAll(
      /\$(?:([A-Z]{1,2})|u([0-9a-f]{1,6}))\$/g,
      (whole, letters: string | undefined, code: string | undefined) => {
        if (letters !== undefined) return escapes[letters] ?? whole;
        const point = Number.parseInt(code ?? '', 16);
        return point < 0x20 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)
          ? whole
          : String.fromCodePoint(point);
      },
    )
    .replaceAll('..', '::');
}
