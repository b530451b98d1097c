// In a pane that is narrower than its tabs, the tab in front is one of those that are seen, whole. A strip also becomes narrower without the
// pane: what stands behind the tabs takes its room a moment later. So the strips themselves are watched.
import type { DockviewApi } from 'dockview-react';

/** Watches the strips of all panes; call `again` when there are other panes. */
export function keepTabsInSight(api: DockviewApi): { readonly again: () => void; readonly end: () => void } {
  const bring = (strip: Element) => {
    strip.querySelector('.dv-tab.dv-active-tab')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) bring(target);
  });
  const strips = () => api.groups.flatMap(({ element }) => element.querySelector('.dv-tabs-container') ?? []);
  const again = () => {
    observer.disconnect();
    // Being observed anew tells the strip's size, and so brings its tab into sight.
    for (const strip of strips()) observer.observe(strip);
  };
  again();
  return { again, end: () => observer.disconnect() };
}
