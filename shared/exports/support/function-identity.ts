// How a function is told in exports: name, file and module as recorded and whole. Labels are cut for the screen.
import { recordedName, shownName } from '../../analysis/locations.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { functionFile, functionModule } from '../../model/texts.ts';
import type { ItemLabel } from '../../viewmodel/item.ts';

export interface FunctionIdentity {
  /** As recorded. */
  readonly name: string;
  /** As the source has it, where that is a mangled name. */
  readonly sourceName?: string;
  readonly file: string | null;
  readonly module: string | null;
}

export function identityOf(recording: Recording, label: ItemLabel): FunctionIdentity {
  if (label.item.kind !== 'function') return { name: label.name, file: label.file, module: label.module };
  const row = label.item.index as FunctionIndex;
  return {
    ...namesOf(recording, row),
    file: functionFile(recording, row) ?? null,
    module: functionModule(recording, row) ?? null,
  };
}

export function namesOf(recording: Recording, row: FunctionIndex): Pick<FunctionIdentity, 'name' | 'sourceName'> {
  const name = recordedName(recording, row);
  const sourceName = shownName(recording, row);
  return sourceName === name ? { name } : { name, sourceName };
}
