// What source, machine code and control flow say of every function of a program, for tests that hold them against each other, against
// objdump's text and against callgrind_annotate's. Every number is read from the views' own models.
import { functionTotals } from '../../shared/analysis/function-totals.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionModule, functionName } from '../../shared/model/texts.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import type { CodeModel } from '../../shared/viewmodel/code.ts';
import type { FlowModel } from '../../shared/viewmodel/flow.ts';
import { controlFlowView } from '../../shared/views/control-flow.ts';
import { machineCodeView } from '../../shared/views/machine-code.ts';
import { sourceView } from '../../shared/views/source.ts';
import type { Granted, Instruction } from '../../shared/views/support/wishes.ts';

export interface FunctionViews {
  readonly name: string;
  readonly self: number;
  readonly calls: number;
  readonly source: CodeModel;
  readonly machine: CodeModel;
  readonly flow: FlowModel;
}

/** Every function of a binary that was executed. */
export function functionsOf(recording: Recording, module: string, granted: Granted): FunctionViews[] {
  const views: FunctionViews[] = [];
  const totals = functionTotals(recording, wholeScope(recording));
  const { caller, callee, callCount } = recording.calls;
  for (let fn = 0 as FunctionIndex; fn < recording.functions.length; fn++) {
    if (functionModule(recording, fn) !== module || totals.self[fn] === 0) continue;
    const state: ViewState = {
      ...initialViewState,
      active: { kind: 'function', index: fn },
      mode: { relative: false, toParent: false },
    };
    let calls = 0;
    for (let row = 0; row < caller.length; row++) {
      if (Number(callee[row as never]) === fn) calls += Number(callCount[row as never]);
    }
    views.push({
      name: functionName(recording, fn),
      self: totals.self[fn],
      calls,
      source: codeOf(sourceView.select(recording, state, { open: ['*'] }, granted)),
      machine: codeOf(machineCodeView.select(recording, state, { open: ['*'] }, granted)),
      flow: flowOf(controlFlowView.select(recording, state, {}, granted)),
    });
  }
  return views;
}

function codeOf(model: ReturnType<typeof sourceView.select>): CodeModel {
  if (model.kind !== 'code' || model.rows.length !== model.rowCount)
    throw new Error(JSON.stringify(model).slice(0, 300));
  return model;
}

function flowOf(model: ReturnType<typeof sourceView.select>): FlowModel {
  if (model.kind !== 'flow') throw new Error(JSON.stringify(model).slice(0, 300));
  return model;
}

/** Own cost by `file:line`, of what the gutters show. */
export function selfByLine(model: CodeModel): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  const self = model.columns.findIndex(({ id }) => id === 'self');
  for (const row of model.rows) {
    const cost = row.type === 'line' ? row.cells[self] : null;
    if (row.type !== 'line' || typeof cost !== 'number') continue;
    const at = row.source ?? { section: row.section, line: row.line };
    const { text } = model.sections[at.section];
    const key = `${text.state === 'none' ? '?' : text.recorded}:${at.line}`;
    costs.set(key, (costs.get(key) ?? 0) + cost);
  }
  return costs;
}

/** Own cost by line of one file, as callgrind_annotate prints it of all functions together. */
export function annotatedCosts(printed: string, file: string): ReadonlyMap<number, number> {
  const costs = new Map<number, number>();
  const lines = printed.split('\n');
  const head = lines.findIndex((line) => line.startsWith('-- Auto-annotated source:') && line.endsWith(file));
  let line = 0;
  // Behind the heading: a rule, the event types, an empty line.
  for (const text of lines.slice(head + 4)) {
    if (/^-{20}/.test(text)) break;
    const [, cost] = /^\s*([\d,]+|\.)(?:\s|$)/.exec(text) ?? [];
    if (cost === undefined || /^\s*[\d,]+ {2}=> /.test(text)) continue;
    line++;
    if (cost !== '.') costs.set(line, Number(cost.replaceAll(',', '')));
  }
  return costs;
}

/** The last instruction of every block, by the block's id. */
export function lastInstructions(flow: FlowModel, instructions: readonly Instruction[]): ReadonlyMap<string, string> {
  const texts = new Map(instructions.map(({ address, text }) => [`0x${address.toString(16)}`, text]));
  return new Map(flow.nodes.map(({ id, title }) => [id, texts.get(title.split(' … ').at(-1) ?? '') ?? '']));
}
