// The arrangements of the panes that come with the program, as data: areas, and which views stand in each, in tab order.
// A view that no area names stands in the area marked `rest`; a view that the engine does not have is passed over. So a new view has a
// place in every preset without a line here, and gets a better one by a word.

export interface PresetArea {
  readonly views: readonly string[];
  /** The view in front; the first that is there otherwise. */
  readonly front: string;
  /** Where it stands, seen from the area `of`; the first area has neither. */
  readonly side?: 'right' | 'below';
  readonly of?: number;
  /** Its share of the width (`right`, the first one) or of the height (`below`); half and half where it says nothing. */
  readonly share?: number;
  /** Views that no area names stand here. */
  readonly rest?: boolean;
}

export interface Preset {
  readonly name: string;
  /** The preset is offered where this view is. */
  readonly needs: string;
  readonly areas: readonly PresetArea[];
}

const lists = ['functions', 'cycles', 'heaviest-stack'];
const upwards = ['types', 'callers', 'all-callers', 'callee-map', 'caller-map', 'source', 'control-flow'];
const downwards = ['parts', 'callees', 'call-graph', 'all-callees', 'machine-code'];

export const classicPreset: Preset = {
  name: 'Classic',
  needs: 'functions',
  areas: [
    { views: lists, front: 'functions', share: 0.44 },
    { views: upwards, front: 'callee-map', side: 'right', of: 0, rest: true },
    { views: downwards, front: 'call-graph', side: 'below', of: 1 },
  ],
};

export const presets: readonly Preset[] = [
  classicPreset,
  {
    name: 'Map first',
    needs: 'callee-map',
    areas: [
      { views: ['callee-map', 'caller-map', 'call-graph'], front: 'callee-map', share: 0.58 },
      { views: lists, front: 'functions', side: 'right', of: 0 },
      { views: [...upwards, ...downwards], front: 'callees', side: 'below', of: 1, share: 0.42, rest: true },
    ],
  },
  {
    name: 'Source first',
    needs: 'source',
    areas: [
      { views: lists, front: 'functions', share: 0.3 },
      { views: ['source', 'machine-code', 'control-flow'], front: 'source', side: 'right', of: 0 },
      { views: [...upwards, ...downwards], front: 'callees', side: 'below', of: 1, share: 0.36, rest: true },
    ],
  },
];

/** The second panel's own arrangement. The function list can be shown there, but does not stand there at first. */
export const secondPanelPreset: Preset = {
  name: 'Second panel',
  needs: 'callers',
  areas: [
    { views: upwards, front: 'callers', rest: true },
    { views: downwards, front: 'callees', side: 'below', of: 0 },
  ],
};

/** The area that a view belongs to. */
export function areaOf({ areas }: Preset, viewId: string): number {
  const named = areas.findIndex((area) => area.views.includes(viewId));
  return named >= 0 ? named : areas.findIndex((area) => area.rest === true);
}

/** The views of each area, in tab order. `lists` have no place where no area names them. */
export function arranged(preset: Preset, viewIds: readonly string[]): readonly (readonly string[])[] {
  const { areas } = preset;
  const isNamed = (id: string) => areas.some((area) => area.views.includes(id));
  const placed = viewIds.filter((id) => isNamed(id) || !lists.includes(id));
  return areas.map((area, index) => {
    const named = area.views.filter((id) => placed.includes(id) && areaOf(preset, id) === index);
    return [...named, ...placed.filter((id) => !named.includes(id) && areaOf(preset, id) === index)];
  });
}
