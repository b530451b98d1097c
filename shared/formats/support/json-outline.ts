// What a JSON file begins with: the keys of its first two levels, as paths (`nodes`, `head.selfSize`, `[].ph`), as far as the
// first bytes go. For detection only: it forgives whatever a strict parser would not, and the end may cut it anywhere.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MAX_KEYS = 1000;

export interface JsonOutline {
  /** What the document is. */
  readonly kind: 'object' | 'array' | 'other';
  /** Paths of keys, at most three levels deep; items of arrays are `[]`. */
  readonly keys: ReadonlySet<string>;
}

/** undefined where the bytes do not begin as JSON. Linear in the length of `head`. */
export function outlineJson(head: Uint8Array): JsonOutline | undefined {
  const start = skipBlank(head, 0);
  const first = String.fromCharCode(head[start]);
  if (first !== '{' && first !== '[') {
    return /^(null|true|false|-?\d[\d.eE+-]*|"[^"]*")\s*$/.test(latin1(head, start, start + 100))
      ? { kind: 'other', keys: new Set() }
      : undefined;
  }
  return { kind: first === '{' ? 'object' : 'array', keys: collectKeys(head, start) };
}

function collectKeys(head: Uint8Array, start: number): Set<string> {
  const keys = new Set<string>();
  const path: string[] = [];
  let depth = 0;
  for (let i = start; i < head.length && keys.size < MAX_KEYS; i++) {
    const byte = head[i];
    if (byte === QUOTE) {
      const end = endOfString(head, i + 1);
      const after = skipBlank(head, end + 1);
      if (head[after] === 0x3a && depth > 0 && depth <= 3) {
        path[depth - 1] = latin1(head, i + 1, Math.min(end, i + 101));
        keys.add(path.slice(0, depth).join('.'));
      }
      i = end;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth++;
      if (depth <= 3) {
        path[depth - 1] = byte === 0x5b ? '[]' : '';
        path.length = depth;
      }
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
      if (depth <= 0) break;
      if (depth < 3) path.length = depth;
    }
  }
  return keys;
}

/** Index of the closing quote, or the end. */
function endOfString(head: Uint8Array, start: number): number {
  let i = start;
  while (i < head.length && head[i] !== QUOTE) i += head[i] === BACKSLASH ? 2 : 1;
  return Math.min(i, head.length);
}

/** Index of the first byte that is no white space and no byte order mark. */
export function skipBlank(head: Uint8Array, start: number): number {
  let i = start;
  if (i === 0 && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) i = 3;
  while (i < head.length && (head[i] === 0x20 || head[i] === 0x0a || head[i] === 0x0d || head[i] === 0x09)) i++;
  return i;
}

export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end && i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
  return text;
}
