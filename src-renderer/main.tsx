// Puts the page together: connects to the program around it, loads what the host keeps, opens what was given at the start, draws.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './shell/app.tsx';
import { connect } from './store/connect.ts';
import { createPage, PageProvider } from './store/page-store.tsx';
import { listenToEngine, openFiles } from './store/recording-effects.ts';
import { keepDigits, loadHostState } from './store/settings-effects.ts';
import './styles/base.css';
import './styles/widgets.css';
import './styles/shell.css';
import './styles/overlays.css';
import './styles/start.css';
import './styles/table.css';
import './styles/pictures.css';

async function start(root: HTMLElement): Promise<void> {
  try {
    const page = createPage(await connect());
    listenToEngine(page);
    await loadHostState(page);
    keepDigits(page);
    createRoot(root).render(
      <StrictMode>
        <PageProvider page={page}>
          <App />
        </PageProvider>
      </StrictMode>,
    );
    await openFiles(page, page.store.getState().facts?.openAtStart ?? []);
  } catch (reason) {
    root.textContent = `Callipers does not answer: ${reason instanceof Error ? reason.message : String(reason)}. Start it again, or reload this page.`;
    root.className = 'no-answer';
  }
}

const root = document.getElementById('root');
if (root !== null) void start(root);
