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

/** I1: string offsets ascend and end where the block ends. */
function checkStrings(check: Check): void {
  const { offsets, bytes, length } = check.recording.strings;
  if (offsets.length !== length + 1) {
    report(check, 1, `${length} strings have ${offsets.length} offsets`);
    return;
  }
  for (let row = 0; row < length; row++) {
    if (offsets[row + 1] < offsets[row]) {
      report(check, 1, `string ${row} ends before it begins`);
      return;
    }
  }
  if (offsets[length] !== bytes.length) report(check, 1, 'the last string does not end where the block ends');
}

/** I2: columns are as long as their table. I3: row numbers exist in the table they refer to. */
function checkReferences(check: Check): void {
  const { recording } = check;
  const { strings, modules, files, functions, contexts, samples, calls, lines, instructions, jumps, functionCosts } =
    recording;
  const parts = recording.parts.length;
  const refer = (name: string, table: AnyColumn, column: AnyColumn, target: number, noneAllowed: boolean): void => {
    if (column.length !== table.length)
      report(check, 2, `${name} has ${column.length} rows instead of ${table.length}`);
    const rows = arrayOf(column);
    for (let row = 0; row < rows.length; row++) {
      const value = rows[row];
      const isFine = Number.isInteger(value) && value < target && (value >= 0 || (noneAllowed && value === NONE));
      if (!isFine) {
        report(check, 3, `${name}[${row}] is ${value}, the table has ${target} rows`);
        return;
      }
    }
  };
  const fileCount = files.length;
  refer('modules.name', modules, modules.name, strings.length, false);
  refer('files.name', files, files.name, strings.length, false);
  refer('functions.name', functions, functions.name, strings.length, false);
  refer('functions.file', functions, functions.file, fileCount, true);
  refer('functions.module', functions, functions.module, modules.length, true);
  refer('contexts.function', contexts, contexts.function, functions.length, false);
  refer('contexts.parent', contexts, contexts.parent, contexts.length, true);
  refer('contexts.part', contexts, contexts.part, parts, false);
  refer('samples.context', samples, samples.context, contexts.length, false);
  for (const [name, table] of [
    ['lines', lines],
    ['instructions', instructions],
  ] as const) {
    refer(`${name}.function`, table, table.function, functions.length, false);
    refer(`${name}.file`, table, table.file, fileCount, true);
    refer(`${name}.part`, table, table.part, parts, false);
  }
  refer('calls.caller', calls, calls.caller, functions.length, false);
  refer('calls.callee', calls, calls.callee, functions.length, false);
  refer('calls.file', calls, calls.file, fileCount, true);
  refer('calls.part', calls, calls.part, parts, false);
  refer('jumps.function', jumps, jumps.function, functions.length, false);
  refer('jumps.toFunction', jumps, jumps.toFunction, functions.length, true);
  refer('functionCosts.function', functionCosts, functionCosts.function, functions.length, false);
  refer('functionCosts.part', functionCosts, functionCosts.part, parts, false);
  for (const row of recording.idleFunctions) {
    if (!(row >= 0 && row < functions.length)) report(check, 3, `idle function ${row} does not exist`);
  }
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
    for (const column of columns) if (column !== undefined) checkNumbers(check, name, length, arrayOf(column));
  }
  const counts: readonly (readonly [string, AnyColumn | undefined])[] = [
    ['calls.callCount', calls.callCount],
    ['calls.primitiveCount', calls.primitiveCount],
    ['functionCosts.callCount', functionCosts.callCount],
    ['functionCosts.primitiveCount', functionCosts.primitiveCount],
    ['jumps.executed', jumps.executed],
    ['jumps.followed', jumps.followed],
  ];
  for (const [name, column] of counts) if (column !== undefined) checkCounts(check, name, arrayOf(column));
}

function checkNumbers(check: Check, name: string, length: number, values: NumberArray): void {
  if (values.length !== length) report(check, 2, `${name} has ${values.length} rows instead of ${length}`);
  for (let row = 0; row < values.length; row++) {
    if (!Number.isFinite(values[row])) {
      report(check, 4, `${name}[${row}] is ${values[row]}`);
      return;
    }
  }
}

function checkCounts(check: Check, name: string, values: NumberArray): void {
  for (let row = 0; row < values.length; row++) {
    if (!(values[row] >= 0 && Number.isInteger(values[row]))) report(check, 5, `${name}[${row}] is ${values[row]}`);
    return;
  }
}

/** I6: contexts stand depth-first, subtrees nest, children belong to their parent's part. */
function checkContexts(check: Check): void {
  const { contexts } = check.recording;
  const parent = arrayOf(contexts.parent);
  const end = arrayOf(contexts.subtreeEnd);
  const part = arrayOf(contexts.part);
  let expected = NONE;
  for (let c = 0; c < contexts.length; c++) {
    // Subtrees that end here are closed; what is still open directly above must be the parent.
    while (expected !== NONE && end[expected] <= c) expected = parent[expected];
    if (parent[c] !== expected) {
      report(check, 6, `context ${c} has parent ${parent[c]} instead of ${expected}`);
      return;
    }
    const limit = expected === NONE ? contexts.length : end[expected];
    if (!(end[c] > c && end[c] <= limit)) {
      report(check, 6, `the subtree of context ${c} ends at ${end[c]}`);
      return;
    }
    if (expected !== NONE && part[c] !== part[expected]) {
      report(check, 6, `context ${c} is in another part`);
      return;
    }
    expected = c;
  }
}

/** I7: a function is unique by name, file, module and place (S10). */
function checkUniqueFunctions(check: Check): void {
  const { name, file, module, startLine, startColumn, length } = check.recording.functions;
  const columns = [name, file, module, startLine, startColumn].map((column) => arrayOf(column));
  const seen = new Set<string>();
  for (let f = 0; f < length; f++) {
    const key = columns.map((column) => column[f]).join(' ');
    if (seen.has(key)) {
      report(check, 7, `function ${f} stands twice in the table`);
      return;
    }
    seen.add(key);
  }
}

/** I8: samples stand in order of time and last no negative time. */
function checkSamples(check: Check): void {
  const { samples } = check.recording;
  const time = arrayOf(samples.time);
  const weight = arrayOf(samples.weight);
  for (let row = 0; row < samples.length; row++) {
    if (!Number.isFinite(time[row]) || (row > 0 && time[row] < time[row - 1])) {
      report(check, 8, `sample ${row} is at ${time[row]}, the one before at ${time[row - 1]}`);
      return;
    }
    if (!(weight[row] >= 0)) {
      report(check, 8, `sample ${row} lasts ${weight[row]}`);
      return;
    }
  }
}

/** I9: event types have distinct names, the recorded ones stand first, the preferred one is one of them. */
function checkEventTypes(check: Check): void {
  const { eventTypes, recordedEventTypes, preferredEventType } = check.recording;
  if (new Set(eventTypes.map(({ name }) => name)).size !== eventTypes.length)
    report(check, 9, 'two event types have one name');
  eventTypes.forEach(({ name, formula }, e) => {
    if ((formula === undefined) !== e < recordedEventTypes)
      report(check, 9, `event type ${name} stands in the wrong place`);
  });
  const isThere = preferredEventType >= 0 && preferredEventType < Math.max(1, recordedEventTypes);
  if (!isThere) report(check, 9, `preferred event type ${preferredEventType} is not recorded`);
}
