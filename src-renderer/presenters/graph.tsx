// The call graph on canvas: laid out in a worker, panned by dragging, zoomed by the wheel; click selects a node or a call, double click makes
// active, arrow keys walk along the calls. While a new graph is laid out the old one stays.
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { createGraphHighlights, createGraphPicture } from '../../shared/drawing/graph-picture.ts';
import { displacedLayout } from '../../shared/layout/displaced-layout.ts';
import type { GraphSettings } from '../../shared/state/view-state.ts';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import { pathToNode } from '../../shared/viewmodel/graph-path.ts';
import { itemKey, sameItem } from '../../shared/viewmodel/item.ts';
import { edgeTarget, graphPictureInput, pictureFrame } from '../../shared/viewmodel/pictures.ts';
import { Minimap } from '../canvas/minimap.tsx';
import { PaintedCanvas } from '../canvas/painted-canvas.tsx';
import { useGlide } from '../canvas/use-glide.ts';
import { useMeasurer } from '../canvas/use-surface.ts';
import { useWheel } from '../canvas/use-wheel.ts';
import { PointTooltip } from '../widgets/tooltip.tsx';
import { useSize } from '../widgets/use-size.ts';
import { FirstPress } from './first-press.ts';
import { GraphAlone } from './graph-alone.tsx';
import type { GraphCursor } from './graph-keys.ts';
import { type GraphSubject, nodeIdsOf, subjectOf } from './graph-subject.ts';
import { describeGraphEdge, describeGraphNode, EdgeTooltip, NodeTooltip, StubTooltip } from './graph-tooltip.tsx';
import { GraphWaiting } from './graph-waiting.tsx';
import type { ItemEvents, LinkedItems, Point } from './item-events.ts';
import { exportPicture, type PictureSource } from './picture-source.ts';
import { useGraphKeys } from './use-graph-keys.ts';
import { useGraphPicture } from './use-graph-picture.ts';
import { useGraphView } from './use-graph-view.ts';
import { needsMinimap, useMinimapCorner } from './use-minimap-corner.ts';
import { usePicturePointer } from './use-picture-pointer.ts';

export interface GraphProps extends LinkedItems, Omit<ItemEvents, 'onMenu'> {
  readonly name: string;
  readonly model: GraphModel;
  readonly settings: GraphSettings;
  readonly digits: number;
  /** Base name of the recording, for exports. */
  readonly file: string;
  /** Ids of nodes that a search finds. */
  readonly found: ReadonlySet<string>;
  readonly onPicture: (source: PictureSource) => void;
  /** True while a layout takes long enough to be noticed. */
  readonly onBusy: (busy: boolean) => void;
  /** Buttons outside drive the view through this. */
  readonly onView: (view: GraphButtons) => void;
  /** The context menu, in client coordinates: of a node or a call, or of the graph as a whole. */
  readonly onMenu: (subject: GraphSubject | undefined, at: Point) => void;
  /** A smaller graph than the one whose layout takes long; undefined: there is none. */
  readonly onSmaller: (() => void) | undefined;
}

export interface GraphButtons {
  readonly zoom: (factor: number) => void;
  readonly fitAll: () => void;
  /** Puts the cursor on a node and brings it into sight. */
  readonly goTo: (id: string) => void;
}

/** Larger graphs are not drawn anew sixty times a second. */
const MOST_GLIDING = 250;
const EMPTY = { width: 0, height: 0, items: [] };
const NONE: ReadonlySet<string> = new Set();

export function Graph(props: GraphProps) {
  const { name, model, settings, digits, file, active, selected, hovered, dispatch, onHover, onMenu } = props;
  const { found, onPicture, onBusy, onView, onSmaller } = props;
  const surface = useRef<HTMLDivElement>(null);
  const size = useSize(surface);
  const measurer = useMeasurer();
  const [cursor, setCursor] = useState<GraphCursor>();
  const [firstPress] = useState(() => new FirstPress<GraphSubject>((a, b) => a === b));

  const { drawn, work, size: graphSize } = useGraphPicture(model, settings.picture, { digits, measurer });
  const focus = drawn?.model.focus;
  const cursorSubject = subjectOf(drawn?.model, cursor?.target) ?? subjectOf(drawn?.model, focus);
  const anchor = useRef<string>(undefined);
  const placed = useMemo(() => {
    if (drawn === undefined) return undefined;
    return {
      boxes: drawn.boxes,
      focus: drawn.model.focus,
      anchor: anchor.current ?? drawn.model.focus,
      size: drawn.picture,
    };
  }, [drawn]);
  const { view, offsets, landed, zoom, move, centre, fitAll, bringIntoSight } = useGraphView(placed, size);
  const rest = useGlide(drawn !== undefined && drawn.model.nodes.length <= MOST_GLIDING ? offsets : undefined);
  const gliding = useMemo(() => {
    if (drawn === undefined || offsets === undefined || rest <= 0) return undefined;
    const layout = displacedLayout(drawn.layout, drawn.measured.edges, (row) => {
      const by = offsets.get(drawn.model.nodes[row]?.id ?? '');
      return by === undefined ? undefined : { x: by.x * rest, y: by.y * rest };
    });
    return createGraphPicture({ ...drawn, layout }, measurer, drawn.nodeItems);
  }, [drawn, offsets, rest, measurer]);

  const { target, pointer, hideTooltip, targetUnder, wasDragged, listeners } = usePicturePointer({
    surface,
    list: drawn?.picture,
    view,
    move,
    onTarget: (under) => {
      const subject = subjectOf(drawn?.model, under);
      onHover(subject?.edge === undefined && subject?.stub === undefined ? subject?.node.label.item : undefined);
    },
  });
  const busy = work.progress === 'slow';
  useEffect(() => onBusy(busy), [onBusy, busy]);
  // Another active item: the cursor starts over at it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus is what it starts over with
  useEffect(() => setCursor(undefined), [focus]);
  const goTo = (next: GraphCursor) => {
    setCursor(next);
    const subject = subjectOf(drawn?.model, next.target);
    if (subject === undefined) return;
    anchor.current = subject.node.id;
    bringIntoSight(...nodeIdsOf(subject), subject.node.id);
    dispatch({ type: 'select', item: subject.node.label.item });
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
      const titled = graphPictureInput(drawn.model, { percentDigits: digits, titles: true });
      const picture = createGraphPicture({ ...drawn, input: titled }, measurer);
      return exportPicture(picture, pictureFrame(drawn.model, file), measurer);
    });
  }, [onPicture, drawn, digits, file, measurer]);
  useWheel(surface, (event, at) => zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), at));

  const selectedKey = selected === undefined || sameItem(selected, active) ? undefined : itemKey(selected);
  // A call is selected with both its ends, as long as no other pane selects something else.
  const cursorEdge = cursorSubject?.edge;
  const isCallSelected = cursorEdge !== undefined && sameItem(cursorSubject?.node.label.item, selected);
  const overlay = useMemo(() => {
    if (drawn === undefined || rest > 0) return EMPTY;
    const selection = new Set(selectedKey === undefined ? [] : [selectedKey]);
    if (isCallSelected) for (const key of [edgeTarget(cursorEdge), cursorEdge.from, cursorEdge.to]) selection.add(key);
    const hoveredKey = target ?? (hovered === undefined ? undefined : itemKey(hovered));
    const path = pathKeys(drawn.model, [hoveredKey, selectedKey], settings.picture.path);
    return createGraphHighlights(drawn, { selected: selection, hovered: hoveredKey, path, found });
  }, [drawn, rest, selectedKey, isCallSelected, cursorEdge, target, hovered, settings.picture.path, found]);

  const click = (event: MouseEvent) => {
    if (wasDragged()) return;
    const under = targetUnder(event);
    const subject = subjectOf(drawn?.model, under);
    setCursor(under === undefined || subject === undefined ? undefined : { target: under, via: undefined });
    anchor.current = subject?.node.id;
    dispatch({ type: 'select', item: subject?.node.label.item });
  };
  const activate = (subject: GraphSubject | undefined) => {
    if (subject === undefined) return;
    anchor.current = subject.node.id;
    const { item } = subject.node.label;
    // Calls that are left out: show more of them.
    if (subject.stub !== undefined) dispatch({ type: 'change-graph-item', change: 'expand', item });
    else dispatch({ type: 'activate', item });
  };
  const openMenuAtCursor = () => {
    const pane = surface.current?.getBoundingClientRect();
    const box = cursorSubject === undefined ? undefined : drawn?.boxes.get(cursorSubject.node.id);
    if (pane === undefined || box === undefined) return;
    const at = { x: pane.left + view.x + box.x * view.scale, y: pane.top + view.y + (box.y + box.height) * view.scale };
    onMenu(cursorSubject, at);
  };
  const onKeyDown = useGraphKeys({
    graph:
      drawn === undefined ? undefined : { model: drawn.model, layout: drawn.layout, direction: drawn.shape.direction },
    cursor: cursor ?? (focus === undefined ? undefined : { target: focus, via: undefined }),
    subject: cursorSubject,
    pane: size,
    goTo,
    activate: () => activate(cursorSubject),
    openMenu: openMenuAtCursor,
    dispatch,
    zoom,
    fitAll,
    move,
  });

  const hoveredSubject = subjectOf(drawn?.model, target);
  const picture = drawn?.picture ?? EMPTY;
  const corner = useMinimapCorner(settings.picture.minimap, landed);
  const showsMinimap = corner !== undefined && needsMinimap(picture, view.scale, size);
  return (
    <div className="picture" ref={surface}>
      <PaintedCanvas list={gliding ?? picture} size={size} view={view} background="background" />
      <PaintedCanvas list={overlay} size={size} view={view} />
      <div
        className="picture-focus"
        role="application"
        aria-roledescription="graph"
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys
        tabIndex={0}
        {...listeners}
        onPointerLeave={(event) => {
          listeners.onPointerLeave();
          firstPress.leave(event);
        }}
        onClick={click}
        onMouseDown={(event) => firstPress.down(subjectOf(drawn?.model, targetUnder(event)), event.detail)}
        onDoubleClick={() => activate(firstPress.twice())}
        onContextMenu={(event) => {
          event.preventDefault();
          hideTooltip();
          onMenu(subjectOf(drawn?.model, targetUnder(event)), { x: event.clientX, y: event.clientY });
        }}
        onKeyDown={onKeyDown}
      />
      {drawn !== undefined && showsMinimap && (
        <Minimap list={picture} view={view} pane={size} corner={corner} onMove={centre} />
      )}
      <GraphWaiting
        progress={work.progress}
        failure={work.failure}
        nodes={graphSize.nodes}
        edges={graphSize.edges}
        onCancel={work.cancel}
        onAgain={work.again}
        onSmaller={onSmaller}
      />
      {drawn !== undefined && work.progress === 'done' && (
        <GraphAlone
          model={drawn.model}
          onMore={(item) => dispatch({ type: 'change-graph-item', change: 'expand', item })}
        />
      )}
      <p className="live-text" role="status" aria-label={`${name}: where the cursor is`}>
        {cursorSubject === undefined ? '' : describe(cursorSubject, digits)}
      </p>
      <PointTooltip at={pointer}>
        {hoveredSubject && <SubjectTooltip subject={hoveredSubject} digits={digits} />}
      </PointTooltip>
    </div>
  );
}

function SubjectTooltip({ subject, digits }: { readonly subject: GraphSubject; readonly digits: number }) {
  const { model, node, edge, stub } = subject;
  if (edge !== undefined) return <EdgeTooltip model={model} edge={edge} digits={digits} />;
  if (stub !== undefined) return <StubTooltip model={model} stub={stub} digits={digits} />;
  return <NodeTooltip model={model} node={node} digits={digits} />;
}

function describe({ model, node, edge }: GraphSubject, digits: number): string {
  return edge === undefined ? describeGraphNode(model, node, digits) : describeGraphEdge(model, edge, digits);
}

/** Keys of the way to the first of `ids` that is a node. */
function pathKeys(
  model: GraphModel,
  ids: readonly (string | undefined)[],
  path: GraphSettings['picture']['path'],
): ReadonlySet<string> {
  const id = path === 'none' ? undefined : ids.find((each) => model.nodes.some((node) => node.id === each));
  const way = id === undefined ? undefined : pathToNode(model, id, path === 'root');
  return way === undefined ? NONE : new Set([...way.nodes, ...way.edges.map(edgeTarget)]);
}
