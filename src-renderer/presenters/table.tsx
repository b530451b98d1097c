// A table of any length: only the rows on screen exist, the rest is asked for as it comes into sight.
// The grid keeps the focus; arrow keys move its cursor and select, Return and Space make the item under it active.
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { type ItemRef, NO_ITEM, sameItem } from '../../shared/viewmodel/item.ts';
import type { TableRow as Row, SortKey, TableModel } from '../../shared/viewmodel/table.ts';
import { useSize } from '../widgets/use-size.ts';
import { useVirtualRows } from '../widgets/virtual-rows.ts';
import type { ChoiceEvents, ChoiceGesture, ItemEvents, LinkedItems } from './item-events.ts';
import { type ColumnChoice, gridTemplate, leastWidth, shownColumns } from './table-columns.ts';
import { TableHeader } from './table-header.tsx';
import { TableRow } from './table-row.tsx';

export interface TableProps extends LinkedItems, ItemEvents {
  /** What is in it, for screen readers and tests: `Functions`. */
  readonly name: string;
  readonly model: TableModel;
  readonly choice: ColumnChoice;
  readonly digits: number;
  /** Row number of the item to bring into sight, when somebody else made it active. */
  readonly reveal: number | undefined;
  /** Said when there are no rows. */
  readonly emptyText: string;
  /** Of rows that stand for a setting: event types, parts. */
  readonly choices?: ChoiceEvents;
  readonly onRange: (start: number, count: number) => void;
  readonly onSort: (sort: readonly SortKey[]) => void;
  readonly onResize: (columnId: string, width: number) => void;
}

const ROW_HEIGHT = 22;
const HEADER_HEIGHT = 26;

export function Table(props: TableProps) {
  const { name, model, choice, active, selected, hovered, dispatch, onHover, onMenu, onRange, onSort, reveal } = props;
  const body = useRef<HTMLDivElement>(null);
  const idPrefix = useId();
  const height = Math.max(0, useSize(body).height - HEADER_HEIGHT);
  const rows = useVirtualRows(body, model.rowCount, ROW_HEIGHT, height);
  const { first, count, scrollToRow, revealRow, scrollToTop } = rows;
  const [cursor, setCursor] = useState(0);
  const columns = useMemo(() => shownColumns(model, choice), [model, choice]);
  const template = gridTemplate(columns);

  useEffect(() => onRange(first, count), [onRange, first, count]);

  const rowsRef = useRef(model);
  rowsRef.current = model;
  const rowAt = useCallback(
    (index: number): Row | undefined => rowsRef.current.rows[index - rowsRef.current.start],
    [],
  );
  const itemAt = useCallback(
    (index: number): ItemRef | undefined => {
      const item = rowAt(index)?.label.item;
      return sameItem(item, NO_ITEM) ? undefined : item;
    },
    [rowAt],
  );

  const sortText = JSON.stringify(model.sort);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order begins at its top
  useEffect(() => scrollToTop(), [sortText, scrollToTop]);
  // Another active item, or another order: its row comes into sight. Growing panes and scrolling must not pull it back.
  const revealed = useRef('');
  useEffect(() => {
    const key = `${active?.kind} ${active?.index} ${reveal} ${sortText}`;
    if (reveal === undefined || height === 0 || revealed.current === key) return;
    revealed.current = key;
    setCursor(reveal);
    revealRow(reveal);
  }, [reveal, active, sortText, height, revealRow]);

  const moveCursor = (to: number) => {
    const next = Math.max(0, Math.min(to, model.rowCount - 1));
    setCursor(next);
    scrollToRow(next);
    const item = itemAt(next);
    if (item !== undefined) dispatch({ type: 'select', item });
  };
  const { choices } = props;
  const choose = useCallback(
    (index: number, gesture: ChoiceGesture): void => {
      const choice = rowAt(index)?.choice;
      if (choice !== undefined) choices?.onChoose(choice, gesture);
    },
    [rowAt, choices],
  );
  const press = useCallback(
    (index: number, event?: MouseEvent) => {
      setCursor(index);
      if (event !== undefined) choose(index, gestureOf(event));
      const item = itemAt(index);
      if (item !== undefined) dispatch({ type: 'select', item });
    },
    [itemAt, dispatch, choose],
  );
  const activate = useCallback(
    (index: number) => {
      choose(index, 'again');
      const item = itemAt(index);
      if (item !== undefined) dispatch({ type: 'activate', item });
    },
    [itemAt, dispatch, choose],
  );
  const point = useCallback((index: number) => onHover(itemAt(index)), [itemAt, onHover]);
  const openMenu = useCallback(
    (index: number, event: MouseEvent) => {
      event.preventDefault();
      const row = rowAt(index);
      if (row === undefined) return;
      press(index);
      const at = { x: event.clientX, y: event.clientY };
      if (row.choice === undefined) onMenu(row.label, at);
      else choices?.onChoiceMenu(row.choice, at);
    },
    [rowAt, press, onMenu, choices],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = rowOfKey(event.key, cursor, rows.page, model.rowCount);
    if (to !== undefined) moveCursor(to);
    else if (rowAt(cursor)?.choice !== undefined && (event.key === 'Enter' || event.key === ' ')) {
      choose(cursor, event.key === 'Enter' ? 'one' : 'toggle');
    } else if (event.key === 'Enter' || event.key === ' ') activate(cursor);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenuAtCursor();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const openMenuAtCursor = () => {
    const row = rowAt(cursor);
    const box = document.getElementById(`${idPrefix}${cursor}`)?.getBoundingClientRect();
    if (row === undefined || box === undefined) return;
    const at = { x: box.left + 24, y: box.bottom };
    if (row.choice === undefined) onMenu(row.label, at);
    else choices?.onChoiceMenu(row.choice, at);
  };

  const drawn: number[] = [];
  for (let index = first; index < first + count; index++) drawn.push(index);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and laid out as a CSS grid
    <div
      className="table"
      role="grid"
      aria-label={name}
      aria-rowcount={model.rowCount + 1}
      aria-colcount={columns.length}
      aria-activedescendant={model.rowCount > 0 ? `${idPrefix}${cursor}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget || !(event.target instanceof HTMLButtonElement)) onKeyDown(event);
      }}
      onPointerLeave={() => onHover(undefined)}
    >
      <div className="table-body" ref={body} onScroll={rows.onScroll} role="presentation">
        <TableHeader model={model} columns={columns} template={template} onSort={onSort} onResize={props.onResize} />
        <div
          className="table-inner"
          style={{ height: rows.innerHeight, minWidth: leastWidth(columns) }}
          role="presentation"
        >
          <div className="table-window" style={{ transform: `translateY(${rows.top}px)` }} role="presentation">
            {drawn.map((index) => {
              const row = rowAt(index);
              return (
                <TableRow
                  key={index}
                  id={`${idPrefix}${index}`}
                  index={index}
                  row={row}
                  columns={columns}
                  template={template}
                  model={model}
                  digits={props.digits}
                  isActive={sameItem(row?.label.item, active) || isFirst(row)}
                  isSelected={sameItem(row?.label.item, selected) || isChosen(row)}
                  isHovered={sameItem(row?.label.item, hovered)}
                  isCursor={index === cursor}
                  onPress={press}
                  onActivate={activate}
                  onPoint={point}
                  onMenu={openMenu}
                />
              );
            })}
          </div>
        </div>
        {model.rowCount === 0 && <p className="empty-text">{props.emptyText}</p>}
      </div>
    </div>
  );
}

function gestureOf(event: MouseEvent): ChoiceGesture {
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

function rowOfKey(key: string, cursor: number, page: number, rowCount: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return cursor + 1;
    case 'ArrowUp':
      return cursor - 1;
    case 'PageDown':
      return cursor + page;
    case 'PageUp':
      return cursor - page;
    case 'Home':
      return 0;
    case 'End':
      return rowCount - 1;
    default:
      return undefined;
  }
}
