// Asks a view for what a command prints: the same views, settings and view models as the window. A table comes in windows of rows,
// because no view answers more than a screenful at once.
import { failure, success } from '../../shared/base/result.ts';
import type { Recording } from '../../shared/model/recording.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import type { SortKey, TableModel } from '../../shared/viewmodel/table.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { selectView as answerView } from '../engine/recording-answers.ts';
import type { CommandResult } from './command.ts';

const WINDOW = 1000;

/** The view's model, or why this recording cannot fill it. */
export function selectView<Kind extends ViewModel['kind']>(
  { recording, state }: { readonly recording: Recording; readonly state: ViewState },
  id: string,
  kind: Kind,
  request: ViewRequest = {},
): CommandResult<Extract<ViewModel, { kind: Kind }>> {
  const model = answerView(recording, { viewId: id, state, request });
  if (model.kind === 'unavailable') return failure({ status: 1, message: model.reason });
  if (model.kind !== kind) throw new Error(`assertion failed: view ${id} is no ${kind}`);
  return success(model as Extract<ViewModel, { kind: Kind }>);
}

/** Rows of a table view, window after window, until `limit` of them are counted by `counts` (0: all). */
export function selectRows(
  about: { readonly recording: Recording; readonly state: ViewState },
  id: string,
  sort: readonly SortKey[],
  { limit, counts }: { readonly limit: number; readonly counts: (row: TableModel['rows'][number]) => boolean },
): CommandResult<TableModel[]> {
  const tables: TableModel[] = [];
  let wanted = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  for (let start = 0; ; start += WINDOW) {
    const selected = selectView(about, id, 'table', { start, count: WINDOW, sort, groups: { all: true, toggled: [] } });
    if (!selected.ok) return selected;
    const rows = selected.value.rows.filter((row) => counts(row) && wanted-- > 0);
    tables.push({ ...selected.value, rows });
    if (wanted <= 0 || start + WINDOW >= selected.value.rowCount) return success(tables);
  }
}
