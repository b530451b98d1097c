// Text of a profile is shown, never obeyed: control characters and bidirectional overrides, which could hide or reorder what a
// person reads, become symbols that can be seen. Everything else stays as recorded.

/** C0, DEL, C1, line and paragraph separators, bidi marks, overrides and isolates, lone surrogates. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function visibleText(text: string): string {
  return text.replace(invisible, symbolFor);
}

/** The control pictures of Unicode (␊ for a line feed); the replacement character where there is none. */
function symbolFor(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}
