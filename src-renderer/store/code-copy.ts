// Rows of code as text in the clipboard: asked for in windows, because the page holds those on screen alone.
import type { CodeModel, CodeRow } from '../../shared/viewmodel/code.ts';
import { type CodeTextOptions, codeRowText } from '../../shared/viewmodel/format-code.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { announce } from './announce.ts';
import type { Page } from './page-store.tsx';
import type { RowRequest } from './use-view.ts';

const WINDOW = 1000;
/** More is what exports are for. */
const MOST_ROWS = 50_000;

export interface CopiedRows {
  readonly viewId: string;
  readonly request: Omit<RowRequest, 'start' | 'count'>;
  /** Row numbers, both included. */
  readonly from: number;
  readonly to: number;
  readonly options: CodeTextOptions;
}

export async function copyCode(page: Page, { viewId, request, from, to, options }: CopiedRows): Promise<void> {
  const { recording, window } = page.store.getState();
  if (recording === undefined) return;
  const { recordingId } = recording;
  const end = Math.min(to + 1, from + MOST_ROWS);
  let text = '';
  let lines = 0;
  for (let start = from; start < end; start += WINDOW) {
    const count = Math.min(WINDOW, end - start);
    const parameters = { recordingId, viewId, state: window.view, request: { ...request, start, count } };
    const model = await page.connection.engine.view(parameters);
    if (model.kind !== 'code') break;
    for (const row of model.rows) {
      const written = rowText(row, model, options, from === to);
      text += written;
      if (written !== '') lines++;
    }
  }
  // A single line is pasted into the middle of another one.
  await navigator.clipboard.writeText(from === to ? text.replace(/\n$/, '') : text);
  const copied = `${formatCount(lines)} ${lines === 1 ? 'line' : 'lines'}`;
  announce(page, end <= to ? `Copied the first ${copied}; export the view for all of them` : `Copied ${copied}`);
}

/** A row copied alone is what it says: a call row its function. */
function rowText(row: CodeRow, model: CodeModel, options: CodeTextOptions, alone: boolean): string {
  if (alone && !options.withCosts && row.type === 'call') return row.label.name;
  return codeRowText(row, model, options);
}
