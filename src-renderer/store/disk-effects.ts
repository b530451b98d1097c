// Files of the open recording on disk: further parts of its run, new ones asked for, and readings that have grown old.
// What is read anew by itself must not take away what is there: a file that cannot be read, or says less, leaves the old reading.
import type { FileChanged } from '../../shared/contracts/engine-contract.ts';
import type { PickedFile, Settings } from '../../shared/contracts/host-contract.ts';
import { announce, attempt } from './announce.ts';
import type { Page } from './page-store.tsx';
import { reload } from './recording-effects.ts';
import { changeSettings } from './settings-effects.ts';

/** Further files become parts of the open recording; everything that was chosen stays as it is. */
export async function addFiles(page: Page, files: readonly PickedFile[]): Promise<void> {
  const { recording } = page.store.getState();
  if (recording === undefined || files.length === 0) return;
  const known = new Set(recording.files.map(({ handle }) => handle));
  const further = files.filter(({ handle }) => !known.has(handle));
  if (further.length === 0) announce(page, 'These files are open already.');
  else await reload(page, { files: [...recording.files, ...further] });
}

/** The offer stays in the status bar. */
export function declineSiblings(page: Page): void {
  page.store.setState({ siblingsDeclined: true });
}

export async function forceDump(page: Page): Promise<void> {
  const { recording } = page.store.getState();
  if (recording === undefined) return;
  announce(page, 'Asking for a dump…');
  const dumped = await page.connection.engine.forceDump(recording.recordingId);
  if (!dumped.ok) {
    const error = { kind: 'unsupported', message: dumped.message } as const;
    page.store.setState({ failure: { title: 'There is no new dump', file: undefined, error, files: [] } });
    return;
  }
  await addFiles(page, dumped.files);
}

/** Reads the files that are as they are on disk now. */
export async function readAgain(page: Page): Promise<void> {
  page.store.setState({ onDisk: undefined });
  await reload(page);
}

export function ignoreChange(page: Page): void {
  page.store.setState({ onDisk: undefined });
}

export async function setOnChange(page: Page, onChange: Settings['onChange']): Promise<void> {
  const { recording, onDisk } = page.store.getState();
  await changeSettings(page, { onChange });
  if (recording !== undefined) await page.connection.engine.watch(recording.recordingId, onChange !== 'nothing');
  if (onChange === 'reload' && onDisk !== undefined) await rereadQuietly(page);
}

/** Listens to what happens to the files. Returns what ends the listening. */
export function listenToFiles(page: Page): () => void {
  const endChanges = page.connection.onEngineEvent('fileChanged', (change) => attempt(page, notice(page, change)));
  // A recording is watched from when it is shown.
  let watched = '';
  const endStore = page.store.subscribe(({ recording, settings }) => {
    const recordingId = recording?.recordingId ?? '';
    if (recordingId === watched) return;
    watched = recordingId;
    if (recordingId !== '' && settings.onChange !== 'nothing') {
      attempt(page, page.connection.engine.watch(recordingId, true));
    }
  });
  return () => {
    endChanges();
    endStore();
  };
}

async function notice(page: Page, change: FileChanged): Promise<void> {
  const { recording, settings } = page.store.getState();
  if (recording === undefined || recording.recordingId !== change.recordingId) return;
  if (change.siblings !== undefined) {
    page.store.setState({ recording: { ...recording, siblings: change.siblings }, siblingsDeclined: false });
  }
  if (!change.changed) return;
  page.store.setState({ onDisk: { problem: undefined } });
  if (settings.onChange === 'reload') await rereadQuietly(page);
}

/** Nobody asked for it just now: what goes wrong is said in the bar, and what is shown stays. */
async function rereadQuietly(page: Page): Promise<void> {
  const { recording, opening } = page.store.getState();
  if (recording === undefined || opening !== undefined) return;
  const problem = await page.connection.engine
    .open({
      openId: crypto.randomUUID(),
      files: recording.files.map(({ handle }) => handle),
    })
    .then(async (result) => {
      if (!result.ok) return result.error.message;
      const { counts, diagnostics } = result.summary;
      const before = recording.summary;
      const isLess = counts.functions === 0 && before.counts.functions > 0;
      const isCut = hasErrors(diagnostics) && !hasErrors(before.diagnostics);
      if (!isLess && !isCut) {
        await reload(page, { opened: { ...result, files: recording.files } });
        return undefined;
      }
      await page.connection.engine.close(result.recordingId);
      return isLess ? 'there is nothing in it yet' : 'it is not whole yet';
    });
  if (page.store.getState().recording?.recordingId === recording.recordingId && problem !== undefined) {
    page.store.setState({ onDisk: { problem } });
  }
}

function hasErrors(diagnostics: readonly { readonly severity: string }[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
