// The gutters of machine code, and what it can be sorted by.
import type { ViewState } from '../../state/view-state.ts';
import type { CodeColumn } from '../../viewmodel/code.ts';
import type { SortKey } from '../../viewmodel/table.ts';
import type { MachineCosts } from './machine-costs.ts';
import { secondSpec } from './second-event.ts';

const addressColumn: CodeColumn = {
  id: 'address',
  title: 'Address',
  description: 'Address in the binary, hexadecimal. A click puts the instructions back in their order.',
  kind: 'text',
  alignRight: true,
  visibleByDefault: true,
  firstDirection: 'ascending',
  width: 78,
};
const inclusiveColumn: CodeColumn = {
  id: 'inclusive',
  title: 'Incl.',
  description: 'Cost of the instruction and of the calls it makes; for a call, what was spent in it.',
  kind: 'cost',
  bar: 'inclusive',
  visibleByDefault: true,
  firstDirection: 'descending',
  width: 66,
};
const selfColumn: CodeColumn = {
  id: 'self',
  title: 'Self',
  description: 'Cost of the instruction itself, without the calls it makes.',
  kind: 'cost',
  bar: 'self',
  visibleByDefault: true,
  firstDirection: 'descending',
  width: 66,
};
const bytesColumn: CodeColumn = {
  id: 'bytes',
  title: 'Hex',
  description: 'The bytes of the instruction.',
  kind: 'text',
  visibleByDefault: false,
  firstDirection: 'ascending',
  width: 176,
};
const placeColumn: CodeColumn = {
  id: 'place',
  title: 'Line',
  description: 'The line of source that the instruction was made from.',
  kind: 'text',
  visibleByDefault: false,
  firstDirection: 'ascending',
  width: 120,
};

export function machineColumns(state: ViewState, withSecond: boolean): readonly CodeColumn[] {
  const name = state.secondEvent ?? '';
  const second = withSecond ? [secondSpec(inclusiveColumn, name), secondSpec(selfColumn, name)] : [];
  return [addressColumn, inclusiveColumn, selfColumn, ...second, bytesColumn, placeColumn];
}

export const bytecodeColumns: readonly CodeColumn[] = [
  {
    ...addressColumn,
    title: 'Offset',
    description: 'Offset of the instruction in the code of the function.',
    width: 72,
  },
  placeColumn,
];

const inOrder: readonly SortKey[] = [{ column: 'address', direction: 'ascending' }];

export function usableMachineSort(
  wanted: readonly SortKey[] | undefined,
  withCosts: boolean,
  withSecond: boolean,
): readonly SortKey[] {
  const [first] = wanted ?? [];
  const known = [...(withCosts ? ['inclusive', 'self'] : []), ...(withSecond ? ['inclusive-2', 'self-2'] : [])];
  return first !== undefined && known.includes(first.column) ? [first] : inOrder;
}

/** By place; undefined for instructions in their order. */
export function valuesToSortBy(
  [{ column }]: readonly SortKey[],
  costs: MachineCosts,
  second: MachineCosts | undefined,
): Float64Array | undefined {
  if (column === 'address') return undefined;
  const of = column.endsWith('-2') && second !== undefined ? second : costs;
  return column.startsWith('self') ? of.self : of.inclusive;
}
