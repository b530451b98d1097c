// Stand-in until the views are there.
import type { ItemDetails, ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import type { Recording } from '../../shared/model/recording.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import type { ItemLabel, ItemRef } from '../../shared/viewmodel/item.ts';
import type { RecordingSummary } from '../../shared/viewmodel/summary.ts';
import type { View } from '../../shared/views/view.ts';

export function recordingSummary(recording: Recording, about: { file: string; formatLabel: string }): RecordingSummary {
  return {
    ...about,
    format: recording.format,
    creator: recording.creator ?? null,
    command: recording.command ?? null,
    family: recording.family,
    eventTypes: [],
    preferredEventType: recording.eventTypes[recording.preferredEventType]?.name ?? '',
    parts: [],
    counts: { functions: recording.functions.length, edges: 0, contexts: 0, samples: 0, lines: 0 },
    facts: recording.facts,
    diagnostics: recording.diagnostics,
    properties: recording.properties,
    hasIdle: false,
  };
}
export function viewAvailability(_recording: Recording): readonly ViewAvailability[] {
  return [];
}
export function viewWithId(id: string): View {
  throw new Error(`there is no view ${id}`);
}
export function itemDetails(_recording: Recording, _item: ItemRef, _state: ViewState): ItemDetails {
  throw new Error('not yet');
}
export function findItems(_recording: Recording, _name: string): readonly ItemLabel[] {
  throw new Error('not yet');
}
