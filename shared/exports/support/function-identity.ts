// How a function is told in exports: name, file and module as recorded and whole. Labels are cut for the screen.
import { shownName } from '../../analysis/locations.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { functionFile, functionModule } from '../../model/texts.ts';
import type { ItemLabel } from '../../viewmodel/item.ts';

export interface FunctionIdentity {
  readonly name: string;
  readonly file: string | null;
  readonly module: string | null;
}

export function identityOf(recording: Recording, label: ItemLabel): FunctionIdentity {
  if (label.item.kind !== 'function') return { name: label.name, file: label.file, module: label.module };
  const row = label.item.index as FunctionIndex;
  return {
    name: shownName(recording, row),
    file: functionFile(recording, row) ?? null,
    module: functionModule(recording, row) ?? null,
  };
}
