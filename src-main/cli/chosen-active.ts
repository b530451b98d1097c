// The active item of a command: the function that is named, or where the window would begin.
import { firstActive } from '../../shared/analysis/first-active.ts';
import { failure, success } from '../../shared/base/result.ts';
import type { Recording } from '../../shared/model/recording.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import type { CommandResult } from './command.ts';
import { findFunction, noFunctions } from './find-function.ts';

export function chooseActive(recording: Recording, name: string | undefined): CommandResult<ItemRef> {
  if (name !== undefined) return findFunction(recording, name);
  const first = firstActive(recording);
  return first === undefined ? failure(noFunctions(recording)) : success({ kind: 'function', index: first });
}
