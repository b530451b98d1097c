// What commands about one function begin with: the recording that is named first, and in it the function that is named second.
import { success } from '../../shared/base/result.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import type { ParsedArguments } from './arguments.ts';
import { chooseViewState } from './chosen-view-state.ts';
import type { CommandResult } from './command.ts';
import { findFunction } from './find-function.ts';
import { type LoadedRecording, loadRecording } from './load-recording.ts';
import type { Terminal } from './terminal.ts';

interface LoadedFunction extends LoadedRecording {
  readonly active: ItemRef;
  /** As the options ask for it, with the function active. */
  readonly state: ViewState;
}

export async function loadFunction(
  parsed: ParsedArguments,
  terminal: Terminal,
): Promise<CommandResult<LoadedFunction>> {
  const loaded = await loadRecording(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording } = loaded.value;
  const chosen = chooseViewState(recording, parsed);
  if (!chosen.ok) return chosen;
  const found = findFunction(recording, parsed.operands[1]);
  if (!found.ok) return found;
  return success({ ...loaded.value, active: found.value, state: { ...chosen.value, active: found.value } });
}
