// The control flow of a function on canvas: laid out in a worker, panned by dragging, zoomed by the wheel; a click selects a block or a way,
// arrow keys walk along the ways. While a new graph is laid out the old one stays.
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { createFlowHighlights, createFlowPicture } from '../../shared/drawing/flow-picture.ts';
import type { FlowSettings } from '../../shared/state/view-state.ts';
import type { FlowModel } from '../../shared/viewmodel/flow.ts';
import { describeBlock, describeFlow, flowFrame, flowPictureInput } from '../../shared/viewmodel/flow-picture.ts';
import { edgeOfTarget, edgeTarget } from '../../shared/viewmodel/pictures.ts';
import { Minimap } from '../canvas/minimap.tsx';
import { PaintedCanvas } from '../canvas/painted-canvas.tsx';
import { useMeasurer } from '../canvas/use-surface.ts';
import { useWheel } from '../canvas/use-wheel.ts';
import { harmlessName } from '../widgets/name-text.tsx';
import { PointTooltip } from '../widgets/tooltip.tsx';
import { useSize } from '../widgets/use-size.ts';
import type { GraphButtons } from './graph.tsx';
import { cursorOfKey, type GraphCursor } from './graph-keys.ts';
import { GraphWaiting } from './graph-waiting.tsx';
import type { Point } from './item-events.ts';
import { exportPicture, type PictureSource } from './picture-source.ts';
import { useFlowPicture } from './use-flow-picture.ts';
import { workOfKey } from './use-graph-keys.ts';
import { useGraphView } from './use-graph-view.ts';
import { needsMinimap, useMinimapCorner } from './use-minimap-corner.ts';
import { usePicturePointer } from './use-picture-pointer.ts';

export interface FlowProps {
  readonly name: string;
  readonly model: FlowModel;
  readonly settings: FlowSettings;
  readonly digits: number;
  /** Base name of the recording, for exports. */
  readonly file: string;
  readonly onPicture: (source: PictureSource) => void;
  readonly onBusy: (busy: boolean) => void;
  /** Buttons outside drive the view through this. */
  readonly onView: (view: GraphButtons) => void;
  /** The context menu, in client coordinates: of a block by its id, or of the graph as a whole. */
  readonly onMenu: (block: string | undefined, at: Point) => void;
  /** Double click, Return or C: a block is closed, or opened again. */
  readonly onClose: (block: string) => void;
  /** E: the next of what can stand in a block. */
  readonly onDetail: (block: string) => void;
  readonly onSmaller: (() => void) | undefined;
}

const EMPTY = { width: 0, height: 0, items: [] };
const NOTHING: ReadonlySet<string> = new Set();

export function Flow(props: FlowProps) {
  const { name, model, settings, digits, file, onPicture, onBusy, onView, onMenu, onClose, onDetail, onSmaller } =
    props;
  const surface = useRef<HTMLDivElement>(null);
  const size = useSize(surface);
  const measurer = useMeasurer();
  const [chosen, setChosen] = useState<GraphCursor>();
  const changed = useRef('');
  const { drawn, work } = useFlowPicture(model, settings.direction, { digits, measurer });
  const placed = useMemo(() => {
    if (drawn === undefined) return undefined;
    const { focus } = drawn.model;
    // A block that was opened or closed stays where it is.
    const anchor = drawn.boxes.has(changed.current) ? changed.current : focus;
    return { boxes: drawn.boxes, focus, anchor, size: drawn.picture };
  }, [drawn]);
  const { view, landed, zoom, move, centre, fitAll, bringIntoSight } = useGraphView(placed, size);
  const { target, pointer, hideTooltip, targetUnder, wasDragged, listeners } = usePicturePointer({
    surface,
    list: drawn?.picture,
    view,
    move,
  });
  const busy = work.progress === 'slow' || model.pending !== undefined;
  useEffect(() => onBusy(busy), [onBusy, busy]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function begins anew
  useEffect(() => setChosen(undefined), [model.name, model.focus]);

  const goTo = (next: GraphCursor) => {
    setChosen(next);
    const edge = drawn === undefined ? undefined : edgeOfTarget(drawn.model, next.target);
    bringIntoSight(...(edge === undefined ? [next.target] : [edge.from, edge.to]));
  };
  const latestGoTo = useRef(goTo);
  latestGoTo.current = goTo;
  useEffect(
    () => onView({ zoom, fitAll, goTo: (id) => latestGoTo.current({ target: id, via: undefined }) }),
    [onView, zoom, fitAll],
  );
  useEffect(() => {
    if (drawn === undefined) return;
    onPicture(() => {
      const input = flowPictureInput(drawn.model, { percentDigits: digits, titles: true });
      return exportPicture(createFlowPicture({ ...drawn, input }, measurer), flowFrame(drawn.model, file), measurer);
    });
  }, [onPicture, drawn, digits, file, measurer]);
  useWheel(surface, (event, at) => zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), at));

  const selected = chosen?.target;
  const overlay = useMemo(() => {
    if (drawn === undefined) return EMPTY;
    return createFlowHighlights(drawn, { selected: withNeighbours(drawn.model, selected), hovered: target });
  }, [drawn, selected, target]);

  const change = (work: (block: string) => void, block: string | undefined) => {
    if (block === undefined || drawn?.boxes.has(block) !== true) return;
    changed.current = block;
    setChosen({ target: block, via: undefined });
    work(block);
  };
  const cursor = chosen ?? (drawn === undefined ? undefined : { target: drawn.model.focus, via: undefined });
  const openMenuAtCursor = () => {
    const pane = surface.current?.getBoundingClientRect();
    const box = cursor === undefined ? undefined : drawn?.boxes.get(cursor.target);
    if (pane === undefined || box === undefined) return;
    const at = { x: pane.left + view.x + box.x * view.scale, y: pane.top + view.y + (box.y + box.height) * view.scale };
    onMenu(cursor?.target, at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || drawn === undefined || cursor === undefined) return;
    const { target } = cursor;
    const activate = () => (event.key === 'Enter' ? change(onClose, target) : goTo(cursor));
    const ofBlock = { c: onClose, e: onDetail }[event.key.toLowerCase()];
    const done = workOfKey(event, { pane: size, activate, openMenu: openMenuAtCursor, zoom, fitAll, move });
    const walked = { model: drawn.model, layout: drawn.layout, direction: drawn.direction };
    const to = done !== undefined || event.shiftKey ? undefined : cursorOfKey(walked, cursor, event.key);
    if (done !== undefined) done();
    else if (ofBlock !== undefined) change(ofBlock, target);
    else if (event.key === 'Escape' && chosen !== undefined) setChosen(undefined);
    else if (to !== undefined) goTo(to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const picture = drawn?.picture ?? EMPTY;
  const corner = useMinimapCorner(settings.minimap, landed);
  return (
    <div className="picture" ref={surface}>
      <PaintedCanvas list={picture} size={size} view={view} background="background" />
      <PaintedCanvas list={overlay} size={size} view={view} />
      <div
        className="picture-focus"
        role="application"
        aria-roledescription="graph"
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys
        tabIndex={0}
        {...listeners}
        onClick={(event) => {
          if (wasDragged()) return;
          const under = targetUnder(event);
          setChosen(under === undefined ? undefined : { target: under, via: undefined });
        }}
        onDoubleClick={(event) => change(onClose, targetUnder(event))}
        onContextMenu={(event) => {
          event.preventDefault();
          hideTooltip();
          const under = targetUnder(event);
          onMenu(under !== undefined && drawn?.boxes.has(under) === true ? under : undefined, {
            x: event.clientX,
            y: event.clientY,
          });
        }}
        onKeyDown={onKeyDown}
      />
      {corner !== undefined && drawn !== undefined && needsMinimap(picture, view.scale, size) && (
        <Minimap list={picture} view={view} pane={size} corner={corner} onMove={centre} />
      )}
      <GraphWaiting
        progress={work.progress}
        failure={work.failure}
        nodes={model.nodes.length}
        edges={model.edges.length}
        onCancel={work.cancel}
        onAgain={work.again}
        onSmaller={onSmaller}
      />
      <p className="live-text" role="status" aria-label={`${name}: where the cursor is`}>
        {drawn === undefined ? '' : describe(drawn.model, cursor?.target, digits)}
      </p>
      <PointTooltip at={pointer}>
        {drawn !== undefined && target !== undefined && (
          <span className="tooltip-line">{describe(drawn.model, target, digits)}</span>
        )}
      </PointTooltip>
    </div>
  );
}

/** A block with the ways into it and out of it; a way with its ends. */
function withNeighbours(model: FlowModel, target: string | undefined): ReadonlySet<string> {
  if (target === undefined) return NOTHING;
  const edge = edgeOfTarget(model, target);
  if (edge !== undefined) return new Set([target, edge.from, edge.to]);
  const ways = model.edges.filter(({ from, to }) => from === target || to === target);
  return new Set([target, ...ways.map(edgeTarget)]);
}

function describe(model: FlowModel, target: string | undefined, digits: number): string {
  if (target === undefined) return '';
  const edge = edgeOfTarget(model, target);
  if (edge !== undefined) return describeFlow(edge, model);
  const block = model.nodes.find(({ id }) => id === target);
  return block === undefined ? '' : harmlessName(describeBlock(block, model, digits), 400);
}
