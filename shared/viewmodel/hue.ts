// What the colour of a function says: where it stands, how much it cost itself, or whose code it is. The same file has the same hue in every
// recording and on every machine. Everything here is a hue: lightness and chroma are the theme's, so that no function looks heavier
// than another. The ramp keeps neighbours apart for the common kinds of colour blindness (OKLCH, told apart by blue against yellow first).

/** What functions are coloured by, in swatches, maps and graphs alike. */
export type ColourMode = 'file' | 'module' | 'namespace' | 'function' | 'cost' | 'kind';

export const colourModes: readonly { readonly id: ColourMode; readonly title: string }[] = [
  { id: 'file', title: 'File' },
  { id: 'module', title: 'Module' },
  { id: 'namespace', title: 'Namespace' },
  { id: 'function', title: 'Function' },
  { id: 'cost', title: 'Self cost' },
  { id: 'kind', title: 'Kind of code' },
];

/** Whose code a function is. */
export type CodeKind = 'own' | 'library' | 'runtime' | 'unknown';

/** A hue in degrees (null: grey), and what it stands for in a legend. */
export interface HueMeaning {
  readonly hue: number | null;
  readonly name: string;
}

/** Hues that are told apart best, also by those who see fewer. */
export const hueRamp: readonly number[] = [255, 65, 160, 305, 25, 205, 95, 340];

/** Twelve, where neighbours may be nearer: for what is shown side by side and must not look alike. */
export const manyHues: readonly number[] = [...hueRamp, 128, 280, 182, 230];

/** A hue in degrees for a text, always the same; null for an empty one: grey. */
export function hueOf(place: string): number | null {
  if (place === '') return null;
  // FNV-1a over UTF-16 units, then mixed: endings that differ in one letter should not share a hue.
  let hash = 0x811c9dc5;
  for (let i = 0; i < place.length; i++) hash = Math.imul(hash ^ place.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hueRamp[(hash >>> 13) % hueRamp.length];
}

interface CostStep extends HueMeaning {
  /** Smallest share of the total. */
  readonly least: number;
}

const costSteps: readonly CostStep[] = [
  { least: 0.2, hue: 20, name: 'self cost of 20 % or more' },
  { least: 0.05, hue: 55, name: '5 to 20 %' },
  { least: 0.01, hue: 95, name: '1 to 5 %' },
  { least: 0.001, hue: 225, name: '0.1 to 1 %' },
];
const coldest: HueMeaning = { hue: null, name: 'less than 0.1 % of the total' };

/** Of a share of the total, hottest from a fifth of it on (S20). */
export function hueOfShare(share: number): HueMeaning {
  return costSteps.find(({ least }) => share >= least) ?? coldest;
}

const kinds: Readonly<Record<CodeKind, HueMeaning>> = {
  own: { hue: 255, name: 'own code' },
  library: { hue: 95, name: 'libraries' },
  runtime: { hue: 340, name: 'language and system' },
  unknown: { hue: null, name: 'unknown' },
};

export function hueOfKind(kind: CodeKind): HueMeaning {
  return kinds[kind];
}

const ordered = [...costSteps, coldest, ...Object.values(kinds)].map(({ name }) => name);

/** Place of a meaning in a legend whose order is fixed; those of places come by cost: all of them alike. */
export function legendRank(name: string): number {
  const rank = ordered.indexOf(name);
  return rank < 0 ? ordered.length : rank;
}
