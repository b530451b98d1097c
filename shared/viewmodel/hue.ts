// The colour of a function comes from where it stands: the same file has the same hue in every recording and on every machine.
// The ramp keeps neighbours apart for the common kinds of colour blindness (hues of OKLCH, told apart by blue against yellow first).

const RAMP: readonly number[] = [255, 65, 160, 305, 25, 205, 95, 340];

/** A hue in degrees for a text, always the same; null for an empty one: grey. */
export function hueOf(place: string): number | null {
  if (place === '') return null;
  // FNV-1a over UTF-16 units, then mixed: endings that differ in one letter should not share a hue.
  let hash = 0x811c9dc5;
  for (let i = 0; i < place.length; i++) hash = Math.imul(hash ^ place.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return RAMP[(hash >>> 13) % RAMP.length];
}
