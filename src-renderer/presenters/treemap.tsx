// A nested map on canvas. Click selects, double click makes active, the tooltip tells the whole chain; the same by keys, told in words to
// screen readers. Layout and drawing are shared code: this file only holds the pointer and the cursor.
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { targetAt } from '../../shared/drawing/hit-test.ts';
import type { Theme } from '../../shared/drawing/theme.ts';
import { createTreemapHighlights, createTreemapPicture } from '../../shared/drawing/treemap-picture.ts';
import { layoutTreemap } from '../../shared/layout/treemap.ts';
import { itemKey, sameItem } from '../../shared/viewmodel/item.ts';
import { mapNodeOfTarget, treemapPictureInput } from '../../shared/viewmodel/pictures.ts';
import type { TreemapModel, TreemapNode } from '../../shared/viewmodel/treemap.ts';
import { PaintedCanvas } from '../canvas/painted-canvas.tsx';
import { useMeasurer, usePixelRatio } from '../canvas/use-surface.ts';
import { PointTooltip } from '../widgets/tooltip.tsx';
import { useSize } from '../widgets/use-size.ts';
import type { ItemEvents, LinkedItems, Point } from './item-events.ts';
import { exportPicture, type PictureSource } from './picture-source.ts';
import { rowOfKey } from './treemap-keys.ts';
import { describeNode, TreemapTooltip } from './treemap-tooltip.tsx';
import { useZoomInto } from './use-zoom-into.ts';

export interface TreemapProps extends LinkedItems, ItemEvents {
  readonly name: string;
  readonly model: TreemapModel;
  readonly theme: Theme;
  readonly digits: number;
  /** Base name of the recording, for exports. */
  readonly file: string;
  readonly onPicture: (source: PictureSource) => void;
}

const MARGIN = 6;
const placed = { scale: 1, x: MARGIN, y: MARGIN };

export function Treemap(props: TreemapProps) {
  const { name, model, theme, digits, file, active, selected, hovered, dispatch, onHover, onMenu, onPicture } = props;
  const surface = useRef<HTMLDivElement>(null);
  const canvases = useRef<HTMLDivElement>(null);
  const size = useSize(surface);
  const measurer = useMeasurer();
  const pixelRatio = usePixelRatio();
  const [target, setTarget] = useState<string>();
  const [pointer, setPointer] = useState<Point>();
  const [cursor, setCursor] = useState(0);
  const width = Math.max(0, size.width - 2 * MARGIN);
  const height = Math.max(0, size.height - 2 * MARGIN);

  const input = useMemo(() => {
    const { tree, labels } = treemapPictureInput(model, { percentDigits: digits, titles: false });
    return { layout: layoutTreemap(tree, width, height), labels, measurer, grid: 1 / pixelRatio };
  }, [model, digits, width, height, measurer, pixelRatio]);
  const picture = useMemo(() => createTreemapPicture(input, width, height), [input, width, height]);
  const overlay = useMemo(() => {
    const selectedKey = selected === undefined || sameItem(selected, active) ? undefined : itemKey(selected);
    const linked = hovered === undefined || target !== undefined ? undefined : itemKey(hovered);
    return createTreemapHighlights(input, { selected: selectedKey, hovered: target, linked }, picture);
  }, [input, picture, selected, active, hovered, target]);

  useEffect(() => {
    onPicture(() => {
      const { labels } = treemapPictureInput(model, { percentDigits: digits, titles: true });
      return exportPicture(model, createTreemapPicture({ ...input, labels }, width, height), { file, measurer });
    });
  }, [onPicture, model, digits, input, width, height, file, measurer]);

  // Another active item, another map.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cursor starts over with the model
  useEffect(() => {
    setCursor(0);
    setTarget(undefined);
    setPointer(undefined);
  }, [model]);

  useZoomInto(canvases, model, input.layout, { width, height });

  const nodeAt = (event: MouseEvent): { target: string; node: TreemapNode } | undefined => {
    const box = surface.current?.getBoundingClientRect();
    if (box === undefined) return undefined;
    const found = targetAt(picture, event.clientX - box.left - MARGIN, event.clientY - box.top - MARGIN);
    const node = found === undefined ? undefined : mapNodeOfTarget(model, found);
    return found === undefined || node === undefined ? undefined : { target: found, node };
  };
  const onPointerMove = (event: PointerEvent) => {
    const found = nodeAt(event);
    setPointer(found === undefined ? undefined : { x: event.clientX, y: event.clientY });
    if (found?.target === target) return;
    setTarget(found?.target);
    onHover(found?.node.label.item);
  };
  const leave = () => {
    setTarget(undefined);
    setPointer(undefined);
    onHover(undefined);
  };
  const cursorNode = mapNodeOfTarget(model, String(input.layout.node[cursor] ?? 0));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || cursorNode === undefined) return;
    const to = rowOfKey(input.layout, cursor, event.key);
    if (to !== undefined) {
      setCursor(to);
      setTarget(String(input.layout.node[to] ?? 0));
      const node = mapNodeOfTarget(model, String(input.layout.node[to] ?? 0));
      if (node !== undefined) dispatch({ type: 'select', item: node.label.item });
    } else if (event.key === 'Enter' || event.key === ' ') {
      dispatch({ type: 'activate', item: cursorNode.label.item });
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = surface.current?.getBoundingClientRect();
      const { x, y, header } = input.layout;
      const at = {
        x: (box?.left ?? 0) + (x[cursor] ?? 0) + 16,
        y: (box?.top ?? 0) + (y[cursor] ?? 0) + (header[cursor] ?? 16),
      };
      onMenu(cursorNode.label, at);
    } else if (event.key === 'Escape') {
      setCursor(0);
      leave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hoveredNode = target === undefined ? undefined : mapNodeOfTarget(model, target);
  return (
    <div className="picture" ref={surface}>
      <div className="canvases" ref={canvases}>
        <PaintedCanvas list={picture} theme={theme} size={size} view={placed} background="background" />
        <PaintedCanvas list={overlay} theme={theme} size={size} view={placed} />
      </div>
      <div
        className="picture-focus"
        role="application"
        aria-roledescription="map"
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys
        tabIndex={0}
        onPointerMove={onPointerMove}
        onPointerLeave={leave}
        onClick={(event) => {
          const found = nodeAt(event);
          if (found === undefined) return;
          setCursor(Math.max(0, input.layout.node.indexOf(Number(found.target))));
          dispatch({ type: 'select', item: found.node.label.item });
        }}
        onDoubleClick={(event) => {
          const found = nodeAt(event);
          if (found !== undefined) dispatch({ type: 'activate', item: found.node.label.item });
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          const found = nodeAt(event);
          if (found === undefined) return;
          setPointer(undefined);
          onMenu(found.node.label, { x: event.clientX, y: event.clientY });
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
