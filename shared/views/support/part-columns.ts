// Columns of the function list for each active part by itself: self and inclusive cost, shares of the total of all active parts, so that
// the columns of a row add up to what the row shows as a whole. Cycles are those of the part alone where only it is looked at; members
// of cycles show what the part has of them (S8, S19).
import { type CycleCut, findCyclesInSlices } from '../../analysis/cycles.ts';
import { recordedTypesOf } from '../../analysis/event-costs.ts';
import { functionTotalsInSlices } from '../../analysis/function-totals.ts';
import { itemCosts } from '../../analysis/item-costs.ts';
import type { Scope } from '../../analysis/scope.ts';
import { arrayOf } from '../../base/columns.ts';
import type { Sliced } from '../../base/slices.ts';
import type { Recording } from '../../model/recording.ts';
import { partNames } from '../../viewmodel/part-names.ts';
import type { ColumnSpec } from '../../viewmodel/table.ts';
import { inclusiveColumn, selfColumn } from './column-specs.ts';
import { joinColumns, orNull } from './number-columns.ts';
import type { RowColumn } from './table-rows.ts';

const MOST_PARTS = 32;

/** None where there is one part, or more than anybody could compare. `cycles`: how many rows of cycles stand behind the functions. */
export function* partColumns(recording: Recording, scope: Scope, cut: CycleCut, cycles: number): Sliced<RowColumn[]> {
  const { parts, functions } = recording;
  if (parts.length < 2 || parts.length > MOST_PARTS) return [];
  const names = partNames(parts);
  const active = scope.parts ?? parts.map((_, part) => part);
  const columns: RowColumn[] = [];
  for (const part of active) {
    for (const eventType of new Set([recording.preferredEventType, ...recordedTypesOf(recording, scope.eventType)]))
      yield* functionTotalsInSlices(recording, { ...scope, eventType, parts: [part] });
    yield* findCyclesInSlices(recording, { ...scope, parts: [part] }, cut ?? 0);
    const of = itemCosts(recording, { ...scope, parts: [part] }, cut);
    const column = (spec: ColumnSpec, field: 'self' | 'inclusive'): RowColumn => {
      const values = joinColumns(arrayOf(of[field]), functions.length, cycles);
      return { spec: specOf(spec, part, names[part]), cell: (row) => orNull(values[row]), sortValues: () => values };
    };
    columns.push(column(inclusiveColumn, 'inclusive'), column(selfColumn, 'self'));
    yield;
  }
  return columns;
}

function specOf(spec: ColumnSpec, part: number, name: string): ColumnSpec {
  const { bar: _, ...rest } = spec;
  return {
    ...rest,
    id: `${spec.id}@${part + 1}`,
    title: `${spec.title} ${name}`,
    description: `${spec.description.replace(/\.$/, '')}, in ${name} alone.`,
    visibleByDefault: spec.id === 'self',
    width: Math.min(180, Math.max(spec.width, 34 + 7 * (spec.title.length + 1 + name.length))),
  };
}
