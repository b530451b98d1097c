// Texts in Graphviz's language. In labels a backslash begins an escape, so it is doubled before quotes are escaped.

/** A quoted label of several lines. A blank stands for each control character and each mark that turns text round. */
export function quoteDot(lines: readonly string[], end = '\\n'): string {
  const escaped = lines.map((line) =>
    line
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
      .replaceAll('\\', '\\\\')
      .replaceAll('"', '\\"'),
  );
  return `"${escaped.join(end)}${end === '\\n' ? '' : end}"`;
}
