// Names, places and colours of the things that rows, rectangles and nodes stand for. Made on demand for what is shown, never for all rows.

import type { ItemCosts } from '../../analysis/item-costs.ts';
import { functionLocation, recordedName } from '../../analysis/locations.ts';
import { separateName, separationsOf } from '../../analysis/name-levels.ts';
import { sourceName } from '../../analysis/source-names.ts';
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { functionFile, functionModule } from '../../model/texts.ts';
import type { ViewState } from '../../state/view-state.ts';
import { cutText } from '../../viewmodel/cut-text.ts';
import { formatCount } from '../../viewmodel/format-count.ts';
import type { ItemLabel, ItemRef } from '../../viewmodel/item.ts';
import { shortenName } from '../../viewmodel/shorten-name.ts';
import { type Colours, createColours } from './item-colours.ts';

const LONGEST_NAME = 2000;

/** Makes labels under one state. A row is a function, or functions.length + the row of a cycle. */
export interface Labels {
  readonly ofRow: (row: number) => ItemLabel;
  readonly ofItem: (item: ItemRef) => ItemLabel;
}

export function createLabels(recording: Recording, costs: ItemCosts, state: ViewState): Labels {
  const functions = recording.functions.length;
  const colours = createColours(recording, costs, state);
  const { contexts } = separationsOf(recording);
  const ofRow = (row: number): ItemLabel =>
    row < functions
      ? functionLabel(recording, { costs, colours, state, contexts }, row as FunctionIndex)
      : cycleLabel(costs, row - functions);
  return { ofRow, ofItem: (item) => ofRow(rowOfItem(recording, item)) };
}

/** Row of an item in tables that hold functions first, then cycles. Cycle numbers start at 1. */
export function rowOfItem(recording: Recording, item: ItemRef): number {
  return item.kind === 'function' ? item.index : recording.functions.length + item.index - 1;
}

export function itemOfRow(recording: Recording, row: number): ItemRef {
  const functions = recording.functions.length;
  return row < functions ? { kind: 'function', index: row } : { kind: 'cycle', index: row - functions + 1 };
}

/** The item if the recording has it under this state, else undefined: state may outlive a reload or a toggle. */
export function existingItem(recording: Recording, costs: ItemCosts, item: ItemRef | undefined): ItemRef | undefined {
  if (item === undefined) return undefined;
  if (item.kind === 'function') return item.index >= 0 && item.index < recording.functions.length ? item : undefined;
  return costs.detected && item.index >= 1 && item.index <= costs.cycles.count ? item : undefined;
}

export function cycleName(cycleRow: number): string {
  return `<cycle ${cycleRow + 1}>`;
}

interface LabelParts {
  readonly costs: ItemCosts;
  readonly colours: Colours;
  readonly state: ViewState;
  /** Names may have callers behind them. */
  readonly contexts: boolean;
}

function functionLabel(
  recording: Recording,
  { costs, colours, state, contexts }: LabelParts,
  row: FunctionIndex,
): ItemLabel {
  const recorded = recordedName(recording, row);
  const whole = state.mangled ? recorded : sourceName(recorded);
  const name = shortenName(whole, state.names);
  const file = functionFile(recording, row) ?? null;
  const module = functionModule(recording, row) ?? null;
  const line = recording.functions.startLine[row];
  const cycle = costs.detected ? costs.cycles.cycleOf[row] : NONE;
  const colour = colours(row);
  return {
    item: { kind: 'function', index: row },
    name: cutText(name, LONGEST_NAME),
    ...(name === whole ? {} : { fullName: cutText(whole, LONGEST_NAME) }),
    ...(contexts ? callersIn(name) : {}),
    ...(whole === recorded ? {} : { recordedName: cutText(recorded, LONGEST_NAME) }),
    location: functionLocation(recording, row),
    file,
    module,
    line: line === NONE ? null : line,
    hue: colour.hue,
    hueName: colour.name,
    cycle: cycle === NONE ? null : cycle + 1,
  };
}

function callersIn(name: string): Pick<ItemLabel, 'callersFrom'> {
  const { base, level, callers } = separateName(name);
  return callers === '' ? {} : { callersFrom: base.length + level.length };
}

function cycleLabel({ cycles }: ItemCosts, row: number): ItemLabel {
  const members = cycles.memberStart[row + 1] - cycles.memberStart[row];
  return {
    item: { kind: 'cycle', index: row + 1 },
    name: cycleName(row),
    location: `${formatCount(members)} functions`,
    file: null,
    module: null,
    line: null,
    hue: null,
    hueName: 'cycles',
    cycle: row + 1,
  };
}
