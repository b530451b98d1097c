// Panes that change all at once, one in each frame of the screen: laid out and painted together they would be one long task. A pane keeps its size
// until its turn comes; a pane that comes back from behind another view shows what it showed last, the rows of its tables a few groups at a
// time, and wakes in a turn of its own.
// Trap: all of this is written to the elements themselves, behind the back of React, which sets none of it but `display` when a pane wakes.
import { type RefObject, startTransition, useContext, useEffect, useLayoutEffect, useState } from 'react';
import { useTheming } from '../canvas/theming.ts';
import { type DrawLater, Later } from '../widgets/later.ts';

/** Panes whose turn has not come. */
const held = new WeakSet<HTMLElement>();

/** Call it before what makes the panes larger or smaller is laid out. */
export function resizeInTurns(panel: Element, later: DrawLater): void {
  const boxes = [...panel.querySelectorAll<HTMLElement>('.pane')]
    .filter((pane) => !held.has(pane))
    .map((pane) => ({ pane, box: pane.getBoundingClientRect() }));
  for (const { pane, box } of boxes) {
    if (box.width === 0) continue;
    held.add(pane);
    pane.style.width = `${box.width}px`;
    pane.style.height = `${box.height}px`;
    later(() => {
      held.delete(pane);
      pane.style.width = '';
      pane.style.height = '';
    });
  }
}

/** Groups of rows that are shown at once, and those that each frame adds: see table.css. */
const GROUPS = 2;
const MOST_GROUPS = 6;

/** As `isWanted`, at once the first time and to fall asleep; to wake again, in a turn behind the frame that shows the last picture. */
export function useAwake(isWanted: boolean): { readonly isAwake: boolean; readonly wasAwake: boolean } {
  const later = useContext(Later);
  const [isAwake, setIsAwake] = useState(isWanted);
  const [wasAwake, setWasAwake] = useState(isWanted);
  if (!isWanted && isAwake) setIsAwake(false);
  if (isWanted && !wasAwake) {
    setWasAwake(true);
    setIsAwake(true);
  }
  useEffect(() => {
    if (!isWanted || isAwake) return;
    let isStillWanted = true;
    later(() => {
      if (isStillWanted) startTransition(() => setIsAwake(true));
    });
    return () => {
      isStillWanted = false;
    };
  }, [isWanted, isAwake, later]);
  return { isAwake, wasAwake };
}

/**
 * `isAsleep`: in front, and not awake yet. What React takes out of sight there, at any commit, is what was seen last. Pictures in another theme are
 * left out: a light one in a dark window would flash.
 */
export function useLastPicture(pane: RefObject<HTMLElement | null>, isAsleep: boolean): void {
  const theming = useTheming();
  useLayoutEffect(() => {
    if (!isAsleep) return;
    for (const painted of pane.current?.querySelectorAll<HTMLElement>('.painted') ?? []) {
      if (painted.dataset['theme'] !== theming.themeAt(painted).name) painted.replaceChildren();
    }
    const children = [...(pane.current?.children ?? [])].filter((child) => child instanceof HTMLElement);
    const show = (): void => {
      for (const { style } of children) if (style.display === 'none') style.removeProperty('display');
    };
    show();
    const hiding = new MutationObserver(show);
    for (const child of children) hiding.observe(child, { attributeFilter: ['style'] });
    return () => hiding.disconnect();
  }, [pane, isAsleep, theming]);
}

/** For the element of a pane, whose tables it shows in turns when it comes to the front again. */
export function useRowsInTurns(pane: RefObject<HTMLElement | null>, isInFront: boolean): void {
  const later = useContext(Later);
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
  }, [pane, isInFront, later]);
}
