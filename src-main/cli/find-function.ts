// The function that a person means: its exact name, or `name@place` where several have that name (views/find-items.ts says what a place
// may be). Several that fit are listed in the form in which each can be given back; none is answered with similar names.
import { NONE } from '../../shared/base/brands.ts';
import { failure, success } from '../../shared/base/result.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import type { ItemLabel, ItemRef } from '../../shared/viewmodel/item.ts';
import { findItems } from '../../shared/views/find-items.ts';
import { nothingRecorded } from '../../shared/views/support/nothing-recorded.ts';
import type { CommandError, CommandResult } from './command.ts';
import { selectView } from './seen-view.ts';

const MAX_CANDIDATES = 20;
const MAX_SUGGESTIONS = 5;

export function findFunction(recording: Recording, wanted: string): CommandResult<ItemRef> {
  const found = findItems(recording, wanted);
  if (found.length === 0) return noSuchFunction(recording, wanted);
  const names = candidateNames(recording, found);
  const fitting = found.length === 1 ? found : found.filter((_, i) => names[i] === wanted);
  if (fitting.length === 1) return success(fitting[0].item);
  const candidates = names.slice(0, MAX_CANDIDATES).map((name) => `\n  ${name}`);
  const more = found.length > MAX_CANDIDATES ? '\n  and more' : '';
  const message = `several functions are called ${wanted}; say which one:${candidates.join('')}${more}`;
  return failure({ status: 1, message });
}

/** With the column where several stand on one line: `(anonymous)@main.js:12:5`. */
function candidateNames(recording: Recording, found: readonly ItemLabel[]): string[] {
  const names = found.map(({ name, location, file, module }) => `${name}@${location || file || module || ''}`);
  return names.map((name, i) => {
    if (names.indexOf(name) === names.lastIndexOf(name)) return name;
    const column = startColumn(recording, found[i].item);
    return found[i].location === '' ? `${name}${found[i].line ?? ''}:${column}` : `${name}:${column}`;
  });
}

function startColumn(recording: Recording, item: ItemRef): number | '' {
  const column = item.kind === 'function' ? recording.functions.startColumn[item.index as FunctionIndex] : NONE;
  return column === NONE ? '' : column;
}

/** Of a recording without any. */
export function noFunctions(recording: Recording): CommandError {
  const [what, ...why] = (nothingRecorded(recording) ?? '').split('. ');
  return {
    status: 1,
    message: `${what.charAt(0).toLowerCase()}${what.slice(1)}`,
    hint: why.join('. ').replace(/\.$/, ''),
  };
}

function noSuchFunction(recording: Recording, wanted: string): CommandResult<never> {
  if (recording.functions.length === 0) return failure(noFunctions(recording));
  const [name] = wanted.split('@');
  const state = { ...initialViewState, search: `"${name.replaceAll('"', ' ')}"` };
  const similar = selectView({ recording, state }, 'functions', 'table', { start: 0, count: MAX_SUGGESTIONS });
  const names = similar.ok ? similar.value.rows.map((row) => row.label.name) : [];
  const hint = names.length > 0 ? `similar: ${names.join(', ')}` : 'callipers top lists the functions';
  return failure({ status: 1, message: `there is no function ${wanted} in it`, hint });
}
