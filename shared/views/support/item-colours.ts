// The colour of a function under the mode that the window is in, and what it stands for. Made for what is shown, never for all rows.
import { kindOfFunction } from '../../analysis/code-kinds.ts';
import type { ItemCosts } from '../../analysis/item-costs.ts';
import { fileFamily, folderOf, functionLocation, isOneFile, recordedName } from '../../analysis/locations.ts';
import { sourceName } from '../../analysis/source-names.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { functionFile, functionModule } from '../../model/texts.ts';
import type { ViewState } from '../../state/view-state.ts';
import { type HueMeaning, hueOf, hueOfKind, hueOfShare } from '../../viewmodel/hue.ts';
import { type ColourName, colourName, createColourFinder } from '../../viewmodel/own-colours.ts';
import { distinctHues } from './distinct-hues.ts';
import { createScopeTitles } from './name-scopes.ts';

const LONGEST_MEANING = 80;

export type Colours = (row: FunctionIndex) => HueMeaning;

/** Colours of functions under one state; made once for what is shown together. */
export function createColours(recording: Recording, costs: ItemCosts, state: ViewState): Colours {
  switch (state.colours) {
    case 'cost':
      return (row) => hueOfShare(costs.total > 0 ? costs.self[row] / costs.total : 0);
    case 'kind':
      return (row) => hueOfKind(kindOfFunction(recording, row));
    case 'file':
      return ownOr(recording, state, (row) => colourOfFile(recording, row, state));
    case 'module':
      return ownOr(recording, state, (row) => colourOfModule(recording, row));
    case 'namespace': {
      const scopeOf = createScopeTitles(recording);
      return ownOr(recording, state, (row) => colourOfNamespace(scopeOf(row)));
    }
    case 'function':
      return ownOr(recording, state, (row) => colourOfName(recording, row, state));
  }
}

/** What of a function can have a colour of one's own, from the narrowest to the widest. */
export function colourNamesOf(recording: Recording, row: FunctionIndex, scopeOf = createScopeTitles(recording)) {
  const names: ColourName[] = [colourName('function', recordedName(recording, row))];
  const scope = scopeOf(row);
  const file = functionFile(recording, row);
  const module = functionModule(recording, row);
  if (scope !== undefined) names.push(colourName('namespace', scope));
  if (file !== undefined) names.push(colourName('file', fileFamily(file)));
  if (module !== undefined) names.push(colourName('module', fileFamily(module)));
  return names;
}

/** The person's own colour where there is one. */
function ownOr(recording: Recording, { ownColours, mangled }: ViewState, automatic: Colours): Colours {
  if (ownColours.length === 0) return automatic;
  const find = createColourFinder(ownColours);
  const scopeOf = ownColours.some(({ kind }) => kind === 'namespace') ? createScopeTitles(recording) : () => undefined;
  return (row) => {
    for (const { kind, name } of colourNamesOf(recording, row, scopeOf)) {
      const own = find(kind, name);
      if (own !== undefined) return { hue: own.hue, name: named(mangled ? name : sourceName(name)) };
    }
    return automatic(row);
  };
}

/** A program of one file would have one colour: there functions have colours of their own. */
function colourOfFile(recording: Recording, row: FunctionIndex, state: ViewState): HueMeaning {
  const place = functionFile(recording, row) ?? functionModule(recording, row) ?? '';
  if (place !== '' && isOneFile(recording)) return colourOfName(recording, row, state);
  return { hue: hueOf(fileFamily(place)), name: named(functionLocation(recording, row).replace(/:\d+(?::\d+)?$/, '')) };
}

/** The binary or package; where the format knows none, the folder of the file. */
function colourOfModule(recording: Recording, row: FunctionIndex): HueMeaning {
  const module = functionModule(recording, row);
  const place = module === undefined ? folderOf(functionFile(recording, row) ?? '') : fileFamily(module);
  return { hue: hueOf(place), name: named(place) };
}

function colourOfNamespace(scope = ''): HueMeaning {
  return { hue: hueOf(scope), name: scope === '' ? 'no namespace' : named(scope) };
}

function colourOfName(recording: Recording, row: FunctionIndex, { mangled }: ViewState): HueMeaning {
  const recorded = recordedName(recording, row);
  const distinct = isOneFile(recording) ? distinctHues(recording).get(recorded) : undefined;
  return {
    hue: distinct ?? hueOf(recorded),
    name: (mangled ? recorded : sourceName(recorded)).slice(0, LONGEST_MEANING),
  };
}

function named(place: string): string {
  return place === '' ? 'unknown' : place.slice(-LONGEST_MEANING);
}
