// What a map can be told: entries of its options menu, and those that a rectangle adds to the context menu of its function.
import type { Action } from '../../shared/state/actions.ts';
import {
  initialViewState,
  type MapLimits,
  type MapPictureSettings,
  type MapTiling,
} from '../../shared/state/view-state.ts';
import type { ItemLabel } from '../../shared/viewmodel/item.ts';
import { zoomInto, zoomOut } from '../../shared/viewmodel/map-zoom.ts';
import type { TreemapModel } from '../../shared/viewmodel/treemap.ts';
import type { MapPlace } from '../presenters/treemap.tsx';
import type { MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

type Dispatch = (action: Action) => void;

const tilings: readonly { readonly id: MapTiling; readonly title: string }[] = [
  { id: 'squares', title: 'Near squares' },
  { id: 'halves', title: 'Halves of equal cost' },
  { id: 'columns', title: 'Columns' },
  { id: 'rows', title: 'Rows' },
  { id: 'turns', title: 'Columns and rows by turns' },
];

const words: readonly { readonly id: 'names' | 'costs' | 'calls' | 'locations'; readonly title: string }[] = [
  { id: 'names', title: 'Show names' },
  { id: 'costs', title: 'Show costs' },
  { id: 'calls', title: 'Show calls' },
  { id: 'locations', title: 'Show locations' },
];

const borders = [0, 1, 2, 3, 4] as const;
const MAX_NAME = 32;

export function mapOptions({ picture, stopAt }: MapLimits, stopName: string, dispatch: Dispatch): readonly MenuItem[] {
  const set = (change: Partial<MapPictureSettings>) => dispatch({ type: 'set-map-picture', picture: change });
  return [
    ...words.map(({ id, title }): MenuItem => {
      return { id, title, checked: picture[id], onChoose: () => set({ [id]: !picture[id] }) };
    }),
    ...tilings.map(({ id, title }, place): MenuItem => {
      const checked = picture.tiling === id;
      return { id, title, checked, startsSection: place === 0, onChoose: () => set({ tiling: id }) };
    }),
    ...borders.map((border, place): MenuItem => {
      const title = border === 0 ? 'No border' : `Border of ${border} ${border === 1 ? 'pixel' : 'pixels'}`;
      const checked = picture.border === border;
      return { id: `border-${border}`, title, checked, startsSection: place === 0, onChoose: () => set({ border }) };
    }),
    {
      id: 'no-stop',
      title: stopAt === undefined ? 'Divide every function' : `Divide ${harmlessName(stopName, MAX_NAME)} again`,
      disabled: stopAt === undefined,
      startsSection: true,
      onChoose: () => dispatch({ type: 'set-map-limits', limits: { stopAt: undefined } }),
    },
    {
      id: 'reset-map',
      title: 'Reset map',
      onChoose: () => {
        const { picture: drawing, calleeZoom, callerZoom, ...limits } = initialViewState.map;
        dispatch({ type: 'set-map-limits', limits });
        set(drawing);
      },
    },
  ];
}

export interface MapSpot {
  readonly model: TreemapModel;
  readonly label: ItemLabel;
  readonly place: MapPlace;
}

/** KCachegrind's stops, each at the rectangle that was pointed at, and the zoom. */
export function rectangleMenu({ model, label, place }: MapSpot, dispatch: Dispatch): readonly MenuItem[] {
  const zoomField = model.direction === 'callees' ? 'calleeZoom' : 'callerZoom';
  const limit = (limits: Partial<Omit<MapLimits, 'picture'>>) => dispatch({ type: 'set-map-limits', limits });
  const name = harmlessName(label.name, MAX_NAME);
  const out = zoomOut(model);
  const side = Math.max(1, Math.floor(place.area));
  return [
    {
      id: 'zoom-into',
      startsSection: true,
      title: `Zoom into ${name}`,
      keys: ['+'],
      disabled: place.row === 0,
      onChoose: () => limit({ [zoomField]: zoomInto(model, place.row) }),
    },
    {
      id: 'zoom-out',
      title: 'Zoom out',
      keys: ['−'],
      disabled: out === undefined,
      onChoose: () => limit({ [zoomField]: out ?? [] }),
    },
    {
      id: 'stop-depth',
      title: `Stop at depth of ${name} (${place.depth})`,
      startsSection: true,
      disabled: place.depth === 0,
      onChoose: () => limit({ depth: place.depth }),
    },
    {
      id: 'stop-function',
      title: `Do not divide ${name}`,
      disabled: place.row === 0,
      onChoose: () => limit({ stopAt: label.item }),
    },
    {
      id: 'stop-area',
      title: `Do not divide what is smaller than ${name}`,
      onChoose: () => dispatch({ type: 'set-map-picture', picture: { minArea: side } }),
    },
  ];
}
