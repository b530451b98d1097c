// Damaged copies of a file, the same ones in every run: cut at every length, or with bytes changed by a seeded generator.

/** Lengths to cut at: all of them where there are no more than `most`, else the first and last ones and evenly spread ones in between. */
export function truncationLengths(size: number, most: number): number[] {
  if (size <= most) return Array.from({ length: size }, (_, length) => length);
  const edge = Math.min(100, Math.floor(most / 4));
  const edges = Array.from({ length: edge }, (_, i) => [i, size - 1 - i]).flat();
  const between = most - edges.length;
  const spread = Array.from({ length: between }, (_, i) => Math.floor((i * size) / between));
  return Array.from(new Set([...edges, ...spread])).sort((a, b) => a - b);
}

/** A generator of whole numbers below its argument (mulberry32): same seed, same numbers. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A copy with one to four bytes changed, preferably to bytes that mean something to a parser. */
export function flipBytes(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = bytes.slice();
  const telling = Buffer.from('\0\n\r =:()-+*,{}[]"\\09x\u00ff');
  for (let changes = 1 + random(4); changes > 0; changes--) {
    copy[random(copy.length)] = random(2) === 0 ? telling[random(telling.length)] : random(256);
  }
  return copy;
}
