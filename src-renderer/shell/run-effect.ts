// What commands do that is not an action on the state: dialogs, files, focus, theme, panes.
import type { Effect } from '../../shared/commands/command.ts';
import { attempt } from '../store/announce.ts';
import { pickAndOpen, saveFile } from '../store/file-effects.ts';
import type { Page } from '../store/page-store.tsx';
import { closeRecording, reload } from '../store/recording-effects.ts';
import { changeSettings } from '../store/settings-effects.ts';
import type { DockActions } from './dock.tsx';
import { exportView } from './use-export.ts';

export interface EffectPlace {
  readonly page: Page;
  readonly dock: DockActions | null;
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
      attempt(page, closeRecording(page));
      break;
    case 'convert-callgrind':
      attempt(page, saveAsCallgrind(page));
      break;
    case 'focus-search':
      dock?.show('functions');
      searchField?.focus();
      searchField?.select();
      break;
    case 'next-pane':
      dock?.step(1);
      break;
    case 'previous-pane':
      dock?.step(-1);
      break;
    case 'palette':
    case 'shortcuts':
    case 'open-path':
    case 'problems':
      page.store.setState({ dialog: effect });
      break;
    case 'reset-layout':
      dock?.reset();
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
function runNamedEffect(effect: string, { page, dock }: EffectPlace): void {
  const [verb = '', ...rest] = effect.split('-');
  const subject = rest.join('-');
  if (verb === 'show') dock?.show(subject);
  else if (verb === 'export') void exportView(page, page.store.getState().viewInUse, subject);
}

async function saveAsCallgrind(page: Page): Promise<void> {
  const { recording } = page.store.getState();
  if (recording === undefined) return;
  const { name, mediaType, bytes } = await page.connection.engine.convert(recording.recordingId, 'callgrind');
  await saveFile(page, { name, mediaType, content: new Uint8Array(bytes) });
}
