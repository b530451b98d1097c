// What the members of a .cpuprofile are called, in today's form and in the old one. Everything else that stands in a file is only checked.

/** Names of the members that mean something; the JSON stream tells them by their index. */
export const KEYS = [
  'nodes',
  'head',
  'samples',
  'timeDeltas',
  'timestamps',
  'startTime',
  'endTime',
  'title',
  'id',
  'parent',
  'callFrame',
  'functionName',
  'url',
  'lineNumber',
  'columnNumber',
  'hitCount',
  'children',
  'positionTicks',
  'line',
  'ticks',
  'deoptReason',
  'bailoutReason',
];
/** The index by name. */
export const KEY = Object.fromEntries(KEYS.map((name, index) => [name, index]));
