// A table view in its pane: asks for the rows around those on screen, keeps the order the person chose, and brings the active row into sight.
import { useCallback, useMemo, useState } from 'react';
import { formatShortcut } from '../../shared/commands/support/shortcut.ts';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { type ItemRef, itemKey, NO_ITEM, sameItem } from '../../shared/viewmodel/item.ts';
import type { SortKey, TableModel, TableRow } from '../../shared/viewmodel/table.ts';
import { countRows } from '../presenters/row-selection.ts';
import { type MarkedCells, Table } from '../presenters/table.tsx';
import { copyRows } from '../store/copy-rows.ts';
import { openAllGroups, toggleGroup, useOpenGroups } from '../store/open-groups.ts';
import type { ViewHeadline } from '../store/page-state.ts';
import { dispatch as dispatchTo, type Page, useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { setColumnWidth } from '../store/settings-effects.ts';
import { useView } from '../store/use-view.ts';
import { defaultColumns } from '../store/window-layout.ts';
import type { MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { CycleCutBar } from './cycle-cut-bar.tsx';
import { useItemMenu } from './item-menu.tsx';
import { WithinChip } from './list-tools.tsx';
import { PaneState, useHeadline, useLinkedItems } from './pane-state.tsx';
import { blocksAround, firstBlocks } from './row-blocks.ts';
import { useRowChoices } from './row-choices.tsx';
import { usePlatform } from './use-commands.tsx';

export function TablePane({ view }: { readonly view: ViewAvailability }) {
  const page = usePage();
  const [range, setRange] = useState(firstBlocks);
  const [sort, setSort] = useState<readonly SortKey[]>([]);
  const isList = view.id === 'functions';
  const groups = useOpenGroups();
  const isWithin = usePageState((state) => isList && state.window.view.within !== undefined);
  const answer = useView(view, isList ? { ...range, sort, groups } : { ...range, sort });
  const model = answer.value?.kind === 'table' ? answer.value : undefined;
  const choice = usePageState((state) => state.layout.columns[view.id] ?? defaultColumns);
  const digits = usePageState((state) => state.window.view.percentDigits);
  const search = usePageState((state) => (view.id === 'functions' ? state.window.view.search : ''));
  const nothing = usePageState((state) => state.recording?.summary.nothingRecorded);
  const linked = useLinkedItems();
  const mayActivate = isList || view.id === 'heaviest-stack';
  const clickActivates = usePageState((state) => mayActivate && state.settings.clickActivates);
  const settledOn = usePageState((state) => state.settledOn);
  const hasSettled = settledOn !== undefined && sameItem(linked.active, settledOn);
  const listed = usePageState(({ window }) => rowsListed(view.id, window.view));
  const costsOf = usePageState(({ window }) => window.view.parts?.join() ?? '');
  const dispatch = useDispatch();
  const openMenu = useItemMenu();
  const { choices, menu } = useRowChoices(model);
  const platform = usePlatform();
  const [fitting, setFitting] = useState<string>();
  useHeadline(
    view.id,
    useMemo(
      () => (model === undefined ? undefined : headlineOf(model, answer.current ? search : undefined, fitting)),
      [model, answer.current, search, fitting],
    ),
  );
  const onRange = useCallback((start: number, count: number) => {
    setRange((old) => blocksAround(old, start, count));
  }, []);
  const onHover = useCallback((hovered: ItemRef | undefined) => page.store.setState({ hovered }), [page]);
  const onResize = useCallback(
    (columnId: string, width: number) => setColumnWidth(page, view.id, { columnId, width }),
    [page, view.id],
  );
  const onCopy = (rows: MarkedCells) => void copyRows(page, { viewId: view.id, sort, groups, ...rows });
  const onToggleGroup = useCallback((id: number) => toggleGroup(page, id), [page]);
  const copyItems = (rows: MarkedCells): MenuItem => {
    const count = countRows(rows);
    return {
      id: 'copy-rows',
      title: count === 1 ? 'Copy row with headers' : `Copy ${formatCount(count)} rows with headers`,
      keys: formatShortcut('Mod+C', platform),
      onChoose: () => onCopy(rows),
    };
  };
  return (
    <PaneState view={view} answer={answer}>
      {isList && <WithinChip />}
      {model !== undefined && (
        <Table
          name={view.title}
          model={model}
          choice={choice}
          digits={digits}
          reveal={hasSettled ? undefined : model.activeRow}
          isCurrent={answer.current}
          listed={listed}
          costsOf={costsOf}
          emptyText={nothing ?? emptyText(view, search)}
          {...linked}
          clickActivates={clickActivates}
          dispatch={dispatch}
          onHover={onHover}
          onMenu={(row, at, rows) =>
            openMenu({
              label: row.label,
              at,
              viewId: view.id,
              extra: groupItems(page, row),
              copyRows: copyItems(rows),
            })
          }
          choices={choices}
          onCopy={onCopy}
          {...(isWithin ? { onEscape: () => dispatch({ type: 'show-within', group: undefined }) } : {})}
          onToggleGroup={onToggleGroup}
          onOpenAllGroups={(open) => openAllGroups(page, open)}
          onRange={onRange}
          onSort={setSort}
          onFit={setFitting}
          onResize={onResize}
        />
      )}
      {view.id === 'cycles' && <CycleCutBar model={model} />}
      {menu}
    </PaneState>
  );
}

/** Which rows there are, apart from their order; another text: other ones. */
function rowsListed(viewId: string, { search, grouping, within, active }: ViewState): string {
  switch (viewId) {
    case 'functions':
      return JSON.stringify([search, grouping, within]);
    case 'cycles':
    case 'types':
    case 'parts':
      return '';
    default:
      return active === undefined ? '' : itemKey(active);
  }
}

/** What a group's row offers besides. */
function groupItems(page: Page, { label, tree }: TableRow): readonly MenuItem[] {
  const group = tree?.group;
  if (tree === undefined || group === undefined) return [];
  const name = harmlessName(label.name, 40);
  return [
    {
      id: 'within',
      title: `Show only ${name}`,
      keys: ['Return'],
      onChoose: () => dispatchTo(page, { type: 'show-within', group: { by: group.by, path: tree.path } }),
    },
    {
      id: 'toggle',
      title: group.expanded ? 'Close group' : 'Open group',
      keys: [group.expanded ? '←' : '→'],
      onChoose: () => toggleGroup(page, group.id),
    },
    { id: 'open-all', title: 'Open all groups', keys: ['Shift', '→'], onChoose: () => openAllGroups(page, true) },
    { id: 'close-all', title: 'Close all groups', keys: ['Shift', '←'], onChoose: () => openAllGroups(page, false) },
  ];
}

function headlineOf(model: TableModel, search: string | undefined, fitting: string | undefined): ViewHeadline {
  const { notes, measure, counted, sort, columns, searchError, start, rows } = model;
  const first = start === 0 ? rows.find((row) => !sameItem(row.label.item, NO_ITEM)) : undefined;
  const firstRow = first?.label.item;
  return {
    notes,
    measure,
    ...(counted === undefined ? {} : { counted }),
    sort,
    columns: columns.filter((column) => column.kind !== 'item'),
    ...(search === undefined ? {} : { search }),
    ...(fitting === undefined ? {} : { fitting }),
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
