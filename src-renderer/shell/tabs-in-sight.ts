// In a pane that is narrower than its tabs, the tab in front is one of those that are seen, and those that are seen are whole: the menu at
// the end of the strip has all the others. A strip also becomes narrower without the pane, and tabs become wider by the counts in them: so the
// strips and tabs themselves are watched. Trap: a cut tab is only not painted. It can still be reached, and then comes into sight.
import type { DockviewApi } from 'dockview-react';

const TAB = '.dv-tab';
/** Pixels that rounding may take. */
const TOLERANCE = 1;

/** Watches the strips of all panes; call `again` when there are other panes. */
export function keepTabsInSight(api: DockviewApi): { readonly again: () => void; readonly end: () => void } {
  const bring = (strip: Element) => {
    strip.querySelector(`${TAB}.dv-active-tab`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    hideCutTabs(strip);
  };
  const observer = new ResizeObserver((entries) => {
    const strips = new Set(entries.map(({ target }) => target.closest('.dv-tabs-container')));
    for (const strip of strips) if (strip !== null) bring(strip);
  });
  const onScroll = ({ currentTarget }: Event) => {
    if (currentTarget instanceof Element) hideCutTabs(currentTarget);
  };
  let watched: readonly Element[] = [];
  const leave = () => {
    observer.disconnect();
    for (const strip of watched) strip.removeEventListener('scroll', onScroll);
  };
  const again = () => {
    leave();
    watched = api.groups.flatMap(({ element }) => element.querySelector('.dv-tabs-container') ?? []);
    // Being observed anew tells the strip's size, and so brings its tab into sight.
    for (const strip of watched) {
      strip.addEventListener('scroll', onScroll, { passive: true });
      observer.observe(strip);
      for (const tab of strip.querySelectorAll(TAB)) observer.observe(tab);
    }
  };
  again();
  return { again, end: leave };
}

/** The tab in front is always shown, also where it is wider than the strip. */
function hideCutTabs(strip: Element): void {
  const { left, right } = strip.getBoundingClientRect();
  for (const tab of strip.querySelectorAll(TAB)) {
    const box = tab.getBoundingClientRect();
    const isCut = box.left < left - TOLERANCE || box.right > right + TOLERANCE;
    tab.classList.toggle('cut', isCut && !tab.classList.contains('dv-active-tab'));
  }
}
