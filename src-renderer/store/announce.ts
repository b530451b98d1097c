// What the page has to say in passing: in the status bar and to screen readers. Work that nobody waits for says here what it could not do.
import type { Page } from './page-store.tsx';

const ANNOUNCEMENT_MILLISECONDS = 5000;

/** Said in the status bar and to screen readers, for a few seconds. */
export function announce(page: Page, text: string): void {
  page.store.setState({ announcement: text });
  setTimeout(() => {
    if (page.store.getState().announcement === text) page.store.setState({ announcement: '' });
  }, ANNOUNCEMENT_MILLISECONDS);
}

/** Runs on by itself; a failure is announced, never lost. */
export function attempt(page: Page, work: Promise<void>): void {
  work.catch((reason: unknown) => announce(page, reason instanceof Error ? reason.message : String(reason)));
}
