// One row of a table: its marks, what the pointer does on it, and its cells.
import { type MouseEvent, memo } from 'react';
import type { TextMeasurer } from '../../shared/drawing/text-measurer.ts';
import type { TableRow as Row, TableModel } from '../../shared/viewmodel/table.ts';
import { followsOrder } from './share-digits.ts';
import { TableCell } from './table-cell.tsx';
import type { CellStyle, ShownColumn } from './table-columns.ts';

export interface TableRowProps {
  readonly id: string;
  /** Row number in the whole table, from 0. */
  readonly index: number;
  /** Number of the element, which other rows take over. */
  readonly element: number;
  /** undefined: not there yet. */
  readonly row: Row | undefined;
  readonly columns: readonly ShownColumn[];
  readonly styles: readonly CellStyle[];
  /** Of the columns, in CSS pixels: at least so much. */
  readonly widths: readonly number[];
  readonly measurer: TextMeasurer;
  readonly model: Pick<TableModel, 'measure' | 'second' | 'grouping' | 'sort'>;
  readonly digits: number;
  /** Of the columns that follow the order: see share-digits.ts. */
  readonly fineDigits: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  /** Among several rows that are marked for copying. */
  readonly isMarked: boolean;
  readonly isCursor: boolean;
  /** The pointer is over this element. */
  readonly isOver: boolean;
  /** The button goes down: what the clicks that follow mean is what is here now. */
  readonly onDown: (index: number, event: MouseEvent) => void;
  readonly onPress: (index: number, event: MouseEvent) => void;
  readonly onPoint: (index: number, element: number, event: MouseEvent) => void;
  readonly onMenu: (index: number, event: MouseEvent) => void;
  /** Opens or closes the group with this number. */
  readonly onToggle: (group: number) => void;
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { id, index, row, columns, styles, isActive, isSelected, isMarked, isHovered, isCursor, isOver } = props;
  const group = row?.tree?.group;
  const marks = [
    isActive && 'active',
    isSelected && 'selected',
    isMarked && 'marked',
    isHovered && 'hovered',
    isCursor && 'cursor',
    group !== undefined && 'group',
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and laid out by CSS
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus and names this row as its active descendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys
    <div
      id={id}
      role="row"
      className={`table-row ${marks.filter(Boolean).join(' ')}`}
      aria-rowindex={index + 2}
      aria-selected={isSelected || isMarked}
      aria-level={props.model.grouping === undefined || row?.tree === undefined ? undefined : row.tree.depth + 1}
      aria-expanded={group?.expanded}
      aria-current={isActive}
      onMouseDown={(event) => props.onDown(index, event)}
      onClick={(event) => props.onPress(index, event)}
      onPointerEnter={(event) => props.onPoint(index, props.element, event)}
      onContextMenu={(event) => props.onMenu(index, event)}
    >
      {columns.map((column, place) => (
        <TableCell
          key={column.spec.id}
          column={column}
          style={styles[place]}
          width={props.widths[place] ?? 0}
          measurer={props.measurer}
          row={row}
          model={props.model}
          digits={followsOrder(column.spec, props.model.sort) ? props.fineDigits : props.digits}
          isTitled={isOver || isCursor}
          onToggle={props.onToggle}
        />
      ))}
    </div>
  );
});
