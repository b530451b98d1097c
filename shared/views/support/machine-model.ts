// Machine code of one function, or the bytecode of a Python one: instructions with costs, calls under them, arrows of jumps beside them, the
// lines of source they were made from, a window of rows at a time.
import type { Focus } from '../../analysis/focus.ts';
import { type InstructionPlaces, instructionPlaces } from '../../analysis/instruction-places.ts';
import { NONE } from '../../base/brands.ts';
import type { FileIndex, FunctionIndex } from '../../model/indices.ts';
import { fileName } from '../../model/texts.ts';
import type { ViewState } from '../../state/view-state.ts';
import type { CodeJump, CodeModel } from '../../viewmodel/code.ts';
import type { ViewRequest } from '../view.ts';
import { LINE_ROW } from './code-plan.ts';
import { focusMeasure } from './focus-of-state.ts';
import { createLabels } from './item-labels.ts';
import { layoutJumps } from './jump-lanes.ts';
import { bytecodeColumns, machineColumns, usableMachineSort, valuesToSortBy } from './machine-columns.ts';
import { machineCosts, recursiveInstructionCalls } from './machine-costs.ts';
import { listBytecode, listMachineCode, type MachineListing } from './machine-listing.ts';
import { machineNotes, stretchSections } from './machine-notes.ts';
import { type MachinePlan, type MachinePlanOptions, planMachineByCost, planMachineCode } from './machine-plan.ts';
import { type MachineRowMaker, machineRow } from './machine-rows.ts';
import { quotedFiles, quotedSections } from './quoted-files.ts';
import { cutOf } from './scope-of-state.ts';
import { secondBase, secondMeasure, secondScope } from './second-event.ts';
import { linesWith, TAB_SIZE } from './source-lines.ts';
import { windowOf } from './table-rows.ts';
import type { Granted, GrantedCode } from './wishes.ts';

const MOST_HOT = 500;
const MOST_FOUND = 5000;
/** Arrows that are sent for one window. */
const MOST_JUMPS = 400;
const WIDEST = 110;

export interface MachineSubject {
  readonly focus: Focus;
  readonly state: ViewState;
  readonly request: ViewRequest;
  readonly granted: Granted | undefined;
  /** The binary, or the Python file, as the recording names it. */
  readonly recorded: string | undefined;
  readonly isPython: boolean;
}

export function selectMachineModel(subject: MachineSubject): CodeModel {
  const { focus, state, request, granted, recorded, isPython } = subject;
  const { recording, scope } = focus;
  const fn = focus.row as FunctionIndex;
  const code = granted?.code;
  const places = instructionPlaces(recording, scope, fn);
  const listing = isPython ? listBytecode(code) : listMachineCode(places, code);
  const isRecursive = recursiveInstructionCalls(focus, places, state);
  const costs = isPython ? undefined : machineCosts(recording, scope, { fn, isRecursive });
  const other = isPython ? undefined : secondScope(recording, state);
  const second = other === undefined ? undefined : machineCosts(recording, other, { fn, isRecursive });
  const stretches = stretchSections(listing, code, { recorded, isPython });
  const { file, line } = positionsOf(listing, places, isPython ? recording.functions.file[fn] : undefined);
  const files = quotedFiles(recording, file, granted, stretches.length);
  const notes = machineNotes(listing, code, isPython);
  const sort = usableMachineSort(request.sort, costs !== undefined, second !== undefined);
  const options: MachinePlanOptions = {
    listing,
    places,
    callCosts: costs?.calls ?? new Float64Array(0),
    file,
    line,
    quotes: state.machine.withSource,
    folding: !isPython && code?.state === 'found',
    open: new Set(request.open),
    notes: notes.length,
    around: state.contextLines,
    ...searchOf(request.find ?? '', listing, files),
  };
  const values = costs === undefined ? undefined : valuesToSortBy(sort, costs, second);
  const plan =
    values === undefined
      ? planMachineCode(options)
      : planMachineByCost(options, values, sort[0].direction === 'descending');
  const measure = focusMeasure(recording, state, focus);
  const hot = costs === undefined ? [] : hotRows(plan, listing, costs.inclusive);
  const maker: MachineRowMaker = {
    recording,
    listing,
    plan,
    places,
    file,
    line,
    files,
    costs,
    second,
    isRecursive,
    labelOf: createLabels(recording, focus.costs, state).ofRow,
    notes,
    hottest: measure.ratio === true || costs === undefined ? 0 : largest(costs.inclusive),
    absent: absentText(code),
  };
  const { start, end } = windowOf(request, plan.length);
  const jumps = isPython ? bytecodeJumps(listing, plan) : recordedJumps(listing, places, plan);
  const arrows = values === undefined ? layoutJumps(jumps) : { jumps: [], lanes: 0 };
  const reveal = hot[0] ?? firstLine(plan);
  const find = request.find ?? '';
  return {
    kind: 'code',
    instructions: true,
    columns: isPython ? bytecodeColumns : machineColumns(state, second !== undefined),
    measure,
    ...(second === undefined
      ? {}
      : {
          second: secondMeasure(
            recording,
            state,
            secondBase(recording, state, focus.row, cutOf(state)),
            measure.baseName,
          ),
        }),
    sections: [...stretches, ...quotedSections(recording, files, granted)],
    rowCount: plan.length,
    start,
    rows: Array.from({ length: end - start }, (_, i) => machineRow(maker, start + i)),
    sort,
    jumps: arrows.jumps
      .filter(({ from, to }) => Math.min(from, to) < end && Math.max(from, to) >= start)
      .slice(0, MOST_JUMPS),
    lanes: arrows.lanes,
    widest: WIDEST,
    tabSize: TAB_SIZE,
    hot,
    ...(reveal === undefined ? {} : { reveal }),
    ...(find === ''
      ? {}
      : { find: { text: find, count: plan.found.length, rows: Array.from(plan.found.subarray(0, MOST_FOUND)) } }),
    folds: plan.folds,
    notes: [],
    ...(code?.state === 'pending' ? { pending: code.what } : colourPending(granted)),
  };
}

function absentText(code: GrantedCode | undefined): string | null {
  if (code?.state === 'pending') return null;
  return code?.state === 'found' ? '(no instruction)' : '(not disassembled)';
}

function colourPending(granted: Granted | undefined): { readonly pending?: string } {
  for (const source of granted?.sources.values() ?? []) {
    if (source.state === 'found' && source.text.pending) return { pending: 'Colours are being worked out.' };
  }
  return {};
}

/** Source positions by row of the listing. What never ran has none. */
function positionsOf(
  listing: MachineListing,
  places: InstructionPlaces,
  own: number | undefined,
): { readonly file: Int32Array; readonly line: Int32Array } {
  if (own !== undefined) {
    const line = Int32Array.from(listing.instructions, (instruction) => instruction.line ?? NONE);
    return { file: line.map((at) => (at === NONE ? NONE : own)), line };
  }
  return {
    file: listing.place.map((place) => (place === NONE ? NONE : places.file[place])),
    line: listing.place.map((place) => (place === NONE ? NONE : places.line[place])),
  };
}

function searchOf(
  find: string,
  listing: MachineListing,
  files: MachineRowMaker['files'],
): Pick<MachinePlanOptions, 'isFound' | 'isQuoteFound'> {
  if (find === '') return { isFound: undefined, isQuoteFound: () => false };
  const wanted = find.toLowerCase();
  const address = wanted.replace(/^0x/, '');
  const lines = new Map<number, ReadonlySet<number>>();
  for (const [file, { source }] of files) if (source !== undefined) lines.set(file, new Set(linesWith(source, find)));
  return {
    isFound: (row) =>
      listing.instructions[listing.instruction[row]]?.text.toLowerCase().includes(wanted) === true ||
      (address !== '' && listing.address[row].toString(16).includes(address)),
    isQuoteFound: (file, line) => lines.get(file)?.has(line) === true,
  };
}

type PlacedJump = Omit<CodeJump, 'lane'>;

function recordedJumps(listing: MachineListing, { jumps }: InstructionPlaces, plan: MachinePlan): PlacedJump[] {
  const placed: PlacedJump[] = [];
  for (let jump = 0; jump < jumps.length; jump++) {
    if (jumps.to[jump] < 0) continue;
    const [fromRow, toRow] = [listing.rowOfPlace[jumps.from[jump]], listing.rowOfPlace[jumps.to[jump]]];
    if (fromRow === NONE || toRow === NONE) continue;
    const [from, to] = [plan.rowOf[fromRow], plan.rowOf[toRow]];
    if (from === NONE || to === NONE) continue;
    placed.push({
      from,
      to,
      conditional: jumps.conditional[jump] === 1,
      executed: jumps.executed[jump],
      followed: jumps.followed[jump],
    });
  }
  return placed;
}

/** Arrows without counts: nothing was recorded of them. */
function bytecodeJumps({ instructions, address }: MachineListing, plan: MachinePlan): PlacedJump[] {
  const rows = new Map(Array.from(address, (at, row) => [at, row]));
  return instructions.flatMap(({ target, text }, row) => {
    const to = target === undefined ? undefined : rows.get(target);
    if (to === undefined) return [];
    const conditional = /IF|FOR_ITER|OR_POP|SEND/.test(text);
    return [{ from: plan.rowOf[row], to: plan.rowOf[to], conditional, executed: 0, followed: 0 }];
  });
}

/** The dearest instructions by what they cost with their calls, dearest first. */
function hotRows({ rowOf }: MachinePlan, { rowOfPlace }: MachineListing, inclusive: Float64Array): readonly number[] {
  const rowAt = (place: number) => (rowOfPlace[place] === NONE ? NONE : rowOf[rowOfPlace[place]]);
  const places = Array.from(rowOfPlace.keys()).filter((place) => inclusive[place] > 0 && rowAt(place) !== NONE);
  places.sort((a, b) => inclusive[b] - inclusive[a]);
  return places.slice(0, MOST_HOT).map(rowAt);
}

function firstLine(plan: MachinePlan): number | undefined {
  const first = plan.type.indexOf(LINE_ROW);
  return first < 0 ? undefined : first;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** Names of the files that a function's instructions were made from, as the recording has them. */
export function filesOfInstructions({ recording, scope, row }: Focus): readonly string[] {
  const { file } = instructionPlaces(recording, scope, row as FunctionIndex);
  const names = new Set<string>();
  for (const at of file) {
    const name = at === NONE ? undefined : fileName(recording, at as FileIndex);
    if (name !== undefined && names.size < MOST_FILES) names.add(name);
  }
  return [...names];
}

const MOST_FILES = 200;
