// What must hold for every recording whatever file it came from, as numbered invariants. Readers are tested against it; analyses rely on it.
// Returns what is broken in words, at most one line per invariant and column: an empty list is a sound recording.
import { NONE } from '../base/brands.ts';
import { arrayOf, type NumberArray } from '../base/columns.ts';
import type { Recording } from './recording.ts';

type AnyColumn = { readonly length: number };

interface Check {
  readonly recording: Recording;
  readonly broken: string[];
}

export function checkIntegrity(recording: Recording): string[] {
  const check: Check = { recording, broken: [] };
  checkStrings(check);
  checkReferences(check);
  checkCosts(check);
  checkContexts(check);
  checkUniqueFunctions(check);
  checkSamples(check);
  checkEventTypes(check);
  return check.broken;
}

function report({ broken }: Check, number: number, text: string): void {
  broken.push(`I${number}: ${text}`);
}

/** Reports the first row that has a problem. */
function checkRows(check: Check, number: number, length: number, problemOf: (row: number) => string | undefined): void {
  for (let row = 0; row < length; row++) {
    const problem = problemOf(row);
    if (problem !== undefined) {
      report(check, number, problem);
      return;
    }
  }
}

/** I1: string offsets ascend and end where the block ends. */
function checkStrings(check: Check): void {
  const { offsets, bytes, length } = check.recording.strings;
  if (offsets.length !== length + 1) report(check, 1, `${length} strings have ${offsets.length} offsets`);
  checkRows(check, 1, length, (row) =>
    offsets[row + 1] < offsets[row] ? `string ${row} ends before it begins` : undefined,
  );
  if (offsets[length] !== bytes.length) report(check, 1, 'the last string does not end where the block ends');
}

interface Reference {
  readonly name: string;
  /** Rows of its table. */
  readonly rows: number;
  readonly column: AnyColumn;
  /** Rows of the table that it refers to. */
  readonly target: number;
  readonly noneAllowed?: boolean;
}

/** I2: columns are as long as their table. I3: row numbers exist in the table they refer to. */
function checkReferences(check: Check): void {
  for (const reference of referencesOf(check.recording)) {
    const { name, rows, column, target, noneAllowed } = reference;
    if (column.length !== rows) report(check, 2, `${name} has ${column.length} rows instead of ${rows}`);
    const values = arrayOf(column);
    checkRows(check, 3, values.length, (row) => {
      const value = values[row];
      const isFine = value < target && (value >= 0 || (noneAllowed === true && value === NONE));
      return isFine ? undefined : `${name}[${row}] is ${value}, the table has ${target} rows`;
    });
  }
  for (const row of check.recording.idleFunctions) {
    if (!(row >= 0 && row < check.recording.functions.length)) report(check, 3, `idle function ${row} does not exist`);
  }
}

function referencesOf(recording: Recording): Reference[] {
  const { strings, modules, files, functions, contexts, samples, calls, jumps } = recording;
  const { lines, instructions, functionCosts } = recording;
  const references: Reference[] = [
    { name: 'modules.name', rows: modules.length, column: modules.name, target: strings.length },
    { name: 'files.name', rows: files.length, column: files.name, target: strings.length },
    { name: 'functions.name', rows: functions.length, column: functions.name, target: strings.length },
    { name: 'functions.file', rows: functions.length, column: functions.file, target: files.length, noneAllowed: true },
    {
      name: 'functions.module',
      rows: functions.length,
      column: functions.module,
      target: modules.length,
      noneAllowed: true,
    },
    { name: 'contexts.function', rows: contexts.length, column: contexts.function, target: functions.length },
    {
      name: 'contexts.parent',
      rows: contexts.length,
      column: contexts.parent,
      target: contexts.length,
      noneAllowed: true,
    },
    { name: 'samples.context', rows: samples.length, column: samples.context, target: contexts.length },
    { name: 'calls.caller', rows: calls.length, column: calls.caller, target: functions.length },
    { name: 'calls.callee', rows: calls.length, column: calls.callee, target: functions.length },
    { name: 'jumps.function', rows: jumps.length, column: jumps.function, target: functions.length },
    {
      name: 'jumps.toFunction',
      rows: jumps.length,
      column: jumps.toFunction,
      target: functions.length,
      noneAllowed: true,
    },
    { name: 'lines.function', rows: lines.length, column: lines.function, target: functions.length },
    {
      name: 'instructions.function',
      rows: instructions.length,
      column: instructions.function,
      target: functions.length,
    },
    {
      name: 'functionCosts.function',
      rows: functionCosts.length,
      column: functionCosts.function,
      target: functions.length,
    },
  ];
  const tables = { lines, instructions, calls };
  for (const [name, table] of Object.entries(tables)) {
    references.push({
      name: `${name}.file`,
      rows: table.length,
      column: table.file,
      target: files.length,
      noneAllowed: true,
    });
  }
  for (const [name, table] of Object.entries({ ...tables, contexts, functionCosts })) {
    references.push({ name: `${name}.part`, rows: table.length, column: table.part, target: recording.parts.length });
  }
  return references;
}

/** I4: costs are numbers, neither NaN nor infinite, one column per recorded event type. I5: counts are whole and not negative. */
function checkCosts(check: Check): void {
  const { contexts, calls, lines, instructions, functionCosts, jumps, recordedEventTypes } = check.recording;
  const tables: readonly (readonly [string, number, readonly (AnyColumn | undefined)[]])[] = [
    ['contexts.self', contexts.length, contexts.self],
    ['calls.inclusive', calls.length, calls.inclusive],
    ['calls.calleeSelf', calls.length, calls.calleeSelf ?? []],
    ['lines.self', lines.length, lines.self],
    ['instructions.self', instructions.length, instructions.self],
    ['functionCosts.self', functionCosts.length, functionCosts.self],
    ['functionCosts.inclusive', functionCosts.length, functionCosts.inclusive],
  ];
  for (const [name, length, columns] of tables) {
    if (columns.length > 0 && columns.length !== recordedEventTypes) {
      report(check, 4, `${name} has ${columns.length} columns for ${recordedEventTypes} event types`);
    }
    for (const column of columns) {
      if (column === undefined) continue;
      if (column.length !== length) report(check, 2, `${name} has ${column.length} rows instead of ${length}`);
      const values = arrayOf(column);
      checkRows(check, 4, length, (row) =>
        Number.isFinite(values[row]) ? undefined : `${name}[${row}] is ${values[row]}`,
      );
    }
  }
  const counts = {
    'calls.callCount': calls.callCount,
    'calls.primitiveCount': calls.primitiveCount,
    'functionCosts.callCount': functionCosts.callCount,
    'functionCosts.primitiveCount': functionCosts.primitiveCount,
    'jumps.executed': jumps.executed,
    'jumps.followed': jumps.followed,
  };
  for (const [name, column] of Object.entries(counts)) {
    const values: NumberArray = column === undefined ? new Uint8Array(0) : arrayOf(column);
    checkRows(check, 5, values.length, (row) =>
      values[row] >= 0 && Number.isInteger(values[row]) ? undefined : `${name}[${row}] is ${values[row]}`,
    );
  }
}

/** I6: contexts stand depth-first, subtrees nest, children belong to their parent's part. */
function checkContexts(check: Check): void {
  const { contexts } = check.recording;
  const parent = arrayOf(contexts.parent);
  const end = arrayOf(contexts.subtreeEnd);
  const part = arrayOf(contexts.part);
  let open = NONE;
  checkRows(check, 6, contexts.length, (c) => {
    // Subtrees that end here are closed; what is still open directly above must be the parent.
    while (open !== NONE && end[open] <= c) open = parent[open];
    if (parent[c] !== open) return `context ${c} has parent ${parent[c]} instead of ${open}`;
    const limit = open === NONE ? contexts.length : end[open];
    if (!(end[c] > c && end[c] <= limit)) return `the subtree of context ${c} ends at ${end[c]}`;
    if (open !== NONE && part[c] !== part[open]) return `context ${c} is in another part than its caller`;
    open = c;
    return undefined;
  });
}

/** I7: a function is unique by name, file, module and place (S10). */
function checkUniqueFunctions(check: Check): void {
  const { name, file, module, startLine, startColumn, length } = check.recording.functions;
  const columns = [name, file, module, startLine, startColumn].map((column) => arrayOf(column));
  const seen = new Set<string>();
  checkRows(check, 7, length, (f) => {
    const key = columns.map((column) => column[f]).join(' ');
    if (seen.has(key)) return `function ${f} stands twice in the table`;
    seen.add(key);
    return undefined;
  });
}

/** I8: samples stand in order of time and last no negative time. */
function checkSamples(check: Check): void {
  const { samples } = check.recording;
  const time = arrayOf(samples.time);
  const weight = arrayOf(samples.weight);
  checkRows(check, 8, samples.length, (row) => {
    const isLate = Number.isFinite(time[row]) && (row === 0 || time[row] >= time[row - 1]);
    if (!isLate) return `sample ${row} is at ${time[row]}, the one before at ${time[row - 1]}`;
    return weight[row] >= 0 ? undefined : `sample ${row} lasts ${weight[row]}`;
  });
}

/** I9: event types have distinct names, the recorded ones stand first, the preferred one is one of them. */
function checkEventTypes(check: Check): void {
  const { eventTypes, recordedEventTypes, preferredEventType } = check.recording;
  if (new Set(eventTypes.map(({ name }) => name)).size !== eventTypes.length) {
    report(check, 9, 'two event types have one name');
  }
  checkRows(check, 9, eventTypes.length, (e) =>
    (eventTypes[e].formula === undefined) === e < recordedEventTypes
      ? undefined
      : `event type ${eventTypes[e].name} stands in the wrong place`,
  );
  const isThere = preferredEventType >= 0 && preferredEventType < Math.max(1, recordedEventTypes);
  if (!isThere) report(check, 9, `preferred event type ${preferredEventType} is not recorded`);
}
