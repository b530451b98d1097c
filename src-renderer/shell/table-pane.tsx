// A table view in its pane: asks for the rows around those on screen, keeps the order the person chose, and brings the active row into sight.
import { useCallback, useMemo, useState } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import type { SortKey, TableModel } from '../../shared/viewmodel/table.ts';
import { Table } from '../presenters/table.tsx';
import type { ViewHeadline } from '../store/page-state.ts';
import { useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { setColumnWidth } from '../store/settings-effects.ts';
import { useView } from '../store/use-view.ts';
import { defaultColumns } from '../store/window-layout.ts';
import { CycleCutBar } from './cycle-cut-bar.tsx';
import { useItemMenu } from './item-menu.tsx';
import { PaneState, useHeadline, useLinkedItems } from './pane-state.tsx';
import { useRowChoices } from './row-choices.tsx';

/** Rows are asked for in blocks, so that scrolling a little asks nothing. */
const BLOCK = 100;
const MAX_ROWS = 1000;

interface Range {
  readonly start: number;
  readonly count: number;
}

const firstRange: Range = { start: 0, count: 2 * BLOCK };

export function TablePane({ view }: { readonly view: ViewAvailability }) {
  const page = usePage();
  const [range, setRange] = useState(firstRange);
  const [sort, setSort] = useState<readonly SortKey[]>([]);
  const answer = useView(view, { ...range, sort });
  const model = answer.value?.kind === 'table' ? answer.value : undefined;
  const choice = usePageState((state) => state.layout.columns[view.id] ?? defaultColumns);
  const digits = usePageState((state) => state.window.view.percentDigits);
  const search = usePageState((state) => (view.id === 'functions' ? state.window.view.search : ''));
  const linked = useLinkedItems();
  const dispatch = useDispatch();
  const openMenu = useItemMenu();
  const { choices, menu } = useRowChoices(model);
  useHeadline(
    view.id,
    useMemo(
      () => (model === undefined ? undefined : headlineOf(model, answer.current ? search : undefined)),
      [model, answer.current, search],
    ),
  );
  const onRange = useCallback((start: number, count: number) => {
    setRange((old) =>
      start >= old.start && start + count <= old.start + old.count ? old : blocksAround(start, count),
    );
  }, []);
  const onHover = useCallback((hovered: ItemRef | undefined) => page.store.setState({ hovered }), [page]);
  const onResize = useCallback(
    (columnId: string, width: number) => setColumnWidth(page, view.id, { columnId, width }),
    [page, view.id],
  );
  return (
    <PaneState view={view} answer={answer}>
      {model !== undefined && (
        <Table
          name={view.title}
          model={model}
          choice={choice}
          digits={digits}
          reveal={model.activeRow}
          emptyText={emptyText(view, search)}
          {...linked}
          dispatch={dispatch}
          onHover={onHover}
          onMenu={(label, at) => openMenu({ label, at, viewId: view.id })}
          choices={choices}
          onRange={onRange}
          onSort={setSort}
          onResize={onResize}
        />
      )}
      {view.id === 'cycles' && <CycleCutBar model={model} />}
      {menu}
    </PaneState>
  );
}

function blocksAround(start: number, count: number): Range {
  const first = Math.max(0, Math.floor(start / BLOCK) - 1) * BLOCK;
  const last = Math.ceil((start + count) / BLOCK + 1) * BLOCK;
  return { start: first, count: Math.min(MAX_ROWS, last - first) };
}

function headlineOf(model: TableModel, search: string | undefined): ViewHeadline {
  const { notes, measure, rowCount, allRows, sort, columns, searchError, start, rows } = model;
  const firstRow = start === 0 ? rows[0]?.label.item : undefined;
  return {
    notes,
    measure,
    rowCount,
    allRows,
    sort,
    columns: columns.filter((column) => column.kind !== 'item'),
    ...(search === undefined ? {} : { search }),
    ...(searchError === undefined ? {} : { searchError }),
    ...(firstRow === undefined ? {} : { firstRow }),
  };
}

function emptyText(view: ViewAvailability, search: string): string {
  if (search !== '') return `No function matches “${search}”.`;
  switch (view.id) {
    case 'callers':
      return 'Nothing calls it: it is where the recording begins.';
    case 'callees':
      return 'It calls nothing that was recorded.';
    case 'all-callers':
      return 'Nothing that cost anything leads to it.';
    case 'all-callees':
      return 'It calls nothing that cost anything.';
    case 'cycles':
      return 'No functions call each other in a circle.';
    default:
      return 'Nothing was recorded here.';
  }
}
