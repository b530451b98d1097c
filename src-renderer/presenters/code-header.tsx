// The heads of the gutters: a click sorts lines by that cost, the line number puts them back in order.
import type { CodeColumn, CodeModel } from '../../shared/viewmodel/code.ts';
import type { SortKey } from '../../shared/viewmodel/table.ts';
import { harmlessName } from '../widgets/name-text.tsx';
import { Tooltip } from '../widgets/tooltip.tsx';
import { isRightAligned, nextSort, type ShownColumn } from './table-columns.ts';

export interface CodeHeaderProps {
  readonly model: CodeModel;
  readonly columns: readonly ShownColumn<CodeColumn>[];
  readonly template: string;
  readonly jumpsWidth: number;
  /** Over the text: `Source`. */
  readonly textTitle: string;
  /** File of the first row in sight. */
  readonly sectionTitle: string;
  readonly onSort: (sort: readonly SortKey[]) => void;
}

export function CodeHeader({ model, columns, template, jumpsWidth, textTitle, sectionTitle, onSort }: CodeHeaderProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and laid out by hand
    // biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus
    <div className="code-header" role="row" aria-rowindex={1}>
      <div className="code-gutter" role="presentation">
        <div className="code-cells" style={{ gridTemplateColumns: template }} role="presentation">
          {columns.map((column) => (
            <HeaderCell key={column.spec.id} column={column} model={model} onSort={onSort} />
          ))}
        </div>
        {jumpsWidth > 0 && <div style={{ width: jumpsWidth }} role="presentation" />}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: it cannot be sorted by */}
      <div role="columnheader" className="code-head-text">
        {textTitle}
        {sectionTitle !== '' && <span className="code-head-section">{harmlessName(sectionTitle)}</span>}
      </div>
    </div>
  );
}

interface HeaderCellProps extends Pick<CodeHeaderProps, 'model' | 'onSort'> {
  readonly column: ShownColumn<CodeColumn>;
}

function HeaderCell({ column: { spec }, model, onSort }: HeaderCellProps) {
  const place = model.sort.findIndex((key) => key.column === spec.id);
  const direction = model.sort[place]?.direction;
  const measure = spec.second === true ? (model.second ?? model.measure) : model.measure;
  const isShare = spec.kind === 'cost' && measure.relative && spec.absolute !== true;
  const base = spec.kind !== 'cost' ? '' : isShare ? ` In % of ${measure.baseName}.` : ` ${measure.label}.`;
  const right = isRightAligned(spec) || spec.alignRight === true;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    <div
      role="columnheader"
      aria-sort={direction ?? 'none'}
      className={`table-head${right ? ' right' : ''}${direction === undefined ? '' : ' sorted'}`}
    >
      <Tooltip text={`${spec.description}${base}`}>
        <button type="button" onClick={() => onSort(nextSort(model.sort, spec, false))}>
          <span className="table-head-title">{spec.title}</span>
          {isShare && <span className="table-head-unit">%</span>}
          {direction !== undefined && (
            <span className="table-head-arrow" aria-hidden="true">
              {direction === 'descending' ? '▾' : '▴'}
            </span>
          )}
        </button>
      </Tooltip>
    </div>
  );
}
