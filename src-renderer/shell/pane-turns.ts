// Panes that change all at once, one in each frame of the screen: laid out and painted together they would be one long task. A pane keeps its size
// until its turn comes; a pane that comes back from behind another view brings the rows of its table a few groups at a time.
// Trap: both are written to the elements themselves, behind the back of React, which never sets these attributes of theirs.
import { type RefObject, useContext, useLayoutEffect, useRef } from 'react';
import { type DrawLater, Later } from '../widgets/later.ts';

/** Call it before what makes the panes larger or smaller is laid out. */
export function resizeInTurns(panel: Element, later: DrawLater): void {
  const boxes = [...panel.querySelectorAll<HTMLElement>('.pane')].map((pane) => ({
    pane,
    box: pane.getBoundingClientRect(),
  }));
  for (const { pane, box } of boxes) {
    if (box.width === 0) continue;
    pane.style.width = `${box.width}px`;
    pane.style.height = `${box.height}px`;
    later(() => {
      pane.style.width = '';
      pane.style.height = '';
    });
  }
}

/** Groups of rows that are shown at once, and those that each frame adds: see table.css. */
const GROUPS = 2;
const MOST_GROUPS = 6;

/** For the element of a pane, whose tables it shows in turns when it comes to the front again. */
export function useRowsInTurns(isInFront: boolean): RefObject<HTMLDivElement | null> {
  const later = useContext(Later);
  const pane = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = pane.current;
    if (element === null) return;
    if (!isInFront) {
      element.dataset['groups'] = String(GROUPS);
      return;
    }
    if (element.dataset['groups'] === undefined) return;
    let isWanted = true;
    const show = (groups: number): void =>
      later(() => {
        if (!isWanted) return;
        if (groups > MOST_GROUPS) {
          delete element.dataset['groups'];
          return;
        }
        element.dataset['groups'] = String(groups);
        show(groups + GROUPS);
      });
    show(GROUPS * 2);
    return () => {
      isWanted = false;
    };
  }, [isInFront, later]);
  return pane;
}
