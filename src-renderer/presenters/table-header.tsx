// The header row of a table: sorts by click or Return (Shift: second key), is resized by dragging an edge or by Alt with Shift and the
// left and right arrows.
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { isShare } from '../../shared/viewmodel/format-cell.ts';
import type { SortKey, TableModel } from '../../shared/viewmodel/table.ts';
import { Tooltip } from '../widgets/tooltip.tsx';
import { type CellStyle, isRightAligned, leastWidth, MIN_WIDTH, nextSort, type ShownColumn } from './table-columns.ts';

export interface TableHeaderProps {
  readonly model: TableModel;
  readonly columns: readonly ShownColumn[];
  readonly styles: readonly CellStyle[];
  readonly onSort: (sort: readonly SortKey[]) => void;
  readonly onResize: (columnId: string, width: number) => void;
}

export function TableHeader({ model, columns, styles, onSort, onResize }: TableHeaderProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and laid out by CSS
    // biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus
    <div className="table-header" role="row" aria-rowindex={1} style={{ minWidth: leastWidth(columns) }}>
      {columns.map((column, place) => (
        <HeaderCell
          key={column.spec.id}
          column={column}
          style={styles[place]}
          model={model}
          onSort={onSort}
          onResize={onResize}
        />
      ))}
    </div>
  );
}

interface HeaderCellProps extends Pick<TableHeaderProps, 'model' | 'onSort' | 'onResize'> {
  readonly column: ShownColumn;
  readonly style: CellStyle | undefined;
}

function HeaderCell({ column, style, model, onSort, onResize }: HeaderCellProps) {
  const { spec } = column;
  const place = model.sort.findIndex((key) => key.column === spec.id);
  const direction = place < 0 ? undefined : model.sort[place]?.direction;
  const cell = useRef<HTMLDivElement>(null);
  const measure = spec.second === true ? (model.second ?? model.measure) : model.measure;
  const shares = isShare(spec, measure);
  const base = spec.kind !== 'cost' ? '' : shares ? ` In % of ${measure.baseName}.` : ` ${measure.label}.`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || !event.shiftKey) return;
    const step = event.key === 'ArrowRight' ? 8 : event.key === 'ArrowLeft' ? -8 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onResize(spec.id, Math.max(MIN_WIDTH, (cell.current?.offsetWidth ?? 0) + step));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    <div
      ref={cell}
      role="columnheader"
      style={style}
      className={`table-head${isRightAligned(spec) ? ' right' : ''}${direction === undefined ? '' : ' sorted'}`}
      aria-sort={direction ?? 'none'}
    >
      <Tooltip placement="top" text={`${spec.description}${base}`}>
        <button
          type="button"
          onClick={(event) => onSort(nextSort(model.sort, spec, event.shiftKey))}
          onKeyDown={onKeyDown}
        >
          <span className="table-head-title">{spec.title}</span>
          {shares && <span className="table-head-unit">%</span>}
          {direction !== undefined && (
            <span className="table-head-arrow" aria-hidden="true">
              {direction === 'descending' ? '▾' : '▴'}
              {place > 0 && <sub>{place + 1}</sub>}
            </span>
          )}
        </button>
      </Tooltip>
      <ResizeEdge onDrag={(by, from) => onResize(spec.id, Math.max(MIN_WIDTH, from + by))} cell={cell} />
    </div>
  );
}

interface ResizeEdgeProps {
  readonly cell: { readonly current: HTMLDivElement | null };
  readonly onDrag: (by: number, from: number) => void;
}

function ResizeEdge({ cell, onDrag }: ResizeEdgeProps) {
  const start = useRef<{ x: number; width: number }>(undefined);
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: cell.current?.offsetWidth ?? 0 };
  };
  const move = (event: PointerEvent) => {
    if (start.current !== undefined) onDrag(event.clientX - start.current.x, start.current.width);
  };
  const end = () => {
    start.current = undefined;
  };
  return (
    <div className="resize-edge" onPointerDown={begin} onPointerMove={move} onPointerUp={end} onPointerCancel={end} />
  );
}
