// Names as their source has them, for names that a compiler mangled: C++ (Itanium: gcc, clang) and Rust, old and new.
// Never throws, never writes more than a bounded text: names come from files of strangers. What is not understood is undefined, and the
// name stays as it is. `_Z3foov'2` (callgrind's level of recursion) and `_Z3foov@plt` keep what stands behind.
import { readItanium } from './itanium.ts';
import { type NameNode, writeName } from './name-nodes.ts';
import { NotMangled } from './name-reader.ts';
import { demangleRust } from './rust.ts';

/** Characters of the longest name that is written. */
const LONGEST = 100_000;
const LONGEST_MANGLED = 20_000;

/** Whether a name begins as mangled names do; only these cost anything. */
export function looksMangled(name: string): boolean {
  return /^_{1,4}[ZR]|^\.?_{1,2}Z/.test(name) || name.includes("'_Z") || name.includes("'_R");
}

export function demangle(name: string): string | undefined {
  if (!looksMangled(name) || name.length > LONGEST_MANGLED) return undefined;
  if (!name.includes("'")) return demangleOne(name);
  // Levels of recursion and callers that callgrind keeps apart: each is a name of its own.
  const [first = '', ...others] = name.split("'");
  const parts = [first, ...others].map((part) => demangleOne(part) ?? part);
  const written = parts.join("'");
  return written === name || written.length > LONGEST ? undefined : written;
}

function demangleOne(name: string): string | undefined {
  const [, symbol = '', version = ''] = /^([^@]*)(@.*)?$/s.exec(name) ?? [];
  const rust = demangleRust(symbol, LONGEST);
  if (rust !== undefined) return rust + version;
  const [, rest] = /^_{1,2}Z(.+)$/s.exec(symbol) ?? [];
  if (rest === undefined) return undefined;
  const node = readOrUndefined(rest);
  const written = node === undefined ? undefined : writeName(node, LONGEST);
  return written === undefined || written === '' ? undefined : written + version;
}

function readOrUndefined(symbol: string): NameNode | undefined {
  try {
    return readItanium(symbol);
  } catch (reason) {
    if (reason instanceof NotMangled) return undefined;
    throw reason;
  }
}
