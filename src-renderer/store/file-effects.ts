// Files on their way in and out: the open dialog, typed paths, drops and uploads; and finished exports.
// A file's bytes pass through the page only where the host cannot reach it (a drop into a browser).
import type { PickedFile } from '../../shared/contracts/host-contract.ts';
import { announce } from './announce.ts';
import { addFiles } from './disk-effects.ts';
import type { Page } from './page-store.tsx';
import { openFiles } from './recording-effects.ts';
import { openSeveral } from './tab-effects.ts';

const PIECE_BYTES = 4 * 1024 * 1024;

/** The host's dialog; where it has none, the browser's own. */
export async function pickAndOpen(page: Page): Promise<void> {
  const { facts } = page.store.getState();
  if (facts?.nativeDialogs === false) {
    await uploadAndOpen(page, await pickInBrowser());
    return;
  }
  await openSeveral(page, await page.connection.host.pickFiles());
}

/** The same, for files that are further parts of the open recording. */
export async function pickAndAdd(page: Page): Promise<void> {
  const { facts } = page.store.getState();
  if (facts?.nativeDialogs === false) await uploadAndOpen(page, await pickInBrowser(), addFiles);
  else await addFiles(page, await page.connection.host.pickFiles());
}

function pickInBrowser(): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
}

/** Undefined when it was opened, else what is wrong with the path. */
export async function openPath(page: Page, path: string): Promise<string | undefined> {
  const answer = await page.connection.host.fileAtPath(path);
  if (!answer.ok) return answer.message;
  void openFiles(page, [answer.file]);
  return undefined;
}

/** Hands dropped or chosen files to the host piece by piece, then opens them. Showing progress, and giving up when cancelled. */
export async function uploadAndOpen(
  page: Page,
  files: readonly File[],
  open: (page: Page, files: readonly PickedFile[]) => Promise<void> = openSeveral,
): Promise<void> {
  if (files.length === 0) return;
  const { store } = page;
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const openId = crypto.randomUUID();
  const names = files.map((file) => ({ handle: '', name: file.name }));
  const opening = { openId, files: names, startedAt: performance.now(), progress: undefined };
  store.setState({ opening: { ...opening, uploading: { sent: 0, size } }, failure: undefined, dialog: undefined });
  let sent = 0;
  const isCancelled = () => store.getState().opening?.openId !== openId;
  const tell = (bytes: number) => {
    sent += bytes;
    if (!isCancelled()) store.setState({ opening: { ...opening, uploading: { sent, size } } });
  };
  try {
    const uploaded: PickedFile[] = [];
    for (const file of files) {
      const picked = (await page.connection.droppedFile(file)) ?? (await upload(page, file, { tell, isCancelled }));
      if (picked === undefined) return;
      uploaded.push(picked);
    }
    await open(page, uploaded);
  } catch (reason) {
    const error = { kind: 'not-found', message: reason instanceof Error ? reason.message : String(reason) } as const;
    const title = `${files[0]?.name ?? 'The file'} could not be read`;
    if (!isCancelled())
      store.setState({ opening: undefined, failure: { title, file: files[0]?.name, error, files: [] } });
  }
}

interface UploadWatch {
  readonly tell: (bytes: number) => void;
  readonly isCancelled: () => boolean;
}

async function upload(page: Page, file: File, watch: UploadWatch): Promise<PickedFile | undefined> {
  const { host } = page.connection;
  const handle = await host.beginUpload(file.name, file.size);
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    if (watch.isCancelled()) break;
    const piece = new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
    await host.uploadPiece(handle, piece);
    watch.tell(piece.length);
  }
  if (!watch.isCancelled()) return await host.endUpload(handle);
  await host.cancelUpload(handle);
  return undefined;
}

export interface FinishedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array<ArrayBuffer> | Blob;
}

/** Saved through the host's dialog, or downloaded where the page is in a browser. */
export async function saveFile(page: Page, file: FinishedFile): Promise<void> {
  const blob = new Blob([file.content], { type: file.mediaType });
  if (page.store.getState().facts?.kind === 'electron') {
    const saved = await page.connection.host.saveFile(file.name, new Uint8Array(await blob.arrayBuffer()));
    if (saved) announce(page, `Saved ${file.name}`);
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  announce(page, `Saved ${file.name}`);
}
