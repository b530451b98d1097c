// What the views say of a recording: which there are and whether they can be filled, and one of them for the window as it is.
// What comes from a page is checked here: behind selectView(), every item exists.
import type { ItemDetails, ViewAvailability, ViewParameters } from '../../shared/contracts/engine-contract.ts';
import type { Recording } from '../../shared/model/recording.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import type { ItemLabel, ItemRef } from '../../shared/viewmodel/item.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';
import { viewById, views } from '../../shared/views/views.ts';

export function viewAvailability(recording: Recording): readonly ViewAvailability[] {
  return views.map(({ id, title, description, kind, unavailable }) => {
    const reason = unavailable(recording);
    return { id, title, description, kind, ...(reason === undefined ? {} : { unavailable: reason }) };
  });
}

/** Throws for a view or an item that does not exist. */
export function selectView(
  recording: Recording,
  { viewId, state, request }: Omit<ViewParameters, 'recordingId'>,
): ViewModel {
  checkItem(recording, state.active);
  checkItem(recording, state.selected);
  const view = viewById(viewId);
  if (view === undefined) throw new Error(`there is no view ${viewId}`);
  const reason = view.unavailable(recording);
  return reason === undefined ? view.select(recording, state, request) : { kind: 'unavailable', reason };
}

function checkItem(recording: Recording, item: ItemRef | undefined): void {
  if (item?.kind === 'function' && item.index >= recording.functions.length) {
    throw new Error(`there is no function ${item.index}`);
  }
}
export function selectItem(_recording: Recording, _item: ItemRef, _state: ViewState): ItemDetails {
  throw new Error('not yet');
}
export function findItems(_recording: Recording, _name: string): readonly ItemLabel[] {
  throw new Error('not yet');
}
