// What keys do in the graph: walk, make active, zoom, scroll, and the exceptions from its limits for the node at the cursor.
import type { KeyboardEvent } from 'react';
import type { Action } from '../../shared/state/actions.ts';
import type { GraphItemChange } from '../../shared/state/graph-items.ts';
import type { Size } from '../widgets/use-size.ts';
import { cursorOfKey, type GraphCursor, type WalkedGraph } from './graph-keys.ts';
import type { GraphSubject } from './graph-subject.ts';
import type { Point } from './item-events.ts';

export interface GraphKeys {
  readonly graph: WalkedGraph | undefined;
  readonly cursor: GraphCursor | undefined;
  readonly subject: GraphSubject | undefined;
  readonly pane: Size;
  readonly goTo: (cursor: GraphCursor) => void;
  readonly activate: () => void;
  readonly openMenu: () => void;
  readonly dispatch: (action: Action) => void;
  readonly zoom: (factor: number) => void;
  readonly fitAll: () => void;
  readonly move: (by: Point) => void;
}

/** How far Shift and an arrow scroll, in pixels; a page is this part of the pane. */
const SCROLL = 60;
const PAGE = 0.8;

const scrolls: Readonly<Record<string, Point>> = {
  ArrowUp: { x: 0, y: SCROLL },
  ArrowDown: { x: 0, y: -SCROLL },
  ArrowLeft: { x: SCROLL, y: 0 },
  ArrowRight: { x: -SCROLL, y: 0 },
};

export function useGraphKeys(keys: GraphKeys): (event: KeyboardEvent) => void {
  const { graph, cursor, subject } = keys;
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || graph === undefined || cursor === undefined) return;
    const work = workOfKey(event, keys) ?? exceptionOfKey(event.key, keys);
    if (work !== undefined) work();
    else {
      const to = event.shiftKey ? undefined : cursorOfKey(graph, cursor, event.key);
      if (to === undefined || subject === undefined) return;
      keys.goTo(to);
    }
    event.preventDefault();
    event.stopPropagation();
  };
}

export type PictureKeys = Pick<GraphKeys, 'pane' | 'activate' | 'openMenu' | 'zoom' | 'fitAll' | 'move'>;

/** What keys do in every picture that can be walked. */
export function workOfKey(event: KeyboardEvent, keys: PictureKeys): (() => void) | undefined {
  const { pane, activate, openMenu, zoom, fitAll, move } = keys;
  const scroll = scrolls[event.key];
  if (event.shiftKey && scroll !== undefined) return () => move(scroll);
  switch (event.key) {
    case 'Enter':
    case ' ':
      return activate;
    case '+':
    case '=':
      return () => zoom(1.25);
    case '-':
      return () => zoom(0.8);
    case '0':
      return fitAll;
    case 'PageUp':
      return () => move({ x: 0, y: pane.height * PAGE });
    case 'PageDown':
      return () => move({ x: 0, y: -pane.height * PAGE });
    case 'ContextMenu':
      return openMenu;
    case 'F10':
      return event.shiftKey ? openMenu : undefined;
    default:
      return undefined;
  }
}

/** The letters that the menu of a node shows beside its entries. */
export const exceptionKeys = { expand: 'E', collapse: 'C', hide: 'H', pin: 'P' } as const;

function exceptionOfKey(key: string, { subject, dispatch }: GraphKeys): (() => void) | undefined {
  const node = subject?.node;
  if (node === undefined || subject?.edge !== undefined) return undefined;
  const change = (what: GraphItemChange) => () =>
    dispatch({ type: 'change-graph-item', change: what, item: node.label.item });
  switch (key.toUpperCase()) {
    case exceptionKeys.expand:
      return change('expand');
    case exceptionKeys.collapse:
      return node.focus ? undefined : change('collapse');
    case exceptionKeys.hide:
      return node.focus ? undefined : change('hide');
    case exceptionKeys.pin:
      return change(node.pinned ? 'unpin' : 'pin');
    default:
      return undefined;
  }
}
