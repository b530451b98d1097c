// Items by what makes them themselves (S10), so that a window finds them again when its files are read again.
// The same name in another place is another function where both are there; where only that one is left, it has moved.
import { itemCosts } from '../analysis/item-costs.ts';
import { functionsNamed } from '../analysis/named-functions.ts';
import { NONE } from '../base/brands.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { functionFile, functionModule, functionName } from '../model/texts.ts';
import type { ViewState } from '../state/view-state.ts';
import type { ItemRef } from '../viewmodel/item.ts';
import type { FunctionIdentity, ItemIdentity } from '../viewmodel/item-identity.ts';
import { existingItem } from './support/item-labels.ts';
import { cutOf, scopeOf } from './support/scope-of-state.ts';

const MOST_MEMBERS = 20;

/** null for what the recording does not have under this state. */
export function identifyItems(
  recording: Recording,
  items: readonly ItemRef[],
  state: ViewState,
): (ItemIdentity | null)[] {
  const costs = itemCosts(recording, scopeOf(recording, state), cutOf(state));
  return items.map((item) => {
    if (existingItem(recording, costs, item) === undefined) return null;
    if (item.kind === 'function') {
      return { kind: 'function', functions: [identityOf(recording, item.index as FunctionIndex)] };
    }
    const { memberStart, members } = costs.cycles;
    const own = Array.from(members.subarray(memberStart[item.index - 1], memberStart[item.index]));
    const { inclusive } = costs;
    own.sort((a, b) => inclusive[b as FunctionIndex] - inclusive[a as FunctionIndex] || a - b);
    const functions = own.slice(0, MOST_MEMBERS).map((row) => identityOf(recording, row as FunctionIndex));
    return { kind: 'cycle', functions };
  });
}

/** The same items in this recording; null for those that are gone. */
export function recogniseItems(
  recording: Recording,
  identities: readonly ItemIdentity[],
  state: ViewState,
): (ItemRef | null)[] {
  const { cycles, detected } = itemCosts(recording, scopeOf(recording, state), cutOf(state));
  return identities.map(({ kind, functions }) => {
    for (const identity of functions) {
      const row = recognise(recording, identity);
      if (row === undefined) continue;
      if (kind === 'function') return { kind, index: row };
      if (detected && cycles.cycleOf[row] !== NONE) return { kind, index: cycles.cycleOf[row] + 1 };
    }
    return null;
  });
}

function identityOf(recording: Recording, row: FunctionIndex): FunctionIdentity {
  const line = recording.functions.startLine[row];
  return {
    name: functionName(recording, row),
    file: functionFile(recording, row) ?? null,
    module: functionModule(recording, row) ?? null,
    line: line === NONE ? null : line,
  };
}

/** Of several with the name, the one in the same file; of those the one in the same module; of those the nearest line. */
function recognise(recording: Recording, wanted: FunctionIdentity): FunctionIndex | undefined {
  let best: FunctionIndex | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const row of functionsNamed(recording, wanted.name)) {
    const { file, module, line } = identityOf(recording, row);
    const lines = Math.min(1e6, Math.abs((line ?? 0) - (wanted.line ?? 0)));
    const distance = (file === wanted.file ? 0 : 4e6) + (module === wanted.module ? 0 : 2e6) + lines;
    if (distance >= bestDistance) continue;
    best = row;
    bestDistance = distance;
  }
  return best;
}
