// The common options as a ViewState: the command line asks the same views as the window, with the same settings.

import { compileFormula, eventNamed } from '../../shared/analysis/formulas.ts';
import { failure, success } from '../../shared/base/result.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { type Formula, initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import type { ParsedArguments } from './arguments.ts';
import type { CommandResult } from './command.ts';

export function chooseViewState(recording: Recording, parsed: ParsedArguments): CommandResult<ViewState> {
  const first = chooseEvent(recording, parsed.value('event'));
  if (!first.ok) return first;
  const second = chooseEvent(recording, parsed.value('second'));
  if (!second.ok) return second;
  const list = parsed.value('parts');
  const parts = list === undefined ? success(undefined) : parseParts(list, recording.parts.length);
  if (!parts.ok) return parts;
  return success({
    ...initialViewState,
    eventType: parsed.value('event'),
    secondEvent: parsed.value('second'),
    formulas: [...first.value, ...second.value],
    parts: parts.value,
    idle: parsed.has('idle'),
    cycles: !parsed.has('no-cycles'),
    mode: { relative: parsed.has('relative'), toParent: false },
  });
}

/** What is neither an event type nor a ratio that is offered is a formula, named by its own text: nothing for the others. */
function chooseEvent(recording: Recording, wanted: string | undefined): CommandResult<readonly Formula[]> {
  if (wanted === undefined || eventNamed(recording, [], wanted) !== undefined) return success([]);
  const formula = { name: wanted, label: '', text: wanted };
  const compiled = compileFormula(recording, [], { ...formula, name: '' });
  if (compiled.ok) return success([formula]);
  const { message } = compiled.error;
  const known = recording.eventTypes.map((type) => type.name).join(', ');
  const isWord = /^[\w.:-]+$/.test(wanted);
  return failure({
    status: 1,
    message: isWord ? `there is no event type "${wanted}" in it` : `"${wanted}" is no formula: ${message}`,
    hint: `it has ${known || 'none'}`,
  });
}

/** `1,3-5`, counted from 1 as `info` does, as part numbers counted from 0. */
function parseParts(list: string, count: number): CommandResult<readonly number[]> {
  const chosen = new Set<number>();
  for (const piece of list.split(',')) {
    const match = /^\s*(\d{1,9})(?:\s*-\s*(\d{1,9}))?\s*$/.exec(piece);
    const from = Number(match?.[1]);
    const to = Number(match?.[2] ?? match?.[1]);
    if (match === null || from > to) {
      return failure({ status: 2, message: `--parts needs numbers and ranges like 1,3-5, not "${list}"` });
    }
    if (from < 1 || to > count) {
      return failure({
        status: 1,
        message: `there is no part ${from < 1 ? from : to} in it`,
        hint: `it has 1 to ${count}`,
      });
    }
    for (let part = from; part <= to; part++) chosen.add(part - 1);
  }
  return success(Array.from(chosen).sort((a, b) => a - b));
}
