// The colour of a function under the mode that the window is in, and what it stands for. Made for what is shown, never for all rows.
import { kindOfFunction } from '../../analysis/code-kinds.ts';
import type { ItemCosts } from '../../analysis/item-costs.ts';
import { fileFamily, folderOf, functionLocation, isOneFile, shownName } from '../../analysis/locations.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { functionFile, functionModule } from '../../model/texts.ts';
import type { ViewState } from '../../state/view-state.ts';
import { type HueMeaning, hueOf, hueOfKind, hueOfShare } from '../../viewmodel/hue.ts';

const LONGEST_MEANING = 80;

export function colourOfFunction(
  recording: Recording,
  costs: ItemCosts,
  state: ViewState,
  row: FunctionIndex,
): HueMeaning {
  switch (state.colours) {
    case 'file':
      return colourOfFile(recording, row);
    case 'module':
      return colourOfModule(recording, row);
    case 'cost':
      return hueOfShare(costs.total > 0 ? costs.self[row] / costs.total : 0);
    case 'kind':
      return hueOfKind(kindOfFunction(recording, row));
  }
}

/** A program of one file would have one colour: there functions have colours of their own. */
function colourOfFile(recording: Recording, row: FunctionIndex): HueMeaning {
  const place = functionFile(recording, row) ?? functionModule(recording, row) ?? '';
  if (place !== '' && isOneFile(recording)) {
    const name = shownName(recording, row);
    return { hue: hueOf(name), name: name.slice(0, LONGEST_MEANING) };
  }
  return { hue: hueOf(fileFamily(place)), name: named(functionLocation(recording, row).replace(/:\d+(?::\d+)?$/, '')) };
}

/** The binary or package; where the format knows none, the folder of the file. */
function colourOfModule(recording: Recording, row: FunctionIndex): HueMeaning {
  const module = functionModule(recording, row);
  const place = module === undefined ? folderOf(functionFile(recording, row) ?? '') : fileFamily(module);
  return { hue: hueOf(place), name: named(place) };
}

function named(place: string): string {
  return place === '' ? 'unknown' : place.slice(-LONGEST_MEANING);
}
