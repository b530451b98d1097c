// Words of a disassembled instruction that are coloured: mnemonic, registers, numbers, addresses, symbols, the comment behind it. AT&T and
// Intel, x86 and ARM alike, by how words look; nothing depends on it but colours.
import { type TokenKind, tokenKinds } from '../../viewmodel/code.ts';

const WORD =
  /(?<comment>[#;].*$)|(?<function><[^>]*(?:<[^>]*>[^>]*)*>)|(?<string>'[^']*'|"[^"]*")|(?<register>%\w+|\b(?:[re]?[abcd]x|[re]?[sd]i|[re]?[sb]p|[abcd][lh]|[sd]il|[sb]pl|r\d+[bdwl]?|[xyz]mm\d+|[wxvqds]\d{1,2}|rip|eip|sp|lr|st)\b)|(?<number>[$#]?-?0x[0-9a-f]+|\$-?\d+|\b\d+\b)/gi;

/** From, to, place in tokenKinds, and so on, in order. */
export function instructionSpans(text: string): number[] {
  const spans: number[] = [];
  const mnemonic = /^\S+/.exec(text)?.[0].length ?? 0;
  const add = (from: number, to: number, kind: TokenKind) => spans.push(from, to, tokenKinds.indexOf(kind));
  if (text.startsWith('(')) {
    add(0, text.length, 'comment');
    return spans;
  }
  if (mnemonic > 0) add(0, mnemonic, 'keyword');
  for (const found of text.slice(mnemonic).matchAll(WORD)) {
    const kind = Object.entries(found.groups ?? {}).find(([, value]) => value !== undefined)?.[0];
    const from = mnemonic + found.index;
    if (kind !== undefined) add(from, from + found[0].length, kind as TokenKind);
  }
  return spans;
}

/** `jmp 401136 <main+0x20>`: where it says that it goes, for people who read a jump's row. */
export function hexAddress(address: bigint): string {
  return `0x${address.toString(16)}`;
}
