// Code with costs in its gutters, of any length: only the rows on screen exist. The grid keeps the focus: arrow keys walk lines, calls and
// folds, Return activates what is under the cursor, Space selects it, Ctrl with up and down goes from one dear line to the next.
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { CodeColumn, CodeJump, CodeModel, LineRow, CodeRow as Row } from '../../shared/viewmodel/code.ts';
import { itemKey, sameItem } from '../../shared/viewmodel/item.ts';
import type { SortKey } from '../../shared/viewmodel/table.ts';
import { useSize } from '../widgets/use-size.ts';
import { useVirtualRows } from '../widgets/virtual-rows.ts';
import { CodeHeader } from './code-header.tsx';
import { lanesWidth } from './code-jumps.tsx';
import { codeKey, nextRow } from './code-keys.ts';
import { CODE_ROW_HEIGHT, CodeRow } from './code-row.tsx';
import type { ItemEvents, LinkedItems, Point } from './item-events.ts';
import { type ColumnChoice, type ShownColumn, shownColumns } from './table-columns.ts';
import { usePressedRow } from './use-pressed-row.ts';

/** Row numbers, both ends included. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

export interface CodeProps extends LinkedItems, ItemEvents {
  readonly name: string;
  readonly model: CodeModel;
  readonly choice: ColumnChoice;
  readonly digits: number;
  /** Over the text: `Source`. */
  readonly textTitle: string;
  /** Another value brings `model.reveal` into sight: what the view is about. */
  readonly about: string;
  readonly renderSection: (section: number) => ReactNode;
  readonly onRange: (start: number, count: number) => void;
  readonly onSort: (sort: readonly SortKey[]) => void;
  readonly onOpenFold: (id: string) => void;
  readonly onFind: () => void;
  readonly onLeave: () => void;
  /** Return or a double click on a line: nothing where it is left out. */
  readonly onLine?: (row: LineRow) => void;
  /** Open this line in the editor. */
  readonly onEdit?: (row: LineRow) => void;
  readonly onLineMenu: (row: LineRow, at: Point) => void;
  readonly onCopy: (range: RowRange) => void;
  /** The row to go to, asked for from outside; another object goes there again. */
  readonly goTo: { readonly row: number } | undefined;
  readonly onCursor: (row: number) => void;
  /** Rows that are marked, for copies; undefined: none. */
  readonly onMark: (range: RowRange | undefined) => void;
}

const HEADER_HEIGHT = 26;
const noJumps: readonly CodeJump[] = [];

export function Code(props: CodeProps) {
  const { name, model, choice, selected, hovered, dispatch, onHover, onMenu, onRange, about, goTo, onCursor } = props;
  const body = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const idPrefix = useId();
  const height = Math.max(0, useSize(body).height - HEADER_HEIGHT);
  const virtual = useVirtualRows(body, model.rowCount, CODE_ROW_HEIGHT, height);
  const { first, count, scrollToRow, revealRow } = virtual;
  const [cursor, setCursorState] = useState(0);
  const [anchor, setAnchor] = useState<number>();
  const columns = useMemo(() => shownColumns(model, choice) as readonly ShownColumn<CodeColumn>[], [model, choice]);
  const template = columns.map(({ spec, width }) => `${width === 0 ? spec.width : width}px`).join(' ');
  const jumpsWidth = lanesWidth(model.lanes);
  const gutterWidth = columns.reduce((sum, { spec, width }) => sum + (width === 0 ? spec.width : width), jumpsWidth);

  useEffect(() => onRange(first, count), [onRange, first, count]);

  const rowsRef = useRef(model);
  rowsRef.current = model;
  const rowAt = useCallback((index: number): Row | undefined => {
    const { rows, start } = rowsRef.current;
    return rows[index - start];
  }, []);
  const setCursor = useCallback(
    (row: number) => {
      setCursorState(row);
      onCursor(row);
    },
    [onCursor],
  );

  const revealed = useRef('');
  const { reveal } = model;
  useEffect(() => {
    if (height === 0 || revealed.current === about || reveal === undefined) return;
    revealed.current = about;
    setCursor(reveal);
    setAnchor(undefined);
    revealRow(reveal);
  }, [about, reveal, height, revealRow, setCursor]);
  useEffect(() => {
    if (goTo === undefined) return;
    setCursor(goTo.row);
    revealRow(goTo.row);
  }, [goTo, revealRow, setCursor]);

  const goToRow = (to: number, extend: boolean) => {
    setAnchor(extend ? (anchor ?? cursor) : undefined);
    setCursor(to);
    scrollToRow(to);
  };
  const { onOpenFold, onLine, onLineMenu } = props;
  const activate = useCallback(
    (row: Row | undefined) => {
      if (row?.type === 'call') dispatch({ type: 'activate', item: row.label.item });
      else if (row?.type === 'fold') onOpenFold(row.id);
      else if (row?.type === 'line') onLine?.(row);
    },
    [dispatch, onOpenFold, onLine],
  );
  const { down, clicked, twice, isStill, listeners } = usePressedRow(rowAt, isSameRow);
  const press = useCallback(
    (index: number, event: MouseEvent) => {
      const meant = clicked(index, event);
      if (meant?.row?.type === 'fold') return activate(meant.row);
      if (meant === undefined) return;
      // Pressed, and gone before the button came up: the numbers of rows mean other rows now.
      if (isStill(meant)) {
        setCursor(index);
        setAnchor((old) => (event.shiftKey ? (old ?? index) : undefined));
      }
      if (meant.row?.type === 'call') dispatch({ type: 'select', item: meant.row.label.item });
    },
    [clicked, isStill, dispatch, setCursor, activate],
  );
  const activateTwice = () => {
    const row = twice();
    // One click has opened it.
    if (row?.type !== 'fold') activate(row);
  };
  const point = useCallback(
    (index: number) => {
      const row = rowAt(index);
      onHover(row?.type === 'call' ? row.label.item : undefined);
    },
    [rowAt, onHover],
  );
  const menuAt = useCallback(
    (index: number, at: Point) => {
      const row = rowAt(index);
      setCursor(index);
      if (row?.type === 'call') onMenu(row.label, at);
      else if (row?.type === 'line') onLineMenu(row, at);
    },
    [rowAt, onMenu, onLineMenu, setCursor],
  );
  const openMenu = useCallback(
    (index: number, event: MouseEvent) => {
      event.preventDefault();
      menuAt(index, { x: event.clientX, y: event.clientY });
    },
    [menuAt],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const key = codeKey(event, { cursor, page: virtual.page, rowCount: model.rowCount });
    if (key === undefined) return;
    switch (key.kind) {
      case 'move':
        goToRow(key.to, key.extend);
        break;
      case 'hot':
      case 'match': {
        const to = nextRow(key.kind === 'hot' ? model.hot : (model.find?.rows ?? []), cursor, key.step);
        if (to !== undefined) goToRow(to, false);
        break;
      }
      case 'activate':
        activate(rowAt(cursor));
        break;
      case 'select': {
        const row = rowAt(cursor);
        if (row?.type === 'call') dispatch({ type: 'select', item: row.label.item });
        else activate(row);
        break;
      }
      case 'menu': {
        const box = document.getElementById(`${idPrefix}${cursor}`)?.getBoundingClientRect();
        if (box !== undefined) menuAt(cursor, { x: box.left + 24, y: box.bottom });
        break;
      }
      case 'edit': {
        const row = rowAt(cursor);
        if (row?.type === 'line') props.onEdit?.(row);
        break;
      }
      case 'find':
        props.onFind();
        break;
      case 'copy':
        // Text marked with the mouse is copied by the browser.
        if (window.getSelection()?.isCollapsed === false) return;
        props.onCopy({ from: Math.min(anchor ?? cursor, cursor), to: Math.max(anchor ?? cursor, cursor) });
        break;
      case 'select-all':
        setAnchor(0);
        setCursor(model.rowCount - 1);
        break;
      case 'leave':
        if (anchor === undefined) props.onLeave();
        setAnchor(undefined);
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const { onMark } = props;
  useEffect(() => {
    onMark(anchor === undefined ? undefined : { from: Math.min(anchor, cursor), to: Math.max(anchor, cursor) });
  }, [anchor, cursor, onMark]);

  const drawn: number[] = [];
  for (let index = first; index < first + count; index++) drawn.push(index);
  const markedFrom = anchor === undefined ? Number.POSITIVE_INFINITY : Math.min(anchor, cursor);
  const markedTo = anchor === undefined ? -1 : Math.max(anchor, cursor);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and laid out by hand
    <div
      ref={grid}
      className="code"
      role="grid"
      aria-label={name}
      aria-rowcount={model.rowCount + 1}
      aria-activedescendant={model.rowCount > 0 ? `${idPrefix}${cursor}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget || !(event.target instanceof HTMLButtonElement)) onKeyDown(event);
      }}
      onMouseDownCapture={listeners.onMouseDownCapture}
      // Not on the rows: the one that was clicked first may be gone when the second click comes.
      onDoubleClick={activateTwice}
      onPointerLeave={(event) => {
        onHover(undefined);
        listeners.onPointerLeave(event);
      }}
    >
      <div className="code-body" ref={body} onScroll={virtual.onScroll} role="presentation">
        <CodeHeader
          model={model}
          columns={columns}
          template={template}
          jumpsWidth={jumpsWidth}
          textTitle={props.textTitle}
          sectionTitle={model.sections[sectionAt(model, first === 0 ? 0 : first + 4)]?.title ?? ''}
          onSort={props.onSort}
        />
        <div
          className="code-inner"
          style={{ height: virtual.innerHeight, minWidth: `calc(${gutterWidth + 24}px + ${model.widest}ch)` }}
          role="presentation"
        >
          <div
            className="code-window"
            style={{ transform: `translateY(${virtual.top}px)`, tabSize: model.tabSize }}
            role="presentation"
          >
            {drawn.map((index) => {
              const row = rowAt(index);
              const item = row?.type === 'call' ? row.label.item : undefined;
              return (
                <CodeRow
                  key={index}
                  id={`${idPrefix}${index}`}
                  index={index}
                  row={row}
                  columns={columns}
                  template={template}
                  measure={model.measure}
                  second={model.second}
                  digits={props.digits}
                  jumps={jumpsAt(model.jumps, index)}
                  jumpsWidth={jumpsWidth}
                  find={model.find?.text ?? ''}
                  isSelected={sameItem(item, selected)}
                  isHovered={sameItem(item, hovered)}
                  isCursor={index === cursor}
                  isMarked={index >= markedFrom && index <= markedTo}
                  heading={row?.type === 'section' ? props.renderSection(row.section) : undefined}
                  onDown={down}
                  onPress={press}
                  onPoint={point}
                  onMenu={openMenu}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

/** The same place of the same code; another function's has places of its own. */
function isSameRow(a: Row, b: Row): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(row: Row): string {
  const place = `${row.type} ${row.id}`;
  return row.type === 'line'
    ? `${place} ${row.text}`
    : row.type === 'call'
      ? `${place} ${itemKey(row.label.item)}`
      : place;
}

/** Section that a row belongs to; −1 where that is not known just now. */
function sectionAt({ rows, start }: CodeModel, row: number): number {
  for (let i = Math.min(rows.length - 1, row - start); i >= 0; i--) {
    const at = rows[i];
    if (at.type === 'line' || at.type === 'section' || at.type === 'fold') return at.section;
  }
  return -1;
}

/** Arrows that begin, end or pass here. Rows without any share one list, so that they need not be drawn again. */
function jumpsAt(jumps: readonly CodeJump[], row: number): readonly CodeJump[] {
  const touching = jumps.filter(({ from, to }) => Math.min(from, to) <= row && row <= Math.max(from, to));
  return touching.length === 0 ? noJumps : touching;
}
