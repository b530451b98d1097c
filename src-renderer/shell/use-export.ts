// Exports of a view: tables and graphs as text come from the engine (all rows, in the order and mode that is seen), pictures from what
// the page draws. Everything ends as a file that the host saves or the browser downloads.
import { useCallback } from 'react';
import { itemKey } from '../../shared/viewmodel/item.ts';
import { viewFormatById } from '../../shared/viewmodel/view-formats.ts';
import { announce } from '../store/announce.ts';
import { type FinishedFile, saveFile } from '../store/file-effects.ts';
import { type ExportedPicture, type Page, usePage, usePageState } from '../store/page-store.tsx';
import { exportFormatsOf } from './command-context.tsx';

const PNG_SCALE = 2;

export function useExport(viewId: string) {
  const page = usePage();
  const formats = usePageState((state) => exportFormatsOf(state, viewId));
  const run = useCallback((format: string) => void exportView(page, viewId, format), [page, viewId]);
  return { formats, exportView: run };
}

export async function exportView(page: Page, viewId: string, format: string): Promise<void> {
  try {
    const file = await makeFile(page, viewId, format);
    if (file === undefined) announce(page, 'There is nothing to export yet');
    else await saveFile(page, file);
  } catch (reason) {
    announce(page, `Export failed: ${reason instanceof Error ? reason.message : String(reason)}`);
  }
}

async function makeFile(page: Page, viewId: string, format: string): Promise<FinishedFile | undefined> {
  const written = viewFormatById(format);
  if (written === undefined) throw new Error(`nothing is exported as ${format}`);
  if (written.form === 'text') return await exportText(page, viewId, format);
  const picture = page.pictures.get(viewId)?.();
  if (picture === undefined) return undefined;
  const name = `${pictureName(page, viewId)}.${format}`;
  return { name, mediaType: written.mediaType, content: format === 'svg' ? picture.svg : await toPng(picture) };
}

async function exportText(page: Page, viewId: string, format: string): Promise<FinishedFile | undefined> {
  const { recording, window, headlines } = page.store.getState();
  if (recording === undefined) return undefined;
  const sort = headlines[viewId]?.sort;
  const { recordingId } = recording;
  const parameters = { recordingId, viewId, state: window.view, format, ...(sort === undefined ? {} : { sort }) };
  const file = await page.connection.engine.export(parameters);
  return { name: file.name, mediaType: file.mediaType, content: file.text };
}

/** `shop-callee-map-of-run`, with nothing in it that a file system minds. */
function pictureName(page: Page, viewId: string): string {
  const { recording, window, itemNames } = page.store.getState();
  const { active } = window.view;
  const item = active === undefined ? '' : (itemNames[itemKey(active)]?.name ?? '');
  const words = [recording?.summary.file.replace(/\.[a-z]+$/i, '') ?? '', viewId, item === '' ? '' : `of-${item}`];
  return words
    .filter((word) => word !== '')
    .join('-')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .slice(0, 100);
}

async function toPng({ svg, width, height }: ExportedPicture): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(Math.ceil(width * PNG_SCALE), Math.ceil(height * PNG_SCALE));
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser draws no canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
