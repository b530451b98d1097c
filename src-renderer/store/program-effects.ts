// What is remembered for the program that was profiled: written down a moment after it changes, brought back when a recording of the same
// program is opened. The same program: the same command, or where none is recorded a file of the same format and name, numbers aside.
import { recallable, viewToRecall } from '../../shared/state/recalled-view.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import type { RecordingSummary } from '../../shared/viewmodel/summary.ts';
import { attempt } from './announce.ts';
import type { OpenRecording } from './page-state.ts';
import type { Page } from './page-store.tsx';
import { layoutNames } from './window-layout.ts';

const LONGEST_PROGRAM = 9000;

export function programOf({ command, format, file }: RecordingSummary): string {
  const words = (command ?? '').trim().replaceAll(/\s+/g, ' ');
  return words === '' ? `${format} ${file.replaceAll(/\d+/g, '#')}` : words.slice(0, LONGEST_PROGRAM);
}

/** Puts back what is remembered of the recording's program; the item that was active then, where it is found again. */
export async function recallProgram(page: Page, recording: OpenRecording): Promise<ItemRef | undefined> {
  const { host, engine } = page.connection;
  const { summary, recordingId, views } = recording;
  const memory = await host.recallProgram(programOf(summary));
  const { layout } = page.store.getState();
  const names = layoutNames(
    layout,
    views.map((view) => view.id),
  );
  const wanted = memory?.layout ?? layout.first;
  if (names.includes(wanted)) page.store.setState({ layoutName: wanted });
  if (memory === null) return undefined;
  const { formulas } = page.store.getState().window.view;
  const types = [...summary.eventTypes, ...summary.ratios, ...formulas].map((type) => type.name);
  page.send({ type: 'recall', view: recallable(memory.view, types) });
  if (memory.active === undefined) return undefined;
  const { name, location } = memory.active;
  const found = await engine.findItems(recordingId, name);
  return (found.find((label) => label.location === location) ?? found[0])?.item;
}

const PAUSE_MILLISECONDS = 500;

/** Watches what is remembered. Returns what ends the watching. */
export function keepProgram(page: Page): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = '';
  const end = page.store.subscribe(({ recording, window, layoutName }) => {
    // The beginning of a file says nothing of what a person wants to see in it.
    if (recording === undefined || recording.partial !== undefined) return;
    const now = JSON.stringify([recording.recordingId, window.view.active, viewToRecall(window.view), layoutName]);
    if (now === written) return;
    written = now;
    clearTimeout(timer);
    timer = setTimeout(() => attempt(page, writeDown(page)), PAUSE_MILLISECONDS);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

async function writeDown(page: Page): Promise<void> {
  const { recording, window, layoutName, engineDied } = page.store.getState();
  if (recording === undefined || recording.partial !== undefined || engineDied !== undefined) return;
  const { view } = window;
  const active = view.active === undefined ? undefined : await nameOf(page, recording.recordingId, view.active);
  await page.connection.host.rememberProgram(programOf(recording.summary), {
    view: viewToRecall(view),
    layout: layoutName,
    ...(active === undefined ? {} : { active }),
  });
}

/** undefined for an item that is gone meanwhile: the recording was closed, cycles were turned off. */
async function nameOf(page: Page, recordingId: string, item: ItemRef) {
  try {
    const {
      fullName,
      recordedName = fullName,
      label,
    } = await page.connection.engine.item(recordingId, item, page.store.getState().window.view);
    return recordedName.length > MOST_LETTERS
      ? undefined
      : { name: recordedName, location: label.location.slice(0, MOST_LETTERS) };
  } catch {
    return undefined;
  }
}

/** A longer name is not worth a file that is read at every start. */
const MOST_LETTERS = 4000;
