// Rows of machine code as they are sent: made for the rows on screen alone, from the plan of all of them.
import type { InstructionPlaces } from '../../analysis/instruction-places.ts';
import { filePlace } from '../../analysis/locations.ts';
import { NONE } from '../../base/brands.ts';
import type { FileIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { CallRow, CodeRow, JumpRow, LineRow, QuoteRow } from '../../viewmodel/code.ts';
import type { ItemLabel } from '../../viewmodel/item.ts';
import type { Cell } from '../../viewmodel/table.ts';
import { CALL_ROW, FOLD_ROW, JUMP_ROW, NOTE_ROW, SECTION_ROW } from './code-plan.ts';
import type { MachineCosts } from './machine-costs.ts';
import type { MachineListing } from './machine-listing.ts';
import { type MachinePlan, machineFoldId, QUOTE_ROW } from './machine-plan.ts';
import { hexAddress, instructionSpans } from './machine-words.ts';
import { lineCount, lineSpans, lineText } from './source-lines.ts';
import type { SourceText } from './wishes.ts';

/** Instructions stand under the lines they were made from. */
const CALL_INDENT = 4;

export interface QuotedFile {
  /** Place in the model's `sections`. */
  readonly section: number;
  readonly source: SourceText | undefined;
}

export interface MachineRowMaker {
  readonly recording: Recording;
  readonly listing: MachineListing;
  readonly plan: MachinePlan;
  readonly places: InstructionPlaces;
  /** By row of the listing. */
  readonly file: Int32Array;
  readonly line: Int32Array;
  readonly files: ReadonlyMap<number, QuotedFile>;
  /** undefined where instructions have none (bytecode). */
  readonly costs: MachineCosts | undefined;
  readonly second: MachineCosts | undefined;
  readonly isRecursive: (call: number) => boolean;
  readonly labelOf: (fn: number) => ItemLabel;
  readonly notes: readonly string[];
  /** The largest inclusive cost of an instruction. */
  readonly hottest: number;
  /** What stands for the text of an address without an instruction; null: it is still being looked for. */
  readonly absent: string | null;
}

export function machineRow(maker: MachineRowMaker, row: number): CodeRow {
  const { plan, listing, notes } = maker;
  const a = plan.a[row];
  switch (plan.type[row]) {
    case SECTION_ROW:
      return { type: 'section', id: `s${a}`, section: a };
    case NOTE_ROW:
      return { type: 'note', id: `n${a}`, text: notes[a] };
    case CALL_ROW:
      return callRow(maker, row);
    case JUMP_ROW:
      return jumpRow(maker, row);
    case QUOTE_ROW:
      return quoteRow(maker, row);
    case FOLD_ROW:
      return {
        type: 'fold',
        id: machineFoldId(listing, a),
        section: listing.stretch[a],
        lines: plan.b[row] - a + 1,
        instructions: true,
        hint: '',
      };
    default:
      return instructionRow(maker, row);
  }
}

/** `stock.cpp:42`; empty where unknown. */
function placeText(recording: Recording, file: number, line: number): string {
  if (line === NONE) return '';
  const place = file === NONE ? '' : filePlace(recording, file as FileIndex);
  return place === '' ? `line ${line}` : `${place}:${line}`;
}

function instructionRow(maker: MachineRowMaker, row: number): LineRow {
  const { recording, plan, listing, costs, second, files, absent } = maker;
  const at = plan.a[row];
  const place = plan.b[row];
  const instruction = listing.instructions[listing.instruction[at]];
  const [file, line] = [maker.file[at], maker.line[at]];
  const quoted = files.get(file);
  const text = instruction?.text ?? absent;
  const address = listing.address[at].toString(16);
  return {
    type: 'line',
    id: address,
    section: listing.stretch[at],
    line: null,
    cells: [
      costs === undefined ? String(listing.address[at]) : address,
      ...(costs === undefined ? [] : costCells(costs, place)),
      ...(second === undefined ? [] : costCells(second, place)),
      ...(costs === undefined ? [] : [instruction?.bytes ?? null]),
      placeText(recording, file, line),
    ],
    text,
    cut: false,
    spans: text === null ? [] : instructionSpans(text),
    heat:
      costs === undefined || place === NONE || maker.hottest <= 0
        ? 0
        : Math.max(0, costs.inclusive[place]) / maker.hottest,
    estimated: false,
    ...(quoted === undefined || line === NONE ? {} : { source: { section: quoted.section, line } }),
  };
}

/** Inclusive and self; nothing where nothing was spent. */
function costCells(costs: MachineCosts, place: number): Cell[] {
  return place === NONE ? [null, null] : [orNull(costs.inclusive[place]), orNull(costs.self[place])];
}

function orNull(cost: number): number | null {
  return cost === 0 || Number.isNaN(cost) ? null : cost;
}

function quoteRow({ recording, plan, files }: MachineRowMaker, row: number): QuoteRow {
  const [file, line] = [plan.a[row], plan.b[row]];
  const { section, source } = files.get(file) ?? { section: NONE, source: undefined };
  const known = source !== undefined && line >= 1 && line <= lineCount(source);
  const { text, cut } = known ? lineText(source, line) : { text: null, cut: false };
  return {
    type: 'quote',
    id: `q${row}`,
    section,
    line,
    place: placeText(recording, file, line),
    text,
    cut,
    spans: known && text !== null ? lineSpans(source, line, text.length) : [],
  };
}

function callRow(maker: MachineRowMaker, row: number): CallRow {
  const { plan, places, costs, second } = maker;
  const call = plan.a[row];
  const { callee, count } = places.calls;
  return {
    type: 'call',
    id: `${places.address[plan.b[row]].toString(16)}>${callee[call]}`,
    indent: CALL_INDENT,
    label: maker.labelOf(callee[call]),
    calls: count[call],
    cells: [
      null,
      costs === undefined ? null : costs.calls[call],
      null,
      ...(second === undefined ? [] : [second.calls[call], null]),
      null,
      null,
    ],
    recursive: maker.isRecursive(call),
    estimated: false,
  };
}

function jumpRow({ plan, places, labelOf }: MachineRowMaker, row: number): JumpRow {
  const jump = plan.a[row];
  const { toAddress, toFunction, conditional, executed, followed } = places.jumps;
  const fn = toFunction[jump];
  const name = fn >= 0 ? ` in ${labelOf(fn).name}` : '';
  return {
    type: 'jump',
    id: `${plan.b[row]}^${jump}`,
    indent: CALL_INDENT,
    target: `${hexAddress(toAddress[jump])}${name}`,
    conditional: conditional[jump] === 1,
    executed: executed[jump],
    followed: followed[jump],
  };
}
