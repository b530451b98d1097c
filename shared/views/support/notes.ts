// Words for what is unusual about a number (S4, S12): one place, so that table, panel and map say the same.
import { CALLEES_MISSING, CALLS_WITHOUT_COST, ENTERED_SPONTANEOUSLY } from '../../analysis/function-totals.ts';
import type { ViewNote } from '../../viewmodel/measure.ts';

export function noteText(note: number): string | undefined {
  switch (note) {
    case CALLS_WITHOUT_COST:
      return 'Its recorded calls carry no cost: the inclusive cost is its self cost and that of the calls it makes.';
    case ENTERED_SPONTANEOUSLY:
      return 'It cost more than its recorded callers account for: it was also entered without a recorded call, as a thread, a signal handler or from code that was not profiled.';
    case CALLEES_MISSING:
      return 'Its callers were charged more than its self cost and its recorded calls: some of its calls were left without a return or not recorded.';
    default:
      return undefined;
  }
}

export const estimatedNote: ViewNote = {
  kind: 'estimated',
  short: 'estimated below direct calls',
  text: 'The recording knows direct calls only: deeper values assume that every call of a function costs like its average one.',
};

/** S12, where every number stands by itself. */
export const estimatedListNote: ViewNote = {
  kind: 'estimated',
  short: 'estimated beyond direct calls',
  text: 'The recording knows direct calls only. Costs and calls that are marked as estimated assume that every call of a function costs like its average one, whoever made it; distances are those of the recorded calls.',
};

/** S8: why the fellows of a cycle are missing where costs are followed along calls. */
export const insideCycleNote: ViewNote = {
  kind: 'info',
  short: 'without its cycle',
  text: 'It is a member of a cycle: the other members are left out, since calls inside a cycle are in no sum. Make the cycle active to see what it calls as a whole.',
};

export const exactStackNote: ViewNote = {
  kind: 'info',
  short: 'exact',
  text: 'Exact: costs of recorded stacks. Callers and callees are followed apart: below step 0 all stacks of the function count, whoever called it.',
};
