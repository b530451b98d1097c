// The annotated source of the active function. What it is made from besides the recording, the texts, the engine finds: see wishes().

import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { functionFile } from '../model/texts.ts';
import type { ViewState } from '../state/view-state.ts';
import { filesOfFunction } from './support/code-sections.ts';
import { focusOfState } from './support/focus-of-state.ts';
import { nothingRecorded } from './support/nothing-recorded.ts';
import { prepareItems } from './support/preparation.ts';
import { selectSourceModel } from './support/source-model.ts';
import type { View } from './view.ts';

export const sourceView: View = {
  id: 'source',
  title: 'Source',
  description: 'The source of the active function, with the cost of every line and the calls it makes.',
  kind: 'code',
  showsRatios: true,
  unavailable: (recording) =>
    nothingRecorded(recording) ?? (recording.files.length === 0 ? 'The recording names no source files.' : undefined),
  prepare: prepareItems,
  wishes: (recording, state) => ({ sources: sourcesOf(recording, state) }),
  select(recording, state, request, granted) {
    const focus = focusOfState(recording, state);
    if (focus === undefined) return { kind: 'unavailable', reason: 'No function is active.' };
    if (focus.cycle !== undefined) {
      return { kind: 'unavailable', reason: 'A cycle has no source of its own: make one of its functions active.' };
    }
    const fn = focus.row as FunctionIndex;
    const nothing = functionFile(recording, fn) === undefined && sourcesOf(recording, state).length === 0;
    if (nothing) {
      return { kind: 'unavailable', reason: 'The recording names no source file for this function.' };
    }
    return selectSourceModel(focus, state, request, granted);
  },
};

function sourcesOf(recording: Recording, state: ViewState): readonly string[] {
  const focus = focusOfState(recording, state);
  if (focus === undefined || focus.cycle !== undefined) return [];
  return filesOfFunction(recording, focus.scope, focus.row as FunctionIndex);
}
