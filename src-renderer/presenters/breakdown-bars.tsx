// How a cell is made up, in its tooltip: one bar for each part, with its share and its cost.
import { formatCost } from '../../shared/viewmodel/format-cost.ts';
import { formatShare } from '../../shared/viewmodel/format-share.ts';
import type { Measure } from '../../shared/viewmodel/measure.ts';
import type { Breakdown } from '../../shared/viewmodel/table.ts';
import { harmlessName } from '../widgets/name-text.tsx';

const MAX_LINES = 16;

export interface BreakdownBarsProps {
  readonly breakdown: Breakdown;
  readonly measure: Measure;
  readonly digits: number;
}

export function BreakdownBars({ breakdown, measure, digits }: BreakdownBarsProps) {
  const { title, entries } = breakdown;
  const largest = entries.reduce((most, { value }) => Math.max(most, value), 0);
  const shown = entries.slice(0, MAX_LINES);
  return (
    <div className="breakdown">
      <strong>{title}</strong>
      {shown.map(({ name, value }) => (
        <span key={name} className="breakdown-line">
          <span className="breakdown-name">{harmlessName(name, 120)}</span>
          <span className="breakdown-track">
            <i className="bar inclusive" style={{ width: `${largest > 0 ? (100 * value) / largest : 0}%` }} />
          </span>
          <span className="number">
            {measure.relative ? formatShare(value, measure.base, digits) : formatCost(value, measure.unit)}
          </span>
        </span>
      ))}
      {entries.length > shown.length && <span className="muted">… and {entries.length - shown.length} more</span>}
    </div>
  );
}
