// What a key means in a table. Pure. Keys with Alt belong to the window (back, forward, up), and so do Ctrl and ⌘ but for copying and
// marking all rows.
import { type RowPlace, rowOfKey } from './row-of-key.ts';

export type TableIntent =
  /** `extending`: the rows between are marked, as with Shift and a click. */
  | { readonly kind: 'move'; readonly to: number; readonly extending: boolean }
  | { readonly kind: 'activate' | 'menu' | 'copy' | 'mark-all' }
  /** A group under the cursor, or the way into it and out of it. */
  | { readonly kind: 'open' | 'close' | 'open-all' | 'close-all' };

export interface KeyPressed {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

export interface TablePlace extends RowPlace {
  readonly isTree: boolean;
}

export function tableIntent(pressed: KeyPressed, place: TablePlace): TableIntent | undefined {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = pressed;
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return shiftKey ? undefined : commandIntent(key);
  const to = rowOfKey(key, place);
  if (to !== undefined) return { kind: 'move', to, extending: shiftKey };
  if (key === 'Enter' || key === ' ') return { kind: 'activate' };
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { kind: 'menu' };
  if (!place.isTree) return undefined;
  if (key === 'ArrowRight') return { kind: shiftKey ? 'open-all' : 'open' };
  if (key === 'ArrowLeft') return { kind: shiftKey ? 'close-all' : 'close' };
  return undefined;
}

function commandIntent(key: string): TableIntent | undefined {
  switch (key.toLowerCase()) {
    case 'c':
    case 'insert':
      return { kind: 'copy' };
    case 'a':
      return { kind: 'mark-all' };
    default:
      return undefined;
  }
}
