// A window with its tabs: every tab seen lately stays as it is behind the front one, with its scroll positions, orders and pictures.
// Tabs that were not seen for long are drawn anew when they come to the front; what they show is in their state.
import { PageProvider } from '../store/page-store.tsx';
import type { Tabs } from '../store/tabs.ts';
import { useTabs } from '../store/use-tabs.ts';
import { App } from './app.tsx';

/** Pictures take memory: more tabs than these are not kept drawn. */
const MOST_DRAWN = 5;

export function TabbedWindow({ tabs }: { readonly tabs: Tabs }) {
  const { tabs: all, front, seen } = useTabs(tabs);
  const drawn = new Set(seen.slice(0, MOST_DRAWN));
  return all
    .filter((tab) => drawn.has(tab.id))
    .map((tab) => (
      <div key={tab.id} className={`tab-page${tab === front ? '' : ' behind'}`} inert={tab !== front}>
        <PageProvider page={tab.page}>
          <App isFront={tab === front} />
        </PageProvider>
      </div>
    ));
}
