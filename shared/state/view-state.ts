// Everything a person can set in a window, as one serialisable value. Views are functions of (recording, ViewState, request).
// Layout, sizes and scroll positions are not here: they belong to the page.
import type { Grouping, GroupRef } from '../viewmodel/grouping.ts';
import type { ColourMode } from '../viewmodel/hue.ts';
import type { ItemRef } from '../viewmodel/item.ts';
import type { OwnColour } from '../viewmodel/own-colours.ts';
import type { NameForm } from '../viewmodel/shorten-name.ts';

/** Shares of: nothing (absolute costs), the total of the active parts, or what contains the thing (S15). */
export interface RelativeMode {
  readonly relative: boolean;
  readonly toParent: boolean;
}

export type GraphGrouping = 'none' | 'module' | 'file' | 'namespace' | 'cycle';

/** What the graph view leaves out, puts together and adds, and how it is drawn. */
export interface GraphSettings {
  /** Smallest share of the active item's inclusive cost for a node, 0 … 1. */
  readonly minNode: number;
  /** Smallest share of it for an edge, 0 … 1. −1: the same as for a node. */
  readonly minEdge: number;
  /** Infinity is written as −1: unlimited. */
  readonly callerDepth: number;
  readonly calleeDepth: number;
  /** Node values as global inclusive costs instead of focused ones (S13). */
  readonly globalValues: boolean;
  /** Largest number of nodes; the heaviest win. */
  readonly maxNodes: number;
  /** Arrows for the calls that were left out, with their sums. */
  readonly skippedCalls: boolean;
  /** Calls inside cycles as lines. */
  readonly innerCycleCalls: boolean;
  /** How many of them at the active item, on either side; a quarter of that at every other node. −1: all. */
  readonly maxInnerCalls: number;
  /** A cycle is one node; that of the active function stays open. */
  readonly collapseCycles: boolean;
  /** Boxes around the functions of one module, file, namespace or cycle. */
  readonly groups: GraphGrouping;
  /** Not shown, whatever they cost. */
  readonly hidden: readonly ItemRef[];
  /** Shown whatever the limits, with the heaviest way to them. */
  readonly pinned: readonly ItemRef[];
  /** Shown with neighbours beyond the limits; `steps` times a handful. */
  readonly expanded: readonly { readonly item: ItemRef; readonly steps: number }[];
  /** Shown without what lies behind them. */
  readonly collapsed: readonly ItemRef[];
  readonly picture: GraphPictureSettings;
}

/** How the graph is drawn; no number depends on it. */
export interface GraphPictureSettings {
  /** Where callees lie: below, to the right, or around the active item. */
  readonly direction: 'down' | 'right' | 'around';
  /** Tall: names on several lines and more room between the levels. */
  readonly spacing: 'compact' | 'normal' | 'tall';
  /** Automatic: the corner in which it covers least. */
  readonly minimap: 'automatic' | 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right' | 'hidden';
  /** The heaviest way that is highlighted to the selected or hovered node: from the active item, or from where its heaviest callers begin. */
  readonly path: 'none' | 'active' | 'root';
}

/** How maps divide a rectangle: near squares, halves of equal cost, side by side, one below the other, or both by turns. */
export type MapTiling = 'squares' | 'halves' | 'columns' | 'rows' | 'turns';

/** How maps are drawn; no number depends on it. */
export interface MapPictureSettings {
  readonly tiling: MapTiling;
  /** Pixels between rectangles, 0 … 4. */
  readonly border: number;
  /** A rectangle smaller than this many square pixels is not divided. 0: all that can be seen. */
  readonly minArea: number;
  readonly names: boolean;
  readonly costs: boolean;
  readonly calls: boolean;
  readonly locations: boolean;
}

/** How machine code is shown. */
export interface MachineSettings {
  readonly syntax: 'att' | 'intel';
  /** Source lines over the instructions that were made from them. */
  readonly withSource: boolean;
}

/** What stands in a block of a control flow: its addresses, its dearest instructions, or the source lines that these were made from. */
export type BlockDetail = 'addresses' | 'instructions' | 'lines';

/** One block that shows something else than the others; closed: its title and cost alone. */
export interface OwnBlockDetail {
  /** Its first address, as its id has it: no two functions have a block in common. */
  readonly block: string;
  readonly detail: BlockDetail | 'closed';
}

/** What the graph of a function's control flow leaves out, and how it is drawn. */
export interface FlowSettings {
  readonly detail: BlockDetail;
  /** Smallest share of the function's cost for a block, 0 … 1. */
  readonly minShare: number;
  readonly direction: 'down' | 'right';
  readonly minimap: GraphPictureSettings['minimap'];
}

export interface MergeChoice {
  readonly recursion: boolean;
  readonly contexts: boolean;
}

export interface MapLimits {
  /** −1: unlimited. */
  readonly depth: number;
  /** Smallest share of the root's value that is still sent, 0 … 1. */
  readonly minShare: number;
  /** Rectangles of this item are not divided further; undefined: of none. */
  readonly stopAt: ItemRef | undefined;
  /** The rectangle that fills the map, as the way to it from the active item, which is not in it; empty: the active item itself. */
  readonly calleeZoom: readonly ItemRef[];
  readonly callerZoom: readonly ItemRef[];
  readonly picture: MapPictureSettings;
}

/** An event type that a person made: belongs to the window, never to the recording (S17). */
export interface Formula {
  /** As it is chosen and as other formulas refer to it; unlike every name of the recording. */
  readonly name: string;
  /** For people; may be empty. */
  readonly label: string;
  /** `(D1mr + D1mw) / (Dr + Dw)`: the grammar is that of analysis/formula-text.ts. */
  readonly text: string;
}

/** How a person reads numbers and names, whatever the recording: kept from one window to the next. */
export interface ReadingHabits {
  readonly mode: RelativeMode;
  readonly names: NameForm;
  /** Mangled names as they are recorded, not as the source has them. */
  readonly mangled: boolean;
  readonly colours: ColourMode;
  /** Lines of source, and instructions, that are shown around those with costs. */
  readonly contextLines: number;
}

/** What graph, maps and control flow leave out and how they are drawn, whatever the recording: kept from one window to the next. */
export interface PictureHabits {
  readonly graph: Omit<GraphSettings, 'hidden' | 'pinned' | 'expanded' | 'collapsed'>;
  readonly map: Pick<MapLimits, 'depth' | 'minShare' | 'picture'>;
  readonly flow: Pick<FlowSettings, 'detail' | 'minShare' | 'direction' | 'minimap'>;
}

export interface ViewState {
  /** Name of the event type in force; undefined: the recording's preferred one. */
  readonly eventType: string | undefined;
  /** Name of a second event type, shown beside the first in every table; undefined: none. */
  readonly secondEvent: string | undefined;
  /** The person's own event types. */
  readonly formulas: readonly Formula[];
  /** Columns of the function list for each part by itself, where there are not too many. */
  readonly partColumns: boolean;
  readonly active: ItemRef | undefined;
  readonly selected: ItemRef | undefined;
  /** What was active before, latest last: where the person came from. */
  readonly trail: readonly ItemRef[];
  readonly mode: RelativeMode;
  /** Cycle detection (S8). */
  readonly cycles: boolean;
  /** S9: edges cheaper than this share of the callee's cost are ignored when looking for cycles. */
  readonly cycleCut: number;
  /** How much of a function's name is shown. */
  readonly names: NameForm;
  /** Mangled names as they are recorded, not as the source has them. */
  readonly mangled: boolean;
  /** Lines of source, and instructions, that are shown around those with costs. */
  readonly contextLines: number;
  /** Functions that callgrind kept apart are one: levels of recursion, callers (S10). Items are numbered by it. */
  readonly merge: MergeChoice;
  /** Count idle time in. */
  readonly idle: boolean;
  /** Digits after the decimal point of shares (S16). */
  readonly percentDigits: number;
  /** Numbers of the active parts; undefined: all. */
  readonly parts: readonly number[] | undefined;
  readonly search: string;
  /** How the function list is grouped. */
  readonly grouping: Grouping;
  /** The function list shows this group only; undefined: everything. */
  readonly within: GroupRef | undefined;
  /** What the hues of functions say. */
  readonly colours: ColourMode;
  /** Hues that the person gave by name; the last one for a name holds. */
  readonly ownColours: readonly OwnColour[];
  readonly graph: GraphSettings;
  readonly map: MapLimits;
  readonly machine: MachineSettings;
  readonly flow: FlowSettings;
  /** Blocks that show something else than `flow` says, of all functions of the recording; the latest change last. */
  readonly flowBlocks: readonly OwnBlockDetail[];
}

export function habitsOf({ mode, names, mangled, colours, contextLines }: ViewState): ReadingHabits {
  return { mode, names, mangled, colours, contextLines };
}

/** Without what was done to single nodes, rectangles and blocks: they belong to the recording. */
export function picturesOf({ graph, map, flow }: ViewState): PictureHabits {
  const { hidden, pinned, expanded, collapsed, ...limits } = graph;
  const { depth, minShare, picture } = map;
  const { detail, minShare: leastBlock, direction, minimap } = flow;
  return {
    graph: limits,
    map: { depth, minShare, picture },
    flow: { detail, minShare: leastBlock, direction, minimap },
  };
}

export const initialViewState: ViewState = {
  eventType: undefined,
  secondEvent: undefined,
  formulas: [],
  partColumns: false,
  active: undefined,
  selected: undefined,
  trail: [],
  mode: { relative: true, toParent: false },
  cycles: true,
  cycleCut: 0,
  names: 'full',
  mangled: false,
  contextLines: 3,
  merge: { recursion: false, contexts: false },
  idle: false,
  percentDigits: 2,
  parts: undefined,
  search: '',
  grouping: 'none',
  within: undefined,
  colours: 'file',
  ownColours: [],
  graph: {
    minNode: 0.05,
    minEdge: 0.02,
    callerDepth: 2,
    calleeDepth: -1,
    globalValues: false,
    maxNodes: 120,
    skippedCalls: false,
    innerCycleCalls: true,
    maxInnerCalls: 8,
    collapseCycles: false,
    groups: 'none',
    hidden: [],
    pinned: [],
    expanded: [],
    collapsed: [],
    picture: { direction: 'down', spacing: 'normal', minimap: 'automatic', path: 'active' },
  },
  map: {
    depth: -1,
    minShare: 0.0005,
    stopAt: undefined,
    calleeZoom: [],
    callerZoom: [],
    picture: { tiling: 'squares', border: 3, minArea: 0, names: true, costs: true, calls: false, locations: false },
  },
  machine: { syntax: 'att', withSource: true },
  flowBlocks: [],
  flow: { detail: 'instructions', minShare: 0, direction: 'down', minimap: 'automatic' },
};
