// What a row, rectangle or node stands for, and everything a presenter needs to name and colour it.

/** A thing that can be active or selected. `index`: function row, or cycle number, of the open recording. */
export interface ItemRef {
  readonly kind: 'function' | 'cycle';
  readonly index: number;
}

/** Stands in the label of a row that is no item (an event type, a part): equal to no item there is. @public */
export const NO_ITEM: ItemRef = { kind: 'function', index: -1 };

export interface ItemLabel {
  readonly item: ItemRef;
  /** As recorded (a mangled one as its source has it), or the short form of it that was asked for; text, never markup. Cut to 2,000 characters: the whole one is in the item's details. */
  readonly name: string;
  /** The whole name, where `name` is a short form. */
  readonly fullName?: string;
  /** As recorded, where that is a mangled name and `name` is what its source says. */
  readonly recordedName?: string;
  /** Characters of `name` before the callers that callgrind keeps it apart by: 4 of `leaf'fact'main`. Absent where there are none. */
  readonly callersFrom?: number;
  /** The shortest path that tells it apart: `re/__init__.py:173`, `built-in`, `libc.so.6`. Empty where nothing is known. */
  readonly location: string;
  readonly file: string | null;
  readonly module: string | null;
  /** 1-based line of the definition. */
  readonly line: number | null;
  /** Hue in degrees by what the window colours functions by (hue.ts); null: grey. */
  readonly hue: number | null;
  /** What the hue stands for: `re/__init__.py`, `5 to 20 %`, `own code`. */
  readonly hueName: string;
  /** Cycle number when it is a member of a cycle and cycle detection is on. */
  readonly cycle: number | null;
}

export function sameItem(a: ItemRef | undefined, b: ItemRef | undefined): boolean {
  return a !== undefined && b !== undefined && a.kind === b.kind && a.index === b.index;
}

/** `f12`, `c3`: an item as a key or an id. */
export function itemKey(item: ItemRef): string {
  return `${item.kind === 'function' ? 'f' : 'c'}${item.index}`;
}
