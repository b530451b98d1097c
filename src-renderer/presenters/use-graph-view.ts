// Where the graph lies in its pane: placed anew with every new layout, moved by dragging, wheel and keys. After refocusing, the node that
// was pressed stays where it was as far as the new picture allows.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ViewTransform } from '../../shared/drawing/paint-canvas.ts';
import type { Point, Rectangle } from '../../shared/layout/geometry.ts';
import { keepInside, placeAround, placeWhole, reveal, zoomAbout } from '../canvas/pan-zoom.ts';
import type { Size } from '../widgets/use-size.ts';

export interface PlacedNodes {
  /** In the picture, by node id. */
  readonly boxes: ReadonlyMap<string, Rectangle>;
  readonly focus: string;
  readonly size: Size;
}

export interface GraphView {
  readonly view: ViewTransform;
  readonly zoom: (factor: number, about?: Point) => void;
  readonly move: (by: Point) => void;
  readonly centre: (on: Point) => void;
  readonly fitAll: () => void;
  readonly bringIntoSight: (id: string) => void;
}

/** How the picture was put last. */
interface Last {
  readonly placed: PlacedNodes;
  readonly view: ViewTransform;
  readonly pane: Size;
  /** By hand. */
  readonly moved: boolean;
}

export function useGraphView(placed: PlacedNodes | undefined, pane: Size): GraphView {
  const [view, setView] = useState<ViewTransform>({ scale: 1, x: 0, y: 0 });
  const last = useRef<Last>(undefined);

  const hasRoom = pane.width > 0 && pane.height > 0;
  useEffect(() => {
    if (placed === undefined || !hasRoom) return;
    const before = last.current;
    // The same picture in a pane of another size: whoever has moved it keeps it where it is.
    if (before?.placed === placed && (before.moved || before.pane === pane)) return;
    const box = placed.boxes.get(placed.focus);
    const old = before?.placed.boxes.get(placed.focus);
    const interest = box === undefined ? { x: placed.size.width / 2, y: 0 } : centreOf(box);
    const isNew = old !== undefined && before !== undefined && before.placed !== placed;
    const at = isNew ? toPane(before.view, centreOf(old)) : undefined;
    const next = placeAround(placed.size, pane, interest, at);
    last.current = { placed, view: next, pane, moved: false };
    setView(next);
  }, [placed, hasRoom, pane]);

  const change = useCallback(
    (make: (old: ViewTransform, placed: PlacedNodes) => ViewTransform) => {
      if (placed === undefined) return;
      setView((old) => {
        const next = make(old, placed);
        last.current = { placed, view: next, pane, moved: true };
        return next;
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
  const fitAll = useCallback(() => change((_, { size }) => placeWhole(size, pane)), [change, pane]);
  const bringIntoSight = useCallback(
    (id: string) =>
      change((old, { boxes }) => {
        const box = boxes.get(id);
        return box === undefined ? old : reveal(old, box, pane);
      }),
    [change, pane],
  );
  return { view, zoom, move, centre, fitAll, bringIntoSight };
}

function centreOf(box: Rectangle): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function toPane(view: ViewTransform, point: Point): Point {
  return { x: view.x + point.x * view.scale, y: view.y + point.y * view.scale };
}
