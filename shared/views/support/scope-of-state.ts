// From the state of a window to what an analysis is asked: event type, parts, idle time, cycle detection, and the base of shares.

import type { CycleCut } from '../../analysis/cycles.ts';
import { eventNamed, type KnownEvent, recordedEvent } from '../../analysis/formulas.ts';
import { activeParts, type Scope } from '../../analysis/scope.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import type { Measure } from '../../viewmodel/measure.ts';

/** The event type in force: of the recording, a formula of the person, or a ratio that is offered. */
export function eventOf(recording: Recording, { eventType, formulas }: ViewState): KnownEvent {
  const named = eventType === undefined ? undefined : eventNamed(recording, formulas, eventType);
  return named ?? recordedEvent(recording, recording.preferredEventType);
}

/** An event type that the recording does not have falls back to its preferred one: state outlives recordings. */
export function scopeOf(recording: Recording, state: ViewState): Scope {
  return {
    eventType: eventOf(recording, state).index,
    parts: activeParts(recording, state.parts),
    idle: state.idle,
  };
}

export function cutOf(state: ViewState): CycleCut {
  return state.cycles ? state.cycleCut : undefined;
}

/** Why a view that draws or divides sums cannot show the event type in force; undefined where it can. */
export function withoutSums(
  recording: Recording,
  state: ViewState,
  { showsRatios }: { readonly showsRatios?: true },
): string | undefined {
  const { name, formula, addsUp } = eventOf(recording, state);
  if (addsUp || showsRatios === true) return undefined;
  return `${name}${formula === name ? '' : ` = ${formula}`} does not add up: a ratio has no area and no share. Choose another event type for this view.`;
}

export function measureOf(recording: Recording, state: ViewState, base: number, baseName: string): Measure {
  const { name, label, unit, addsUp } = eventOf(recording, state);
  return {
    eventType: name,
    label,
    unit,
    base,
    baseName,
    relative: state.mode.relative,
    ...(addsUp ? {} : { ratio: true }),
  };
}
