// One cell of a table as text, and the exact form of it for hover and copies.
import { formatCost, formatExactCost } from './format-cost.ts';
import { formatCount } from './format-count.ts';
import { formatPercent } from './format-share.ts';
import type { Measure } from './measure.ts';
import type { Cell, ColumnSpec } from './table.ts';

export interface CellText {
  readonly text: string;
  /** With all digits and the unit; empty where `text` says everything. */
  readonly exact: string;
}

const NOTHING: CellText = { text: '–', exact: '' };

/** Whether costs of the column are shown as shares of the measure's base. */
export function isShare(spec: ColumnSpec, measure: Measure): boolean {
  return spec.kind === 'cost' && measure.relative && measure.ratio !== true && spec.absolute !== true;
}

export function formatCell(cell: Cell, spec: ColumnSpec, measure: Measure, digits: number): CellText {
  if (cell === null) return NOTHING;
  if (typeof cell === 'string') return { text: cell, exact: '' };
  if (!Number.isFinite(cell)) return NOTHING;
  switch (spec.kind) {
    case 'cost':
      return {
        text: isShare(spec, measure) ? formatPercent(cell, measure.base, digits) : formatCost(cell, measure.unit),
        exact: formatExactCost(cell, measure.unit),
      };
    case 'count':
      return { text: formatCount(cell), exact: '' };
    case 'ratio':
      return { text: formatPercent(cell, 1, digits), exact: '' };
    case 'item':
    case 'text':
      return { text: String(cell), exact: '' };
  }
}
