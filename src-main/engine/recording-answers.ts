// What the views say of a recording: which there are and whether they can be filled, one of them for the window as it is, one item.
// A ViewState may name an item that is gone (cycles were turned off, the file was read again): views then show what is active first.

import type { Sliced } from '../../shared/base/slices.ts';
import type { ItemDetails, ViewAvailability, ViewParameters } from '../../shared/contracts/engine-contract.ts';
import type { Recording } from '../../shared/model/recording.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import { viewFormatsOfKind } from '../../shared/viewmodel/view-formats.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';
import { selectItemDetails } from '../../shared/views/item-details.ts';
import { hasItem } from '../../shared/views/support/focus-of-state.ts';
import { prepareItems } from '../../shared/views/support/preparation.ts';
import { withoutSums } from '../../shared/views/support/scope-of-state.ts';
import type { Granted, Wishes } from '../../shared/views/support/wishes.ts';
import { viewById, views } from '../../shared/views/views.ts';

export function viewAvailability(recording: Recording): readonly ViewAvailability[] {
  return views.map((view) => {
    const { id, title, description, kind } = view;
    const reason = view.unavailable(recording);
    if (reason !== undefined) return { id, title, description, kind, exports: [], unavailable: reason };
    return { id, title, description, kind, exports: viewFormatsOfKind(kind) };
  });
}

/** The tables of a view, made with pauses; nothing for one that does not exist or cannot be filled. */
export function* prepareView(
  recording: Recording,
  { viewId, state, request }: Omit<ViewParameters, 'recordingId'>,
): Sliced<void> {
  const view = viewById(viewId);
  if (view === undefined || view.unavailable(recording) !== undefined) return;
  yield* view.prepare === undefined ? prepareItems(recording, state) : view.prepare(recording, state, request);
}

/** What a view needs besides the recording; nothing for one that does not exist or cannot be filled. */
export function wishesOfView(recording: Recording, viewId: string, state: ViewState): Wishes {
  const view = viewById(viewId);
  if (view?.wishes === undefined || view.unavailable(recording) !== undefined) return noWishes;
  return view.wishes(recording, state);
}

const noWishes: Wishes = { sources: [] };

/** Throws for a view that does not exist. */
export function selectView(
  recording: Recording,
  { viewId, state, request }: Omit<ViewParameters, 'recordingId'>,
  granted?: Granted,
): ViewModel {
  const view = viewById(viewId);
  if (view === undefined) throw new Error(`there is no view ${viewId}`);
  const reason = view.unavailable(recording) ?? withoutSums(recording, state, view);
  return reason === undefined ? view.select(recording, state, request, granted) : { kind: 'unavailable', reason };
}

/** undefined for an item that the recording does not have under this state. */
export function selectItem(recording: Recording, item: ItemRef, state: ViewState): ItemDetails | undefined {
  return hasItem(recording, state, item) ? selectItemDetails(recording, item, state) : undefined;
}
