// The machine code of the active function, or the bytecode of a Python one. What it is made from besides the recording, the binary and the
// sources, the engine finds and disassembles: see wishes().
import { hasInstructions } from '../analysis/instruction-places.ts';
import type { Recording } from '../model/recording.ts';
import { selectMachineModel } from './support/machine-model.ts';
import { isPythonCode, machineSubject, machineWishes } from './support/machine-subject.ts';
import { nothingRecorded } from './support/nothing-recorded.ts';
import { prepareItems } from './support/preparation.ts';
import type { View } from './view.ts';

export const machineCodeView: View = {
  id: 'machine-code',
  title: 'Machine code',
  description: 'The instructions of the active function, with the cost of each, its jumps and the calls it makes.',
  kind: 'code',
  showsRatios: true,
  unavailable: (recording) => nothingRecorded(recording) ?? withoutMachineCode(recording),
  prepare: prepareItems,
  wishes: (recording, state) => machineWishes(recording, state, state.machine.withSource),
  select(recording, state, request, granted) {
    const subject = machineSubject(recording, state);
    if (subject.kind === 'unavailable') return subject;
    return selectMachineModel({ ...subject.value, state, request, granted });
  },
};

/** Why a recording has no code of instructions, and what to do; undefined where it has. */
function withoutMachineCode(recording: Recording): string | undefined {
  if (hasInstructions(recording) || isPythonCode(recording)) return undefined;
  switch (recording.format) {
    case 'callgrind':
      return 'This recording has no costs of instructions. Record with valgrind --tool=callgrind --dump-instr=yes --collect-jumps=yes.';
    case 'cpuprofile':
      return 'V8 profiles have no costs of instructions, and V8 makes its code anew in every run: there is no binary to disassemble.';
    default:
      return 'This format does not record costs of instructions.';
  }
}
