// Shortcuts as text: modifiers and one key joined by `+`: `Mod+O`, `Alt+ArrowLeft`, `F5`, `%`. Mod is Ctrl, on a Mac Cmd.
// Printable signs (`%`, `?`) are matched by what they print, with or without Shift: where a sign stands on a keyboard is the layout's business.

/** The part of a KeyboardEvent that matters here. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export type Platform = 'linux' | 'darwin' | 'win32' | 'other';

interface Shortcut {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

function parse(text: string): Shortcut {
  const names = text.split('+');
  // `Mod++` is the key that prints a plus.
  const key = text.endsWith('++') ? '+' : (names[names.length - 1] ?? '');
  return { mod: names.includes('Mod'), alt: names.includes('Alt'), shift: names.includes('Shift'), key };
}

const isSign = (key: string) => key.length === 1 && !/[a-z0-9]/i.test(key);

export function matchesShortcut(text: string, press: KeyPress, platform: Platform): boolean {
  const wanted = parse(text);
  const mod = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  const otherMod = platform === 'darwin' ? press.ctrlKey : press.metaKey;
  if (mod !== wanted.mod || otherMod || press.altKey !== wanted.alt) return false;
  if (isSign(wanted.key)) return press.key === wanted.key || isPercentWithOption(wanted, press);
  return press.shiftKey === wanted.shift && press.key.toLowerCase() === wanted.key.toLowerCase();
}

/** Option on a Mac turns the key that prints `%` into another sign; where it stands is the same almost everywhere. */
function isPercentWithOption(wanted: Shortcut, press: KeyPress): boolean {
  return wanted.key === '%' && wanted.alt && press.shiftKey && press.code === 'Digit5';
}

const shownKeys: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  ' ': 'Space',
};

/** The parts a person reads, one a keycap: `Ctrl`, `O`. */
export function formatShortcut(text: string, platform: Platform): readonly string[] {
  const { mod, alt, shift, key } = parse(text);
  const mac = platform === 'darwin';
  return [
    ...(mod ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [mac ? '⌥' : 'Alt'] : []),
    ...(shift ? [mac ? '⇧' : 'Shift'] : []),
    shownKeys[key] ?? key,
  ];
}

/** In Electron's notation; undefined for plain signs, which a menu would take away from text fields. */
export function acceleratorOf(text: string): string | undefined {
  const { mod, alt, shift, key } = parse(text);
  if (isSign(key) || !(mod || alt || /^F\d+$/.test(key))) return undefined;
  const parts = [mod ? 'CommandOrControl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', key.replace('Arrow', '')];
  return parts.filter((part) => part !== '').join('+');
}
