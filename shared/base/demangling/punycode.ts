// Names outside ASCII as Rust's mangling spells them: Punycode (RFC 3492) with `_` in the place of `-`.

/** What is read is no name, or one that is not understood. */
export class Ended extends Error {}

/** RFC 3492, with `_` in the place of `-`. */
export function fromPunycode(text: string): string {
  const mark = text.lastIndexOf('_');
  const points = Array.from(mark < 0 ? '' : text.slice(0, mark), (sign) => sign.codePointAt(0) ?? 0);
  let [n, i, bias] = [128, 0, 72];
  let isFirst = true;
  for (let at = mark + 1; at < text.length; ) {
    const before = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(text[at++] ?? '');
      if (digit < 0) throw new Ended();
      i += digit * weight;
      const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
      if (digit < threshold) break;
      weight *= 36 - threshold;
      if (i > 0x7fffffff || weight > 0x7fffffff) throw new Ended();
    }
    const length = points.length + 1;
    let delta = Math.floor((i - before) / (isFirst ? 700 : 2));
    isFirst = false;
    delta += Math.floor(delta / length);
    let steps = 0;
    for (; delta > 455; steps += 36) delta = Math.floor(delta / 35);
    bias = steps + Math.floor((36 * delta) / (delta + 38));
    n += Math.floor(i / length);
    i %= length;
    if (n > 0x10ffff || (n >= 0xd800 && n < 0xe000)) throw new Ended();
    points.splice(i++, 0, n);
  }
  return String.fromCodePoint(...points.slice(0, 1000));
}
