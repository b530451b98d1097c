// A recording as a whole: what the status bar, the event type menu and the problem panel show. Made once when it is opened.
import { callEdges } from '../analysis/call-edges.ts';
import { eventTotal } from '../analysis/event-total.ts';
import { firstActive } from '../analysis/first-active.ts';
import { recordedEvent } from '../analysis/formulas.ts';
import { wholeScope } from '../analysis/scope.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import type { EventTypeSummary, PartSummary, RecordingSummary } from '../viewmodel/summary.ts';
import { groupingsOf } from './support/function-groups.ts';

/** `file`: the name to show, not a path to read. `formatLabel`: the reader's words for its format. */
export function selectSummary(recording: Recording, file: string, formatLabel: string): RecordingSummary {
  const active = firstActive(recording);
  return {
    file,
    format: recording.format,
    formatLabel,
    creator: recording.creator ?? null,
    command: recording.command ?? null,
    family: recording.family,
    eventTypes: recording.eventTypes.map((_, index) => eventTypeSummary(recording, index as EventTypeIndex)),
    preferredEventType: recording.eventTypes[recording.preferredEventType]?.name ?? '',
    parts: recording.parts.map(
      (part): PartSummary => ({
        pid: part.pid ?? null,
        thread: part.thread ?? null,
        part: part.part ?? null,
        label: part.label ?? null,
      }),
    ),
    counts: {
      functions: recording.functions.length,
      edges: callEdges(recording, wholeScope(recording)).length,
      contexts: recording.contexts.length,
      samples: recording.samples.length,
      lines: recording.lines.length,
    },
    facts: recording.facts,
    diagnostics: recording.diagnostics,
    properties: recording.properties,
    ...(active === undefined ? {} : { firstActive: { kind: 'function', index: active } }),
    groupings: groupingsOf(recording),
    hasIdle: recording.idleFunctions.length > 0,
  };
}

function eventTypeSummary(recording: Recording, eventType: EventTypeIndex): EventTypeSummary {
  const { name, label, unit, formula } = recordedEvent(recording, eventType);
  const total = eventTotal(recording, { ...wholeScope(recording), eventType });
  return {
    name,
    label,
    unit,
    total,
    derived: formula !== undefined,
    ...(formula === undefined ? {} : { formula }),
  };
}
