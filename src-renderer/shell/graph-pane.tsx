// The call graph in its pane: the model, the presenter, what was hidden by hand above it, and below it the limits, the menus, a search inside
// the graph and the zoom.
import { useMemo, useState } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import { type GraphSettings, initialViewState } from '../../shared/state/view-state.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import { nodesFound } from '../../shared/viewmodel/graph-search.ts';
import { graphValuesText } from '../../shared/viewmodel/pictures.ts';
import { Graph, type GraphButtons } from '../presenters/graph.tsx';
import { GraphChips } from '../presenters/graph-chips.tsx';
import { GraphFind } from '../presenters/graph-find.tsx';
import type { GraphSubject } from '../presenters/graph-subject.ts';
import type { Point } from '../presenters/item-events.ts';
import { depthSteps, formatDepthLimit, formatShareLimit, PictureBar, shareSteps } from '../presenters/picture-bar.tsx';
import { PictureLegend } from '../presenters/picture-legend.tsx';
import { usePageState } from '../store/page-store.tsx';
import { useView } from '../store/use-view.ts';
import { Button } from '../widgets/button.tsx';
import { Menu } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import type { SliderProps } from '../widgets/slider.tsx';
import { BarMenu, layoutMenu, showMenu, subjectMenu } from './graph-menus.tsx';
import { useLegend } from './legend-menu.tsx';
import { PaneState, useHeadline } from './pane-state.tsx';
import { usePicturePane } from './use-picture-pane.ts';

export function GraphPane({ view }: { readonly view: ViewAvailability }) {
  const answer = useView(view, undefined);
  const model = answer.value?.kind === 'graph' ? answer.value : undefined;
  const search = usePageState((state) => state.window.view.search);
  const settings = usePageState((state) => state.window.view.graph);
  const { openMenu, ...shared } = usePicturePane(view.id);
  const { dispatch } = shared;
  const [busy, setBusy] = useState(false);
  const [buttons, setButtons] = useState<GraphButtons>();
  const [find, setFind] = useState('');
  const [menuAt, setMenuAt] = useState<Point>();
  useHeadline(
    view.id,
    useMemo(() => (model === undefined ? undefined : { notes: model.notes, measure: model.measure }), [model]),
  );
  const [legend, legendMenu] = useLegend(view.title, model);
  // Without a search of its own, the graph marks what the function list searches for.
  const found = useMemo(
    () => (model === undefined ? [] : nodesFound(model, find === '' ? search : find)),
    [model, find, search],
  );
  const foundSet = useMemo(() => new Set(found), [found]);
  const onMenu = (subject: GraphSubject | undefined, at: Point) => {
    if (subject === undefined) setMenuAt(at);
    else openMenu({ label: subject.node.label, at, viewId: view.id, extra: subjectMenu(subject, dispatch) });
  };
  const smaller = model === undefined ? undefined : nodeSteps.findLast((step) => step <= model.nodes.length / 2);
  // The same elements while nothing of them changes: a click that changes what is asked is drawn in all panes in one task.
  const strips = useMemo(
    () => (
      <>
        <PictureLegend {...legend}>
          <GraphFind
            name={`Find in ${view.title}`}
            text={find}
            found={find === '' ? [] : found}
            onText={setFind}
            onGoTo={(id) => buttons?.goTo(id)}
          />
          <BarMenu name="Layout" of="the call graph" items={layoutMenu(settings, dispatch)} />
          <BarMenu name="Show" of="the call graph" items={showMenu(settings, dispatch)} />
          <span className="button-group">
            <Button name="Zoom out" icon="minus" label={null} onPress={() => buttons?.zoom(0.8)} />
            <Button name="Zoom in" icon="plus" label={null} onPress={() => buttons?.zoom(1.25)} />
            <Button name="Fit" icon="fit" label={null} onPress={() => buttons?.fitAll()} />
          </span>
        </PictureLegend>
        <PictureBar
          name={`Limits of ${view.title}`}
          summary={model === undefined ? '' : hiddenOf(model)}
          detail={model === undefined ? '' : harmlessName(graphValuesText(model, LONGEST_NAME), 100)}
          sliders={limitSliders(settings, {
            cutInner: model?.cutInner === true,
            set: (change) => dispatch({ type: 'set-graph', change }),
          })}
        />
      </>
    ),
    [view.title, model, legend, settings, buttons, find, found, dispatch],
  );
  return (
    <PaneState view={view} answer={answer} busy={busy}>
      {model === undefined ? (
        <div className="picture" />
      ) : (
        <>
          <GraphChips items={model.hiddenItems} dispatch={dispatch} />
          <Graph
            name={view.title}
            model={model}
            settings={settings}
            found={foundSet}
            {...shared}
            onMenu={onMenu}
            onBusy={setBusy}
            onView={setButtons}
            onSmaller={
              smaller === undefined
                ? undefined
                : () => dispatch({ type: 'set-graph', change: { maxNodes: smaller, expanded: [] } })
            }
          />
        </>
      )}
      {strips}
      {menuAt !== undefined && (
        <Menu
          name={`${view.title} as a whole`}
          items={[...layoutMenu(settings, dispatch), ...showMenu(settings, dispatch)]}
          at={menuAt}
          onClose={() => setMenuAt(undefined)}
        />
      )}
      {legendMenu}
    </PaneState>
  );
}

/** Largest numbers of nodes. Thousands take seconds to lay out, which can be ended. */
const nodeSteps = [15, 30, 60, 120, 250, 500, 1000, 2000, 5000] as const;
const SAME_AS_NODE = -1;
const callShareSteps = [SAME_AS_NODE, ...shareSteps];

/** Calls inside cycles at the active item; −1: all. */
const innerCallSteps = [2, 4, 8, 16, 32, 64, 128, -1] as const;

interface LimitUse {
  /** Calls inside cycles are left out because of their limit. */
  readonly cutInner: boolean;
  readonly set: (change: Partial<GraphSettings>) => void;
}

function limitSliders(limits: GraphSettings, { cutInner, set }: LimitUse): readonly SliderProps[] {
  const innerCalls: SliderProps = {
    name: 'Largest number of calls inside cycles',
    label: 'In cycles ≤',
    description:
      'How many calls inside cycles at the active item, on either side, and a quarter of that at every other node; the dearest are shown',
    values: innerCallSteps,
    value: limits.maxInnerCalls,
    format: (value) => (value < 0 ? 'all' : String(value)),
    onChange: (maxInnerCalls) => set({ maxInnerCalls }),
  };
  return [
    {
      name: 'Minimum node share',
      label: 'Node ≥',
      description: 'The smallest share of the active item that gets a node',
      values: shareSteps,
      value: limits.minNode,
      format: formatShareLimit,
      onChange: (minNode) => set({ minNode }),
    },
    {
      name: 'Minimum call share',
      label: 'Call ≥',
      description: 'The smallest share of the active item that gets a line; at the left end the same as for a node',
      values: callShareSteps,
      value: limits.minEdge,
      format: (value) => (value === SAME_AS_NODE ? 'node' : formatShareLimit(value)),
      onChange: (minEdge) => set({ minEdge }),
    },
    {
      name: 'Caller depth',
      label: 'Callers',
      description: 'How many calls above the active item',
      values: depthSteps,
      value: limits.callerDepth,
      format: formatDepthLimit,
      onChange: (callerDepth) => set({ callerDepth }),
    },
    {
      name: 'Callee depth',
      label: 'Callees',
      description: 'How many calls below the active item',
      values: depthSteps,
      value: limits.calleeDepth,
      format: formatDepthLimit,
      onChange: (calleeDepth) => set({ calleeDepth }),
    },
    {
      name: 'Largest number of nodes',
      label: 'Nodes ≤',
      description: 'How many nodes at most; the dearest are shown',
      values: nodeSteps,
      value: limits.maxNodes,
      format: formatCount,
      onChange: (maxNodes) => set({ maxNodes }),
    },
    // Most graphs have few of them: there is room for a limit that limits nothing where it was changed.
    ...(cutInner || limits.maxInnerCalls !== initialViewState.graph.maxInnerCalls ? [innerCalls] : []),
  ];
}

/** Of the active item in the line below the graph: what stands behind a longer one would be cut. The graph and the header have all of it. */
const LONGEST_NAME = 20;

function hiddenOf({ hidden }: GraphModel): string {
  const parts = [
    hidden.nodes === 0 ? '' : `${formatCount(hidden.nodes)} ${hidden.nodes === 1 ? 'node' : 'nodes'}`,
    hidden.edges === 0 ? '' : `${formatCount(hidden.edges)} ${hidden.edges === 1 ? 'call' : 'calls'}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')} hidden`;
}
