// The window as a whole: toolbar, header, dock, status bar; or the start page; and what may lie over them.
import { type DragEvent, lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { Effect } from '../../shared/commands/command.ts';
import { attempt } from '../store/announce.ts';
import { uploadAndOpen } from '../store/file-effects.ts';
import { dispatch, type Page, usePage, usePageState } from '../store/page-store.tsx';
import { cancelOpening } from '../store/recording-effects.ts';
import { openSeveral } from '../store/tab-effects.ts';
import { harmlessName } from '../widgets/name-text.tsx';
import { ColourDialog } from './colour-dialog.tsx';
import type { DockActions } from './dock.tsx';
import { EngineDiedPanel } from './engine-died-panel.tsx';
import { FailurePanel } from './failure-panel.tsx';
import { FormulaDialog } from './formula-dialog.tsx';
import { ItemHeader } from './item-header.tsx';
import { ItemMenuProvider } from './item-menu.tsx';
import { RenameLayoutDialog, SaveLayoutDialog } from './layout-dialogs.tsx';
import { OpenPathDialog } from './open-path-dialog.tsx';
import { OpeningPanel } from './opening-panel.tsx';
import { Palette } from './palette.tsx';
import { ProblemPanel } from './problem-panel.tsx';
import { RecordingBar } from './recording-bar.tsx';
import { runEffect } from './run-effect.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { SeveralFilesDialog } from './several-files-dialog.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { StartPage } from './start-page.tsx';
import { StatusBar } from './status-bar.tsx';
import { TabStrip } from './tab-strip.tsx';
import { ThemeOnPage } from './theme-on-page.tsx';
import { Toolbar } from './toolbar.tsx';
import { EffectsProvider, HostMenu, runCommandById, useCommandKeys } from './use-commands.tsx';

/** The dock and what stands in it are more than half of the page's code, and the start page needs none of it. */
const loadViews = () => import('./docked-views.tsx').then(({ DockedViews }) => ({ default: DockedViews }));
const DockedViews = lazy(loadViews);

const dialogs = {
  formula: FormulaDialog,
  colour: ColourDialog,
  palette: Palette,
  shortcuts: ShortcutSheet,
  'open-path': OpenPathDialog,
  problems: ProblemPanel,
  'save-layout': SaveLayoutDialog,
  'rename-layout': RenameLayoutDialog,
  'several-files': SeveralFilesDialog,
  settings: SettingsDialog,
} as const;

/** `isFront`: it is seen, and the keys and the host's commands are meant for it. */
export function App({ isFront }: { readonly isFront: boolean }) {
  const page = usePage();
  const dock = useRef<DockActions>(null);
  const secondDock = useRef<DockActions>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const effects = useCallback(
    (effect: Effect) =>
      runEffect(effect, {
        page,
        dock: dock.current,
        secondDock: secondDock.current,
        searchField: searchField.current,
      }),
    [page],
  );
  useCommandKeys(effects, isFront);
  useHostCommands(page, effects, isFront);
  useEscape(page, isFront);
  usePageTitle(page, isFront);
  // Fetched once the start page is painted, so that the first recording does not wait for it.
  useEffect(() => void loadViews(), []);
  const recording = usePageState((state) => state.recording);
  const opening = usePageState((state) => state.opening);
  const failure = usePageState((state) => state.failure);
  const engineDied = usePageState((state) => state.engineDied);
  const dialog = usePageState((state) => state.dialog);
  const hasHostMenu = usePageState((state) => state.facts?.kind === 'electron') && isFront;
  const drop = useFileDrop(page);
  const Dialog = dialog === undefined ? undefined : dialogs[dialog];
  return (
    <EffectsProvider run={effects}>
      <ItemMenuProvider>
        <div className="app" {...drop.listeners}>
          <Toolbar searchField={searchField} />
          <TabStrip />
          {recording === undefined ? (
            <StartPage isDropTarget={drop.isOver} />
          ) : (
            <main className="workspace">
              <ItemHeader />
              <RecordingBar />
              {failure !== undefined && <FailurePanel failure={failure} />}
              <Suspense>
                <DockedViews first={dock} second={secondDock} />
              </Suspense>
              {drop.isOver && <div className="drop-hint">Drop to open</div>}
            </main>
          )}
          <StatusBar />
          {isFront && <ThemeOnPage />}
          {hasHostMenu && <HostMenu />}
          {engineDied !== undefined && <EngineDiedPanel reason={engineDied} />}
          {opening !== undefined && <OpeningPanel key={opening.openId} opening={opening} />}
          {Dialog !== undefined && <Dialog />}
        </div>
      </ItemMenuProvider>
    </EffectsProvider>
  );
}

/** What nothing nearer to the focus has taken: stops opening, then takes a message away, then the selection. */
function useEscape(page: Page, isFront: boolean): void {
  useEffect(() => {
    if (!isFront) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      const { dialog, opening, failure } = page.store.getState();
      if (dialog !== undefined) return;
      if (opening !== undefined) attempt(page, cancelOpening(page));
      else if (failure !== undefined) page.store.setState({ failure: undefined });
      else dispatch(page, { type: 'select', item: undefined });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [page, isFront]);
}

const MAX_COMMAND_IN_TITLE = 80;

/** Of the tab in a browser, of the window in Electron: the file, and what was run where the file says it. */
function usePageTitle(page: Page, isFront: boolean): void {
  const file = usePageState((state) => state.recording?.summary.file);
  const command = usePageState((state) => state.recording?.summary.command);
  useEffect(() => {
    if (!isFront) return;
    const run = command === undefined || command === null ? '' : ` [${harmlessName(command, MAX_COMMAND_IN_TITLE)}]`;
    const title = file === undefined ? 'Callipers' : `${harmlessName(file)}${run} – Callipers`;
    document.title = title;
    attempt(page, page.connection.host.setTitle(title));
  }, [page, isFront, file, command]);
}

/** Menu entries of the host, and files that were opened from outside. */
function useHostCommands(page: Page, effects: (effect: Effect) => void, isFront: boolean): void {
  useEffect(() => {
    if (!isFront) return;
    const endCommands = page.connection.onHostEvent('command', (id) => runCommandById(page, id, effects));
    const endFiles = page.connection.onHostEvent('openFiles', (files) => void openSeveral(page, files));
    return () => {
      endCommands();
      endFiles();
    };
  }, [page, effects, isFront]);
}

function useFileDrop(page: Page) {
  const [isOver, setIsOver] = useState(false);
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const over = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setIsOver(true);
  };
  const listeners = {
    onDragEnter: over,
    onDragOver: over,
    onDragLeave: (event: DragEvent) => {
      const { relatedTarget, currentTarget } = event;
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      void uploadAndOpen(page, [...event.dataTransfer.files]);
    },
  };
  return { isOver, listeners };
}
