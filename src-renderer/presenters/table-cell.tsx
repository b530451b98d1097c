// One cell of a table: numbers right-aligned over their bars, names as harmless text with the colour of their file. A cell is one element with
// a text in it wherever that is enough: a frame of the screen lays out and paints hundreds of them at once. Trap: what stands behind a text that
// is cut (the sign of recursion) needs elements side by side.
import type { ReactNode } from 'react';
import type { Font } from '../../shared/drawing/display-list.ts';
import { fitText } from '../../shared/drawing/fit-text.ts';
import type { TextMeasurer } from '../../shared/drawing/text-measurer.ts';
import { type CellText, formatCell, isShare } from '../../shared/viewmodel/format-cell.ts';
import { formatCost } from '../../shared/viewmodel/format-cost.ts';
import { NO_ITEM, sameItem } from '../../shared/viewmodel/item.ts';
import {
  type Cell,
  type ColumnSpec,
  measureOfCell,
  type TableModel,
  type TableRow,
} from '../../shared/viewmodel/table.ts';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName, NameParts, NameText, nameTitle, shownName } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';
import { Tooltip } from '../widgets/tooltip.tsx';
import { BreakdownBars } from './breakdown-bars.tsx';
import { type CellStyle, GAPS_BESIDE_TEXT, isRightAligned, type ShownColumn } from './table-columns.ts';

export interface TableCellProps {
  readonly column: ShownColumn;
  readonly style: CellStyle | undefined;
  /** The column is at least so wide, in CSS pixels. */
  readonly width: number;
  readonly measurer: TextMeasurer;
  /** undefined: not there yet. */
  readonly row: TableRow | undefined;
  readonly model: Pick<TableModel, 'measure' | 'second'>;
  readonly digits: number;
  /** Under the pointer, or where the keyboard is: titles of all cells would cost the page as much as their layout whenever they change. */
  readonly isTitled: boolean;
  /** Opens or closes the group with this number. */
  readonly onToggle: (group: number) => void;
}

/** What a cell shows, and what of it belongs to the element. */
interface CellLook {
  readonly content?: ReactNode;
  readonly title?: string;
  /** The text that is seen, where nothing else takes room than a swatch or a sign. */
  readonly text?: string;
  /** Elements side by side, of which one is cut. */
  readonly composed?: boolean;
  readonly tooltip?: ReactNode;
}

export function TableCell(props: TableCellProps) {
  const { column, style, row, isTitled } = props;
  const { content, title, text, composed, tooltip } = row === undefined ? nothing : lookOf(props, row);
  const isCut = row !== undefined && (text === undefined || !fits(text, props));
  const element = (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    <div
      role="gridcell"
      style={style}
      className={`${cellClass(column, row)}${composed === true ? ' composed' : isCut ? ' cut' : ''}${isLeast(column.spec, text) ? ' least' : ''}`}
      title={isTitled && title !== '' ? title : undefined}
    >
      {content}
    </div>
  );
  return tooltip === undefined ? element : <Tooltip text={tooltip}>{element}</Tooltip>;
}

const nothing: CellLook = {};

/** See table.css; the gaps beside a text, the swatch of a name or the sign of an estimate with it. */
export const NAME_FONT: Font = { size: 12.5, weight: 400 };
const PLACE_FONT: Font = { size: 11.5, weight: 400 };
const GAPS_BESIDE_NAME = 32;
/** Letters are measured one by one: what stands between them may add a little. */
const SPARE = 1.02;

/** What surely fits is not clipped: every element that is costs the page a layer's worth of bookkeeping, and most texts fit. */
function fits(text: string, { column: { spec }, width, measurer }: TableCellProps): boolean {
  const room = width - (spec.kind === 'item' ? GAPS_BESIDE_NAME : GAPS_BESIDE_TEXT);
  // All digits are as wide as the widest.
  const font = spec.kind === 'text' ? PLACE_FONT : NAME_FONT;
  return text.length * LEAST_LETTER < room && measurer.width(text.replaceAll('1', '0'), font) * SPARE <= room;
}

/** Narrower than any text is in the middle: very long ones are not measured. */
const LEAST_LETTER = 2;

/** Too small to be shown in so many digits: `<0.01`. */
function isLeast(spec: ColumnSpec, text: string | undefined): boolean {
  return isRightAligned(spec) && text?.startsWith('<') === true;
}

function cellClass({ spec }: ShownColumn, row: TableRow | undefined): string {
  const side = isRightAligned(spec) ? ' right' : '';
  const dots = spec.kind === 'item' && row?.label.callersFrom !== undefined ? ' with-callers' : '';
  return `table-cell ${spec.kind} ${spec.id}${side}${row?.recursive === true ? ' recursive' : ''}${dots}`;
}

function lookOf(props: TableCellProps, row: TableRow): CellLook {
  const { column, model, digits, isTitled, onToggle } = props;
  const { spec } = column;
  const recorded: Cell = row.cells[column.index] ?? null;
  // Nobody calls a cycle that everything runs in: it is no function that was never called.
  const cell = recorded === 0 && spec.id === 'calls' && row.label.item.kind === 'cycle' ? null : recorded;
  if (spec.kind === 'item') return nameLook(row, isTitled, onToggle);
  const { breakdown } = row;
  if (breakdown?.column === spec.id && cell !== null) {
    return {
      content: typeof cell === 'string' ? harmlessName(cell) : formatCell(cell, spec, model.measure, digits).text,
      tooltip: <BreakdownBars breakdown={breakdown} measure={model.measure} digits={digits} />,
    };
  }
  if (spec.kind === 'text') {
    const text = cell === null ? '' : harmlessName(String(cell));
    return placeLook(text, spec.id === 'location' ? wholePlace(row) : text, props);
  }
  const measure = measureOfCell(model, row, spec);
  const formatted = inWidth(formatCell(cell, spec, measure, digits), cell, spec);
  const { exact } = formatted;
  // A row that is measured by itself cannot leave its percent sign to the header.
  const isSigned = row.measure !== undefined && isShare(spec, measure);
  const text = isSigned ? withSign(formatted.text) : formatted.text;
  const note = row.note === undefined ? '' : `\n${row.note}`;
  const hasBar = spec.bar !== undefined && measure.ratio !== true && typeof cell === 'number';
  const share = hasBar ? (spec.kind === 'ratio' ? cell : cell / measure.base) : 0;
  const title = `${exact}${note}`;
  // `<0.01` is a bound: nothing more careful is to be said of an estimate.
  const isMarked = isEstimated(row, spec.id) && !isLeast(spec, text);
  if (!(share >= LEAST_BAR) && !isMarked) return { content: text, text, title };
  return {
    content: (
      <>
        {share >= LEAST_BAR && spec.bar !== undefined && <Bar share={share} kind={spec.bar} />}
        {isMarked && <span className="estimated">≈</span>}
        {text}
      </>
    ),
    text: isMarked ? `≈${text}` : text,
    title,
  };
}

function nameLook(
  { label, tree, recursive }: TableRow,
  isTitled: boolean,
  onToggle: TableCellProps['onToggle'],
): CellLook {
  const group = tree?.group;
  const level = tree?.depth ?? 0;
  const swatch = group === undefined && !sameItem(label.item, NO_ITEM) && (
    <Swatch hue={label.hue} {...(isTitled ? { meaning: harmlessName(label.hueName, 80) } : {})} />
  );
  const { name, callersFrom } = label;
  const title = nameTitle(label);
  if (level === 0 && group === undefined && !recursive) {
    return {
      content: (
        <>
          {swatch}
          {callersFrom === undefined ? shownName(name) : <NameParts name={name} callersFrom={callersFrom} />}
        </>
      ),
      text: shownName(name),
      title,
    };
  }
  return {
    content: (
      <>
        {level > 0 && <span className="row-indent" style={{ width: level * LEVEL_WIDTH }} />}
        {group !== undefined && <Twisty expanded={group.expanded} onPress={() => onToggle(group.id)} />}
        {swatch}
        <NameText name={name} callersFrom={callersFrom} className="name" />
        {recursive && <RecursionMark isTitled={isTitled} />}
      </>
    ),
    title,
    composed: true,
  };
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
function isEstimated({ estimated, estimatedCells }: TableRow, columnId: string): boolean {
  return estimated && (estimatedCells === undefined || estimatedCells.includes(columnId));
}

function withSign(percent: string): string {
  return percent === '–' ? percent : `${percent} %`;
}

/** The path and the module as recorded, which the short place stands for. */
function wholePlace({ label, tree }: TableRow): string {
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

/**
 * A text that loses its middle rather than its end: `importlib._boot…:1165`. It is cut here: where the browser cuts, there is a gap of a letter
 * between the dots and the line number. `whole`: what it is short for.
 */
function placeLook(text: string, whole: string, props: TableCellProps): CellLook {
  if (fits(text, props)) return { content: text, text, title: whole };
  const line = /:\d+$/.exec(text)?.[0] ?? '';
  if (line === '') return { content: text, title: whole };
  const { width, measurer } = props;
  const room = (width - GAPS_BESIDE_TEXT) / SPARE - measurer.width(line, PLACE_FONT);
  const path = fitText(text.slice(0, -line.length), room, PLACE_FONT, measurer);
  return { content: `${path === '' ? '…' : path}${line}`, title: whole };
}

/** A shorter bar would only draw a line down the column. */
const LEAST_BAR = 0.01;
/** The gaps of a cell that a bar lies over, too. See table.css. */
const GAPS = 8;

interface BarProps {
  readonly share: number;
  readonly kind: 'inclusive' | 'self';
}

/** Below the number, as wide as its share of the cell: every bar of a column has one scale. */
function Bar({ share, kind }: BarProps) {
  return <i className={`bar ${kind}`} style={{ width: `calc((100% + ${GAPS}px) * ${Math.min(1, share)})` }} />;
}

function RecursionMark({ isTitled }: Pick<TableCellProps, 'isTitled'>) {
  const title = isTitled ? 'Stays inside a cycle or calls itself: listed, but part of no sum' : undefined;
  return (
    <span className="recursion" title={title}>
      ↻
    </span>
  );
}
