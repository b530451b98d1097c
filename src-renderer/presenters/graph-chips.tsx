// Nodes that were hidden by hand, each with a button that brings it back.
import type { Action } from '../../shared/state/actions.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { type ItemLabel, itemKey } from '../../shared/viewmodel/item.ts';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

const MOST_CHIPS = 12;
const MAX_NAME = 30;

export interface GraphChipsProps {
  readonly items: readonly ItemLabel[];
  readonly dispatch: (action: Action) => void;
}

export function GraphChips({ items, dispatch }: GraphChipsProps) {
  if (items.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend of its own
    <div className="graph-chips" role="group" aria-label="Hidden nodes">
      <span className="muted">Hidden:</span>
      {items.slice(0, MOST_CHIPS).map((label) => (
        <button
          key={itemKey(label.item)}
          type="button"
          className="chip"
          title={`Show ${harmlessName(label.name, 200)} again`}
          aria-label={`Show ${harmlessName(label.name, 200)} again`}
          onClick={() => dispatch({ type: 'change-graph-item', change: 'show', item: label.item })}
        >
          {harmlessName(label.name, MAX_NAME)}
          <Icon name="close" size={11} />
        </button>
      ))}
      {items.length > MOST_CHIPS && <span className="muted">and {formatCount(items.length - MOST_CHIPS)} more</span>}
      <button
        type="button"
        className="button quiet small"
        onClick={() => dispatch({ type: 'set-graph', change: { hidden: [] } })}
      >
        Show all
      </button>
    </div>
  );
}
