// Rows of annotated source as they are sent: made for the rows on screen alone, from the plan of all of them.

import type { LineJump } from '../../analysis/code-jumps.ts';
import type { CodePlaces, PlaceCosts } from '../../analysis/code-places.ts';
import { functionLocation } from '../../analysis/locations.ts';
import { NONE } from '../../base/brands.ts';
import type { FileIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { fileName } from '../../model/texts.ts';
import type { CallRow, CodeRow, JumpRow, LineRow } from '../../viewmodel/code.ts';
import type { ItemLabel } from '../../viewmodel/item.ts';
import type { Cell } from '../../viewmodel/table.ts';
import { CALL_ROW, type CodePlan, FOLD_ROW, foldId, JUMP_ROW, LINE_ROW, NOTE_ROW, SECTION_ROW } from './code-plan.ts';
import type { PlannedSection } from './code-sections.ts';
import { headingAbove, lineCount, lineIndent, lineSpans, lineText } from './source-lines.ts';

/** Costs of one event type as the rows need them. */
export interface RowCosts extends PlaceCosts {
  /** By place: self and what is called from there, recursion left out. */
  readonly inclusive: Float64Array;
}

export interface RowMaker {
  readonly recording: Recording;
  readonly plan: CodePlan;
  readonly sections: readonly PlannedSection[];
  readonly places: CodePlaces;
  readonly costs: RowCosts;
  readonly second: RowCosts | undefined;
  /** By row of places.calls; undefined where calls are not counted. */
  readonly callCounts: Float64Array | undefined;
  /** By row of places.calls. */
  readonly recursive: (call: number) => boolean;
  readonly labelOf: (fn: number) => ItemLabel;
  readonly farJumps: readonly LineJump[];
  readonly notes: readonly string[];
  /** The largest inclusive cost of a line. */
  readonly hottest: number;
  /** Lines of several files stand together: their numbers say which. */
  readonly mixed: boolean;
}

export function codeRow(maker: RowMaker, row: number): CodeRow {
  const { plan, sections, notes } = maker;
  const section = plan.section[row];
  const a = plan.a[row];
  switch (plan.type[row]) {
    case SECTION_ROW:
      return { type: 'section', id: `s${sections[section].file}`, section };
    case NOTE_ROW:
      return { type: 'note', id: `n${a}`, text: notes[a] };
    case CALL_ROW:
      return callRow(maker, row);
    case JUMP_ROW:
      return jumpRow(maker, row);
    case FOLD_ROW: {
      const planned = sections[section];
      const last = plan.b[row];
      const { source } = planned;
      return {
        type: 'fold',
        id: foldId(planned, a),
        section,
        lines: last - a + 1,
        // Behind the last line there is nothing that it could head.
        hint: source === undefined || last >= lineCount(source) ? '' : headingAbove(source, last, a),
      };
    }
    default:
      return lineRow(maker, row);
  }
}

export function isLine(plan: CodePlan, row: number): boolean {
  return plan.type[row] === LINE_ROW;
}

function lineRow(maker: RowMaker, row: number): LineRow {
  const { plan, sections, costs, second } = maker;
  const section = plan.section[row];
  const planned = sections[section];
  const line = plan.a[row];
  const place = plan.b[row];
  const { source } = planned;
  const known = source !== undefined && line >= 1 && line <= lineCount(source);
  const { text, cut } = known ? lineText(source, line) : { text: null, cut: false };
  const name =
    maker.mixed && !planned.own ? `${planned.section.title.replace('Inlined from ', '')}:${line}` : `${line}`;
  return {
    type: 'line',
    id: `${planned.file}:${line}`,
    section,
    line: line === NONE ? null : line,
    cells: [
      line === NONE ? '?' : name,
      ...costCells(costs, place),
      ...(second === undefined ? [] : costCells(second, place)),
    ],
    text,
    cut,
    spans: known && text !== null ? lineSpans(source, line, text.length) : [],
    heat: place === NONE || maker.hottest <= 0 ? 0 : Math.max(0, costs.inclusive[place]) / maker.hottest,
    estimated: costs.estimated,
  };
}

/** Inclusive and self; nothing where nothing was spent. */
function costCells(costs: RowCosts, place: number): Cell[] {
  if (place === NONE) return [null, null];
  return [orNull(costs.inclusive[place]), orNull(costs.self[place])];
}

function orNull(cost: number): number | null {
  return cost === 0 || Number.isNaN(cost) ? null : cost;
}

function callRow(maker: RowMaker, row: number): CallRow {
  const { plan, places, costs, second, callCounts } = maker;
  const call = plan.a[row];
  return {
    type: 'call',
    id: `${plan.b[row]}>${places.calls.callee[call]}`,
    indent: indentOf(maker, row),
    label: maker.labelOf(places.calls.callee[call]),
    calls: callCounts === undefined ? null : callCounts[call],
    cells: [null, costs.calls[call], null, ...(second === undefined ? [] : [second.calls[call], null])],
    recursive: maker.recursive(call),
    estimated: false,
  };
}

function jumpRow(maker: RowMaker, row: number): JumpRow {
  const { recording, plan, farJumps, labelOf } = maker;
  const jump = farJumps[plan.a[row]];
  const file = fileName(recording, jump.toFile as FileIndex);
  const place = file === undefined ? `line ${jump.toLine}` : `${file.replace(/^.*[\\/]/, '')}:${jump.toLine}`;
  const fn = jump.toFunction;
  const target = jump.to === NONE && fn >= 0 ? `${place} in ${labelOf(fn).name}` : place;
  const { conditional, executed, followed } = jump;
  return {
    type: 'jump',
    id: `${plan.b[row]}^${plan.a[row]}`,
    indent: indentOf(maker, row),
    target: target === '' ? functionLocation(recording, fn) : target,
    conditional,
    executed,
    followed,
  };
}

/** Calls stand under the code that makes them, not at the margin. */
function indentOf({ plan, sections, places }: RowMaker, row: number): number {
  const { source } = sections[plan.section[row]];
  const line = places.line[plan.b[row]];
  return source === undefined || line < 1 || line > lineCount(source) ? 0 : Math.min(60, lineIndent(source, line));
}
