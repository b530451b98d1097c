// Where the scopes of a name end, told from its bytes, for the names that most programs are full of: `ns::Class<int>::method(long, char*) const`.
// A million of these need not be decoded and taken apart (symbol-name.ts) to know that they stand in the same few namespaces.
// Trap: this must never say more than the whole rules would: whatever is not plain is left to them.

const IDENTIFIER = 1;
const OPENS = 2;
const CLOSES = 3;
const COLON = 4;
/** Only inside brackets. */
const INSIDE = 5;
/** Before the name of a destructor. */
const TILDE = 6;

/** By byte; 0: nothing plain. */
const KINDS = new Uint8Array(256);
for (let byte = 0; byte < 128; byte++) if (/[\w$]/.test(String.fromCharCode(byte))) KINDS[byte] = IDENTIFIER;
for (const sign of '<(') KINDS[sign.charCodeAt(0)] = OPENS;
for (const sign of '>)') KINDS[sign.charCodeAt(0)] = CLOSES;
for (const sign of ',*& ') KINDS[sign.charCodeAt(0)] = INSIDE;
KINDS[0x7e] = TILDE;
KINDS[0x3a] = COLON;

const LESS = 0x3c;
const PARENTHESIS = 0x28;
const BLANK = 0x20;
const HASH_LETTER = 0x68;
const HASH_LENGTH = 17;
/** A name of more bytes is not taken to pieces by anybody. */
const LONGEST = 20_000;
const DEEPEST = 30;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const OPERATOR = bytesOf('operator');
const DECLTYPE = bytesOf('decltype');
const CONST = bytesOf(' const');

/** Behind the last `::` of the scopes; `from` where there are none; −1 for a name that is not plain. */
export function endOfPlainScopes(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > LONGEST || to === from) return -1;
  let scopes = from;
  let at = from;
  while (at < to) {
    const kind = KINDS[bytes[at]];
    if (kind === IDENTIFIER) {
      const end = endOfIdentifier(bytes, at, to);
      if (end < 0) return -1;
      at = end;
    } else if (kind === TILDE) at++;
    else if (kind === COLON) {
      // Two of them, behind something and before something.
      if (bytes[at + 1] !== bytes[at] || at + 2 >= to || at === scopes || KINDS[bytes[at + 2]] === COLON) return -1;
      at += 2;
      scopes = at;
    } else if (kind === OPENS) {
      const isParameters = bytes[at] === PARENTHESIS && at > scopes;
      if (bytes[at] === LESS && at === scopes) return -1;
      if (isParameters && endsWith(bytes, scopes, at, DECLTYPE)) return -1;
      const end = endOfBracket(bytes, at, to);
      if (end < 0) return -1;
      at = end;
      if (isParameters) return at === to || isSame(bytes, at, to, CONST) ? finished(bytes, scopes, to) : -1;
    } else return -1;
  }
  return finished(bytes, scopes, to);
}

/** Not for Rust's hashes, `h` and sixteen digits, which are no part of the name, whatever follows them. */
function finished(bytes: Uint8Array, scopes: number, to: number): number {
  if (to === scopes) return -1;
  if (bytes[scopes] !== HASH_LETTER) return scopes;
  return endOfIdentifier(bytes, scopes, to) - scopes === HASH_LENGTH ? -1 : scopes;
}

/** −1 for operators, which are spelled with brackets. */
function endOfIdentifier(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] === OPERATOR[0] && isSame(bytes, from, Math.min(to, from + OPERATOR.length), OPERATOR)) return -1;
  let at = from;
  while (at < to && KINDS[bytes[at]] === IDENTIFIER) at++;
  return at;
}

/** Behind the bracket that closes the one at `open`; −1 where they do not match, or where something else stands inside than types. */
function endOfBracket(bytes: Uint8Array, open: number, to: number): number {
  // A bit for each bracket that is open: whether it is a parenthesis.
  let brackets = 0;
  let depth = 0;
  for (let at = open; at < to; ) {
    const byte = bytes[at];
    const kind = KINDS[byte];
    if (kind === IDENTIFIER) {
      at = endOfIdentifier(bytes, at, to);
      if (at < 0) return -1;
      continue;
    }
    at++;
    if (kind === OPENS) {
      if (depth === DEEPEST || (byte === LESS && bytes[at] === BLANK)) return -1;
      brackets = (brackets << 1) | (byte === PARENTHESIS ? 1 : 0);
      depth++;
    } else if (kind === CLOSES) {
      if ((brackets & 1) !== (byte === PARENTHESIS + 1 ? 1 : 0)) return -1;
      brackets >>>= 1;
      if (--depth === 0) return at;
    } else if (kind === 0) return -1;
  }
  return -1;
}

function endsWith(bytes: Uint8Array, from: number, to: number, end: Uint8Array): boolean {
  return to - from >= end.length && isSame(bytes, to - end.length, to, end);
}

function isSame(bytes: Uint8Array, from: number, to: number, text: Uint8Array): boolean {
  if (to - from !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[from + i] !== text[i]) return false;
  return true;
}
