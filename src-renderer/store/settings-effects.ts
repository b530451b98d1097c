// Settings, recent files, samples: what the host keeps for the page between runs.
import type { Settings } from '../../shared/contracts/host-contract.ts';
import { habitsOf, picturesOf, type ReadingHabits } from '../../shared/state/view-state.ts';
import { attempt } from './announce.ts';
import { dispatch, type Page } from './page-store.tsx';
import { defaultColumns, parseLayout, serialiseLayout, type WindowLayout } from './window-layout.ts';

/** Everything the host knows at the start. */
export async function loadHostState(page: Page): Promise<void> {
  const { host } = page.connection;
  const [facts, settings, samples, recentFiles] = await Promise.all([
    host.facts(),
    host.settings(),
    host.samples(),
    host.recentFiles(),
  ]);
  page.store.setState({ facts, settings, samples, recentFiles, layout: parseLayout(settings.layout) });
  dispatch(page, { type: 'set-percent-digits', digits: settings.percentDigits });
  dispatch(page, { type: 'set-habits', habits: settings.habits });
  dispatch(page, { type: 'set-pictures', pictures: settings.pictures });
  dispatch(page, { type: 'set-machine', change: settings.machine });
}

/**
 * Shares or costs, forms of names and colours are each tab's own; the latest choice of all is what the next tab and the next start begin
 * with. Returns what ends the watching.
 */
export function keepHabits(page: Page): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const writeDown = () => {
    timer = undefined;
    const { window, settings } = page.store.getState();
    const habits = habitsOf(window.view);
    if (!isSame(habits, settings.habits)) attempt(page, changeSettings(page, { habits }));
  };
  const end = page.store.subscribe(({ window }, before) => {
    // Not in the task of the click that changed them, which draws them.
    if (!isSame(habitsOf(window.view), habitsOf(before.window.view))) timer ??= setTimeout(writeDown);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

function isSame(one: ReadingHabits, other: ReadingHabits): boolean {
  const modes = one.mode.relative === other.mode.relative && one.mode.toParent === other.mode.toParent;
  const names = one.names === other.names && one.mangled === other.mangled;
  return modes && names && one.colours === other.colours && one.contextLines === other.contextLines;
}

/** The same for limits and drawing of graph, maps and control flow: a slider that is dragged changes them with every frame. */
export function keepPictures(page: Page): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const writeDown = () => {
    const { window, settings } = page.store.getState();
    const pictures = picturesOf(window.view);
    if (JSON.stringify(pictures) === JSON.stringify(settings.pictures)) return;
    attempt(page, changeSettings(page, { pictures }));
  };
  const end = page.store.subscribe(({ window: { view } }, { window: { view: before } }) => {
    if (view.graph === before.graph && view.map === before.map && view.flow === before.flow) return;
    clearTimeout(timer);
    timer = setTimeout(writeDown, PAUSE_MILLISECONDS);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

/**
 * Digits and how machine code is shown are set by commands, like any other part of the state; the host remembers them. Returns what ends
 * the watching.
 */
export function keepDigits(page: Page): () => void {
  return page.store.subscribe(({ window, settings }) => {
    const { percentDigits, machine } = window.view;
    if (percentDigits !== settings.percentDigits) attempt(page, changeSettings(page, { percentDigits }));
    const { syntax, withSource } = settings.machine;
    if (machine.syntax !== syntax || machine.withSource !== withSource) {
      attempt(page, changeSettings(page, { machine }));
    }
  });
}

export async function refreshRecentFiles(page: Page): Promise<void> {
  page.store.setState({ recentFiles: await page.connection.host.recentFiles() });
}

export async function forgetRecentFile(page: Page, handle: string): Promise<void> {
  await page.connection.host.forgetRecent(handle);
  await refreshRecentFiles(page);
}

/** Takes effect at once; the host writes it down. */
export async function changeSettings(page: Page, change: Partial<Settings>): Promise<void> {
  page.store.setState({ settings: { ...page.store.getState().settings, ...change } });
  await page.connection.host.changeSettings(change);
}

/** Written down a moment later: dragging a border changes the layout with every frame. */
const PAUSE_MILLISECONDS = 600;

/** For all tabs of this page: they share one book of layouts. */
export function changeLayout(page: Page, change: Partial<WindowLayout>): void {
  const layout = { ...page.store.getState().layout, ...change };
  page.store.setState({ layout });
  setTimeout(() => {
    if (page.store.getState().layout !== layout) return;
    attempt(page, changeSettings(page, { layout: serialiseLayout(layout) }));
  }, PAUSE_MILLISECONDS);
}

export function setColumnVisible(
  page: Page,
  viewId: string,
  { columnId, visible }: { readonly columnId: string; readonly visible: boolean },
): void {
  const { columns } = page.store.getState().layout;
  const kept = columns[viewId] ?? defaultColumns;
  const changed = { ...kept, visible: { ...kept.visible, [columnId]: visible } };
  changeLayout(page, { columns: { ...columns, [viewId]: changed } });
}

export function setColumnWidth(
  page: Page,
  viewId: string,
  { columnId, width }: { readonly columnId: string; readonly width: number },
): void {
  const { columns } = page.store.getState().layout;
  const kept = columns[viewId] ?? defaultColumns;
  const changed = { ...kept, widths: { ...kept.widths, [columnId]: width } };
  changeLayout(page, { columns: { ...columns, [viewId]: changed } });
}
