// The call graph in its pane: the model, the presenter, and below it the limits and the zoom.
import { useCallback, useMemo, useState } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import type { GraphSettings } from '../../shared/state/view-state.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import { Graph, type GraphButtons } from '../presenters/graph.tsx';
import { depthSteps, formatDepthLimit, formatShareLimit, PictureBar, shareSteps } from '../presenters/picture-bar.tsx';
import type { PictureSource } from '../presenters/picture-source.ts';
import { useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { useView } from '../store/use-view.ts';
import { Button } from '../widgets/button.tsx';
import type { SliderProps } from '../widgets/slider.tsx';
import { useItemMenu } from './item-menu.tsx';
import { PaneState, useHeadline, useLinkedItems } from './pane-state.tsx';
import { useTheme } from './use-theme.ts';

export function GraphPane({ view }: { readonly view: ViewAvailability }) {
  const page = usePage();
  const answer = useView(view, undefined);
  const model = answer.value?.kind === 'graph' ? answer.value : undefined;
  const digits = usePageState((state) => state.window.view.percentDigits);
  const file = usePageState((state) => state.recording?.summary.file ?? '');
  const linked = useLinkedItems();
  const dispatch = useDispatch();
  const openMenu = useItemMenu();
  const theme = useTheme();
  const [busy, setBusy] = useState(false);
  const [buttons, setButtons] = useState<GraphButtons>();
  const sliders = useLimitSliders();
  useHeadline(
    view.id,
    useMemo(() => (model === undefined ? undefined : { notes: model.notes, measure: model.measure }), [model]),
  );
  const onHover = useCallback((hovered: ItemRef | undefined) => page.store.setState({ hovered }), [page]);
  const onPicture = useCallback((source: PictureSource) => page.pictures.set(view.id, source), [page, view.id]);
  return (
    <PaneState view={view} answer={answer} busy={busy}>
      {model === undefined ? (
        <div className="picture" />
      ) : (
        <Graph
          name={view.title}
          model={model}
          theme={theme}
          digits={digits}
          file={file}
          {...linked}
          dispatch={dispatch}
          onHover={onHover}
          onMenu={(label, at) => openMenu({ label, at, viewId: view.id })}
          onPicture={onPicture}
          onBusy={setBusy}
          onView={setButtons}
        />
      )}
      <PictureBar
        name={`Limits of ${view.title}`}
        summary={model === undefined ? '' : hiddenText(model)}
        sliders={sliders}
      >
        <span className="button-group">
          <Button name="Zoom out" icon="minus" label={null} onPress={() => buttons?.zoom(0.8)} />
          <Button name="Zoom in" icon="plus" label={null} onPress={() => buttons?.zoom(1.25)} />
          <Button name="Fit" icon="fit" label={null} onPress={() => buttons?.fitAll()} />
        </span>
      </PictureBar>
    </PaneState>
  );
}

function useLimitSliders(): readonly SliderProps[] {
  const limits = usePageState((state) => state.window.view.graph);
  const dispatch = useDispatch();
  const set = (change: Partial<GraphSettings>) => dispatch({ type: 'set-graph', change });
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
      description: 'The smallest share of the active item that gets a line',
      values: shareSteps,
      value: limits.minEdge,
      format: formatShareLimit,
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
  ];
}

function hiddenText({ hidden }: GraphModel): string {
  const parts = [
    hidden.nodes === 0 ? '' : `${formatCount(hidden.nodes)} ${hidden.nodes === 1 ? 'node' : 'nodes'}`,
    hidden.edges === 0 ? '' : `${formatCount(hidden.edges)} ${hidden.edges === 1 ? 'call' : 'calls'}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')} hidden`;
}
