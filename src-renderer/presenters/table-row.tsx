// One row of a table: numbers right-aligned over their bars, names as harmless text with the colour of their file.
import { type MouseEvent, memo } from 'react';
import { type CellText, formatCell, isShare } from '../../shared/viewmodel/format-cell.ts';
import { formatCost } from '../../shared/viewmodel/format-cost.ts';
import { NO_ITEM, sameItem } from '../../shared/viewmodel/item.ts';
import {
  type Cell,
  type ColumnSpec,
  measureOfCell,
  type TableRow as Row,
  type TableModel,
} from '../../shared/viewmodel/table.ts';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName, NameText } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';
import { Tooltip } from '../widgets/tooltip.tsx';
import { BreakdownBars } from './breakdown-bars.tsx';
import { isRightAligned, type ShownColumn } from './table-columns.ts';

export interface TableRowProps {
  readonly id: string;
  /** Row number in the whole table, from 0. */
  readonly index: number;
  /** undefined: not there yet. */
  readonly row: Row | undefined;
  readonly columns: readonly ShownColumn[];
  readonly template: string;
  readonly model: Pick<TableModel, 'measure' | 'second' | 'grouping'>;
  readonly digits: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  /** Among several rows that are marked for copying. */
  readonly isMarked: boolean;
  readonly isCursor: boolean;
  /** The button goes down: what the clicks that follow mean is what is here now. */
  readonly onDown: (index: number, event: MouseEvent) => void;
  readonly onPress: (index: number, event: MouseEvent) => void;
  readonly onPoint: (index: number) => void;
  readonly onMenu: (index: number, event: MouseEvent) => void;
  /** Opens or closes the group with this number. */
  readonly onToggle: (group: number) => void;
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { id, index, row, columns, template, isActive, isSelected, isMarked, isHovered, isCursor } = props;
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
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and laid out as a CSS grid
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
      style={{ gridTemplateColumns: template }}
      onMouseDown={(event) => props.onDown(index, event)}
      onClick={(event) => props.onPress(index, event)}
      onPointerEnter={() => props.onPoint(index)}
      onContextMenu={(event) => props.onMenu(index, event)}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see the row
        // biome-ignore lint/a11y/useFocusableInteractive: see the row
        <div key={column.spec.id} role="gridcell" className={cellClass(column, row)}>
          {row !== undefined && <CellContent {...props} column={column} row={row} />}
        </div>
      ))}
    </div>
  );
});

function cellClass({ spec }: ShownColumn, row: Row | undefined): string {
  const side = isRightAligned(spec) ? ' right' : '';
  return `table-cell ${spec.kind} ${spec.id}${side}${row?.recursive === true ? ' recursive' : ''}`;
}

interface CellContentProps extends Pick<TableRowProps, 'model' | 'digits' | 'onToggle'> {
  readonly column: ShownColumn;
  readonly row: Row;
}

function CellContent({ column, row, model, digits, onToggle }: CellContentProps) {
  const { spec } = column;
  const recorded: Cell = row.cells[column.index] ?? null;
  // Nobody calls a cycle that everything runs in: it is no function that was never called.
  const cell = recorded === 0 && spec.id === 'calls' && row.label.item.kind === 'cycle' ? null : recorded;
  if (spec.kind === 'item') {
    const group = row.tree?.group;
    const level = row.tree?.depth ?? 0;
    return (
      <>
        {level > 0 && <span className="row-indent" style={{ width: level * LEVEL_WIDTH }} />}
        {group !== undefined && <Twisty expanded={group.expanded} onPress={() => onToggle(group.id)} />}
        {group === undefined && !sameItem(row.label.item, NO_ITEM) && (
          <Swatch hue={row.label.hue} meaning={harmlessName(row.label.hueName, 80)} />
        )}
        <NameText
          name={row.label.name}
          fullName={row.label.fullName}
          recordedName={row.label.recordedName}
          className="name"
          titled
        />
        {row.recursive && <RecursionMark />}
      </>
    );
  }
  const { breakdown } = row;
  if (breakdown?.column === spec.id && cell !== null) {
    const text = typeof cell === 'string' ? harmlessName(cell) : formatCell(cell, spec, model.measure, digits).text;
    return (
      <Tooltip text={<BreakdownBars breakdown={breakdown} measure={model.measure} digits={digits} />}>
        <span className={spec.kind === 'text' ? 'place-path' : 'number'}>{text}</span>
      </Tooltip>
    );
  }
  if (spec.kind === 'text') {
    const text = cell === null ? '' : harmlessName(String(cell));
    return <PlaceText text={text} whole={spec.id === 'location' ? wholePlace(row) : text} />;
  }
  const measure = measureOfCell(model, row, spec);
  const formatted = inWidth(formatCell(cell, spec, measure, digits), cell, spec);
  const { exact } = formatted;
  // A row that is measured by itself cannot leave its percent sign to the header.
  const text = row.measure !== undefined && isShare(spec, measure) ? withSign(formatted.text) : formatted.text;
  const note = row.note === undefined ? '' : `\n${row.note}`;
  return (
    <>
      {spec.bar !== undefined && measure.ratio !== true && typeof cell === 'number' && (
        <Bar share={spec.kind === 'ratio' ? cell : cell / measure.base} kind={spec.bar} />
      )}
      <span className="number" title={`${exact}${note}`}>
        {isEstimated(row, spec.id) && <span className="estimated">≈</span>}
        {text}
      </span>
    </>
  );
}

/** Counts of more digits than the column has room for are scaled; the tooltip, copies and exports have all of them. */
function inWidth(known: CellText, cell: Cell, { kind }: ColumnSpec): CellText {
  if (kind !== 'count' || typeof cell !== 'number' || Math.abs(cell) < LEAST_SCALED_COUNT) return known;
  return { text: formatCost(cell, 'count'), exact: known.text };
}

const LEAST_SCALED_COUNT = 1e7;

/** In CSS pixels. */
const LEVEL_WIDTH = 16;

/** Rows are estimated as a whole, or cell by cell. */
function isEstimated({ estimated, estimatedCells }: Row, columnId: string): boolean {
  return estimated && (estimatedCells === undefined || estimatedCells.includes(columnId));
}

function withSign(percent: string): string {
  return percent === '–' ? percent : `${percent} %`;
}

/** The path and the module as recorded, which the short place stands for. */
function wholePlace({ label, tree }: Row): string {
  const { file, module, line, location } = label;
  if (tree?.group !== undefined) return harmlessName(location);
  const path = file === null ? '' : `${file}${line === null ? '' : `:${line}`}`;
  const places = [path, module ?? ''].filter((one) => one !== '');
  return places.length === 0 ? harmlessName(location) : places.map((one) => harmlessName(one)).join('\n');
}

/** The keyboard opens and closes groups with the left and right arrow: no stop for Tab in every row. */
function Twisty({ expanded, onPress }: { readonly expanded: boolean; readonly onPress: () => void }) {
  return (
    <span
      className="twisty"
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon name={expanded ? 'down' : 'right'} size={12} />
    </span>
  );
}

/** A text that loses its middle rather than its end: `importlib._boot…:1165`. */
function PlaceText({ text, whole }: { readonly text: string; readonly whole: string }) {
  const [, path = text, line = ''] = /^(.*?)(:\d+)?$/s.exec(text) ?? [];
  return (
    <>
      <span className="place-path" title={whole}>
        {path}
      </span>
      {line !== '' && <span className="place-line">{line}</span>}
    </>
  );
}

/** A shorter bar would only draw a line down the column. */
const LEAST_BAR = 0.005;

function Bar({ share, kind }: { readonly share: number; readonly kind: 'inclusive' | 'self' }) {
  if (!(share >= LEAST_BAR)) return null;
  return <i className={`bar ${kind}`} style={{ width: `${Math.min(100, share * 100)}%` }} />;
}

function RecursionMark() {
  return (
    <span className="recursion" title="Stays inside a cycle or calls itself: listed, but part of no sum">
      ↻
    </span>
  );
}
