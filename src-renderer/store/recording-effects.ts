// Opening, cancelling, reloading and closing recordings. A recording that is open stays usable until the next one is there: a file
// that fails to open takes nothing away.
import type { PickedFile } from '../../shared/contracts/host-contract.ts';
import { namedItems } from '../../shared/state/named-items.ts';
import type { WindowState } from '../../shared/state/window-state.ts';
import { formatNamedCost } from '../../shared/viewmodel/format-cost.ts';
import { type ItemRef, sameItem } from '../../shared/viewmodel/item.ts';
import { askAhead, awaitFirstLook, type Entry, putIn } from './first-look.ts';
import { takeFormulasOf } from './formula-effects.ts';
import { type KeptPlace, keepPlace, placeIn } from './kept-place.ts';
import type { OpenRecording } from './page-state.ts';
import { dispatch, type Page } from './page-store.tsx';
import { recallProgram } from './program-effects.ts';
import { refreshRecentFiles } from './settings-effects.ts';

export interface OpenChoices {
  /** The same files again: the window goes back to this place in them. */
  readonly kept?: KeptPlace;
  /** In this tab, instead of what is open in it. Else a tab that shows a recording keeps it, and there is another tab. */
  readonly inPlace?: boolean;
}

/** The files as one recording. False when there is none: nothing was given, it failed, it was cancelled. */
export async function openFiles(
  page: Page,
  files: readonly PickedFile[],
  { kept, inPlace = kept !== undefined }: OpenChoices = {},
): Promise<boolean> {
  if (files.length === 0) return false;
  const { store, connection } = page;
  await cancelOpening(page);
  const openId = crypto.randomUUID();
  const opening = { openId, files, startedAt: performance.now(), progress: undefined, uploading: undefined };
  store.setState({ opening, failure: undefined, dialog: undefined });
  const look = awaitFirstLook(page, opening, () => (inPlace ? undefined : pageForAnother(page)));
  const isCurrent = () => look.page().store.getState().opening?.openId === openId;
  try {
    const result = await connection.engine.open({ openId, files: files.map((file) => file.handle) });
    look.end();
    if (!isCurrent()) {
      look.takeBack();
      if (result.ok) await connection.engine.close(result.recordingId);
      return false;
    }
    look.page().store.setState({ opening: undefined });
    if (result.ok) {
      if (look.isShown()) await settle(look.page(), { ...result, files });
      else await showRecording(inPlace ? page : pageForAnother(page), { ...result, files }, kept);
      return true;
    }
    look.takeBack();
    if (result.error.kind !== 'cancelled') {
      const file = result.error.file ?? files[0]?.name;
      store.setState({
        failure: {
          title: `${file ?? 'The file'} could not be opened`,
          file,
          error: result.error,
          files,
          ...(result.siblings === undefined ? {} : { siblings: result.siblings }),
        },
      });
    }
  } catch (reason) {
    look.end();
    if (!isCurrent()) return false;
    look.takeBack();
    const error = { kind: 'broken', message: reason instanceof Error ? reason.message : String(reason) } as const;
    const failure = { title: 'The engine did not answer', file: files[0]?.name, error, files };
    store.setState({ opening: undefined, failure: store.getState().engineDied === undefined ? failure : undefined });
  }
  return false;
}

/** Where a further recording goes: an empty tab shows it, one that shows another keeps that. */
function pageForAnother(page: Page): Page {
  const { recording, settings } = page.store.getState();
  return recording === undefined || settings.openIn === 'same-tab' ? page : page.tabs.add();
}

async function showRecording(page: Page, recording: OpenRecording, kept: KeptPlace | undefined): Promise<void> {
  const { store, connection } = page;
  const previous = store.getState().recording;
  takeFormulasOf(page, recording.summary);
  putIn(page, recording, await entryOf(page, recording, kept));
  if (previous !== undefined) await connection.engine.close(previous.recordingId);
  await rememberOpened(page, recording);
}

/** What was done while the whole was being asked about is taken along; somebody who never stops is not waited for. */
const MOST_LOOKS = 4;

/** The whole recording in the place of its first look: what the person did there, was shown there and searched for stays. */
async function settle(page: Page, recording: OpenRecording): Promise<void> {
  const { store, connection } = page;
  const look = store.getState().recording;
  if (look === undefined) return;
  for (let looks = 1; ; looks++) {
    const { window } = store.getState();
    const kept = isMoved(window, look) ? await keepPlace(page) : undefined;
    const entry = await entryOf(page, recording, kept);
    const list = await askAhead(page, recording, entry);
    if (!isSamePlace(window, store.getState().window) && looks < MOST_LOOKS) continue;
    const { search } = store.getState().window.view;
    putIn(page, recording, entry);
    list();
    // Nothing that comes with the whole moves the views: further parts wait in the status bar.
    store.setState({ settledOn: entry.active, siblingsDeclined: true });
    dispatch(page, { type: 'search', text: search });
    break;
  }
  await connection.engine.close(look.recordingId);
  await rememberOpened(page, recording);
}

function isSamePlace({ view, history }: WindowState, now: WindowState): boolean {
  return view.active === now.view.active && view.selected === now.view.selected && history === now.history;
}

/** The window is not about what the look began with. */
function isMoved(window: WindowState, { summary }: OpenRecording): boolean {
  const { active, selected } = window.view;
  const isElsewhere = (item: ItemRef | undefined) => item !== undefined && !sameItem(item, summary.firstActive);
  return isElsewhere(active) || isElsewhere(selected) || namedItems(window).length > 0;
}

async function rememberOpened(page: Page, { summary, files }: OpenRecording): Promise<void> {
  const first = files[0];
  const type = summary.eventTypes.find((candidate) => candidate.name === summary.preferredEventType);
  if (first === undefined || type === undefined) return;
  await page.connection.host.rememberRecent(
    first.handle,
    summary.formatLabel,
    formatNamedCost(type.total, type.unit, type.name),
  );
  await refreshRecentFiles(page);
  await rememberSession(page);
}

/** Where the person enters a recording: back where they were, where they left the program the last time, or at its beginning. */
async function entryOf(page: Page, recording: OpenRecording, kept: KeptPlace | undefined): Promise<Entry> {
  if (kept !== undefined) return placeIn(page, recording, kept);
  const recalled = await recallProgram(page, recording);
  return { type: 'recording-opened', active: recalled ?? recording.summary.firstActive };
}

/** For the next start. */
export async function rememberSession({ tabs, connection }: Page): Promise<void> {
  const open = tabs.pages().map((page) => page.store.getState().recording?.files ?? []);
  const handles = open.filter((files) => files.length > 0).map((files) => files.map((file) => file.handle));
  await connection.host.rememberSession(handles.slice(0, 100));
}

export async function cancelOpening(page: Page): Promise<void> {
  const { opening } = page.store.getState();
  if (opening === undefined) return;
  page.store.setState({ opening: undefined });
  await page.connection.engine.cancel(opening.openId);
}

/** Reads the open recording's files again, or with further ones; the person stays where they are, as far as that is still there. */
export async function reload(
  page: Page,
  change: {
    /** Instead of the files of the open recording. */
    readonly files?: readonly PickedFile[];
    /** Read already. */
    readonly opened?: OpenRecording;
  } = {},
): Promise<void> {
  const { recording } = page.store.getState();
  if (recording === undefined) return;
  const kept = await keepPlace(page);
  if (change.opened !== undefined) {
    await showRecording(page, change.opened, kept);
    return;
  }
  const files = change.files ?? recording.files;
  await openFiles(page, files, kept === undefined ? { inPlace: true } : { kept });
}

export async function closeRecording(page: Page): Promise<void> {
  const { store, connection } = page;
  const { recording } = store.getState();
  if (recording === undefined) return;
  store.setState({ recording: undefined, failure: undefined, hovered: undefined, up: undefined, dialog: undefined });
  page.answers.clear();
  dispatch(page, { type: 'recording-opened', active: undefined });
  await connection.engine.close(recording.recordingId);
  await rememberSession(page);
}

/** A new engine after the old one died, and in every tab the file that was open in it. */
export async function reviveEngine(page: Page): Promise<void> {
  try {
    await page.connection.host.restartEngine();
  } catch (reason) {
    page.store.setState({ engineDied: reason instanceof Error ? reason.message : String(reason) });
    return;
  }
  for (const one of [page, ...page.tabs.pages().filter((other) => other !== page)]) {
    const { recording, opening } = one.store.getState();
    one.answers.clear();
    one.store.setState({ engineDied: undefined, recording: undefined, opening: undefined });
    await openFiles(one, recording?.files ?? opening?.files ?? []);
  }
}

/** Progress of the recording that is being opened, and the end of an engine. Returns what ends the listening. */
export function listenToEngine(page: Page): () => void {
  const { store, connection } = page;
  const endProgress = connection.onEngineEvent('progress', (progress) => {
    const { opening } = store.getState();
    if (opening?.openId === progress.openId) store.setState({ opening: { ...opening, progress } });
  });
  const endDeath = connection.onHostEvent('engineDied', (reason) => store.setState({ engineDied: reason }));
  return () => {
    endProgress();
    endDeath();
  };
}
