// What the host does for sources: remembers where they are, asks the system for paths, opens the editor.
import type { SourceRule } from '../../shared/viewmodel/source-rules.ts';
import { announce } from './announce.ts';
import type { Page } from './page-store.tsx';

/** undefined when it was kept, else what is wrong with it. */
export async function addSourceRule(page: Page, rule: SourceRule): Promise<string | undefined> {
  const outcome = await page.connection.host.addSourceRule(rule);
  return outcome.ok ? undefined : outcome.message;
}

export async function openInEditor(page: Page, handle: string, line: number): Promise<void> {
  const outcome = await page.connection.host.openInEditor(handle, line);
  announce(page, outcome.ok ? `Opened line ${line} in the editor` : outcome.message);
}
