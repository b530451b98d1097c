// Shortcuts as text: modifiers and one key joined by `+`: `Mod+O`, `Alt+ArrowLeft`, `F5`, `%`. Mod is Ctrl, on a Mac Cmd.
// Printable signs (`%`, `?`) are matched by what they print, with or without Shift: where a sign stands on a keyboard is the layout's business.
// Trap: Option on a Mac prints another sign (Option+T is †), so that letters and digits are known by where they stand there.

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

export interface Shortcut {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** As a KeyboardEvent names it, letters large, and `Space`. */
  readonly key: string;
}

const namedKeys =
  /^(?:F(?:[1-9]|1\d|2[0-4])|Arrow(?:Left|Right|Up|Down)|Home|End|Page(?:Up|Down)|Insert|Delete|Backspace|Enter|Tab|Escape|Space)$/;

/** Undefined where the text is no shortcut: no key, an unknown one, or two. */
export function parseShortcut(text: string): Shortcut | undefined {
  const [, modifiers = '', key = ''] = /^((?:(?:Mod|Alt|Shift)\+)*)(.+)$/u.exec(text) ?? [];
  const names = modifiers.split('+').filter(Boolean);
  if (new Set(names).size < names.length) return undefined;
  if (!isPrintable(key) && !namedKeys.test(key)) return undefined;
  const shift = names.includes('Shift');
  if (shift && isSign(key)) return undefined;
  return { mod: names.includes('Mod'), alt: names.includes('Alt'), shift, key: isPrintable(key) ? large(key) : key };
}

/** The one way to write a shortcut, so that equal ones are equal texts. */
export function shortcutText({ mod, alt, shift, key }: Shortcut): string {
  return `${mod ? 'Mod+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`;
}

const isPrintable = (key: string) => /^[^\s\p{Cc}]$/u.test(key);
const isSign = (key: string) => key.length === 1 && !/[\p{L}\p{Nd}]/u.test(key);
/** ß is SS in capitals: what grows stays as it is. */
const large = (key: string) => (key.toUpperCase().length === key.length ? key.toUpperCase() : key);

export function matchesShortcut(text: string, press: KeyPress, platform: Platform): boolean {
  const wanted = parseShortcut(text);
  if (wanted === undefined) return false;
  const mod = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  const otherMod = platform === 'darwin' ? press.ctrlKey : press.metaKey;
  if (mod !== wanted.mod || otherMod || press.altKey !== wanted.alt) return false;
  if (isSign(wanted.key)) return press.key === wanted.key || isPercentWithOption(wanted, press);
  return press.shiftKey === wanted.shift && keyOf(press, platform) === wanted.key;
}

/** The key of a press as shortcuts name it. */
function keyOf({ key, code, altKey }: KeyPress, platform: Platform): string {
  const [, plain] = /^(?:Key|Digit)([A-Z\d])$/.exec(code) ?? [];
  if (platform === 'darwin' && altKey && plain !== undefined) return plain;
  if (key === ' ') return 'Space';
  return isPrintable(key) ? large(key) : key;
}

/** Option on a Mac turns the key that prints `%` into another sign; where it stands is the same almost everywhere. */
function isPercentWithOption(wanted: Shortcut, press: KeyPress): boolean {
  return wanted.key === '%' && wanted.alt && press.shiftKey && press.code === 'Digit5';
}

/** What was pressed, as a shortcut; undefined while only modifiers are held down, and for keys that no shortcut is made of. */
export function shortcutOfPress(press: KeyPress, platform: Platform): Shortcut | undefined {
  const otherMod = platform === 'darwin' ? press.ctrlKey : press.metaKey;
  const key = keyOf(press, platform);
  if (otherMod || (!isPrintable(key) && !namedKeys.test(key))) return undefined;
  const mod = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  return { mod, alt: press.altKey, shift: press.shiftKey && !isSign(key), key };
}

const shownKeys: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/** The parts a person reads, one a keycap: `Ctrl`, `O`. */
export function formatShortcut(text: string, platform: Platform): readonly string[] {
  const shortcut = parseShortcut(text);
  if (shortcut === undefined) return [text];
  const { mod, alt, shift, key } = shortcut;
  const mac = platform === 'darwin';
  return [
    ...(mod ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [mac ? '⌥' : 'Alt'] : []),
    ...(shift ? [mac ? '⇧' : 'Shift'] : []),
    shownKeys[key] ?? key,
  ];
}

/** In Electron's notation; undefined for signs and what has no modifier, which macOS would take away from somebody who types. */
export function acceleratorOf(text: string): string | undefined {
  const shortcut = parseShortcut(text);
  if (shortcut === undefined) return undefined;
  const { mod, alt, shift, key } = shortcut;
  if (key.length === 1 ? !/[A-Z\d]/.test(key) || !(mod || alt) : !(mod || alt || /^F\d+$/.test(key))) return undefined;
  const parts = [mod ? 'CmdOrCtrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', key.replace('Arrow', '')];
  return parts.filter((part) => part !== '').join('+');
}
