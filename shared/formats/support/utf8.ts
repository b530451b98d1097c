// Whether a range of bytes is UTF-8. Names are kept as bytes; only the remark that they are odd needs to know.

const strict = new TextDecoder('utf-8', { fatal: true });

export function isUtf8(source: Uint8Array, start: number, end: number): boolean {
  let ascii = true;
  for (let i = start; i < end && ascii; i++) ascii = source[i] < 0x80;
  if (ascii) return true;
  try {
    strict.decode(source.subarray(start, end));
    return true;
  } catch {
    return false;
  }
}
