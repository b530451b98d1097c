// The cost of an item as it spreads to one side, by whichever of the two ways the recording allows. The last one on each side is kept.
import { runAtOnce, type Sliced } from '../base/slices.ts';
import type { Direction, Focus } from './focus.ts';
import { type FocusValues, flowFrom } from './focus-flow.ts';
import { focusStacks } from './focus-stacks.ts';

export function focusValues(focus: Focus, direction: Direction): FocusValues {
  return runAtOnce(focusValuesInSlices(focus, direction));
}

export function focusValuesInSlices(focus: Focus, direction: Direction): Sliced<FocusValues> {
  return focus.recording.family === 'stacks' ? focusStacks(focus, direction) : flowFrom(focus, direction);
}
