// (state, action) → state. Pure; an action that changes nothing returns the state it was given, so that nobody asks again.
import { unreachable } from '../base/assert.ts';
import { type ItemRef, sameItem } from '../viewmodel/item.ts';
import type { Action, Toggle } from './actions.ts';
import { changeGraphItem } from './graph-items.ts';
import { emptyHistory, type History, moveTo, trailOf, visit } from './history.ts';
import { type MovedItem, withMovedItems } from './named-items.ts';
import { follow, type SecondPanel, selectInSecond } from './second-panel.ts';
import type { ViewState } from './view-state.ts';
import type { WindowState } from './window-state.ts';

export function reduce(state: WindowState, action: Action): WindowState {
  const { view, history, second } = state;
  switch (action.type) {
    case 'recording-opened': {
      const next = renumbered(state, { ...action, moved: [], isSameActive: false });
      return {
        ...next,
        view: {
          ...next.view,
          merge: { recursion: false, contexts: false },
          parts: undefined,
          search: '',
          within: undefined,
          flowBlocks: [],
        },
        history: action.active === undefined ? emptyHistory : visit(emptyHistory, action.active),
      };
    }
    case 'recall':
      return withView(state, action.view);
    case 'set-merge': {
      const next = renumbered(state, action);
      const within = view.within?.by === 'cycle' ? undefined : view.within;
      return { ...next, view: { ...next.view, merge: action.merge, within }, history: action.history };
    }
    case 'recording-reloaded': {
      const { selected, parts } = action;
      const next = renumbered(state, action);
      const known: History = { items: action.history, position: action.position };
      const reloaded = action.active === undefined ? emptyHistory : visit(known, action.active);
      return { ...next, view: { ...next.view, selected, parts }, history: reloaded };
    }
    case 'activate':
      return travel(state, visit(history, action.item));
    case 'back':
      return travel(state, moveTo(history, history.position - 1));
    case 'forward':
      return travel(state, moveTo(history, history.position + 1));
    case 'go-to':
      return travel(state, moveTo(history, action.position));
    case 'select':
      return select(state, action.item);
    case 'select-in-second':
      return withSecond(state, selectInSecond(second, action.item));
    case 'show-in-second':
      return withSecond(state, { ...second, isShown: true, active: action.item, selected: undefined });
    case 'toggle-second':
      return withSecond(state, { ...second, isShown: !second.isShown });
    case 'set-second-side':
      return second.side === action.side ? state : withSecond(state, { ...second, side: action.side });
    case 'toggle':
      return withView(state, toggled(view, action.what));
    case 'set-event-type':
      return view.eventType === action.name ? state : withView(state, { eventType: action.name });
    case 'set-second-event':
      return view.secondEvent === action.name ? state : withView(state, { secondEvent: action.name });
    case 'set-formulas':
      return view.formulas === action.formulas ? state : withView(state, { formulas: action.formulas });
    case 'set-parts':
      return withView(state, { parts: action.parts?.length === 0 ? undefined : action.parts });
    case 'set-name-form':
      return view.names === action.form ? state : withView(state, { names: action.form });
    case 'set-grouping':
      return view.grouping === action.grouping ? state : withView(state, { grouping: action.grouping });
    case 'show-within':
      return view.within === action.group ? state : withView(state, { within: action.group });
    case 'search':
      return view.search === action.text ? state : withView(state, { search: action.text });
    case 'set-cycle-cut':
      return withView(state, { cycleCut: Math.min(1, Math.max(0, action.share)) });
    case 'set-colours':
      return view.colours === action.colours ? state : withView(state, { colours: action.colours });
    case 'set-own-colours':
      return view.ownColours === action.colours ? state : withView(state, { ownColours: action.colours });
    case 'set-graph':
      return withView(state, { graph: { ...view.graph, ...action.change } });
    case 'set-graph-picture':
      return withView(state, { graph: { ...view.graph, picture: { ...view.graph.picture, ...action.change } } });
    case 'change-graph-item': {
      const graph = changeGraphItem(view.graph, action.change, action.item);
      return graph === view.graph ? state : withView(state, { graph });
    }
    case 'set-map-picture':
      return withView(state, { map: { ...view.map, picture: { ...view.map.picture, ...action.picture } } });
    case 'set-map-limits':
      return withView(state, { map: { ...view.map, ...action.limits } });
    case 'set-habits':
      return withView(state, action.habits);
    case 'set-pictures': {
      const { graph, map, flow } = action.pictures;
      return withView(state, {
        graph: { ...view.graph, ...graph },
        map: { ...view.map, ...map },
        flow: { ...view.flow, ...flow },
      });
    }
    case 'set-context-lines':
      return withView(state, { contextLines: Math.min(500, Math.max(0, Math.round(action.lines))) });
    case 'set-machine':
      return withView(state, { machine: { ...view.machine, ...action.change } });
    case 'set-flow': {
      // What is asked of all blocks is meant for those that show something else, too.
      const flowBlocks = action.change.detail === undefined ? view.flowBlocks : [];
      return withView(state, { flow: { ...view.flow, ...action.change }, flowBlocks });
    }
    case 'set-flow-block':
      return withView(state, { flowBlocks: withBlockDetail(view.flowBlocks, action) });
    case 'set-percent-digits':
      return withView(state, { percentDigits: Math.min(5, Math.max(0, Math.round(action.digits))) });
    default:
      return unreachable(action);
  }
}

/** Thousands of blocks opened by hand: the oldest are forgotten. */
const MOST_BLOCKS = 2000;

function withBlockDetail(
  blocks: ViewState['flowBlocks'],
  { block, detail }: Extract<Action, { type: 'set-flow-block' }>,
): ViewState['flowBlocks'] {
  const others = blocks.filter((other) => other.block !== block);
  return detail === undefined ? others : [...others, { block, detail }].slice(-MOST_BLOCKS);
}

function withSecond(state: WindowState, second: SecondPanel): WindowState {
  return second === state.second ? state : { ...state, second };
}

/** The second panel follows what is selected in the first. */
function select(state: WindowState, item: ItemRef | undefined): WindowState {
  const selected = sameSelection(state.view.selected, item) ? state : withView(state, { selected: item });
  return withSecond(selected, follow(state.second, item));
}

interface Renumbering {
  readonly active: ItemRef | undefined;
  readonly moved: readonly MovedItem[];
  readonly isSameActive: boolean;
}

/** Items are numbered anew: whatever names one follows it, or starts over. */
function renumbered(state: WindowState, { active, moved, isSameActive }: Renumbering): WindowState {
  const next = withMovedItems(state, moved, isSameActive);
  return { ...next, view: { ...next.view, active, selected: undefined, trail: [] } };
}

function withView(state: WindowState, change: Partial<ViewState>): WindowState {
  return { ...state, view: { ...state.view, ...change } };
}

/** The place in the history and the active item always agree. What was left stays selected, so that the eye finds it again. */
function travel(state: WindowState, history: History): WindowState {
  if (history === state.history) return state;
  const active = history.items[history.position];
  // Another active item, another map: what was zoomed into is a place of the old one.
  const map = { ...state.view.map, calleeZoom: [], callerZoom: [] };
  return {
    ...state,
    history,
    view: { ...state.view, active, selected: state.view.active, trail: trailOf(history), map },
  };
}

function sameSelection(a: ItemRef | undefined, b: ItemRef | undefined): boolean {
  return a === b || sameItem(a, b);
}

function toggled(view: ViewState, what: Toggle): Partial<ViewState> {
  switch (what) {
    case 'relative':
      return { mode: { ...view.mode, relative: !view.mode.relative } };
    case 'to-parent': {
      const toParent = !view.mode.toParent;
      // Shares of the parent are shares: asking for them turns relative on.
      return { mode: { relative: toParent || view.mode.relative, toParent } };
    }
    case 'cycles':
      return { cycles: !view.cycles };
    case 'shorten-names':
      return { names: view.names === 'full' ? 'without-templates' : 'full' };
    case 'mangled':
      return { mangled: !view.mangled };
    case 'part-columns':
      return { partColumns: !view.partColumns };
    case 'idle':
      return { idle: !view.idle };
    default:
      return unreachable(what);
  }
}
