// The first look at a large recording: its beginning is shown, marked as partial, while the rest is being read. Where it is shown the
// whole recording will be; when that is cancelled or fails, what was there before comes back.
import type { OpenPreview } from '../../shared/contracts/engine-contract.ts';
import type { Action } from '../../shared/state/actions.ts';
import { reduce } from '../../shared/state/reduce.ts';
import { attempt } from './announce.ts';
import { takeFormulasOf } from './formula-effects.ts';
import type { Opening, OpenRecording } from './page-state.ts';
import { dispatch, type Page } from './page-store.tsx';
import { activeItemQuestion, stateOfView } from './use-view.ts';

/** How a window begins with a recording: at some item, or back where it was in another reading. */
export type Entry = Extract<Action, { readonly type: 'recording-opened' | 'recording-reloaded' }>;

export interface FirstLook {
  /** Where the opening is under way: the page that was given until the look is shown in another one. */
  readonly page: () => Page;
  readonly isShown: () => boolean;
  /** No look from now on. */
  readonly end: () => void;
  /** Takes the look away, if there was one. */
  readonly takeBack: () => void;
}

/** `place`: the page that a look is to be shown in; undefined: none, something else is on show. */
export function awaitFirstLook(page: Page, { openId, files }: Opening, place: () => Page | undefined): FirstLook {
  const { connection } = page;
  let at = page;
  let isShown = false;
  const end = connection.onEngineEvent('preview', (preview) => {
    if (preview.openId !== openId) return;
    const { opening } = page.store.getState();
    const target = opening?.openId === openId ? place() : undefined;
    if (target === undefined) {
      attempt(page, connection.engine.close(preview.recording.recordingId));
      return;
    }
    isShown = true;
    at = target;
    if (target !== page) page.store.setState({ opening: undefined });
    showLook(target, preview, files);
    target.store.setState({ opening });
  });
  return {
    page: () => at,
    isShown: () => isShown,
    end,
    takeBack: () => {
      if (!isShown) return;
      at.answers.clear();
      if (at !== page) page.tabs.remove(at);
      else {
        at.store.setState({ recording: undefined, hovered: undefined, up: undefined });
        dispatch(at, { type: 'recording-opened', active: undefined });
      }
      isShown = false;
      at = page;
    },
  };
}

function showLook(page: Page, { recording, bytesRead, bytesTotal }: OpenPreview, files: Opening['files']): void {
  const entry = { type: 'recording-opened', active: recording.summary.firstActive } as const;
  putIn(page, { ...recording, files, partial: { bytesRead, bytesTotal } }, entry);
}

/** From now on the page is about this recording. */
export function putIn(page: Page, recording: OpenRecording, entry: Entry): void {
  page.answers.clear();
  takeFormulasOf(page, recording.summary);
  dispatch(page, entry);
  page.store.setState({
    recording,
    settledOn: undefined,
    failure: undefined,
    engineDied: undefined,
    hovered: undefined,
    up: undefined,
    itemNames: {},
    headlines: {},
    onDisk: undefined,
    siblingsDeclined: false,
  });
}

/** What a person sees besides the function list is waited for no longer than this. */
const PATIENCE_MILLISECONDS = 300;

/**
 * Asks what the views in front will ask of a recording that is about to be shown, so that the function list is never empty, and the others only
 * where they take long. Returns what keeps the answers.
 */
export async function askAhead(page: Page, recording: OpenRecording, entry: Entry): Promise<() => void> {
  const { recordingId, views } = recording;
  const { engine } = page.connection;
  const { window } = page.store.getState();
  const { view: state } = reduce(reduce(window, entry), { type: 'search', text: window.view.search });
  const answers: { readonly question: string; readonly value: unknown }[] = [];
  const ask = async (view: (typeof views)[number]): Promise<void> => {
    const request = page.asked.get(view.id) ?? {};
    const parameters = { recordingId, viewId: view.id, state: stateOfView(view, state), request };
    const value = await engine.view(parameters);
    answers.push({ question: `${recordingId} ${JSON.stringify(parameters)}`, value });
  };
  const askItem = async (): Promise<void> => {
    const { item, state: ofItem, key } = activeItemQuestion(state);
    if (item === undefined) return;
    answers.push({ question: `${recordingId} ${key}`, value: await engine.item(recordingId, item, ofItem) });
  };
  const inFront = views.filter(({ id, unavailable }) => unavailable === undefined && page.asked.has(id));
  const list = inFront.filter(({ id }) => id === 'functions').map(ask);
  // What one of them cannot answer it will say itself, when it asks again.
  const others = Promise.allSettled([askItem(), ...inFront.filter(({ id }) => id !== 'functions').map(ask)]);
  await Promise.all(list);
  await Promise.race([others, new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS))]);
  return () => {
    for (const { question, value } of answers) page.answers.set(question, value);
  };
}
