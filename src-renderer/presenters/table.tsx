// A table of any length: only the rows on screen exist, the rest is asked for as it comes into sight.
// The grid keeps the focus; arrow keys move its cursor and select, Return and Space make the item under it active.
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { type ItemRef, NO_ITEM, sameItem } from '../../shared/viewmodel/item.ts';
import type { TableRow as Row, SortKey, TableModel } from '../../shared/viewmodel/table.ts';
import { useMeasurer } from '../canvas/use-surface.ts';
import { useSettled } from '../widgets/use-settled.ts';
import { useSize } from '../widgets/use-size.ts';
import { useVirtualRows } from '../widgets/virtual-rows.ts';
import type { ChoiceEvents, ChoiceGesture, ItemEvents, LinkedItems, Point } from './item-events.ts';
import type { RowRange } from './row-selection.ts';
import { inGroups, rowsOfSlices, useRowSlices } from './row-slices.ts';
import { digitsInSight, digitsThatFit } from './share-digits.ts';
import { NAME_FONT } from './table-cell.tsx';
import {
  type ColumnChoice,
  cellStyles,
  columnsThatFit,
  leastWidth,
  leastWidths,
  sameColumns,
  shownColumns,
} from './table-columns.ts';
import { TableHeader } from './table-header.tsx';
import { tableIntent } from './table-keys.ts';
import { TableRow } from './table-row.tsx';
import { WithOptions } from './unavailable.tsx';
import { usePointedRow } from './use-pointed-row.ts';
import { type PlacedRow, usePressedRow } from './use-pressed-row.ts';
import { type Modifiers, useRowSelection } from './use-row-selection.ts';

export interface TableProps extends LinkedItems, Omit<ItemEvents, 'onMenu'> {
  /** What is in it, for screen readers and tests: `Functions`. */
  readonly name: string;
  readonly model: TableModel;
  readonly choice: ColumnChoice;
  readonly digits: number;
  /** Row number of the item to bring into sight, when somebody else made it active. */
  readonly reveal: number | undefined;
  /** The rows are those that were asked for last, not older ones. */
  readonly isCurrent: boolean;
  /** Another text: other rows, which begin at their top. */
  readonly listed: string;
  /** Another text: costs of other parts. What costs in them is asked, not where the active item has gone: the rows stay where they are. */
  readonly costsOf: string;
  /** A click makes active, as a double click does; with Shift or Ctrl it marks. */
  readonly clickActivates?: boolean;
  /** Said when there are no rows. */
  readonly emptyText: string;
  /** Of rows that stand for a setting: event types, parts. */
  readonly choices?: ChoiceEvents;
  readonly onRange: (start: number, count: number) => void;
  readonly onSort: (sort: readonly SortKey[]) => void;
  /** Ids of the columns that there is room for, with blanks between. */
  readonly onFit: (columns: string) => void;
  readonly onResize: (columnId: string, width: number) => void;
  /** Opens a closed group, closes an open one. */
  readonly onToggleGroup: (id: number) => void;
  readonly onOpenAllGroups: (open: boolean) => void;
  /** The rows into the clipboard, with the columns as they are shown. */
  readonly onCopy: (rows: MarkedCells) => void;
  /** Leaves what the table is limited to; absent where it is not. */
  readonly onEscape?: () => void;
  /** The context menu of a row, in client coordinates; `rows`: what Copy copies there. */
  readonly onMenu: (row: Row, at: Point, rows: MarkedCells) => void;
}

/** Rows that are marked, and the columns as they are shown. */
export interface MarkedCells {
  readonly ranges: readonly RowRange[];
  readonly columns: readonly string[];
}

const ROW_HEIGHT = 22;
const HEADER_HEIGHT = 26;
const WIDTH_STEP = 48;

export function Table(props: TableProps) {
  const { name, model, choice, active, selected, hovered, dispatch, onHover, onMenu, onRange, onSort, reveal } = props;
  const body = useRef<HTMLDivElement>(null);
  const idPrefix = useId();
  const size = useSize(body);
  const height = Math.max(0, size.height - HEADER_HEIGHT);
  const rows = useVirtualRows(body, model.rowCount, ROW_HEIGHT, height);
  const { first, count, slot, jumps, scrollToRow, revealRow, scrollToTop } = rows;
  const [cursor, setCursor] = useState(0);
  const fit = useMemo(() => {
    const room = { visible: choice.visible, kept: model.sort[0]?.column };
    return columnsThatFit(shownColumns(model, choice), size.width, room);
  }, [model, choice, size.width]);
  // The same ones in another width: no row is drawn again.
  const lastFit = useRef(fit);
  if (!sameColumns(lastFit.current, fit)) lastFit.current = fit;
  const columns = lastFit.current;
  const fitting = columns.map(({ spec }) => spec.id).join(' ');
  const { onFit } = props;
  useEffect(() => onFit(fitting), [onFit, fitting]);
  const styles = useMemo(() => cellStyles(columns), [columns]);
  const measurer = useMeasurer();
  // A pane that is dragged wider would draw its rows anew with every pixel.
  const room = useSettled(size.width, WIDTH_STEP);
  const widths = useMemo(() => leastWidths(columns, room), [columns, room]);

  useEffect(() => onRange(first, count), [onRange, first, count]);

  const { digits } = props;
  const most = digitsThatFit(columns, widths, model.sort, measurer.width('0', NAME_FONT));
  const lastDigits = useRef(digits);
  const fineDigits = digitsInSight(model, first, digits, { before: lastDigits.current, most });
  useEffect(() => {
    lastDigits.current = fineDigits;
  }, [fineDigits]);
  const newest = useMemo(
    () => ({ first, slot, jumps, model, columns, styles, widths, digits, fineDigits }),
    [first, slot, jumps, model, columns, styles, widths, digits, fineDigits],
  );
  const slices = useRowSlices(newest, count, cursor);
  const drawn = rowsOfSlices(slices, count, ({ model }) => model.rowCount);
  const rowsRef = useRef({ model, drawn });
  rowsRef.current = { model, drawn };
  const rowAt = useCallback((index: number): Row | undefined => {
    const { model, drawn } = rowsRef.current;
    const seen = drawn.find((one) => one.index === index)?.rows.model ?? model;
    return seen.rows[index - seen.start];
  }, []);

  const isTree = model.grouping !== undefined;
  const sortText = JSON.stringify(model.sort);
  const marked = useRowSelection(`${sortText} ${model.rowCount}`);
  const { pressRow, moveRow, rangesFor, isMarkedRow } = marked;
  const { isCurrent, listed, costsOf } = props;
  // Another order begins at its top. More or fewer of the same rows stay where they are, and so do rows in a pane of another size.
  const begun = useRef<string>(undefined);
  const beginning = `${listed} ${sortText}`;
  useEffect(() => {
    if (!isCurrent || begun.current === beginning) return;
    if (begun.current !== undefined) scrollToTop();
    begun.current = beginning;
  }, [isCurrent, beginning, scrollToTop]);
  // Another active item, or another order: its row comes into sight. Growing panes and scrolling must not pull it back.
  const revealed = useRef({ subject: '', place: -1, costsOf });
  useEffect(() => {
    if (reveal === undefined || height === 0 || !isCurrent) return;
    const before = revealed.current;
    const subject = `${active?.kind} ${active?.index} ${sortText}`;
    // Opening a group moves the rows below it: that is no reason to scroll.
    const place = isTree ? 0 : reveal;
    revealed.current = { subject, place, costsOf };
    if (before.subject === subject && (before.place === place || before.costsOf !== costsOf)) return;
    setCursor(reveal);
    revealRow(reveal);
  }, [reveal, isCurrent, active, sortText, costsOf, height, revealRow, isTree]);

  const moveCursor = (to: number, extending = false) => {
    const next = Math.max(0, Math.min(to, model.rowCount - 1));
    setCursor(next);
    moveRow(cursor, next, extending);
    scrollToRow(next);
    const item = itemOf(rowAt(next));
    if (item !== undefined) dispatch({ type: 'select', item });
  };
  const { choices, clickActivates = false } = props;
  const choose = useCallback(
    (row: Row | undefined, gesture: ChoiceGesture): void => {
      if (row?.choice !== undefined) choices?.onChoose(row.choice, gesture);
    },
    [choices],
  );
  const { down, clicked, twice, isStill, listeners } = usePressedRow(rowAt, isSameRow);
  const take = useCallback(
    (pressed: PlacedRow<Row>, event: Modifiers, choosing: boolean) => {
      const { index, row } = pressed;
      // Pressed, and moved away before the button came up: the numbers of rows mean other rows now.
      if (isStill(pressed)) {
        setCursor(index);
        pressRow(index, event);
      }
      if (choosing) choose(row, gestureOf(event));
      const item = itemOf(row);
      const isPlain = choosing && !event.shiftKey && !event.ctrlKey && !event.metaKey;
      if (item !== undefined) dispatch({ type: clickActivates && isPlain ? 'activate' : 'select', item });
    },
    [isStill, dispatch, pressRow, choose, clickActivates],
  );
  const press = useCallback(
    (index: number, event: MouseEvent) => {
      const meant = clicked(index, event);
      if (meant !== undefined) take(meant, event, true);
    },
    [clicked, take],
  );
  const activate = (row: Row | undefined) => {
    choose(row, 'again');
    const item = itemOf(row);
    const group = row?.tree;
    if (item !== undefined) dispatch({ type: 'activate', item });
    else if (group?.group !== undefined) {
      dispatch({ type: 'show-within', group: { by: group.group.by, path: group.path } });
    }
  };
  const toggle = (open: boolean) => {
    const tree = rowAt(cursor)?.tree;
    if (tree?.group !== undefined && tree.group.expanded !== open) props.onToggleGroup(tree.group.id);
    else if (open) moveCursor(cursor + 1);
    else moveCursor(groupAbove(model, cursor));
  };
  const { over, point, moved, left } = usePointedRow(onHover);
  const pointAt = useCallback(
    (index: number, element: number, at: MouseEvent) => point(itemOf(rowAt(index)), element, at),
    [rowAt, point],
  );
  /** The marked rows where this one is among them, else this one. */
  const cellsAt = (index: number): MarkedCells => ({
    ranges: isMarkedRow(index) ? rangesFor(index) : [{ from: index, to: index }],
    columns: columns.map(({ spec }) => spec.id),
  });
  const menuAt = (index: number, event: MouseEvent) => {
    event.preventDefault();
    const row = rowAt(index);
    if (row === undefined) return;
    if (!isMarkedRow(index)) take({ index, row }, { shiftKey: false, ctrlKey: false, metaKey: false }, false);
    const at = { x: event.clientX, y: event.clientY };
    if (row.choice === undefined) onMenu(row, at, cellsAt(index));
    else choices?.onChoiceMenu(row.choice, at);
  };
  // It is another function with every drawing of the table: rows that took it would all be drawn again whenever the pointer moves.
  const latestMenuAt = useRef(menuAt);
  latestMenuAt.current = menuAt;
  const openMenu = useCallback((index: number, event: MouseEvent) => latestMenuAt.current(index, event), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const intent = tableIntent(event, { cursor, page: rows.page, rowCount: model.rowCount, isTree });
    switch (intent?.kind) {
      case 'move':
        moveCursor(intent.to, intent.extending);
        break;
      case 'activate':
        if (rowAt(cursor)?.choice === undefined) activate(rowAt(cursor));
        else choose(rowAt(cursor), event.key === 'Enter' ? 'one' : 'toggle');
        break;
      case 'open':
        toggle(true);
        break;
      case 'close':
        toggle(false);
        break;
      case 'open-all':
        props.onOpenAllGroups(true);
        break;
      case 'close-all':
        props.onOpenAllGroups(false);
        break;
      case 'mark-all':
        marked.markAll(model.rowCount);
        break;
      case 'copy':
        props.onCopy(cellsAt(cursor));
        break;
      case 'menu':
        openMenuAtCursor();
        break;
      case undefined:
        if (event.key !== 'Escape' || props.onEscape === undefined) return;
        props.onEscape();
        break;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const openMenuAtCursor = () => {
    const row = rowAt(cursor);
    const box = document.getElementById(`${idPrefix}${cursor}`)?.getBoundingClientRect();
    if (row === undefined || box === undefined) return;
    const at = { x: box.left + 24, y: box.bottom };
    if (row.choice === undefined) onMenu(row, at, cellsAt(cursor));
    else choices?.onChoiceMenu(row.choice, at);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is one of two, both interactive
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles support it
    <div
      className="table"
      role={isTree ? 'treegrid' : 'grid'}
      aria-multiselectable={true}
      aria-label={name}
      aria-rowcount={model.rowCount + 1}
      aria-colcount={columns.length}
      aria-activedescendant={model.rowCount > 0 ? `${idPrefix}${cursor}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget || !(event.target instanceof HTMLButtonElement)) onKeyDown(event);
      }}
      onMouseDownCapture={listeners.onMouseDownCapture}
      // Not on the rows: the one that was clicked first may be gone when the second click comes.
      onDoubleClick={() => activate(twice())}
      onPointerMove={moved}
      onPointerLeave={(event) => {
        left();
        listeners.onPointerLeave(event);
      }}
    >
      <div className="table-body" ref={body} onScroll={rows.onScroll} role="presentation">
        <TableHeader model={model} columns={columns} styles={styles} onSort={onSort} onResize={props.onResize} />
        <div
          className="table-inner"
          style={{ height: rows.innerHeight, minWidth: leastWidth(columns) }}
          role="presentation"
        >
          <div className="table-window" style={{ transform: `translateY(${rows.top}px)` }} role="presentation">
            {inGroups(drawn).map((group) => (
              <div className="row-group" key={group.key} role="presentation">
                {group.rows.map(({ rows: { model, columns, styles, widths, digits, fineDigits }, index, element }) => {
                  const row = model.rows[index - model.start];
                  return (
                    <TableRow
                      key={element}
                      id={`${idPrefix}${index}`}
                      index={index}
                      element={element}
                      row={row}
                      columns={columns}
                      styles={styles}
                      widths={widths}
                      measurer={measurer}
                      model={model}
                      digits={digits}
                      fineDigits={fineDigits}
                      isActive={sameItem(row?.label.item, active) || isFirst(row)}
                      isSelected={sameItem(row?.label.item, selected) || isChosen(row)}
                      isMarked={isMarkedRow(index)}
                      isHovered={sameItem(row?.label.item, hovered)}
                      isCursor={index === cursor}
                      isOver={element === over}
                      onDown={down}
                      onPress={press}
                      onPoint={pointAt}
                      onMenu={openMenu}
                      onToggle={props.onToggleGroup}
                    />
                  );
                })}
              </div>
            ))}
          </div>
        </div>
        {model.rowCount === 0 && (
          <p className="empty-text">
            <WithOptions text={props.emptyText} />
          </p>
        )}
      </div>
    </div>
  );
}

/** Wherever it stands. */
function isSameRow(a: Row, b: Row): boolean {
  const item = itemOf(a);
  if (item !== undefined) return sameItem(item, itemOf(b));
  const keyOf = ({ choice, tree }: Row) => [
    choice?.kind,
    choice?.kind === 'part' ? choice.part : choice?.name,
    tree?.path,
  ];
  return itemOf(b) === undefined && JSON.stringify(keyOf(a)) === JSON.stringify(keyOf(b));
}

function itemOf(row: Row | undefined): ItemRef | undefined {
  const item = row?.label.item;
  return sameItem(item, NO_ITEM) ? undefined : item;
}

function gestureOf(event: Modifiers): ChoiceGesture {
  return event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one';
}

/** The first event type is to event types what the active item is to items. */
function isFirst(row: Row | undefined): boolean {
  return row?.choice?.kind === 'event-type' && row.choice.role === 'first';
}

function isChosen(row: Row | undefined): boolean {
  if (row?.choice?.kind === 'part') return row.choice.chosen;
  return row?.choice?.kind === 'event-type' && row.choice.role === 'second';
}

/** The row of the group that a row is in, as far as rows are here; else the row itself. */
function groupAbove({ rows, start }: TableModel, index: number): number {
  const depth = rows[index - start]?.tree?.depth ?? 0;
  for (let at = index - start - 1; at >= 0; at--) {
    if ((rows[at]?.tree?.depth ?? 0) < depth) return start + at;
  }
  return index;
}
