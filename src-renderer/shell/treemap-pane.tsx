// A map in its pane: the model, the presenter, what its colours mean, and its limits below it.
import { useMemo } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import type { Action } from '../../shared/state/actions.ts';
import type { MapLimits } from '../../shared/state/view-state.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { type ItemRef, itemKey, sameItem } from '../../shared/viewmodel/item.ts';
import type { TreemapModel } from '../../shared/viewmodel/treemap.ts';
import { MapBreadcrumb } from '../presenters/map-breadcrumb.tsx';
import { depthSteps, formatDepthLimit, formatShareLimit, PictureBar, shareSteps } from '../presenters/picture-bar.tsx';
import { PictureLegend } from '../presenters/picture-legend.tsx';
import { Treemap } from '../presenters/treemap.tsx';
import { useDispatch, usePageState } from '../store/page-store.tsx';
import { useView } from '../store/use-view.ts';
import { Icon } from '../widgets/icon.tsx';
import { Menu } from '../widgets/menu.tsx';
import type { SliderProps } from '../widgets/slider.tsx';
import { useLegend } from './legend-menu.tsx';
import { mapOptions, rectangleMenu } from './map-menus.ts';
import { PaneState, useHeadline } from './pane-state.tsx';
import { usePicturePane } from './use-picture-pane.ts';

const mapDepthSteps = depthSteps.slice(1);
const areaShareSteps = [0.0001, 0.0005, ...shareSteps.slice(1, 8)];
/** Square pixels: KCachegrind's steps, and larger ones for larger screens. */
const areaSteps = [0, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000] as const;

export function TreemapPane({ view }: { readonly view: ViewAvailability }) {
  const answer = useView(view, undefined);
  const model = answer.value?.kind === 'treemap' ? answer.value : undefined;
  const limits = usePageState((state) => state.window.view.map);
  const { openMenu, ...shared } = usePicturePane(view.id);
  const { dispatch } = shared;
  useHeadline(
    view.id,
    useMemo(() => (model === undefined ? undefined : { notes: model.notes, measure: model.measure }), [model]),
  );
  const [legend, legendMenu] = useLegend(view.title, model);
  const sliders = useLimitSliders();
  const zoomField = view.id === 'caller-map' ? 'callerZoom' : 'calleeZoom';
  const onZoom = (way: readonly ItemRef[]) => dispatch({ type: 'set-map-limits', limits: { [zoomField]: way } });
  // The same elements while nothing of them changes: a click that changes what is asked is drawn in all panes in one task.
  const strips = useMemo(
    () => (
      <>
        <PictureLegend {...legend}>
          <MapOptionsMenu title={view.title} model={model} />
        </PictureLegend>
        <PictureBar
          name={`Limits of ${view.title}`}
          summary={model === undefined ? '' : hiddenText(model)}
          sliders={sliders}
        />
      </>
    ),
    [view.title, model, legend, sliders],
  );
  return (
    <PaneState view={view} answer={answer}>
      {model === undefined ? (
        <div className="picture" />
      ) : (
        <>
          <MapBreadcrumb name={view.title} model={model} onZoom={onZoom} />
          <Treemap
            name={view.title}
            model={model}
            settings={limits.picture}
            {...shared}
            onZoom={onZoom}
            onMenu={({ label }, at, place) =>
              openMenu({ label, at, viewId: view.id, extra: rectangleMenu({ model, label, place }, dispatch) })
            }
          />
        </>
      )}
      {strips}
      {legendMenu}
    </PaneState>
  );
}

function MapOptionsMenu({ title, model }: { readonly title: string; readonly model: TreemapModel | undefined }) {
  const limits = usePageState((state) => state.window.view.map);
  const dispatch = useDispatch();
  const { stopAt } = limits;
  const stopped = model?.nodes.find(({ label }) => sameItem(label.item, stopAt));
  const items = mapOptions(limits, stopped?.label.name ?? (stopAt === undefined ? '' : itemKey(stopAt)), dispatch);
  return (
    <Menu name={`Options of ${title}`} items={items} placement="top-end">
      <button type="button" className="button quiet icon-only small" aria-label={`Options of ${title}`} title="Options">
        <Icon name="sliders" size={14} />
      </button>
    </Menu>
  );
}

function useLimitSliders(): readonly SliderProps[] {
  const limits = usePageState((state) => state.window.view.map);
  const dispatch = useDispatch();
  return useMemo(() => limitSliders(limits, dispatch), [limits, dispatch]);
}

function limitSliders(limits: MapLimits, dispatch: (action: Action) => void): readonly SliderProps[] {
  return [
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
      description: 'The smallest share of the outermost rectangle that gets one of its own',
      values: areaShareSteps,
      value: limits.minShare,
      format: formatShareLimit,
      onChange: (minShare) => dispatch({ type: 'set-map-limits', limits: { minShare } }),
    },
    {
      name: 'Smallest divided area',
      label: 'Divide ≥',
      description: 'Rectangles of fewer pixels are not divided',
      values: areaSteps,
      value: limits.picture.minArea,
      format: (pixels) => (pixels === 0 ? 'all' : `${formatCount(pixels)} px`),
      onChange: (minArea) => dispatch({ type: 'set-map-picture', picture: { minArea } }),
    },
  ];
}

function hiddenText(model: TreemapModel): string {
  const hidden = model.nodes.reduce((sum, node) => sum + node.hiddenChildren, 0);
  return hidden === 0 ? '' : `${formatCount(hidden)} smaller ${hidden === 1 ? 'one' : 'ones'} hatched`;
}
