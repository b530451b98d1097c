// From the state of a window to what an analysis is asked: event type, parts, idle time, cycle detection, and the base of shares.

import type { CycleCut } from '../../analysis/cycles.ts';
import { eventTypeNamed } from '../../analysis/event-costs.ts';
import { activeParts, type Scope } from '../../analysis/scope.ts';
import type { EventTypeIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import type { Measure } from '../../viewmodel/measure.ts';

/** The event type of this name: of the recording, or one that the person made. */
export function eventTypeOf(recording: Recording, _state: ViewState, name: string): EventTypeIndex | undefined {
  return eventTypeNamed(recording, name);
}

/** An event type that the recording does not have falls back to its preferred one: state outlives recordings. */
export function scopeOf(recording: Recording, state: ViewState): Scope {
  const named = state.eventType === undefined ? undefined : eventTypeOf(recording, state, state.eventType);
  return {
    eventType: named ?? recording.preferredEventType,
    parts: activeParts(recording, state.parts),
    idle: state.idle,
  };
}

export function cutOf(state: ViewState): CycleCut {
  return state.cycles ? state.cycleCut : undefined;
}

export function measureOf(recording: Recording, state: ViewState, base: number, baseName: string): Measure {
  const type = recording.eventTypes[scopeOf(recording, state).eventType];
  return {
    eventType: type?.name ?? '',
    label: type?.label ?? '',
    unit: type?.unit ?? 'count',
    base,
    baseName,
    relative: state.mode.relative,
  };
}
