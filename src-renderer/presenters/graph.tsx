// The call graph on canvas: laid out in a worker, panned by dragging, zoomed by the wheel; click selects, double click makes active, arrow
// keys walk from node to node. While a new graph is laid out the old one stays.
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { createGraphHighlights, createGraphPicture, measureGraph } from '../../shared/drawing/graph-picture.ts';
import { targetAt } from '../../shared/drawing/hit-test.ts';
import type { Theme } from '../../shared/drawing/theme.ts';
import type { GraphModel, GraphNode } from '../../shared/viewmodel/graph.ts';
import { itemKey, sameItem } from '../../shared/viewmodel/item.ts';
import { edgeOfTarget, graphPictureInput } from '../../shared/viewmodel/pictures.ts';
import { Minimap } from '../canvas/minimap.tsx';
import { PaintedCanvas } from '../canvas/painted-canvas.tsx';
import { toPicture } from '../canvas/pan-zoom.ts';
import { useGraphLayout } from '../canvas/use-graph-layout.ts';
import { useMeasurer } from '../canvas/use-surface.ts';
import { useWheel } from '../canvas/use-wheel.ts';
import { PointTooltip } from '../widgets/tooltip.tsx';
import { type Size, useSize } from '../widgets/use-size.ts';
import { nodeOfKey } from './graph-keys.ts';
import { describeGraphNode, EdgeTooltip, NodeTooltip } from './graph-tooltip.tsx';
import type { ItemEvents, LinkedItems, Point } from './item-events.ts';
import { exportPicture, type PictureSource } from './picture-source.ts';
import { useGraphView } from './use-graph-view.ts';

export interface GraphProps extends LinkedItems, ItemEvents {
  readonly name: string;
  readonly model: GraphModel;
  readonly theme: Theme;
  readonly digits: number;
  /** Base name of the recording, for exports. */
  readonly file: string;
  readonly onPicture: (source: PictureSource) => void;
  /** True while a layout takes long enough to be noticed. */
  readonly onBusy: (busy: boolean) => void;
  /** Buttons outside drive the view through this. */
  readonly onView: (view: GraphButtons) => void;
}

export interface GraphButtons {
  readonly zoom: (factor: number) => void;
  readonly fitAll: () => void;
}

const DRAG_THRESHOLD = 4;
/** In a smaller pane the minimap would cover what it helps to find. */
const LEAST_WITH_MINIMAP = { width: 600, height: 220 };
const EMPTY = { width: 0, height: 0, items: [] };

export function Graph(props: GraphProps) {
  const { name, model, theme, digits, file, active, selected, hovered, dispatch, onHover, onMenu } = props;
  const { onPicture, onBusy, onView } = props;
  const surface = useRef<HTMLDivElement>(null);
  const size = useSize(surface);
  const measurer = useMeasurer();
  const [target, setTarget] = useState<string>();
  const [pointer, setPointer] = useState<Point>();
  const [cursor, setCursor] = useState<string>();
  const drag = useRef<{ x: number; y: number; moved: boolean }>(undefined);

  const wanted = useMemo(() => {
    const input = graphPictureInput(model, { percentDigits: digits, titles: false });
    return { model, input, measured: measureGraph(input, 'down', measurer) };
  }, [model, digits, measurer]);
  const { shown, slow, failure } = useGraphLayout(wanted.measured, wanted);
  const drawn = useMemo(() => {
    if (shown === undefined) return undefined;
    const { source, layout } = shown;
    const picture = createGraphPicture(source.input, layout, measurer);
    const border = { x: (picture.width - layout.width) / 2, y: (picture.height - layout.height) / 2 };
    const boxes = new Map(
      source.model.nodes.flatMap((node, row) => {
        const box = layout.nodes[row];
        return box === undefined ? [] : [[node.id, { ...box, x: box.x + border.x, y: box.y + border.y }] as const];
      }),
    );
    return { ...source, layout, picture, placed: { boxes, focus: source.model.focus, size: picture } };
  }, [shown, measurer]);
  const { view, zoom, move, centre, fitAll, bringIntoSight } = useGraphView(drawn?.placed, size);

  useEffect(() => onBusy(slow), [onBusy, slow]);
  useEffect(() => onView({ zoom, fitAll }), [onView, zoom, fitAll]);
  useEffect(() => {
    if (drawn === undefined) return;
    onPicture(() => {
      const titled = graphPictureInput(drawn.model, { percentDigits: digits, titles: true });
      return exportPicture(drawn.model, createGraphPicture(titled, drawn.layout, measurer), { file, measurer });
    });
  }, [onPicture, drawn, digits, file, measurer]);
  useWheel(surface, (event, at) => zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), at));

  const overlay = useMemo(() => {
    if (drawn === undefined) return EMPTY;
    const selectedKey = selected === undefined || sameItem(selected, active) ? undefined : itemKey(selected);
    const hoveredKey = target ?? (hovered === undefined ? undefined : itemKey(hovered));
    return createGraphHighlights(drawn.input, drawn.layout, { selected: selectedKey, hovered: hoveredKey });
  }, [drawn, selected, active, hovered, target]);

  const nodeOf = (id: string | undefined): GraphNode | undefined => drawn?.model.nodes.find((node) => node.id === id);
  const edgeOf = (id: string | undefined) =>
    drawn === undefined || id === undefined ? undefined : edgeOfTarget(drawn.model, id);
  /** A node stands for itself, an edge for the end that is not the active item. */
  const subject = (found: string | undefined): GraphNode | undefined => {
    const edge = edgeOf(found);
    if (edge === undefined) return nodeOf(found);
    return nodeOf(edge.to === drawn?.model.focus ? edge.from : edge.to);
  };
  const targetUnder = (event: MouseEvent): string | undefined => {
    const box = surface.current?.getBoundingClientRect();
    if (box === undefined || drawn === undefined) return undefined;
    const { x, y } = toPicture(view, { x: event.clientX - box.left, y: event.clientY - box.top });
    return targetAt(drawn.picture, x, y);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button === 0) drag.current = { x: event.clientX, y: event.clientY, moved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const from = drag.current;
    if (from !== undefined && event.buttons === 1) {
      const by = { x: event.clientX - from.x, y: event.clientY - from.y };
      if (!from.moved && Math.hypot(by.x, by.y) < DRAG_THRESHOLD) return;
      if (!from.moved) event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, y: event.clientY, moved: true };
      setPointer(undefined);
      move(by);
      return;
    }
    const found = targetUnder(event);
    setPointer(found === undefined ? undefined : { x: event.clientX, y: event.clientY });
    if (found === target) return;
    setTarget(found);
    onHover(nodeOf(found)?.label.item);
  };
  const leave = () => {
    setTarget(undefined);
    setPointer(undefined);
    onHover(undefined);
  };
  const focus = drawn?.model.focus;
  // Another active item: the cursor starts over at it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus is what it starts over with
  useEffect(() => setCursor(undefined), [focus]);
  const cursorNode = nodeOf(cursor) ?? nodeOf(focus);
  const walk = (to: string) => {
    setCursor(to);
    bringIntoSight(to);
    const item = nodeOf(to)?.label.item;
    if (item !== undefined) dispatch({ type: 'select', item });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || drawn === undefined || cursorNode === undefined) return;
    const to = nodeOfKey(drawn.model, drawn.layout, cursorNode.id, event.key);
    if (to !== undefined) walk(to);
    else if (event.key === 'Enter' || event.key === ' ') dispatch({ type: 'activate', item: cursorNode.label.item });
    else if (event.key === '+' || event.key === '=') zoom(1.25);
    else if (event.key === '-') zoom(0.8);
    else if (event.key === '0') fitAll();
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenuAtCursor(cursorNode);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const openMenuAtCursor = (node: GraphNode) => {
    const pane = surface.current?.getBoundingClientRect();
    const box = drawn?.placed.boxes.get(node.id);
    if (pane === undefined || box === undefined) return;
    const at = { x: pane.left + view.x + box.x * view.scale, y: pane.top + view.y + (box.y + box.height) * view.scale };
    onMenu(node.label, at);
  };

  const hoveredNode = nodeOf(target);
  const hoveredEdge = edgeOf(target);
  const picture = drawn?.picture ?? EMPTY;
  const hasRoom = size.width >= LEAST_WITH_MINIMAP.width && size.height >= LEAST_WITH_MINIMAP.height;
  const isPartial = hasRoom && isLarger(picture, view.scale, size);
  return (
    <div className="picture" ref={surface}>
      <PaintedCanvas list={picture} theme={theme} size={size} view={view} background="background" />
      <PaintedCanvas list={overlay} theme={theme} size={size} view={view} />
      <div
        className="picture-focus"
        role="application"
        aria-roledescription="graph"
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys
        tabIndex={0}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerLeave={leave}
        onClick={(event) => {
          if (drag.current?.moved === true) return;
          const node = subject(targetUnder(event));
          setCursor(node?.id);
          dispatch({ type: 'select', item: node?.label.item });
        }}
        onDoubleClick={(event) => {
          const node = subject(targetUnder(event));
          if (node !== undefined) dispatch({ type: 'activate', item: node.label.item });
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          const node = subject(targetUnder(event));
          if (node === undefined) return;
          setPointer(undefined);
          onMenu(node.label, { x: event.clientX, y: event.clientY });
        }}
        onKeyDown={onKeyDown}
      />
      {drawn !== undefined && isPartial && (
        <Minimap list={picture} theme={theme} view={view} pane={size} onMove={centre} />
      )}
      {failure !== undefined && (
        <p className="picture-failure" role="alert">
          {failure}
        </p>
      )}
      <p className="live-text" role="status" aria-label={`${name}: where the cursor is`}>
        {cursorNode === undefined || drawn === undefined ? '' : describeGraphNode(drawn.model, cursorNode, digits)}
      </p>
      <PointTooltip at={pointer}>
        {drawn !== undefined && hoveredNode !== undefined && (
          <NodeTooltip model={drawn.model} node={hoveredNode} digits={digits} />
        )}
        {drawn !== undefined && hoveredEdge !== undefined && (
          <EdgeTooltip model={drawn.model} edge={hoveredEdge} digits={digits} />
        )}
      </PointTooltip>
    </div>
  );
}

function isLarger(picture: Size, scale: number, pane: Size): boolean {
  return picture.width * scale > pane.width + 1 || picture.height * scale > pane.height + 1;
}
