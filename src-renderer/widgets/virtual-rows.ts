// Which of very many rows of one height are on screen. The exact place is kept as a row offset (scroll-offset.ts): small steps (wheel, keys)
// move by pixels even where one scrollbar pixel stands for many rows.
import { type RefObject, useCallback, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Glide } from './glide.ts';
import { Later } from './later.ts';
import { offsetAt, type Scrolled, scrollRange } from './scroll-offset.ts';

/** Drawn beyond those in sight, and how many of them above. */
const SPARE_ROWS = 9;
const ROWS_ABOVE = 4;
/** As many can come into sight in a frame of the screen. */
const GLIDE_ROWS = 20;

export interface VirtualRows {
  /** First row to draw. */
  readonly first: number;
  /** Number of rows to draw. */
  readonly count: number;
  /** Number of the element that row `first` is drawn in; those after it follow. */
  readonly slot: number;
  /** Another number: not the person has scrolled, and nothing of what was seen before is in sight. */
  readonly jumps: number;
  /** Height of the scrolled element. */
  readonly innerHeight: number;
  /** Where row `first` stands inside it. */
  readonly top: number;
  /** Rows that fit as a whole: a page. */
  readonly page: number;
  readonly onScroll: () => void;
  /** The least move that shows the row; a page goes by in a few frames. */
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
  const { innerHeight, mostScroll, mostOffset, ratio } = scrollRange(rowCount, rowHeight, height);
  const [offset, setOffset] = useState(0);
  const [jumps, setJumps] = useState(0);
  const shown = useRef<Scrolled>({ offset: 0, scrollTop: 0 });
  const glide = useGlide();

  const moveTo = useCallback(
    (wanted: number, scrollTop: number) => {
      const next = Math.max(0, Math.min(wanted, mostOffset));
      shown.current = { offset: next, scrollTop };
      setOffset(next);
    },
    [mostOffset],
  );

  const onScroll = useCallback(() => {
    const element = ref.current;
    if (element === null || height === 0) return;
    const { scrollTop } = element;
    // Nobody but the person has scrolled since: a glide ends there.
    if (Math.abs(scrollTop - shown.current.scrollTop) > 1) glide.end();
    moveTo(offsetAt({ mostScroll, mostOffset, ratio }, shown.current, scrollTop), scrollTop);
  }, [ref, height, mostScroll, mostOffset, ratio, moveTo, glide]);

  const stepTo = useCallback(
    (wanted: number) => {
      const element = ref.current;
      if (element === null) return;
      const next = Math.max(0, Math.min(wanted, mostOffset));
      // Touching the element would lay out rows that have just come.
      if (next === shown.current.offset) return;
      if (Math.abs(next - shown.current.offset) >= height + SPARE_ROWS * rowHeight) setJumps((count) => count + 1);
      element.scrollTop = next / Math.max(1, ratio);
      moveTo(next, element.scrollTop);
    },
    [ref, ratio, mostOffset, moveTo, height, rowHeight],
  );

  const scrollTo = useCallback(
    (wanted: number) => {
      glide.end();
      stepTo(wanted);
    },
    [glide, stepTo],
  );

  const scrollToRow = useCallback(
    (row: number) => {
      const top = row * rowHeight;
      const from = glide.goal ?? shown.current.offset;
      const to = top < from ? top : Math.max(from, top + rowHeight - height);
      const rows = Math.abs(to - shown.current.offset) / rowHeight;
      // Further away nothing of what is seen stays in sight, in however many frames.
      if (rows <= GLIDE_ROWS || rows * rowHeight >= height + SPARE_ROWS * rowHeight) scrollTo(to);
      else {
        glide.begin(to, Math.ceil(rows / GLIDE_ROWS), { place: () => shown.current.offset, stepTo });
      }
    },
    [scrollTo, stepTo, glide, rowHeight, height],
  );

  const revealRow = useCallback(
    (row: number) => {
      const top = row * rowHeight;
      const from = glide.goal ?? shown.current.offset;
      if (top < from || top + rowHeight > from + height) scrollTo(top - (height - rowHeight) / 2);
    },
    [scrollTo, glide, rowHeight, height],
  );

  // An element that was out of the page comes back scrolled to its top.
  const isInSight = height > 0;
  useLayoutEffect(() => {
    const { scrollTop } = shown.current;
    // At its top it stands in any case: to ask it would lay out rows that have just come.
    if (isInSight && scrollTop !== 0 && ref.current !== null) ref.current.scrollTop = scrollTop;
  }, [ref, isInSight]);

  // Fewer rows than before (a search): stay inside.
  useLayoutEffect(() => {
    if (shown.current.offset > mostOffset) scrollTo(mostOffset);
  }, [mostOffset, scrollTo]);

  const first = Math.max(0, Math.floor(offset / rowHeight) - ROWS_ABOVE);
  // None before the size is known: they would be laid out to find it.
  const count = height === 0 ? 0 : Math.min(rowCount - first, Math.ceil(height / rowHeight) + SPARE_ROWS);
  const slot = useSlots(first, count);
  const scrollTop = ratio === 1 ? offset : shown.current.scrollTop;
  return {
    first,
    count: Math.max(0, count),
    slot,
    jumps,
    innerHeight,
    top: scrollTop - (offset - first * rowHeight),
    page: Math.max(1, Math.floor(height / rowHeight) - 1),
    onScroll,
    scrollToRow,
    revealRow,
    scrollToTop: useCallback(() => scrollTo(0), [scrollTo]),
  };
}

/**
 * Rows that stay in sight keep their elements. Where most of them go, those that come take the elements over: to write others into them
 * costs the page half of what it takes to make new ones.
 */
function useSlots(first: number, count: number): number {
  const shown = useRef({ first, slot: 0 });
  const step = first - shown.current.first;
  const slot = Math.abs(step) * 2 > count ? shown.current.slot : shown.current.slot + step;
  shown.current = { first, slot };
  return slot;
}

function useGlide(): Glide {
  const later = useContext(Later);
  const [glide] = useState(() => new Glide(later));
  useEffect(() => () => glide.end(), [glide]);
  return glide;
}
