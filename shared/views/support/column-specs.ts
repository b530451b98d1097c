// The columns that tables share: one id, one title and one explanation wherever they appear.
import type { ColumnSpec } from '../../viewmodel/table.ts';

type Optional = 'visibleByDefault' | 'firstDirection';
type Draft = Omit<ColumnSpec, Optional> & Partial<Pick<ColumnSpec, Optional>>;

/** Not shown at first, largest first: what most further columns are. */
function further(draft: Draft): ColumnSpec {
  return { visibleByDefault: false, firstDirection: 'descending', ...draft };
}

/** A column that this recording cannot fill is there to be chosen, but not shown at first. */
export function shownWhere(recorded: boolean, spec: ColumnSpec): ColumnSpec {
  return recorded ? spec : { ...spec, visibleByDefault: false };
}

export const inclusiveColumn: ColumnSpec = {
  id: 'inclusive',
  title: 'Incl.',
  description: 'Cost of the function and of everything it called.',
  kind: 'cost',
  bar: 'inclusive',
  visibleByDefault: true,
  firstDirection: 'descending',
  width: 78,
};

export const selfColumn: ColumnSpec = {
  id: 'self',
  title: 'Self',
  description: 'Cost of the function itself, without what it called.',
  kind: 'cost',
  bar: 'self',
  visibleByDefault: true,
  firstDirection: 'descending',
  width: 78,
};

export const callsColumn: ColumnSpec = {
  id: 'calls',
  title: 'Called',
  description: 'How often the function was called, recursive calls included.',
  kind: 'count',
  visibleByDefault: true,
  firstDirection: 'descending',
  width: 74,
};

/** With `≈` before it: a number that is cut says another. */
const ESTIMATED_COUNT_WIDTH = 90;

/** Of a pair of functions: a caller or callee and the active one. */
export const edgeColumns = {
  inclusive: {
    ...inclusiveColumn,
    description: 'Inclusive cost of these calls. In recursion it is listed, but counted in no sum.',
  },
  perCall: further({
    id: 'inclusive-per-call',
    title: 'Incl. per call',
    description: 'Inclusive cost of these calls divided by their number.',
    kind: 'cost',
    absolute: true,
    visibleByDefault: true,
    width: 118,
  }),
  calls: { ...callsColumn, title: 'Count', description: 'Number of these calls, recursive ones included.' },
  self: {
    ...selfColumn,
    description: 'Self cost of the callee when it was called from here, where the format records it.',
  },
} as const satisfies Record<string, ColumnSpec>;

/** Of the heaviest stack. */
export const stackColumns = {
  step: further({
    id: 'step',
    title: 'Step',
    description: 'Calls from the function that the stack was made for: callers above it, callees below it.',
    kind: 'count',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 52,
  }),
  inclusive: {
    ...inclusiveColumn,
    description: 'What of the cost of the function at step 0 came or went this way.',
  },
  ofStep: further({
    id: 'of-step',
    title: '% of step',
    description: 'Share of what the step nearer to step 0 had.',
    kind: 'ratio',
    visibleByDefault: true,
    width: 72,
  }),
  calls: { ...callsColumn, title: 'Count', description: 'Number of these calls; at step 0 all calls of the function.' },
  others: further({
    id: 'others',
    title: 'Next best',
    description: 'Where else the cost of the step came from or went to, with its share of the step.',
    kind: 'text',
    visibleByDefault: true,
    width: 180,
  }),
} as const satisfies Record<string, ColumnSpec>;

/** Of the list of cycles. */
export const closingColumn: ColumnSpec = further({
  id: 'closing-calls',
  title: 'Closing calls',
  description:
    'Calls that lead back into the cycle: without them its functions would call each other in one direction only.',
  kind: 'text',
  visibleByDefault: true,
  width: 200,
});

/** Of a function that is called by the active one, or calls it, directly or through others. */
export const walkColumns = {
  spentIn: {
    ...inclusiveColumn,
    description: 'What of the active function’s cost was spent in it and in what it called.',
  },
  cameThrough: {
    ...inclusiveColumn,
    description: 'What of the active function’s cost came through it, directly or through others.',
  },
  self: { ...selfColumn, description: 'What of the active function’s cost was spent in it alone.' },
  distance: further({
    id: 'distance',
    title: 'Distance',
    description:
      'Calls between it and the active function: nearest–farthest, and in parentheses the distance that carries most cost. A cycle is one step.',
    kind: 'count',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 92,
  }),
  callsOf: {
    ...callsColumn,
    description: 'How often it was called on behalf of the active function, recursion included.',
    width: ESTIMATED_COUNT_WIDTH,
  },
  callsBy: {
    ...callsColumn,
    title: 'Calling',
    description: 'How many calls it made that led to the active function.',
    width: ESTIMATED_COUNT_WIDTH,
  },
  nearest: further({
    id: 'nearest',
    title: 'Nearest',
    description: 'Fewest calls between it and the active function.',
    kind: 'count',
    firstDirection: 'ascending',
    width: 68,
  }),
  farthest: further({
    id: 'farthest',
    title: 'Farthest',
    description: 'Most calls between it and the active function.',
    kind: 'count',
    width: 68,
  }),
  dearest: further({
    id: 'dearest',
    title: 'Dearest',
    description: 'The distance over which most of the cost came.',
    kind: 'count',
    firstDirection: 'ascending',
    width: 68,
  }),
} as const satisfies Record<string, ColumnSpec>;

export const specs = {
  function: further({
    id: 'function',
    title: 'Function',
    description: 'Name of the function as recorded.',
    kind: 'item',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 0,
  }),
  location: further({
    id: 'location',
    title: 'Location',
    description: 'File and line of the definition, or the binary it is in: as much of the path as tells it apart.',
    kind: 'text',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 150,
  }),
  primitiveCalls: further({
    id: 'primitive-calls',
    title: 'Primitive calls',
    description: 'Calls that were not made by the function itself, directly or through others.',
    kind: 'count',
    width: 96,
  }),
  inclusivePerCall: further({
    id: 'inclusive-per-call',
    title: 'Incl. per call',
    description: 'Inclusive cost divided by the number of calls; by that of primitive calls where they are known.',
    kind: 'cost',
    absolute: true,
    width: 118,
  }),
  selfPerCall: further({
    id: 'self-per-call',
    title: 'Self per call',
    description: 'Self cost divided by the number of calls.',
    kind: 'cost',
    absolute: true,
    width: 118,
  }),
  selfShare: further({
    id: 'self-share',
    title: 'Self ÷ incl.',
    description: 'Which part of the inclusive cost is the function itself.',
    kind: 'ratio',
    width: 84,
  }),
  callers: further({
    id: 'callers',
    title: 'Callers',
    description: 'Number of functions that call it.',
    kind: 'count',
    width: 68,
  }),
  callees: further({
    id: 'callees',
    title: 'Callees',
    description: 'Number of functions that it calls.',
    kind: 'count',
    width: 68,
  }),
  module: further({
    id: 'module',
    title: 'Module',
    description: 'Binary, shared object or package as recorded.',
    kind: 'text',
    firstDirection: 'ascending',
    width: 160,
  }),
  file: further({
    id: 'file',
    title: 'File',
    description: 'Path of the source file as recorded.',
    kind: 'text',
    firstDirection: 'ascending',
    width: 220,
  }),
  line: further({
    id: 'line',
    title: 'Line',
    description: 'Line of the definition.',
    kind: 'count',
    firstDirection: 'ascending',
    width: 56,
  }),
} as const satisfies Record<string, ColumnSpec>;
