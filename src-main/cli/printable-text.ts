// Names out of a file as they may be sent to a terminal: nothing in them moves the cursor, rings, or turns the line around.
// What is replaced stays visible as \x1b or \u202e. JSON does not come here: JSON.stringify escapes control characters itself.

/** Controls, format characters (bidirectional overrides, zero-width, tags), lone surrogates, line separators. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

export function printableText(text: string): string {
  return text.replace(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    if (code < 0x100) return `\\x${digits.padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`;
  });
}
