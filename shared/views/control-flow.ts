// The control flow inside the active function, as a graph of blocks: from recorded addresses and jumps; the text of instructions is added
// where a binary is found.
import { hasInstructions } from '../analysis/instruction-places.ts';
import { selectFlowModel } from './support/flow-model.ts';
import { machineSubject, machineWishes } from './support/machine-subject.ts';
import { nothingRecorded } from './support/nothing-recorded.ts';
import { prepareItems } from './support/preparation.ts';
import type { View } from './view.ts';

export const controlFlowView: View = {
  id: 'control-flow',
  title: 'Control flow',
  description:
    'The blocks of instructions of the active function, what each costs, and how often control went from one to another.',
  kind: 'flow',
  unavailable(recording) {
    if (recording.functions.length === 0) return nothingRecorded(recording);
    if (hasInstructions(recording)) return undefined;
    return recording.format === 'callgrind'
      ? 'This recording has no costs of instructions. Record with valgrind --tool=callgrind --dump-instr=yes --collect-jumps=yes.'
      : 'This format does not record costs of instructions and jumps between them.';
  },
  prepare: prepareItems,
  wishes: (recording, state) => {
    const shows = (wanted: string) =>
      state.flow.detail === wanted || state.flowBlocks.some((block) => block.detail === wanted);
    const { sources, code } = machineWishes(recording, state, shows('lines'));
    return shows('instructions') && code !== undefined ? { sources, code } : { sources };
  },
  select(recording, state, _, granted) {
    const subject = machineSubject(recording, state);
    return subject.kind === 'unavailable' ? subject : selectFlowModel(subject.value.focus, state, granted);
  },
};
