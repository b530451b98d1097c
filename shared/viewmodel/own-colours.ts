// Colours that a person gave: to a function, or to all of a namespace, file or module, by name. They go before the colours that are made
// from names, the narrower thing before the wider one; colours by cost and by kind of code stay what they are (S20).
// Trap: kept is a hue. Lightness and chroma are the theme's, so that a colour of one's own is as readable as any other, light and dark.

/** What can have a colour of one's own, from the narrowest to the widest. */
export type ColourKind = 'function' | 'namespace' | 'file' | 'module';

export const colourKinds: readonly { readonly id: ColourKind; readonly title: string }[] = [
  { id: 'function', title: 'Function' },
  { id: 'namespace', title: 'Namespace' },
  { id: 'file', title: 'File' },
  { id: 'module', title: 'Module' },
];

/** A thing that can have a colour, by the name that is the same in every recording. */
export interface ColourName {
  readonly kind: ColourKind;
  /** At most 2,000 characters: longer names are cut. */
  readonly name: string;
}

export interface OwnColour extends ColourName {
  /** Degrees; null: grey. */
  readonly hue: number | null;
  /** The profiled program that it holds for; undefined: all. */
  readonly program?: string;
}

const LONGEST_NAME = 2000;

export function colourName(kind: ColourKind, name: string): ColourName {
  return { kind, name: name.slice(0, LONGEST_NAME) };
}

/** Finds the colour of a thing; the last one given wins. */
export function createColourFinder(
  own: readonly OwnColour[],
): (kind: ColourKind, name: string) => OwnColour | undefined {
  const byName = new Map(own.map((colour) => [keyOf(colour), colour]));
  return (kind, name) => byName.get(keyOf(colourName(kind, name)));
}

/** Those that hold for a program, its own after those for all. */
export function coloursFor(own: readonly OwnColour[], program: string | undefined): readonly OwnColour[] {
  const general = own.filter((colour) => colour.program === undefined);
  const special = program === undefined ? [] : own.filter((colour) => colour.program === program);
  return special.length === 0 && general.length === own.length ? own : [...general, ...special];
}

/** With this colour, in the place of another for the same thing and program. */
export function withColour(own: readonly OwnColour[], colour: OwnColour): readonly OwnColour[] {
  const at = own.findIndex((other) => isFor(other, colour));
  return at < 0 ? [...own, colour] : own.with(at, colour);
}

export function withoutColour(own: readonly OwnColour[], colour: Omit<OwnColour, 'hue'>): readonly OwnColour[] {
  return own.filter((other) => !isFor(other, colour));
}

function isFor(one: OwnColour, other: Omit<OwnColour, 'hue'>): boolean {
  return keyOf(one) === keyOf(other) && one.program === other.program;
}

function keyOf({ kind, name }: ColourName): string {
  return `${kind} ${name}`;
}
