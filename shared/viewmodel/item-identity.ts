// What makes an item itself, in words: how it is found again in another reading of the same files, where rows have other numbers.

export interface FunctionIdentity {
  readonly name: string;
  readonly file: string | null;
  readonly module: string | null;
  /** Of the definition, 1-based; null where unknown. */
  readonly line: number | null;
}

/** A function is itself; a cycle is told by its dearest members. */
export interface ItemIdentity {
  readonly kind: 'function' | 'cycle';
  /** One for a function, at most 20 for a cycle. */
  readonly functions: readonly FunctionIdentity[];
}
