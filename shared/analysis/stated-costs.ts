// Whether a file itself states inclusive costs of functions (S5): such costs are kept as recorded.
import type { Recording } from '../model/recording.ts';

export function statesInclusive(recording: Recording): boolean {
  return recording.family !== 'stacks' && recording.functionCosts.length > 0;
}
