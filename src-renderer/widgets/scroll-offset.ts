// The arithmetic of a list of very many rows of one height: how high the scrolled element is, and which place of the rows a scroll position means.
// Browsers limit an element's height in device pixels (Chromium 33.5 million, Firefox 17.9 million): eight million pixels of the page stay below
// that up to a ratio of four, or of two. Higher lists are scrolled by ratio, and small steps by pixels all the same.

const HIGHEST = 8_000_000;
/** Steps smaller than this were made by the wheel or the keyboard, not by dragging the scrollbar. */
const SMALL_STEP = 400;

export interface ScrollScale {
  /** The largest scroll position, and the largest offset of the rows that it stands for. */
  readonly mostScroll: number;
  readonly mostOffset: number;
  /** Pixels of the rows for one of the scrollbar. */
  readonly ratio: number;
}

export interface ScrollRange extends ScrollScale {
  /** Height of the scrolled element. */
  readonly innerHeight: number;
}

/** An offset: pixels that the rows are scrolled by, as if no height had a limit. */
export interface Scrolled {
  readonly offset: number;
  readonly scrollTop: number;
}

/** `height` of what is seen of the rows, in pixels of the page: any number, not only whole ones. */
export function scrollRange(rowCount: number, rowHeight: number, height: number): ScrollRange {
  const innerHeight = Math.min(rowCount * rowHeight, HIGHEST);
  const mostScroll = Math.max(0, innerHeight - height);
  const mostOffset = Math.max(0, rowCount * rowHeight - height);
  return { innerHeight, mostScroll, mostOffset, ratio: mostOffset / Math.max(1, mostScroll) };
}

/** Browsers round positions to device pixels: the end is the end also where a part of a pixel is missing. */
export function offsetAt({ mostScroll, mostOffset, ratio }: ScrollScale, before: Scrolled, scrollTop: number): number {
  if (scrollTop <= 0) return 0;
  if (scrollTop >= mostScroll - 1) return mostOffset;
  const step = scrollTop - before.scrollTop;
  const isExact = ratio === 1 || Math.abs(step) > SMALL_STEP;
  return Math.max(0, Math.min(mostOffset, isExact ? scrollTop * ratio : before.offset + step));
}
