// Where the graph lies in its pane: placed anew with every new layout, moved by dragging, wheel and keys. After refocusing or changing the
// graph, the node that the person looks at stays where it was as far as the new picture allows, and the others glide from their old places.
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { ViewTransform } from '../../shared/drawing/paint-canvas.ts';
import type { Point, Rectangle } from '../../shared/layout/geometry.ts';
import {
  isReadableWhole,
  type Kept,
  keepInside,
  placeAround,
  placeWhole,
  reveal,
  zoomAbout,
} from '../canvas/pan-zoom.ts';
import type { Size } from '../widgets/use-size.ts';

export interface PlacedNodes {
  /** In the picture, by node id. */
  readonly boxes: ReadonlyMap<string, Rectangle>;
  readonly focus: string;
  /** Id of the node that should stay where it is; the focus where it is not in both pictures. */
  readonly anchor: string;
  readonly size: Size;
}

/** Where nodes were in the picture before, as seen from where they are now: by id, in the new picture's coordinates. */
export type NodeOffsets = ReadonlyMap<string, Point>;

export interface GraphView {
  readonly view: ViewTransform;
  /** Of the newest layout; undefined while nothing was shown before. */
  readonly offsets: NodeOffsets | undefined;
  /** What was put there last without a hand: another object for every new layout and pane. */
  readonly landed: Landed | undefined;
  readonly zoom: (factor: number, about?: Point) => void;
  readonly move: (by: Point) => void;
  readonly centre: (on: Point) => void;
  readonly fitAll: () => void;
  readonly bringIntoSight: (...ids: readonly string[]) => void;
}

/** A picture, and where it was put in which pane. */
export interface Landed {
  readonly placed: PlacedNodes;
  readonly view: ViewTransform;
  readonly pane: Size;
}

/** How the picture was put last. */
interface Last extends Landed {
  /** By hand. */
  readonly moved: boolean;
}

interface Placing {
  readonly view: ViewTransform;
  readonly offsets: NodeOffsets | undefined;
  readonly landed: Landed | undefined;
}

const nowhere: Placing = { view: { scale: 1, x: 0, y: 0 }, offsets: undefined, landed: undefined };

export function useGraphView(placed: PlacedNodes | undefined, pane: Size): GraphView {
  const [{ view, offsets, landed }, setPlacing] = useState(nowhere);
  const last = useRef<Last>(undefined);

  const hasRoom = pane.width > 0 && pane.height > 0;
  // Before anything is painted: the new picture must not flash where the old one lay.
  useLayoutEffect(() => {
    if (placed === undefined || !hasRoom) return;
    const before = last.current;
    // The same picture in a pane of another size: whoever has moved it keeps it where it is.
    if (before?.placed === placed && (before.moved || before.pane === pane)) return;
    const isNew = before !== undefined && before.placed !== placed;
    const next = isNew ? placeAfter(before, placed, pane) : placeFirst(placed, pane);
    last.current = { placed, view: next, pane, moved: isNew && before.moved };
    const from = isNew ? offsetsFrom(before, placed, next) : undefined;
    setPlacing({ view: next, offsets: from, landed: { placed, view: next, pane } });
  }, [placed, hasRoom, pane]);

  const change = useCallback(
    (make: (old: ViewTransform, placed: PlacedNodes) => ViewTransform) => {
      if (placed === undefined) return;
      setPlacing((old) => {
        const next = make(old.view, placed);
        last.current = { placed, view: next, pane, moved: true };
        return { ...old, view: next };
      });
    },
    [placed, pane],
  );
  const zoom = useCallback(
    (factor: number, about?: Point) =>
      change((old, { size }) =>
        keepInside(zoomAbout(old, factor, about ?? { x: pane.width / 2, y: pane.height / 2 }), size, pane),
      ),
    [change, pane],
  );
  const move = useCallback(
    (by: Point) => change((old, { size }) => keepInside({ ...old, x: old.x + by.x, y: old.y + by.y }, size, pane)),
    [change, pane],
  );
  const centre = useCallback(
    (on: Point) =>
      change((old, { size }) => {
        const x = pane.width / 2 - on.x * old.scale;
        const y = pane.height / 2 - on.y * old.scale;
        return keepInside({ ...old, x, y }, size, pane);
      }),
    [change, pane],
  );
  const fitAll = useCallback(
    () => change((_, { size, boxes }) => placeWhole(size, pane, middleOf(boxes))),
    [change, pane],
  );
  const bringIntoSight = useCallback(
    (...ids: readonly string[]) =>
      change((old, { boxes }) => {
        // The last one counts where not all fit.
        let view = old;
        for (const id of ids) {
          const box = boxes.get(id);
          if (box !== undefined) view = reveal(view, box, pane);
        }
        return view;
      }),
    [change, pane],
  );
  return { view, offsets, landed, zoom, move, centre, fitAll, bringIntoSight };
}

function placeFirst({ boxes, focus, size }: PlacedNodes, pane: Size): ViewTransform {
  const box = boxes.get(focus);
  if (isReadableWhole(size, pane)) return placeWhole(size, pane, middleOf(boxes));
  return placeAround(size, pane, box === undefined ? { x: size.width / 2, y: 0 } : centreOf(box), undefined);
}

/** Across, of all nodes. */
function middleOf(boxes: PlacedNodes['boxes']): number | undefined {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const { x, width } of boxes.values()) {
    left = Math.min(left, x);
    right = Math.max(right, x + width);
  }
  return right < left ? undefined : (left + right) / 2;
}

function placeAfter(before: Last, placed: PlacedNodes, pane: Size): ViewTransform {
  const isRefocused = before.placed.focus !== placed.focus;
  const wanted = isRefocused ? [placed.focus, placed.anchor] : [placed.anchor, placed.focus];
  const stays = wanted.find((id) => before.placed.boxes.has(id) && placed.boxes.has(id));
  const old = stays === undefined ? undefined : before.placed.boxes.get(stays);
  const box = stays === undefined ? undefined : placed.boxes.get(stays);
  if (old === undefined || box === undefined) return placeFirst(placed, pane);
  const scale = before.moved ? before.view.scale : undefined;
  const kept: Kept = { at: toPane(before.view, centreOf(old)), scale };
  const view = placeAround(placed.size, pane, centreOf(box), kept);
  const focus = placed.boxes.get(placed.focus);
  return focus === undefined || stays === placed.focus ? reveal(view, box, pane) : view;
}

/** Nodes that stay, with how far they have to go; nodes that are new come from where nothing was. */
function offsetsFrom(before: Last, placed: PlacedNodes, view: ViewTransform): NodeOffsets {
  const offsets = new Map<string, Point>();
  for (const [id, box] of placed.boxes) {
    const old = before.placed.boxes.get(id);
    if (old === undefined) continue;
    const at = toPane(before.view, centreOf(old));
    const now = centreOf(box);
    offsets.set(id, { x: (at.x - view.x) / view.scale - now.x, y: (at.y - view.y) / view.scale - now.y });
  }
  return offsets;
}

function centreOf(box: Rectangle): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function toPane(view: ViewTransform, point: Point): Point {
  return { x: view.x + point.x * view.scale, y: view.y + point.y * view.scale };
}
