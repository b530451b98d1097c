// Files and recordings as tabs and windows: several files at once, closing a tab, another window.
import type { PickedFile } from '../../shared/contracts/host-contract.ts';
import type { Page } from './page-store.tsx';
import { cancelOpening, closeRecording, openFiles, rememberSession } from './recording-effects.ts';

/** Names that differ in their numbers alone: parts of one run are called so. */
export function lookLikeParts(names: readonly string[]): boolean {
  const shapes = new Set(names.map((name) => name.replaceAll(/\d+/g, '#')));
  return names.length > 1 && shapes.size === 1;
}

/** One recording a file, each in a tab; but where the files look like parts of one run, the person is asked. */
export async function openSeveral(page: Page, files: readonly PickedFile[]): Promise<void> {
  if (lookLikeParts(files.map((file) => file.name))) {
    page.store.setState({ dialog: 'several-files', several: files, opening: undefined });
    return;
  }
  await openInTabs(page, files);
}

/** What was given at the start, else what was open the last time. */
export async function openAtStart(page: Page): Promise<void> {
  const { facts } = page.store.getState();
  if (facts === undefined || window.location.hash === newWindowFragment) return;
  await openSeveral(page, facts.openAtStart);
  for (const files of facts.session) await openFiles(page, files);
}

/** One after the other; cancelling one leaves out the rest, and so does a file that cannot be opened. */
export async function openInTabs(page: Page, files: readonly PickedFile[]): Promise<void> {
  for (const file of files) {
    if (!(await openFiles(page, [file]))) return;
  }
}

/** The engine forgets its recording. The last tab becomes the start page. */
export async function closeTab(page: Page): Promise<void> {
  await cancelOpening(page);
  const { recording } = page.store.getState();
  if (page.tabs.pages().length === 1) return closeRecording(page);
  page.tabs.remove(page);
  page.answers.clear();
  if (recording !== undefined) await page.connection.engine.close(recording.recordingId);
  await rememberSession(page);
}

/** The fragment of a window's address that is to open no file by itself. */
const newWindowFragment = '#new';

/** In the browser as another page of it. */
export function openWindow({ store, connection }: Page): Promise<void> {
  if (store.getState().facts?.kind === 'electron') return connection.host.newWindow();
  const { pathname, search } = window.location;
  const made = window.open(`${pathname}${search}${newWindowFragment}`, '_blank');
  if (made !== null) return Promise.resolve();
  return Promise.reject(new Error('The browser lets no page open another: open this address in a tab of it.'));
}
