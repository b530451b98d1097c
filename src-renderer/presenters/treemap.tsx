// A nested map on canvas. Click selects, double click makes active, the wheel zooms into a rectangle and out; the same by keys, told in words
// to screen readers. Layout and drawing are shared code, the pointer is that of every picture: this file only holds the cursor.
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { createTreemapHighlights, createTreemapPicture } from '../../shared/drawing/treemap-picture.ts';
import { defaultTreemapOptions, layoutTreemap } from '../../shared/layout/treemap.ts';
import type { MapPictureSettings } from '../../shared/state/view-state.ts';
import { type ItemRef, itemKey, sameItem } from '../../shared/viewmodel/item.ts';
import { outermostAround, zoomInto, zoomOut } from '../../shared/viewmodel/map-zoom.ts';
import { mapNodeOfTarget, pictureFrame, treemapPictureInput } from '../../shared/viewmodel/pictures.ts';
import type { TreemapModel, TreemapNode } from '../../shared/viewmodel/treemap.ts';
import { PaintedCanvas } from '../canvas/painted-canvas.tsx';
import { useMeasurer, usePixelRatio } from '../canvas/use-surface.ts';
import { useWheel } from '../canvas/use-wheel.ts';
import { PointTooltip } from '../widgets/tooltip.tsx';
import { useSize } from '../widgets/use-size.ts';
import { FirstPress } from './first-press.ts';
import type { ItemEvents, LinkedItems, Point } from './item-events.ts';
import { exportPicture, type PictureSource } from './picture-source.ts';
import { rowOfKey } from './treemap-keys.ts';
import { describeNode, TreemapTooltip } from './treemap-tooltip.tsx';
import { usePicturePointer } from './use-picture-pointer.ts';
import { useZoomInto } from './use-zoom-into.ts';

/** A rectangle as a menu may speak of it. */
export interface MapPlace {
  /** Row of model.nodes. */
  readonly row: number;
  /** Square pixels. */
  readonly area: number;
  /** Levels below the rectangle that fills the map. */
  readonly depth: number;
}

export interface TreemapProps extends LinkedItems, Omit<ItemEvents, 'onMenu'> {
  readonly name: string;
  readonly model: TreemapModel;
  readonly settings: MapPictureSettings;
  readonly digits: number;
  /** Base name of the recording, for exports. */
  readonly file: string;
  readonly onPicture: (source: PictureSource) => void;
  readonly onZoom: (way: readonly ItemRef[]) => void;
  readonly onMenu: (node: TreemapNode, at: Point, place: MapPlace) => void;
}

const MARGIN = 6;
/** Of a function that calls hardly anything but one other, on the line it shares with it. */
const sharedTitle = 150;
const placed = { scale: 1, x: MARGIN, y: MARGIN };
/** One turn of the wheel, however many events it sends, is one rectangle. */
const WHEEL_PAUSE = 320;

/** Words first, then the picture of them: two elements, between which the page can answer a click. */
export function Treemap(props: TreemapProps) {
  const { model, settings, digits } = props;
  const said = useMemo(
    () => treemapPictureInput(model, { percentDigits: digits, titles: false, shows: settings }),
    [model, digits, settings],
  );
  return <DrawnTreemap {...props} said={said} />;
}

interface DrawnTreemapProps extends TreemapProps {
  readonly said: ReturnType<typeof treemapPictureInput>;
}

function DrawnTreemap(props: DrawnTreemapProps) {
  const { said } = props;
  const { name, model, settings, digits, file, active, selected, hovered, dispatch, onHover, onPicture } = props;
  const { onZoom, onMenu } = props;
  const surface = useRef<HTMLDivElement>(null);
  const canvases = useRef<HTMLDivElement>(null);
  const size = useSize(surface);
  const measurer = useMeasurer();
  const pixelRatio = usePixelRatio();
  const [cursor, setCursor] = useState(0);
  const [firstPress] = useState(() => new FirstPress<ItemRef>(sameItem));
  const width = Math.max(0, size.width - 2 * MARGIN);
  const height = Math.max(0, size.height - 2 * MARGIN);

  const input = useMemo(() => {
    const { tree, labels } = said;
    const { tiling, border: padding, minArea } = settings;
    const layout = layoutTreemap(tree, width, height, {
      ...defaultTreemapOptions,
      tiling,
      padding,
      minArea,
      sharedTitle,
    });
    return { layout, labels, measurer, grid: 1 / pixelRatio };
  }, [said, settings, width, height, measurer, pixelRatio]);
  const picture = useMemo(() => createTreemapPicture(input, width, height), [input, width, height]);
  const { target, pointer, hideTooltip, pointTo, forget, targetUnder, listeners } = usePicturePointer({
    surface,
    list: picture,
    view: placed,
    onTarget: (under) => onHover(nodeOf(model, under)?.label.item),
  });
  const overlay = useMemo(() => {
    const selectedKey = selected === undefined || sameItem(selected, active) ? undefined : itemKey(selected);
    const linked = hovered === undefined || target !== undefined ? undefined : itemKey(hovered);
    return createTreemapHighlights(input, { selected: selectedKey, hovered: target, linked }, picture);
  }, [input, picture, selected, active, hovered, target]);

  useEffect(() => {
    onPicture(() => {
      const { labels } = treemapPictureInput(model, { percentDigits: digits, titles: true, shows: settings });
      const picture = createTreemapPicture({ ...input, labels }, width, height);
      return exportPicture(picture, pictureFrame(model, file), measurer);
    });
  }, [onPicture, model, settings, digits, input, width, height, file, measurer]);

  // Another active item, another map.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cursor starts over with the model
  useEffect(() => {
    setCursor(0);
    forget();
  }, [model]);

  useZoomInto(canvases, model, input.layout, { width, height });

  const hitBy = (event: MouseEvent) => {
    const hit = targetUnder(event);
    const node = nodeOf(model, hit);
    return hit === undefined || node === undefined ? undefined : { target: hit, node };
  };
  const placeOf = (layoutRow: number): MapPlace => {
    const { layout } = input;
    const area = (layout.width[layoutRow] ?? 0) * (layout.height[layoutRow] ?? 0);
    return { row: layout.node[layoutRow] ?? 0, area, depth: layout.depth[layoutRow] ?? 0 };
  };
  const goOut = (): boolean => {
    const way = zoomOut(model);
    if (way !== undefined) onZoom(way);
    return way !== undefined;
  };
  const goInto = (row: number) => {
    if (row > 0) onZoom(zoomInto(model, row));
  };
  const lastTurn = useRef(0);
  useWheel(surface, (event) => {
    if (event.timeStamp - lastTurn.current < WHEEL_PAUSE || event.deltaY === 0) return;
    lastTurn.current = event.timeStamp;
    const hit = targetUnder(event);
    if (event.deltaY > 0) goOut();
    else if (hit !== undefined) goInto(outermostAround(model, Number(hit)));
  });
  const cursorNode = mapNodeOfTarget(model, String(input.layout.node[cursor] ?? 0));
  /** Below the title of a rectangle, for what the keyboard brings up: its tooltip, its menu. */
  const labelOf = (row: number): Point => {
    const box = surface.current?.getBoundingClientRect();
    const { titleX, y, header } = input.layout;
    return {
      x: (box?.left ?? 0) + (titleX[row] ?? 0) + 16,
      y: (box?.top ?? 0) + (y[row] ?? 0) + (header[row] ?? 16),
    };
  };
  const moveTo = (row: number) => {
    const node = mapNodeOfTarget(model, String(input.layout.node[row] ?? 0));
    setCursor(row);
    pointTo(labelOf(row), String(input.layout.node[row] ?? 0));
    if (node !== undefined) dispatch({ type: 'select', item: node.label.item });
  };
  const menuAtCursor = (node: TreemapNode) => {
    hideTooltip();
    onMenu(node, labelOf(cursor), placeOf(cursor));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || cursorNode === undefined) return;
    const { key } = event;
    const to = rowOfKey(input.layout, cursor, key);
    if (to === 0 && cursor === 0 && (key === 'ArrowUp' || key === 'Backspace')) goOut();
    else if (to !== undefined) moveTo(to);
    else if (key === 'Enter') dispatch({ type: 'activate', item: cursorNode.label.item });
    else if (key === ' ') dispatch({ type: 'select', item: cursorNode.label.item });
    else if (key === '+') goInto(input.layout.node[cursor] ?? 0);
    else if (key === '-') goOut();
    else if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) menuAtCursor(cursorNode);
    else if (key === 'Escape') {
      if (!goOut()) {
        setCursor(0);
        listeners.onPointerLeave();
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hoveredNode = nodeOf(model, target);
  return (
    <div className="picture" ref={surface}>
      <div className="canvases" ref={canvases}>
        <PaintedCanvas list={picture} size={size} view={placed} background="background" />
        <PaintedCanvas list={overlay} size={size} view={placed} />
      </div>
      <div
        className="picture-focus"
        role="application"
        aria-roledescription="map"
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys
        tabIndex={0}
        {...listeners}
        onPointerLeave={(event) => {
          listeners.onPointerLeave();
          firstPress.leave(event);
        }}
        onBlur={hideTooltip}
        onClick={(event) => {
          const hit = hitBy(event);
          if (hit === undefined) return;
          setCursor(Math.max(0, input.layout.node.indexOf(Number(hit.target))));
          dispatch({ type: 'select', item: hit.node.label.item });
        }}
        onMouseDown={(event) => firstPress.down(hitBy(event)?.node.label.item, event.detail)}
        onDoubleClick={() => {
          const item = firstPress.twice();
          if (item !== undefined) dispatch({ type: 'activate', item });
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          const hit = hitBy(event);
          if (hit === undefined) return;
          hideTooltip();
          const row = Math.max(0, input.layout.node.indexOf(Number(hit.target)));
          onMenu(hit.node, { x: event.clientX, y: event.clientY }, placeOf(row));
        }}
        onKeyDown={onKeyDown}
      />
      <p className="live-text" role="status" aria-label={`${name}: where the cursor is`}>
        {cursorNode === undefined ? '' : describeNode(model, cursorNode, digits)}
      </p>
      {!((model.nodes[0]?.value ?? 0) > 0) && <p className="empty-text over-picture">No cost was recorded here.</p>}
      <PointTooltip at={pointer}>
        {hoveredNode !== undefined && <TreemapTooltip model={model} node={hoveredNode} digits={digits} />}
      </PointTooltip>
    </div>
  );
}

function nodeOf(model: TreemapModel, target: string | undefined): TreemapNode | undefined {
  return target === undefined ? undefined : mapNodeOfTarget(model, target);
}
