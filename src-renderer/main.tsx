// Puts the page together: connects to the program around it, loads what the host keeps, opens what was given at the start, draws.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { lightTheme } from '../shared/drawing/theme.ts';
import { PaintingProvider, startPainting } from './canvas/painting-thread.ts';
import { createTheming, ThemingProvider } from './canvas/theming.ts';
import { TabbedWindow } from './shell/tabbed-window.tsx';
import { followOwnColours } from './store/colour-effects.ts';
import { connect } from './store/connect.ts';
import { listenToFiles } from './store/disk-effects.ts';
import { keepProgram } from './store/program-effects.ts';
import { listenToEngine } from './store/recording-effects.ts';
import { keepDigits, keepHabits, keepPictures, loadHostState } from './store/settings-effects.ts';
import { openAtStart } from './store/tab-effects.ts';
import { createTabs } from './store/tabs.ts';
import './styles/base.css';
import './styles/widgets.css';
import './styles/shell.css';
import './styles/overlays.css';
import './styles/start.css';
import './styles/table.css';
import './styles/tabs.css';
import './styles/pictures.css';

async function start(root: HTMLElement): Promise<void> {
  try {
    const painting = startPainting();
    const theming = createTheming(document.body, lightTheme);
    const connection = await connect();
    const tabs = createTabs(connection, (page) => {
      const endings = [
        listenToEngine(page),
        listenToFiles(page),
        keepDigits(page),
        keepHabits(page),
        keepPictures(page),
        followOwnColours(page),
        keepProgram(page),
      ];
      return () => {
        for (const end of endings) end();
      };
    });
    const { page } = tabs.store.getState().front;
    await loadHostState(page);
    createRoot(root).render(
      <StrictMode>
        <PaintingProvider value={painting}>
          <ThemingProvider value={theming}>
            <TabbedWindow tabs={tabs} />
          </ThemingProvider>
        </PaintingProvider>
      </StrictMode>,
    );
    await openAtStart(page);
  } catch (reason) {
    root.textContent = `Callipers does not answer: ${reason instanceof Error ? reason.message : String(reason)}. Start it again, or reload this page.`;
    root.className = 'no-answer';
  }
}

const root = document.getElementById('root');
if (root !== null) void start(root);
