// The header of the panes: the heaviest way to the active item, the item, and its numbers. Every name in it can be pressed.
import { Fragment } from 'react';
import type { ItemDetails } from '../../shared/contracts/engine-contract.ts';
import { formatCost, formatNamedCost } from '../../shared/viewmodel/format-cost.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { formatShare } from '../../shared/viewmodel/format-share.ts';
import { type ItemLabel, itemKey } from '../../shared/viewmodel/item.ts';
import { useDispatch, usePageState } from '../store/page-store.tsx';
import { useActiveItem } from '../store/use-view.ts';
import { harmlessName, NameText } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';
import { Tooltip } from '../widgets/tooltip.tsx';

const MAX_CALLERS = 4;

export function ItemHeader() {
  const { value: details } = useActiveItem();
  const isEmpty = usePageState((state) => state.recording?.summary.counts.functions === 0);
  if (details === undefined) {
    return (
      <div className="item-header">
        <span className="muted">
          {isEmpty
            ? 'There are no functions in this recording.'
            : 'Nothing is active. Double click a function to see who calls it and where its cost goes.'}
        </span>
      </div>
    );
  }
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
        <Swatch hue={details.label.hue} />
        <Tooltip text={<WholeName details={details} />}>
          <strong className="crumb-active" aria-current="true">
            <NameText name={details.label.name} />
          </strong>
        </Tooltip>
        <span className="crumb-location muted">{harmlessName(details.label.location)}</span>
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
      <NameText name={label.name} />
    </button>
  );
}

function WholeName({ details }: { readonly details: ItemDetails }) {
  const { label, fullName } = details;
  const place = [label.file, label.module].filter((text) => text !== null).map((text) => harmlessName(text));
  return (
    <>
      <span className="tooltip-name">{harmlessName(fullName, 2000)}</span>
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
  const digits = usePageState((state) => state.window.view.percentDigits);
  const { total, calls, primitiveCalls } = details;
  const cost = (value: number) =>
    total.ratio === true ? total.eventType : formatNamedCost(value, total.unit, total.eventType);
  const share = (value: number) =>
    total.ratio === true ? formatCost(value, total.unit) : formatShare(value, total.base, digits);
  return (
    <dl className="item-numbers">
      <NumberPair term="Incl." share={share(details.inclusive)} cost={cost(details.inclusive)} />
      <NumberPair term="Self" share={share(details.self)} cost={cost(details.self)} />
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

function NumberPair({ term, share, cost }: { readonly term: string; readonly share: string; readonly cost: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <b>{share}</b> <span className="muted">{cost}</span>
      </dd>
    </div>
  );
}
