// A graph of one node says nothing: why nobody stands beside it, and what brings its neighbours in.
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import { Button } from '../widgets/button.tsx';

export interface GraphAloneProps {
  readonly model: GraphModel;
  /** Shows a handful of what it calls and is called by, whatever the limits. */
  readonly onMore: (item: ItemRef) => void;
}

export function GraphAlone({ model, onMore }: GraphAloneProps) {
  const [only, second] = model.nodes;
  // What was hidden or closed by hand is told above the graph.
  if (only === undefined || second !== undefined || model.hiddenItems.length > 0 || only.collapsed) return null;
  if (!(only.inclusive > 0)) {
    return (
      <p className="graph-waiting appears-late" role="note">
        It cost nothing here: only calls that cost something are drawn.
      </p>
    );
  }
  if (model.hidden.nodes === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend of its own
    <div className="graph-waiting appears-late" role="group" aria-label="One node alone">
      <span>Each of its callers and callees is beyond the limits.</span>
      <Button name="Show the dearest" kind="plain" onPress={() => onMore(only.label.item)} />
    </div>
  );
}
