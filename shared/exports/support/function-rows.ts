// All functions of a recording with their numbers, as whole-recording exports write them: all parts, cycles detected, idle time left
// out. Columns by event type, recorded and derived, as the views compute them.
import { callCounts } from '../../analysis/call-counts.ts';
import { type ItemCosts, itemCosts } from '../../analysis/item-costs.ts';
import { wholeScope } from '../../analysis/scope.ts';
import { NONE } from '../../base/brands.ts';
import type { EventTypeIndex, FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { functionFile, functionModule } from '../../model/texts.ts';
import { type FunctionIdentity, namesOf } from './function-identity.ts';

export interface FunctionNumbers {
  /** By event type. */
  readonly costs: readonly ItemCosts[];
  readonly rows: readonly FunctionRow[];
}

export interface FunctionRow extends Pick<FunctionIdentity, 'name' | 'sourceName'> {
  readonly row: FunctionIndex;
  readonly file: string | null;
  readonly module: string | null;
  readonly line: number | null;
  /** 0 where calls are not counted. */
  readonly calls: number;
  readonly primitiveCalls: number | null;
  /** Number of its cycle, from 1. */
  readonly cycle: number | null;
}

/** Dearest first, by the preferred event type; `(root)` stands above everything and is no function. */
export function computeFunctionNumbers(recording: Recording): FunctionNumbers {
  const scope = wholeScope(recording);
  const costs = recording.eventTypes.map((_, e) =>
    itemCosts(recording, { ...scope, eventType: e as EventTypeIndex }, 0),
  );
  const { calls, primitive } = callCounts(recording, scope);
  const rows: FunctionRow[] = [];
  for (let row = 0 as FunctionIndex; row < recording.functions.length; row++) {
    const names = namesOf(recording, row);
    if (names.name === '(root)') continue;
    const line = recording.functions.startLine[row];
    const cycle = costs[0]?.cycles.cycleOf[row] ?? NONE;
    rows.push({
      row,
      ...names,
      file: functionFile(recording, row) ?? null,
      module: functionModule(recording, row) ?? null,
      line: line === NONE ? null : line,
      calls: calls?.[row] ?? 0,
      primitiveCalls: primitive?.[row] ?? null,
      cycle: cycle === NONE ? null : cycle + 1,
    });
  }
  const inclusive = costs[scope.eventType]?.inclusive;
  if (inclusive !== undefined) rows.sort((a, b) => inclusive[b.row] - inclusive[a.row] || a.row - b.row);
  return { costs, rows };
}
