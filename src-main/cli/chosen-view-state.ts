// The common options as a ViewState: the command line asks the same views as the window, with the same settings.
import { failure, success } from '../../shared/base/result.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import type { ParsedArguments } from './arguments.ts';
import type { CommandResult } from './command.ts';

export function chooseViewState(recording: Recording, parsed: ParsedArguments): CommandResult<ViewState> {
  const eventType = parsed.value('event');
  if (eventType !== undefined && !recording.eventTypes.some((type) => type.name === eventType)) {
    const known = recording.eventTypes.map((type) => type.name).join(', ');
    return failure({
      status: 1,
      message: `there is no event type "${eventType}" in it`,
      hint: `it has ${known || 'none'}`,
    });
  }
  const list = parsed.value('parts');
  const parts = list === undefined ? success(undefined) : parseParts(list, recording.parts.length);
  if (!parts.ok) return parts;
  return success({
    ...initialViewState,
    eventType,
    parts: parts.value,
    idle: parsed.has('idle'),
    cycles: !parsed.has('no-cycles'),
    mode: { relative: parsed.has('relative'), toParent: false },
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
