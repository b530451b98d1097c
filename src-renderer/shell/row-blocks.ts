// Which rows a pane asks the engine for: those on screen with some around them, in blocks, so that scrolling a little asks nothing.

const BLOCK = 100;
const MAX_ROWS = 1000;

export interface RowBlock {
  readonly start: number;
  readonly count: number;
}

/** Before a pane knows what it shows. */
export const firstBlocks: RowBlock = { start: 0, count: BLOCK };

/** `old` while it holds the rows, else the blocks around them. */
export function blocksAround(old: RowBlock, start: number, count: number): RowBlock {
  if (start >= old.start && start + count <= old.start + old.count) return old;
  const first = Math.max(0, Math.floor(start / BLOCK) - 1) * BLOCK;
  const last = Math.ceil((start + count) / BLOCK + 1) * BLOCK;
  return { start: first, count: Math.min(MAX_ROWS, last - first) };
}
