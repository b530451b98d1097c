// Rows of a table into the clipboard, with headers: tab-separated for editors, as an HTML table for spreadsheets and mail. The engine writes
// them, because only it has all rows.
import type { ExportParameters } from '../../shared/contracts/engine-contract.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import type { SortKey } from '../../shared/viewmodel/table.ts';
import { announce } from './announce.ts';
import type { Page } from './page-store.tsx';

/** What the clipboards of office programs still take in one go. */
const MOST_ROWS = 100_000;

export interface CopiedRows {
  readonly viewId: string;
  /** Both ends belong to a range. */
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
  /** Ids, in the order in which they are shown. */
  readonly columns: readonly string[];
  readonly sort: readonly SortKey[];
  readonly groups: { readonly all: boolean; readonly toggled: readonly number[] };
}

export async function copyRows(page: Page, { viewId, ranges, columns, sort, groups }: CopiedRows): Promise<void> {
  const { recording, window } = page.store.getState();
  if (recording === undefined) return;
  const parameters = { recordingId: recording.recordingId, viewId, state: window.view, sort, groups, columns };
  await copy(page, parameters, ranges);
}

/** The row of the function list that an item has, in the columns that the list has at first. */
export async function copyItem(page: Page, item: ItemRef): Promise<void> {
  const { recording, window } = page.store.getState();
  if (recording === undefined) return;
  // The list as a whole, whatever it is searched for or grouped by: every item has a row there.
  const state: ViewState = { ...window.view, active: item, search: '', grouping: 'none', within: undefined };
  const viewId = 'functions';
  const { recordingId } = recording;
  const request = { start: 0, count: 1, sort: [] };
  const list = await page.connection.engine.view({ recordingId, viewId, state, request, asker: 'palette' });
  if (list.kind !== 'table' || list.activeRow === undefined) return;
  const shown = list.columns.filter((column) => column.visibleByDefault || column.kind === 'item');
  const row = { from: list.activeRow, to: list.activeRow };
  await copy(page, { recordingId, viewId, state, columns: shown.map(({ id }) => id) }, [row]);
}

async function copy(
  page: Page,
  parameters: Omit<ExportParameters, 'format'>,
  ranges: CopiedRows['ranges'],
): Promise<void> {
  if (ranges.length === 0) return;
  const { wanted, left } = firstRows(ranges);
  try {
    const [text, html] = await Promise.all(
      ['tsv', 'html'].map((format) => page.connection.engine.export({ ...parameters, rows: wanted, format })),
    );
    if (text === undefined || html === undefined) return;
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/plain': new Blob([text.text], { type: 'text/plain' }),
        'text/html': new Blob([html.text], { type: 'text/html' }),
      }),
    ]);
    const count = wanted.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    const rows = `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
    announce(page, left > 0 ? `Copied the first ${rows}; export the table for all of them` : `Copied ${rows}`);
  } catch (reason) {
    announce(page, `Copying failed: ${reason instanceof Error ? reason.message : String(reason)}`);
  }
}

function firstRows(ranges: CopiedRows['ranges']): { wanted: { from: number; to: number }[]; left: number } {
  const wanted: { from: number; to: number }[] = [];
  let room = MOST_ROWS;
  let left = 0;
  for (const { from, to } of ranges) {
    const taken = Math.min(room, to - from + 1);
    if (taken > 0) wanted.push({ from, to: from + taken - 1 });
    room -= taken;
    left += to - from + 1 - taken;
  }
  return { wanted, left };
}
