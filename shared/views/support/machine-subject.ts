// Which function the views of instructions are about, where its code is, and what they wish for.
import type { Focus } from '../../analysis/focus.ts';
import { hasInstructions, instructionPlaces } from '../../analysis/instruction-places.ts';
import { shownName } from '../../analysis/locations.ts';
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { functionFile, functionModule } from '../../model/texts.ts';
import type { ViewState } from '../../state/view-state.ts';
import type { UnavailableModel } from '../../viewmodel/view-model.ts';
import { focusOfState } from './focus-of-state.ts';
import { wishedStretches } from './machine-listing.ts';
import { filesOfInstructions } from './machine-model.ts';
import type { Wishes } from './wishes.ts';

export interface InstructionSubject {
  readonly focus: Focus;
  /** The binary, or the Python file, as the recording names it. */
  readonly recorded: string | undefined;
  readonly isPython: boolean;
}

type Subject = { readonly kind: 'function'; readonly value: InstructionSubject } | UnavailableModel;

/** Recordings whose functions Python compiled. */
export function isPythonCode({ format }: Recording): boolean {
  return format === 'cprofile';
}

export function machineSubject(recording: Recording, state: ViewState): Subject {
  const focus = focusOfState(recording, state);
  if (focus === undefined) return unavailable('No function is active.');
  if (focus.cycle !== undefined) {
    return unavailable('A cycle has no code of its own: make one of its functions active.');
  }
  const fn = focus.row as FunctionIndex;
  if (isPythonCode(recording)) {
    const file = functionFile(recording, fn);
    if (file === undefined || file === '~' || recording.functions.startLine[fn] === NONE) {
      return unavailable('This function is built into Python: it has no bytecode.');
    }
    return { kind: 'function', value: { focus, recorded: file, isPython: true } };
  }
  if (instructionPlaces(recording, focus.scope, fn).length === 0) {
    return unavailable(
      hasInstructions(recording)
        ? 'No instruction of this function was executed in the active parts.'
        : 'This recording has no costs of instructions.',
    );
  }
  return { kind: 'function', value: { focus, recorded: functionModule(recording, fn), isPython: false } };
}

function unavailable(reason: string): UnavailableModel {
  return { kind: 'unavailable', reason };
}

export function machineWishes(recording: Recording, state: ViewState, withSources: boolean): Wishes {
  const subject = machineSubject(recording, state);
  if (subject.kind === 'unavailable') return { sources: [] };
  const { focus, recorded, isPython } = subject.value;
  const fn = focus.row as FunctionIndex;
  if (recorded === undefined) return { sources: filesOfInstructions(focus) };
  if (isPython) {
    const line = recording.functions.startLine[fn];
    return { sources: [recorded], code: { kind: 'python', file: recorded, name: shownName(recording, fn), line } };
  }
  const stretches = wishedStretches(instructionPlaces(recording, focus.scope, fn));
  const code = { kind: 'machine', object: recorded, stretches, syntax: state.machine.syntax } as const;
  return { sources: withSources ? filesOfInstructions(focus) : [], code };
}
