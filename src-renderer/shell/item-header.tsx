// The header of the panes: the heaviest way to the active item, the item, and its numbers. Every name in it can be pressed.
import { Fragment } from 'react';
import type { ItemDetails } from '../../shared/contracts/engine-contract.ts';
import { formatCost, formatExactCost, formatNamedCost } from '../../shared/viewmodel/format-cost.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { formatShare } from '../../shared/viewmodel/format-share.ts';
import { type ItemLabel, itemKey } from '../../shared/viewmodel/item.ts';
import type { Measure } from '../../shared/viewmodel/measure.ts';
import { useDispatch, usePageState } from '../store/page-store.tsx';
import { useActiveItem } from '../store/use-view.ts';
import { harmlessName, NameText } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';
import { Tooltip } from '../widgets/tooltip.tsx';

const MAX_CALLERS = 4;

export function ItemHeader() {
  const { value: details } = useActiveItem();
  const isEmpty = usePageState((state) => state.recording?.summary.nothingRecorded !== undefined);
  if (details === undefined) {
    return (
      <div className="item-header">
        <span className="muted">
          {isEmpty
            ? 'Nothing was recorded in this file.'
            : 'Nothing is active. Double click a function to see who calls it and where its cost goes.'}
        </span>
      </div>
    );
  }
  const { label } = details;
  const callers = details.callers.slice(-MAX_CALLERS);
  return (
    <div className="item-header">
      <nav className="breadcrumb" aria-label="Breadcrumb">
        {details.callers.length > callers.length && <span className="muted">…</span>}
        {callers.map((label) => (
          <Fragment key={itemKey(label.item)}>
            <Crumb label={label} />
            <span className="crumb-mark" aria-hidden="true">
              ›
            </span>
          </Fragment>
        ))}
        <Swatch hue={label.hue} />
        <Tooltip text={<WholeName details={details} />}>
          <strong
            className={`crumb-active${label.callersFrom === undefined ? '' : ' with-callers'}`}
            aria-current="true"
          >
            <NameText name={label.name} callersFrom={label.callersFrom} />
          </strong>
        </Tooltip>
        <span className="crumb-location muted">{harmlessName(label.location)}</span>
      </nav>
      <ItemNumbers details={details} />
    </div>
  );
}

function Crumb({ label }: { readonly label: ItemLabel }) {
  const dispatch = useDispatch();
  return (
    <button
      type="button"
      className="crumb"
      title={harmlessName(`${label.name}  ${label.location}`)}
      onClick={() => dispatch({ type: 'activate', item: label.item })}
    >
      <NameText name={label.name} callersFrom={label.callersFrom} />
    </button>
  );
}

function WholeName({ details }: { readonly details: ItemDetails }) {
  const { label, fullName, recordedName } = details;
  const place = [label.file, label.module].filter((text) => text !== null).map((text) => harmlessName(text));
  return (
    <>
      <span className="tooltip-name">{harmlessName(fullName, 2000)}</span>
      {recordedName !== undefined && <span className="tooltip-line">{harmlessName(recordedName, 2000)}</span>}
      {place.map((text) => (
        <span key={text} className="tooltip-line">
          {text}
        </span>
      ))}
      {details.explanation.map((text) => (
        <span key={text} className="tooltip-line">
          {text}
        </span>
      ))}
    </>
  );
}

function ItemNumbers({ details }: { readonly details: ItemDetails }) {
  const { calls, primitiveCalls } = details;
  return (
    <dl className="item-numbers">
      <CostPair term="Incl." cost={details.inclusive} total={details.total} why={details.explanation} />
      <CostPair term="Self" cost={details.self} total={details.total} why={[]} />
      {calls !== null && (
        <div>
          <dt>Called</dt>
          <dd>
            <b>{formatCount(calls)}</b>
            {primitiveCalls !== null && primitiveCalls !== calls && (
              <span className="muted" title="Calls that are not recursive">
                {' '}
                / {formatCount(primitiveCalls)}
              </span>
            )}
          </dd>
        </div>
      )}
    </dl>
  );
}

interface CostPairProps {
  readonly term: string;
  readonly cost: number;
  readonly total: Measure;
  /** One sentence each, for whoever points at it. */
  readonly why: readonly string[];
}

/** The share and, beside it, the cost; where shares are not wanted the cost alone (S15). */
function CostPair({ term, cost, total, why }: CostPairProps) {
  const digits = usePageState((state) => state.window.view.percentDigits);
  const relative = usePageState((state) => state.window.view.mode.relative);
  const isRatio = total.ratio === true;
  const named = formatNamedCost(cost, total.unit, total.eventType);
  const share = formatShare(cost, total.base, digits);
  const first = isRatio ? formatCost(cost, total.unit) : relative ? share : named;
  const second = isRatio ? total.eventType : relative ? named : undefined;
  const exact = formatExactCost(cost, total.unit);
  return (
    <div title={[isRatio ? exact : `${exact}, ${share} of ${total.baseName}`, ...why].join('\n')}>
      <dt>{term}</dt>
      <dd>
        <b>{first}</b>
        {second !== undefined && <span className="muted"> {second}</span>}
      </dd>
    </div>
  );
}
