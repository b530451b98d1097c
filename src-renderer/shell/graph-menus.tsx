// The menus of the call graph: how it is laid out, what it shows, and what can be done with one node or call. One list for the buttons below
// the picture and for the context menu of its ground.
import type { Action } from '../../shared/state/actions.ts';
import type { GraphItemChange } from '../../shared/state/graph-items.ts';
import {
  type GraphGrouping,
  type GraphPictureSettings,
  type GraphSettings,
  initialViewState,
} from '../../shared/state/view-state.ts';
import type { GraphSubject } from '../presenters/graph-subject.ts';
import { exceptionKeys } from '../presenters/use-graph-keys.ts';
import { Icon } from '../widgets/icon.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

type Dispatch = (action: Action) => void;

interface Choice<Value> {
  readonly heading: string;
  readonly id: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}

export function choice<Value extends string | boolean>(one: Choice<Value>): MenuItem[] {
  return one.options.map(([value, title], index) => ({
    id: `${one.id}-${value}`,
    title,
    checked: value === one.value,
    disabled: one.disabled === true,
    ...(index === 0 ? { heading: one.heading } : {}),
    onChoose: () => one.onChange(value),
  }));
}

interface BarMenuProps {
  readonly name: string;
  /** `the call graph`. */
  readonly of: string;
  readonly items: readonly MenuItem[];
}

export function BarMenu({ name, of, items }: BarMenuProps) {
  return (
    <Menu name={`${name} of ${of}`} items={items} placement="top-end">
      <button type="button" className="button quiet bar-menu" aria-label={`${name} of ${of}`}>
        {name}
        <Icon name="down" size={12} />
      </button>
    </Menu>
  );
}

const directions: readonly (readonly [GraphPictureSettings['direction'], string])[] = [
  ['down', 'Top to bottom'],
  ['right', 'Left to right'],
  ['around', 'Circular'],
];
const spacings: readonly (readonly [GraphPictureSettings['spacing'], string])[] = [
  ['compact', 'Compact'],
  ['normal', 'Normal'],
  ['tall', 'Tall, long names on several lines'],
];
export const minimaps: readonly (readonly [GraphPictureSettings['minimap'], string])[] = [
  ['automatic', 'Where it covers least'],
  ['top-left', 'Top left'],
  ['top-right', 'Top right'],
  ['bottom-left', 'Bottom left'],
  ['bottom-right', 'Bottom right'],
  ['hidden', 'Hidden'],
];
const groupings: readonly (readonly [GraphGrouping, string])[] = [
  ['none', 'None'],
  ['module', 'Module'],
  ['file', 'File'],
  ['namespace', 'Namespace or class'],
  ['cycle', 'Cycle'],
];
const paths: readonly (readonly [GraphPictureSettings['path'], string])[] = [
  ['none', 'None'],
  ['active', 'Between the active item and it'],
  ['root', 'From where its heaviest callers begin'],
];

export function layoutMenu({ picture }: GraphSettings, dispatch: Dispatch): MenuItem[] {
  const set = (change: Partial<GraphPictureSettings>) => dispatch({ type: 'set-graph-picture', change });
  const { direction, spacing, minimap } = picture;
  return [
    ...choice({
      heading: 'Calls lead',
      id: 'direction',
      options: directions,
      value: direction,
      onChange: (value) => set({ direction: value }),
    }),
    ...choice({
      heading: 'Spacing',
      id: 'spacing',
      options: spacings,
      value: spacing,
      onChange: (value) => set({ spacing: value }),
    }),
    ...choice({
      heading: 'Overview of a graph larger than the pane',
      id: 'minimap',
      options: minimaps,
      value: minimap,
      onChange: (value) => set({ minimap: value }),
    }),
  ];
}

export function showMenu(settings: GraphSettings, dispatch: Dispatch): MenuItem[] {
  const set = (change: Partial<GraphSettings>) => dispatch({ type: 'set-graph', change });
  const { hidden, pinned, expanded, collapsed, picture } = settings;
  const exceptions = hidden.length + pinned.length + expanded.length + collapsed.length;
  return [
    ...choice({
      heading: 'Costs',
      id: 'values',
      options: [
        [false, 'While the active item ran'],
        [true, 'Whole inclusive costs'],
      ],
      value: settings.globalValues,
      onChange: (globalValues) => set({ globalValues }),
    }),
    {
      id: 'skipped-calls',
      title: 'Arrows for calls left out',
      checked: settings.skippedCalls,
      startsSection: true,
      onChoose: () => set({ skippedCalls: !settings.skippedCalls }),
    },
    {
      id: 'inner-cycle-calls',
      title: 'Calls inside cycles',
      checked: settings.innerCycleCalls,
      onChoose: () => set({ innerCycleCalls: !settings.innerCycleCalls }),
    },
    {
      id: 'collapse-cycles',
      title: 'Cycles as one node',
      checked: settings.collapseCycles,
      onChoose: () => set({ collapseCycles: !settings.collapseCycles }),
    },
    ...choice({
      heading: picture.direction === 'around' ? 'Boxes (not in circular layouts)' : 'Boxes',
      id: 'groups',
      options: groupings,
      value: settings.groups,
      onChange: (groups) => set({ groups }),
      disabled: picture.direction === 'around',
    }),
    ...choice({
      heading: 'Heaviest way to the selected node',
      id: 'path',
      options: paths,
      value: picture.path,
      onChange: (path) => dispatch({ type: 'set-graph-picture', change: { path } }),
    }),
    {
      id: 'undo-exceptions',
      title: 'Undo hiding, pinning, opening and closing',
      disabled: exceptions === 0,
      startsSection: true,
      onChoose: () => set({ hidden: [], pinned: [], expanded: [], collapsed: [] }),
    },
    {
      id: 'reset-graph',
      title: 'Reset graph',
      onChoose: () => set(initialViewState.graph),
    },
  ];
}

const MAX_NAME = 40;

/** What only the graph can do with a node or a call; added to the menu that items have everywhere. */
export function subjectMenu({ node, edge, model }: GraphSubject, dispatch: Dispatch): MenuItem[] {
  const { item } = node.label;
  const change = (what: GraphItemChange) => () => dispatch({ type: 'change-graph-item', change: what, item });
  const ends = edge === undefined ? [] : [edge.from, edge.to];
  const endItems = ends.flatMap((id, index): MenuItem[] => {
    const label = model.nodes.find((each) => each.id === id)?.label;
    if (label === undefined || (edge?.from === edge?.to && index > 0)) return [];
    const end = index === 0 ? 'caller' : 'callee';
    return [
      {
        id: `select-${end}`,
        title: `Select the ${end}, ${harmlessName(label.name, MAX_NAME)}`,
        startsSection: index === 0,
        onChoose: () => dispatch({ type: 'select', item: label.item }),
      },
    ];
  });
  return [
    ...endItems,
    {
      id: 'expand',
      title: node.collapsed ? 'Open again' : 'Show more of its calls',
      keys: [exceptionKeys.expand],
      startsSection: true,
      disabled: node.skipped === 0,
      onChoose: change('expand'),
    },
    {
      id: 'collapse',
      title: 'Close: leave out what lies behind it',
      keys: [exceptionKeys.collapse],
      disabled: node.focus || node.collapsed,
      onChoose: change('collapse'),
    },
    {
      id: 'pin',
      title: node.pinned ? 'Unpin' : 'Pin: show it whatever the limits',
      keys: [exceptionKeys.pin],
      onChoose: change(node.pinned ? 'unpin' : 'pin'),
    },
    {
      id: 'hide',
      title: 'Hide',
      keys: [exceptionKeys.hide],
      disabled: node.focus,
      onChoose: change('hide'),
    },
  ];
}
