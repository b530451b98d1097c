// Which of very many rows of one height are on screen. Browsers clamp an element's height (33 million device pixels), so the inner height
// stops at 8 million and the scroll position is mapped by ratio. The exact place is kept as a row offset: small steps (wheel, keys)
// move by pixels even where one scrollbar pixel stands for many rows.
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

const MAX_INNER_HEIGHT = 8_000_000;
/** Scroll events that move less than this were made by the wheel or the keyboard, not by dragging the scrollbar. */
const SMALL_STEP = 400;

export interface VirtualRows {
  /** First row to draw. */
  readonly first: number;
  /** Number of rows to draw. */
  readonly count: number;
  /** Height of the scrolled element. */
  readonly innerHeight: number;
  /** Where row `first` stands inside it. */
  readonly top: number;
  /** Rows that fit as a whole: a page. */
  readonly page: number;
  readonly onScroll: () => void;
  /** The least move that shows the row. */
  readonly scrollToRow: (row: number) => void;
  /** To the middle, unless it is in sight already. */
  readonly revealRow: (row: number) => void;
  readonly scrollToTop: () => void;
}

export function useVirtualRows(
  ref: RefObject<HTMLElement | null>,
  rowCount: number,
  rowHeight: number,
  height: number,
): VirtualRows {
  const fullHeight = rowCount * rowHeight;
  const innerHeight = Math.min(fullHeight, MAX_INNER_HEIGHT);
  const ratio = maxOffset(fullHeight, height) / Math.max(1, maxOffset(innerHeight, height));
  /** Pixels that the rows are scrolled by, as if the inner height had no limit. */
  const [offset, setOffset] = useState(0);
  const shown = useRef({ offset: 0, scrollTop: 0 });

  const moveTo = useCallback(
    (wanted: number, scrollTop: number) => {
      const next = Math.max(0, Math.min(wanted, maxOffset(fullHeight, height)));
      shown.current = { offset: next, scrollTop };
      setOffset(next);
    },
    [fullHeight, height],
  );

  const onScroll = useCallback(() => {
    const element = ref.current;
    if (element === null) return;
    const { scrollTop } = element;
    const step = scrollTop - shown.current.scrollTop;
    const atEnd = scrollTop <= 0 || scrollTop >= innerHeight - height - 1;
    const exact = ratio === 1 || atEnd || Math.abs(step) > SMALL_STEP;
    moveTo(exact ? scrollTop * ratio : shown.current.offset + step, scrollTop);
  }, [ref, innerHeight, height, ratio, moveTo]);

  const scrollTo = useCallback(
    (wanted: number) => {
      const element = ref.current;
      if (element === null) return;
      const next = Math.max(0, Math.min(wanted, maxOffset(fullHeight, height)));
      element.scrollTop = next / ratio;
      moveTo(next, element.scrollTop);
    },
    [ref, ratio, fullHeight, height, moveTo],
  );

  const scrollToRow = useCallback(
    (row: number) => {
      const top = row * rowHeight;
      const { offset: from } = shown.current;
      if (top < from) scrollTo(top);
      else if (top + rowHeight > from + height) scrollTo(top + rowHeight - height);
    },
    [scrollTo, rowHeight, height],
  );

  const revealRow = useCallback(
    (row: number) => {
      const top = row * rowHeight;
      const { offset: from } = shown.current;
      if (top < from || top + rowHeight > from + height) scrollTo(top - (height - rowHeight) / 2);
    },
    [scrollTo, rowHeight, height],
  );

  // Fewer rows than before (a search): stay inside.
  useLayoutEffect(() => {
    if (shown.current.offset > maxOffset(fullHeight, height)) scrollTo(maxOffset(fullHeight, height));
  }, [fullHeight, height, scrollTo]);

  const first = Math.max(0, Math.floor(offset / rowHeight) - 4);
  const count = Math.min(rowCount - first, Math.ceil(height / rowHeight) + 9);
  const scrollTop = ratio === 1 ? offset : shown.current.scrollTop;
  return {
    first,
    count: Math.max(0, count),
    innerHeight,
    top: scrollTop - (offset - first * rowHeight),
    page: Math.max(1, Math.floor(height / rowHeight) - 1),
    onScroll,
    scrollToRow,
    revealRow,
    scrollToTop: useCallback(() => scrollTo(0), [scrollTo]),
  };
}

function maxOffset(contentHeight: number, height: number): number {
  return Math.max(0, contentHeight - height);
}
