// A recording as a whole: what the status bar, the event type menu and the problem panel show. Made once when it is opened.
import { callDegrees } from '../analysis/call-degrees.ts';
import { eventTotal } from '../analysis/event-total.ts';
import { firstActive } from '../analysis/first-active.ts';
import { eventNamed, type KnownEvent, recordedEvent } from '../analysis/formulas.ts';
import { isOneFile } from '../analysis/locations.ts';
import { separationsOf } from '../analysis/name-levels.ts';
import { wholeScope } from '../analysis/scope.ts';
import { mangledCount } from '../analysis/source-names.ts';
import { suggestedFormulas } from '../analysis/suggested-formulas.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import type { EventTypeSummary, PartSummary, RecordingSummary } from '../viewmodel/summary.ts';
import { groupingsOf } from './support/function-groups.ts';
import { nothingRecorded } from './support/nothing-recorded.ts';

/** `file`: the name to show, not a path to read. `formatLabel`: the reader's words for its format. */
export function selectSummary(recording: Recording, file: string, formatLabel: string): RecordingSummary {
  const active = firstActive(recording);
  const nothing = nothingRecorded(recording);
  return {
    file,
    format: recording.format,
    formatLabel,
    creator: recording.creator ?? null,
    command: recording.command ?? null,
    family: recording.family,
    eventTypes: recording.eventTypes.map((_, index) => eventTypeSummary(recording, index as EventTypeIndex)),
    preferredEventType: recording.eventTypes[recording.preferredEventType]?.name ?? '',
    ratios: suggestedFormulas(recording).flatMap(({ name }) => {
      const known = eventNamed(recording, [], name);
      return known === undefined ? [] : [summaryOf(recording, known)];
    }),
    parts: recording.parts.map(
      (part): PartSummary => ({
        file: part.file,
        pid: part.pid ?? null,
        thread: part.thread ?? null,
        part: part.part ?? null,
        label: part.label ?? null,
      }),
    ),
    counts: {
      functions: recording.functions.length,
      edges: callDegrees(recording, wholeScope(recording)).pairs,
      contexts: recording.contexts.length,
      samples: recording.samples.length,
      // Those of instructions and of samples are made when somebody asks for them: counting them would be that.
      lines: recording.instructions.isComplete || recording.family === 'stacks' ? null : recording.lines.length,
    },
    facts: recording.facts,
    diagnostics: [...recording.diagnostics, ...noteOnNames(recording)],
    properties: recording.properties,
    ...(active === undefined ? {} : { firstActive: { kind: 'function', index: active } }),
    ...(nothing === undefined ? {} : { nothingRecorded: nothing }),
    separations: separationsOf(recording),
    groupings: groupingsOf(recording),
    isOneFile: isOneFile(recording),
    hasIdle: recording.idleFunctions.length > 0,
    mangledNames: mangledCount(recording),
  };
}

function noteOnNames(recording: Recording): readonly Diagnostic[] {
  const count = mangledCount(recording);
  if (count === 0) return [];
  const message =
    'Names of functions that a compiler mangled are shown as their source has them. “Show mangled names” shows them as they were recorded.';
  return [{ code: 'mangled-names', severity: 'info', message, count }];
}

function eventTypeSummary(recording: Recording, eventType: EventTypeIndex): EventTypeSummary {
  return summaryOf(recording, recordedEvent(recording, eventType));
}

function summaryOf(recording: Recording, { index, name, label, unit, formula }: KnownEvent): EventTypeSummary {
  const total = eventTotal(recording, { ...wholeScope(recording), eventType: index });
  return { name, label, unit, total, derived: formula !== undefined, ...(formula === undefined ? {} : { formula }) };
}
