// What is remembered of a window for the program that was profiled: what the numbers are and how they are put together. What belongs to
// the person (habits, digits) or to one recording (selection, search, parts) is not.
import type { ViewState } from './view-state.ts';

export type RecalledView = Pick<ViewState, 'eventType' | 'secondEvent' | 'grouping' | 'cycles' | 'cycleCut' | 'idle'>;

export function viewToRecall({ eventType, secondEvent, grouping, cycles, cycleCut, idle }: ViewState): RecalledView {
  return { eventType, secondEvent, grouping, cycles, cycleCut, idle };
}

/** Without event types that another recording of the program has and this one lacks. */
export function recallable(view: RecalledView, eventTypes: readonly string[]): RecalledView {
  const known = (name: string | undefined) => (name !== undefined && eventTypes.includes(name) ? name : undefined);
  return { ...view, eventType: known(view.eventType), secondEvent: known(view.secondEvent) };
}
