// The beginning of a long text. Never half a character: signs beyond the first 65,536 are two units of a JavaScript string, and one
// half alone is no text that a file or another process takes.

export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
