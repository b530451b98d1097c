// Which row a key leads the cursor to, in everything that has rows. It may lie before the first or behind the last.

export interface RowPlace {
  readonly cursor: number;
  /** Rows on screen. */
  readonly page: number;
  readonly rowCount: number;
}

/** undefined for keys that move nothing. */
export function rowOfKey(key: string, { cursor, page, rowCount }: RowPlace): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return cursor + 1;
    case 'ArrowUp':
      return cursor - 1;
    case 'PageDown':
      return cursor + page;
    case 'PageUp':
      return cursor - page;
    case 'Home':
      return 0;
    case 'End':
      return rowCount - 1;
    default:
      return undefined;
  }
}
