// One row of code: what stands in the gutters, the arrows, and the line, call, fold or heading itself.
// Gutters stay where they are when the text is scrolled sideways.
import { type MouseEvent, memo, type ReactNode } from 'react';
import type {
  CallRow,
  CodeColumn,
  CodeJump,
  FoldRow,
  JumpRow,
  LineRow,
  QuoteRow,
  CodeRow as Row,
} from '../../shared/viewmodel/code.ts';
import { formatCell } from '../../shared/viewmodel/format-cell.ts';
import { foldedText } from '../../shared/viewmodel/format-code.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import type { Measure } from '../../shared/viewmodel/measure.ts';
import type { Cell } from '../../shared/viewmodel/table.ts';
import { harmlessName, NameText } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';
import { RowJumps, takenText } from './code-jumps.tsx';
import { codePieces } from './code-pieces.ts';
import { isRightAligned, type ShownColumn } from './table-columns.ts';

export const CODE_ROW_HEIGHT = 20;

export interface CodeRowProps {
  readonly id: string;
  readonly index: number;
  /** undefined: not there yet. */
  readonly row: Row | undefined;
  readonly columns: readonly ShownColumn<CodeColumn>[];
  readonly template: string;
  readonly measure: Measure;
  readonly second: Measure | undefined;
  readonly digits: number;
  readonly jumps: readonly CodeJump[];
  readonly jumpsWidth: number;
  readonly find: string;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  readonly isCursor: boolean;
  readonly isMarked: boolean;
  /** What stands in a section's row. */
  readonly heading: ReactNode;
  /** The button goes down: what the clicks that follow mean is what is here now. */
  readonly onDown: (index: number, event: MouseEvent) => void;
  readonly onPress: (index: number, event: MouseEvent) => void;
  readonly onPoint: (index: number) => void;
  readonly onMenu: (index: number, event: MouseEvent) => void;
}

export const CodeRow = memo(function CodeRow(props: CodeRowProps) {
  const { id, index, row, isSelected, isHovered, isCursor, isMarked } = props;
  const marks = [isSelected && 'selected', isHovered && 'hovered', isCursor && 'cursor', isMarked && 'marked'];
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and laid out by hand
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus and names this row as its active descendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys
    <div
      id={id}
      role="row"
      className={`code-row ${row?.type ?? 'line'} ${marks.filter(Boolean).join(' ')}`}
      aria-rowindex={index + 2}
      aria-selected={isSelected || isMarked}
      onMouseDown={(event) => props.onDown(index, event)}
      onClick={(event) => props.onPress(index, event)}
      onPointerEnter={() => props.onPoint(index)}
      onContextMenu={(event) => props.onMenu(index, event)}
    >
      {row !== undefined && <RowContent {...props} row={row} />}
    </div>
  );
});

function RowContent(props: CodeRowProps & { readonly row: Row }): ReactNode {
  const { row } = props;
  switch (row.type) {
    case 'line':
      return (
        <>
          <Gutter {...props} cells={row.cells} heat={row.heat} />
          <LineText row={row} find={props.find} />
        </>
      );
    case 'quote':
      return (
        <>
          <Gutter {...props} cells={[]} heat={0} />
          <QuoteText row={row} find={props.find} />
        </>
      );
    case 'call':
      return (
        <>
          <Gutter {...props} cells={row.cells} heat={0} />
          <CallText row={row} />
        </>
      );
    case 'jump':
      return (
        <>
          <Gutter {...props} cells={[]} heat={0} />
          <JumpText row={row} />
        </>
      );
    case 'fold':
      return (
        <>
          <Gutter {...props} cells={[]} heat={0} />
          <FoldText row={row} />
        </>
      );
    case 'section':
      return (
        // biome-ignore lint/a11y/useSemanticElements: see the row
        // biome-ignore lint/a11y/useFocusableInteractive: see the row
        <div role="gridcell" className="code-heading">
          {props.heading}
        </div>
      );
    case 'note':
      return (
        // biome-ignore lint/a11y/useSemanticElements: see the row
        // biome-ignore lint/a11y/useFocusableInteractive: see the row
        <div role="gridcell" className="code-note">
          {harmlessName(row.text, 2000)}
        </div>
      );
  }
}

interface GutterProps extends CodeRowProps {
  readonly cells: readonly Cell[];
  readonly heat: number;
}

/** Four steps are as many as an eye tells apart beside text. */
function heatStep(heat: number): number {
  return heat <= 0.005 ? 0 : heat < 0.1 ? 1 : heat < 0.3 ? 2 : heat < 0.65 ? 3 : 4;
}

function Gutter({ row, index, columns, template, cells, heat, jumps, jumpsWidth, ...props }: GutterProps) {
  return (
    // The wrapper stands between row and cells for the layout alone.
    <div className={`code-gutter heat-${heatStep(heat)}`} role="presentation">
      <div className="code-cells" style={{ gridTemplateColumns: template }} role="presentation">
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: see the row
          // biome-ignore lint/a11y/useFocusableInteractive: see the row
          <div key={column.spec.id} role="gridcell" className={cellClass(column, row)}>
            <CellContent
              column={column}
              cell={cells[column.index] ?? null}
              measure={column.spec.second === true ? (props.second ?? props.measure) : props.measure}
              digits={props.digits}
              estimated={(row?.type === 'call' || row?.type === 'line') && row.estimated}
            />
          </div>
        ))}
      </div>
      {jumpsWidth > 0 && <RowJumps row={index} jumps={jumps} width={jumpsWidth} height={CODE_ROW_HEIGHT} />}
    </div>
  );
}

function cellClass({ spec }: ShownColumn<CodeColumn>, row: Row | undefined): string {
  const right = isRightAligned(spec) || spec.alignRight === true;
  const recursive = row?.type === 'call' && row.recursive;
  return `code-cell ${spec.kind} ${spec.id}${right ? ' right' : ''}${recursive ? ' recursive' : ''}`;
}

interface CellContentProps {
  readonly column: ShownColumn<CodeColumn>;
  readonly cell: Cell;
  readonly measure: Measure;
  readonly digits: number;
  readonly estimated: boolean;
}

/** An empty cell says more than a dash: most lines cost nothing. */
function CellContent({ column: { spec }, cell, measure, digits, estimated }: CellContentProps) {
  if (cell === null) return null;
  if (typeof cell === 'string') return <span className="code-place">{harmlessName(cell)}</span>;
  const { text, exact } = formatCell(cell, spec, measure, digits);
  const share = cell / measure.base;
  return (
    <>
      {spec.bar !== undefined && share >= 0.005 && (
        <i className={`bar ${spec.bar}`} style={{ width: `calc((100% - 12px) * ${Math.min(1, share)})` }} />
      )}
      <span className="number" title={exact}>
        {estimated && <span className="estimated">≈</span>}
        {text}
      </span>
    </>
  );
}

function LineText({ row, find }: { readonly row: LineRow; readonly find: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    <div role="gridcell" className={`code-text${row.source === undefined ? '' : ' instruction'}`}>
      {row.text !== null && <CodeWords text={row.text} spans={row.spans} find={find} />}
      {row.cut && (
        <span className="muted" title="The line is longer than what is shown">
          {' '}
          …
        </span>
      )}
    </div>
  );
}

function QuoteText({ row, find }: { readonly row: QuoteRow; readonly find: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    <div role="gridcell" className="code-text code-quote">
      <span className="code-quote-place muted">{harmlessName(row.place)}</span>
      {row.text !== null && <CodeWords text={row.text.trimStart()} spans={shiftedSpans(row)} find={find} />}
    </div>
  );
}

/** Spans without the indent of the line, which says nothing between instructions. */
function shiftedSpans({ text, spans }: QuoteRow): readonly number[] {
  const indent = text === null ? 0 : text.length - text.trimStart().length;
  if (indent === 0) return spans;
  const shifted: number[] = [];
  for (let i = 0; i < spans.length; i += 3) {
    if (spans[i + 1] > indent) shifted.push(Math.max(0, spans[i] - indent), spans[i + 1] - indent, spans[i + 2]);
  }
  return shifted;
}

interface CodeWordsProps {
  readonly text: string;
  readonly spans: readonly number[];
  readonly find: string;
}

function CodeWords({ text, spans, find }: CodeWordsProps): ReactNode {
  return codePieces(text, spans, find).map((piece) => {
    const look = `${piece.kind === undefined ? '' : `token-${piece.kind}`}${piece.found ? ' found' : ''}`;
    return look === '' ? (
      piece.text
    ) : (
      <span key={piece.at} className={look}>
        {piece.text}
      </span>
    );
  });
}

function CallText({ row: { label, calls, recursive, indent } }: { readonly row: CallRow }) {
  const count = calls === null ? 'Calls' : `${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'} to`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    <div role="gridcell" className="code-call" style={{ paddingLeft: `${indent + 1}ch` }}>
      <span className="code-call-arrow" aria-hidden="true">
        ↳
      </span>
      <span className="code-call-count">{count}</span>
      <Swatch hue={label.hue} />
      <NameText name={label.name} callersFrom={label.callersFrom} className="name" titled />
      {recursive && (
        <span className="recursion" title="Stays inside a cycle or calls itself: listed, but part of no sum">
          ↻
        </span>
      )}
      {label.location !== '' && <span className="muted code-call-place">{harmlessName(label.location)}</span>}
    </div>
  );
}

function JumpText({ row }: { readonly row: JumpRow }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    <div role="gridcell" className="code-call muted" style={{ paddingLeft: `${row.indent + 1}ch` }}>
      <span className="code-call-arrow" aria-hidden="true">
        ⤷
      </span>
      {row.conditional ? 'Jump' : 'Jumps'} to {harmlessName(row.target)}, {takenText(row)}
    </div>
  );
}

function FoldText({ row }: { readonly row: FoldRow }) {
  const { hint } = row;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    <div role="gridcell" className="code-fold" title="Show these lines">
      <span aria-hidden="true">⋯</span> {foldedText(row)}
      {hint !== '' && <span className="code-fold-hint">{harmlessName(hint)}</span>}
    </div>
  );
}
