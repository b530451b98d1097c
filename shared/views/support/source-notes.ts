// What annotated source cannot show, in words: rows at the top of it, and notes for the frame around the view.
import type { CodePlaces } from '../../analysis/code-places.ts';
import { addsUp } from '../../analysis/event-costs.ts';
import { functionTotals } from '../../analysis/function-totals.ts';
import type { Scope } from '../../analysis/scope.ts';
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { formatShare } from '../../viewmodel/format-share.ts';
import type { ViewNote } from '../../viewmodel/measure.ts';
import type { RowCosts } from './code-rows.ts';

export interface SourceNotes {
  readonly rows: readonly string[];
  readonly notes: readonly ViewNote[];
}

export interface NotedFunction {
  readonly recording: Recording;
  readonly scope: Scope;
  readonly fn: FunctionIndex;
  readonly places: CodePlaces;
  readonly costs: RowCosts;
}

export function sourceNotes({ recording, scope, fn, places, costs }: NotedFunction): SourceNotes {
  const rows: string[] = [];
  const notes: ViewNote[] = [];
  const withLines = places.lineRows.length > 0;
  if (!withLines) {
    rows.push(recording.lines.length === 0 ? noLinesOf(recording) : 'No cost of this function was recorded by line.');
  }
  if (costs.estimated) {
    notes.push({
      kind: 'estimated',
      short: 'lines estimated from samples',
      text: 'The recording counts samples by line, not time: the time of the function is shared out by the samples of its lines.',
    });
  }
  const total = functionTotals(recording, scope).self[fn];
  const unplaced = costs.self.reduce((sum, cost, place) => sum + (places.line[place] === NONE ? cost : 0), 0);
  if (withLines && unplaced > 0 && total > 0 && addsUp(recording, scope.eventType)) {
    rows.push(`${formatShare(unplaced, total)} of its own cost has no line.`);
  }
  if (places.calls.place.some((place) => places.line[place] === NONE)) {
    rows.push('The recording does not say from which lines these calls were made.');
  }
  return { rows, notes };
}

function noLinesOf({ format }: Recording): string {
  switch (format) {
    case 'cprofile':
      return 'cProfile records no costs of lines: this is the definition of the function, with what it calls.';
    case 'cpuprofile':
      return 'This profile has no samples by line (positionTicks): this is the definition of the function, with what it calls.';
    default:
      return 'This recording has no costs of lines: this is the definition of the function, with what it calls.';
  }
}
