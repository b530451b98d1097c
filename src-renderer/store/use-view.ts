// The queries of the panes: a view model of the open recording, and the details of the active item.
// A question leaves out what its view does not depend on, so that selecting or searching asks nothing of the others.
import { useEffect } from 'react';
import type { ItemDetails, ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { type ItemLabel, itemKey } from '../../shared/viewmodel/item.ts';
import type { SortKey } from '../../shared/viewmodel/table.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';
import { usePage, usePageState } from './page-store.tsx';
import { type Answer, useQuery } from './use-query.ts';

/** The rows of a table or of code that the page wants. */
export interface RowRequest {
  readonly start: number;
  readonly count: number;
  readonly sort: readonly SortKey[];
  readonly groups?: { readonly all: boolean; readonly toggled: readonly number[] };
  readonly open?: readonly string[];
  readonly find?: string;
  readonly again?: number;
}

/** The state with everything that `view` does not look at as it was in the beginning. */
export function stateOfView(view: Pick<ViewAvailability, 'id' | 'kind'>, state: ViewState): ViewState {
  const { graph, map, search, percentDigits, grouping, within, machine, flow } = initialViewState;
  const trail = view.id === 'heaviest-stack' ? state.trail : initialViewState.trail;
  const code = codeSettings(view.id, state);
  const common = { ...state, machine, flow, ...code, selected: undefined, percentDigits, trail };
  const list = { search, grouping, within };
  switch (view.kind) {
    case 'graph':
      return { ...common, ...list, map, secondEvent: undefined, graph: { ...state.graph, picture: graph.picture } };
    case 'treemap':
      return { ...common, ...list, graph, secondEvent: undefined, map: { ...state.map, picture: map.picture } };
    case 'flow':
      return { ...common, ...list, graph, map, secondEvent: undefined };
    case 'code':
      return { ...common, ...list, graph, map };
    case 'table':
      return view.id === 'functions' ? { ...common, graph, map } : { ...common, ...list, graph, map };
  }
}

/** The settings of code that a view looks at; how blocks are laid out is the page's. */
function codeSettings(viewId: string, { machine, flow }: ViewState): Partial<ViewState> {
  if (viewId === 'machine-code') return { machine };
  if (viewId !== 'control-flow') return {};
  const { direction, minimap } = initialViewState.flow;
  return { machine, flow: { ...flow, direction, minimap } };
}

export function useView(view: ViewAvailability, request: RowRequest | undefined): Answer<ViewModel> {
  const { connection, panel, asked } = usePage();
  const recordingId = usePageState((page) => page.recording?.recordingId ?? '');
  const state = stateOfView(
    view,
    usePageState((page) => page.window.view),
  );
  const asker = panel === 'second' ? ({ asker: panel } as const) : {};
  const parameters = { recordingId, viewId: view.id, state, request: request ?? {}, ...asker };
  useEffect(() => {
    asked.set(view.id, request);
    return () => void asked.delete(view.id);
  }, [asked, view.id, request]);
  return useQuery(recordingId, JSON.stringify(parameters), () => connection.engine.view(parameters));
}

/** What is asked about the active item, and the words that answers to it are kept under. */
export function activeItemQuestion(view: ViewState) {
  const item = view.active;
  const { graph, map, search, percentDigits, grouping, within, trail, secondEvent, machine, flow } = initialViewState;
  const list = { search, grouping, within, trail, machine, flow };
  const state: ViewState = { ...view, ...list, graph, map, percentDigits, secondEvent, selected: undefined };
  return { item, state, key: item === undefined ? 'no item' : `item ${itemKey(item)} ${JSON.stringify(state)}` };
}

/** Details of the active item; also tells the store who its heaviest caller is, for Up. */
export function useActiveItem(): Answer<ItemDetails | undefined> {
  const { connection, store } = usePage();
  const recordingId = usePageState((page) => page.recording?.recordingId ?? '');
  const view = usePageState((page) => page.window.view);
  const { item, state, key } = activeItemQuestion(view);
  const answer = useQuery(recordingId, key, async () =>
    item === undefined ? undefined : await connection.engine.item(recordingId, item, state),
  );
  const details = answer.current ? answer.value : undefined;
  const up = details?.callers.at(-1)?.item;
  useEffect(() => store.setState({ up }), [store, up]);
  useEffect(() => {
    if (details === undefined) return;
    const { itemNames } = store.getState();
    const { item: of, name, location } = details.label;
    store.setState({ itemNames: { ...itemNames, [itemKey(of)]: { name, location } } });
  }, [store, details]);
  return answer;
}

const MAX_FOUND = 30;

export interface FoundFunctions {
  readonly labels: readonly ItemLabel[];
  /** They answer the text as it is now, not an older one. */
  readonly current: boolean;
}

/** The heaviest functions that the search text finds, for the palette; none for an empty text. */
export function useFoundFunctions(text: string): FoundFunctions {
  const { connection } = usePage();
  const recordingId = usePageState((page) => page.recording?.recordingId ?? '');
  const view = usePageState((page) => page.window.view);
  const state = { ...stateOfView({ id: 'functions', kind: 'table' }, view), search: text };
  const request = { start: 0, count: MAX_FOUND };
  const parameters = { recordingId, viewId: 'functions', state, request, asker: 'palette' } as const;
  const answer = useQuery(recordingId, text === '' ? '' : JSON.stringify(parameters), async () =>
    text === '' ? undefined : await connection.engine.view(parameters),
  );
  const current = text === '' || answer.current || answer.failure !== undefined;
  const labels = text === '' || answer.value?.kind !== 'table' ? [] : answer.value.rows.map((row) => row.label);
  return { labels, current };
}
