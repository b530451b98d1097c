// Keys that somebody else needs: views to be walked through, text fields to be typed into, the browser for its own tabs and windows.
import { type Shortcut, shortcutText } from './shortcut.ts';

const walking = /^(?:Arrow\w+|Home|End|Page(?:Up|Down)|Enter|Space|Backspace|Delete|Tab)$/;
const editing = new Set(['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Z', 'Mod+Shift+Z']);
const ofBrowsers = new Set(
  ['T', 'N', 'W', 'Tab', 'Q', 'PageUp', 'PageDown'].flatMap((key) => [`Mod+${key}`, `Mod+Shift+${key}`]),
);

/** Why no command can have this key, as the end of a sentence that begins with it; undefined: one can. */
export function whyNoShortcut(shortcut: Shortcut): string | undefined {
  const { mod, alt, key } = shortcut;
  if (key === 'Escape') return 'leaves dialogs and menus';
  if (walking.test(key) && !mod && !alt) return 'is needed to move about in views';
  if (editing.has(shortcutText(shortcut))) return 'is needed to copy, paste and mark';
  return undefined;
}

/** The browser does something itself with this key and never tells the page. */
export function isKeptByBrowser(text: string): boolean {
  return ofBrowsers.has(text);
}
