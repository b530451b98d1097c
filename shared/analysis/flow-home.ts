// The item's own component where calls inside cycles are followed (detection off, stated inclusive costs): without the calls that lead back to the item
// it falls apart into smaller groups, which values flow through one after the other.
import type { Sliced } from '../base/slices.ts';
import { groupRowsInSlices } from '../base/sort-indices.ts';
import type { Direction, Focus } from './focus.ts';
import { strongComponentsInSlices } from './strong-components.ts';

interface Home {
  readonly focus: Focus;
  readonly direction: Direction;
  /** Component of each function: those at home get numbers of their own, from `firstGroup` on. */
  readonly groupOf: Int32Array;
  readonly isStart: Uint8Array;
}

const GROUPS_PER_SLICE = 1 << 16;

/** The item's own component without the calls that lead back to it: smaller groups, in the order in which values flow. */
export function* homeGroupsInSlices(
  { focus, direction, groupOf, isStart }: Home,
  members: Int32Array,
  firstGroup: number,
): Sliced<Int32Array[]> {
  const { callerStart, callee, caller } = focus.edges;
  const home = groupOf[members[0]];
  const farOf = direction === 'callees' ? callee : caller;
  const localOf = new Int32Array(groupOf.length);
  let most = 0;
  for (let local = 0; local < members.length; local++) {
    localOf[members[local]] = local;
    most += callerStart[members[local] + 1] - callerStart[members[local]];
  }
  const start = new Int32Array(members.length + 1);
  const target = new Int32Array(most);
  let length = 0;
  for (let local = 0; local < members.length; local++) {
    const f = members[local];
    for (let edge = callerStart[f]; edge < callerStart[f + 1]; edge++) {
      const leadsBack = isStart[farOf[edge]] === 1;
      if (groupOf[callee[edge]] === home && !leadsBack) target[length++] = localOf[callee[edge]];
    }
    start[local + 1] = length;
  }
  yield;
  const { count, componentOf } = yield* strongComponentsInSlices({ nodes: members.length, start, target });
  const { start: groupStart, rows } = yield* groupRowsInSlices(componentOf, count);
  const grouped = rows.map((local) => members[local]);
  for (let local = 0; local < members.length; local++) groupOf[members[local]] = firstGroup + componentOf[local];
  const groups: Int32Array[] = [];
  for (let group = 0; group < count; group++) {
    const inGroup = grouped.subarray(groupStart[group], groupStart[group + 1]);
    if (group % GROUPS_PER_SLICE === 0) yield;
    // The item has no fellows: what leads back to it was left out.
    if (isStart[inGroup[0]] === 0) groups.push(inGroup);
  }
  return direction === 'callees' ? groups.reverse() : groups;
}
