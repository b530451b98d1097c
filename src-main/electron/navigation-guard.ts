// The window shows our page and nothing else: no navigation, no other windows, no frames, no network, no permissions.
import { app, type Session, session } from 'electron';
import { pageOrigin } from './page-protocol.ts';

/** To be called before the first window is made, after the app is ready. */
export function guardNavigation(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!(event.isMainFrame && isOurPage(event.url))) event.preventDefault();
    });
  });
  guardSession(session.defaultSession);
}

function guardSession(guarded: Session): void {
  // Copying text is the one thing that the page may ask for.
  guarded.setPermissionRequestHandler((_, permission, answer) => answer(permission === 'clipboard-sanitized-write'));
  guarded.setPermissionCheckHandler((_, permission) => permission === 'clipboard-sanitized-write');
  guarded.setDevicePermissionHandler(() => false);
  guarded.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !/^(?:app|blob|data|devtools|chrome-extension):/.test(url) });
  });
}

/** The page itself, as when it reloads, whatever its fragment is. */
export function isOurPage(url: string): boolean {
  const [address] = url.split('#');
  return address === `${pageOrigin}/` || address === `${pageOrigin}/index.html`;
}
