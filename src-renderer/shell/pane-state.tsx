// What the panes of all kinds share: waiting, failing, being unavailable for this item; and telling the frame what is shown.
import { type ReactNode, useEffect } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';
import type { LinkedItems } from '../presenters/item-events.ts';
import { Unavailable } from '../presenters/unavailable.tsx';
import type { ViewHeadline } from '../store/page-state.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import type { Answer } from '../store/use-query.ts';

export interface PaneStateProps {
  readonly view: ViewAvailability;
  readonly answer: Answer<ViewModel>;
  /** Something after the model is slow as well: the layout of a graph. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** The presenter's children are drawn where there is a model of the view's kind. */
export function PaneState({ view, answer, busy = false, children }: PaneStateProps) {
  const { value, slow, failure } = answer;
  if (value?.kind === 'unavailable') return <Unavailable title={view.title} reason={value.reason} />;
  return (
    <>
      {(slow || busy) && <output className="pane-busy" aria-label={`${view.title} is being computed`} />}
      {value === undefined && slow && (
        <p className="empty-text over-picture waiting-text" aria-hidden="true">
          Computing…
        </p>
      )}
      {failure !== undefined && (
        <p className="pane-failure" role="alert">
          {view.title} could not be computed: {failure}
        </p>
      )}
      {children}
    </>
  );
}

/** Puts the headline of the model in the store, where the frame around the view reads it. */
export function useHeadline(viewId: string, headline: ViewHeadline | undefined): void {
  const { store } = usePage();
  useEffect(() => {
    if (headline === undefined) return;
    const { headlines } = store.getState();
    store.setState({ headlines: { ...headlines, [viewId]: headline } });
  }, [store, viewId, headline]);
}

export function useLinkedItems(): LinkedItems {
  const active = usePageState((state) => state.window.view.active);
  const selected = usePageState((state) => state.window.view.selected);
  const hovered = usePageState((state) => state.hovered);
  return { active, selected, hovered };
}
