// What the keys do in code: which row the cursor goes to, or which thing is done with the row under it.
import { type RowPlace, rowOfKey } from './row-of-key.ts';

export type CodeKey =
  | { readonly kind: 'move'; readonly to: number; readonly extend: boolean }
  | { readonly kind: 'hot' | 'match'; readonly step: 1 | -1 }
  | { readonly kind: 'activate' | 'select' | 'menu' | 'find' | 'edit' | 'copy' | 'select-all' | 'leave' };

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export function codeKey(press: Press, place: RowPlace): CodeKey | undefined {
  if (press.altKey) return undefined;
  // With Shift as well, they are commands of the window.
  if (press.ctrlKey || press.metaKey) return press.shiftKey ? undefined : keyWithModifier(press.key);
  const to = rowOfKey(press.key, place);
  if (to !== undefined) {
    return { kind: 'move', to: Math.max(0, Math.min(to, place.rowCount - 1)), extend: press.shiftKey };
  }
  switch (press.key) {
    case 'Enter':
      return { kind: 'activate' };
    case ' ':
      return { kind: 'select' };
    case 'ContextMenu':
      return { kind: 'menu' };
    case 'F10':
      return press.shiftKey ? { kind: 'menu' } : undefined;
    case 'e':
      return { kind: 'edit' };
    case '/':
      return { kind: 'find' };
    case 'F3':
      return { kind: 'match', step: press.shiftKey ? -1 : 1 };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return undefined;
  }
}

function keyWithModifier(key: string): CodeKey | undefined {
  switch (key) {
    case 'ArrowDown':
      return { kind: 'hot', step: 1 };
    case 'ArrowUp':
      return { kind: 'hot', step: -1 };
    case 'f':
      return { kind: 'find' };
    case 'c':
      return { kind: 'copy' };
    case 'a':
      return { kind: 'select-all' };
    default:
      return undefined;
  }
}

/** The next of some rows after the cursor, or the one before it; goes round at the end. */
export function nextRow(rows: readonly number[], cursor: number, step: 1 | -1): number | undefined {
  const ordered = [...rows].sort((a, b) => a - b);
  if (step === 1) return ordered.find((row) => row > cursor) ?? ordered[0];
  return ordered.findLast((row) => row < cursor) ?? ordered.at(-1);
}
