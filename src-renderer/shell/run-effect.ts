// What commands do that is not an action on the state: dialogs, files, focus, theme, panes.
import type { Effect } from '../../shared/commands/command.ts';
import { attempt } from '../store/announce.ts';
import { forceDump, setOnChange } from '../store/disk-effects.ts';
import { pickAndAdd, pickAndOpen, saveFile } from '../store/file-effects.ts';
import { editFormula } from '../store/formula-effects.ts';
import {
  chooseLayout,
  deleteLayout,
  restoreLayout,
  saveLayoutAs,
  startWithLayout,
  stepLayout,
} from '../store/layout-effects.ts';
import { toggleMerge } from '../store/merge-effects.ts';
import type { Page } from '../store/page-store.tsx';
import { reload } from '../store/recording-effects.ts';
import { changeSettings } from '../store/settings-effects.ts';
import { closeTab, openWindow } from '../store/tab-effects.ts';
import type { DockActions } from './dock.tsx';
import type { PaneMove } from './dock-moves.ts';
import { exportView } from './use-export.ts';

export interface EffectPlace {
  readonly page: Page;
  readonly dock: DockActions | null;
  readonly secondDock: DockActions | null;
  readonly searchField: HTMLInputElement | null;
}

export function runEffect(effect: Effect, place: EffectPlace): void {
  const { page, dock, searchField } = place;
  switch (effect) {
    case 'open':
      attempt(page, pickAndOpen(page));
      break;
    case 'reload':
      attempt(page, reload(page));
      break;
    case 'close':
      attempt(page, closeTab(page));
      break;
    case 'convert-callgrind':
      attempt(page, saveAsCallgrind(page));
      break;
    case 'focus-search':
      dock?.show('functions');
      searchField?.focus();
      searchField?.select();
      break;
    case 'new-tab':
      page.tabs.add();
      break;
    case 'next-tab':
      page.tabs.step(1);
      break;
    case 'previous-tab':
      page.tabs.step(-1);
      break;
    case 'new-window':
      attempt(page, openWindow(page));
      break;
    case 'next-pane':
      dock?.step(1);
      break;
    case 'previous-pane':
      dock?.step(-1);
      break;
    case 'add-files':
      attempt(page, pickAndAdd(page));
      break;
    case 'force-dump':
      attempt(page, forceDump(page));
      break;
    case 'watch-files':
      attempt(page, setOnChange(page, page.store.getState().settings.onChange === 'nothing' ? 'offer' : 'nothing'));
      break;
    case 'reload-on-change':
      attempt(page, setOnChange(page, page.store.getState().settings.onChange === 'reload' ? 'offer' : 'reload'));
      break;
    case 'new-formula':
      editFormula(page, undefined);
      break;
    case 'palette':
    case 'shortcuts':
    case 'open-path':
    case 'problems':
    case 'settings':
      page.store.setState({ dialog: effect });
      break;
    case 'theme-light':
      attempt(page, changeSettings(page, { theme: 'light' }));
      break;
    case 'theme-dark':
      attempt(page, changeSettings(page, { theme: 'dark' }));
      break;
    case 'theme-system':
      attempt(page, changeSettings(page, { theme: 'system' }));
      break;
    default:
      runNamedEffect(effect, place);
  }
}

/** `show-callers`, `export-svg`: the rest of the name says which. */
function runNamedEffect(effect: string, place: EffectPlace): void {
  const { page, dock } = place;
  const [verb = '', ...rest] = effect.split('-');
  const subject = rest.join('-');
  if (verb === 'merge') attempt(page, toggleMerge(page, subject === 'contexts' ? 'contexts' : 'recursion'));
  else if (verb === 'show') dock?.show(subject);
  else if (verb === 'export') void exportView(page, page.store.getState().viewInUse, subject);
  else if (verb === 'pane') dockInUse(place)?.move(subject as PaneMove);
  else if (verb === 'layout') runLayoutEffect(page, subject);
}

/** The second panel's while the focus is there. */
function dockInUse({ dock, secondDock }: EffectPlace): DockActions | null {
  return secondDock?.hasFocus() === true ? secondDock : dock;
}

function runLayoutEffect(page: Page, subject: string): void {
  const name = page.store.getState().layoutName;
  if (subject === 'next') stepLayout(page, 1);
  else if (subject === 'previous') stepLayout(page, -1);
  else if (subject === 'duplicate') saveLayoutAs(page, `${name} copy`);
  else if (subject === 'save-as') page.store.setState({ dialog: 'save-layout' });
  else if (subject === 'rename') page.store.setState({ dialog: 'rename-layout' });
  else if (subject === 'delete') deleteLayout(page);
  else if (subject === 'restore') restoreLayout(page);
  else if (subject === 'default') startWithLayout(page);
  else if (subject.startsWith('use-')) chooseLayout(page, subject.slice('use-'.length));
}

async function saveAsCallgrind(page: Page): Promise<void> {
  const { recording } = page.store.getState();
  if (recording === undefined) return;
  const { name, mediaType, bytes } = await page.connection.engine.convert(recording.recordingId, 'callgrind');
  await saveFile(page, { name, mediaType, content: new Uint8Array(bytes) });
}
