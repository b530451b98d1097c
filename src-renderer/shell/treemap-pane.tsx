// A map in its pane: the model, the presenter, and the limits below it.
import { useCallback, useMemo } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import type { TreemapModel } from '../../shared/viewmodel/treemap.ts';
import { depthSteps, formatDepthLimit, formatShareLimit, PictureBar, shareSteps } from '../presenters/picture-bar.tsx';
import type { PictureSource } from '../presenters/picture-source.ts';
import { Treemap } from '../presenters/treemap.tsx';
import { useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { useView } from '../store/use-view.ts';
import { useItemMenu } from './item-menu.tsx';
import { PaneState, useHeadline, useLinkedItems } from './pane-state.tsx';
import { useTheme } from './use-theme.ts';

const mapDepthSteps = depthSteps.slice(1);

export function TreemapPane({ view }: { readonly view: ViewAvailability }) {
  const page = usePage();
  const answer = useView(view, undefined);
  const model = answer.value?.kind === 'treemap' ? answer.value : undefined;
  const limits = usePageState((state) => state.window.view.map);
  const digits = usePageState((state) => state.window.view.percentDigits);
  const file = usePageState((state) => state.recording?.summary.file ?? '');
  const linked = useLinkedItems();
  const dispatch = useDispatch();
  const openMenu = useItemMenu();
  const theme = useTheme();
  useHeadline(
    view.id,
    useMemo(() => (model === undefined ? undefined : { notes: model.notes, measure: model.measure }), [model]),
  );
  const onHover = useCallback((hovered: ItemRef | undefined) => page.store.setState({ hovered }), [page]);
  const onPicture = useCallback((source: PictureSource) => page.pictures.set(view.id, source), [page, view.id]);
  return (
    <PaneState view={view} answer={answer}>
      {model === undefined ? (
        <div className="picture" />
      ) : (
        <Treemap
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
        />
      )}
      <PictureBar
        name={`Limits of ${view.title}`}
        summary={model === undefined ? '' : hiddenText(model)}
        sliders={[
          {
            name: 'Maximum depth',
            label: 'Depth',
            description: 'How many calls deep the map goes',
            values: mapDepthSteps,
            value: limits.depth,
            format: formatDepthLimit,
            onChange: (depth) => dispatch({ type: 'set-map-limits', limits: { depth } }),
          },
          {
            name: 'Minimum area',
            label: 'Area ≥',
            description: 'The smallest share of the active item that gets a rectangle',
            values: areaSteps,
            value: limits.minShare,
            format: formatShareLimit,
            onChange: (minShare) => dispatch({ type: 'set-map-limits', limits: { minShare } }),
          },
        ]}
      />
    </PaneState>
  );
}

const areaSteps = [0.0001, 0.0005, ...shareSteps.slice(1, 8)];

function hiddenText(model: TreemapModel): string {
  const hidden = model.nodes.reduce((sum, node) => sum + node.hiddenChildren, 0);
  return hidden === 0 ? '' : `${formatCount(hidden)} smaller ${hidden === 1 ? 'one' : 'ones'} hatched`;
}
