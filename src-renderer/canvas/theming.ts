// Light and dark, region by region: with all at once, every element of the page would get new colours in one task. Colours are tokens that hold
// both, `light-dark(…)`; which one an element shows is its `color-scheme`, which it has from its region, or from the page. A change fixes every
// region to what it shows, changes the page around them, then one region in each turn, and frees all in the end. Traps: a region has
// `color: var(--text)` of its own (dock.css), because a colour that is inherited is inherited as it was seen; React never sets the styles
// that are written here.
import { createContext, useContext } from 'react';
import { cssVariables, type Theme } from '../../shared/drawing/theme.ts';
import type { DrawLater } from '../widgets/later.ts';

/** Large parts of the page: panes, each of which takes its own turn. */
const REGIONS = '.pane';

export interface Theming {
  /** The theme that `element` is shown in now. */
  readonly themeAt: (element: Element) => Theme;
  /** Calls `repaint` when the theme of `element` is another one, until the function that it returns is called. */
  readonly follow: (element: Element, repaint: () => void) => () => void;
  /** The first one at once, each later one in turns of `later`. */
  readonly change: (theme: Theme, later: DrawLater) => void;
}

/**
 * `body` of the page: with another scheme of the root element, Chromium computes the styles of all elements, whatever scheme they have.
 * `first`: what pictures are painted in before any change.
 */
export function createTheming(body: HTMLElement, first: Theme): Theming {
  let shown = first;
  let wanted: Theme | undefined;
  const fixed = new Map<HTMLElement, Theme>();
  const followers = new Map<Element, Set<() => void>>();

  function themeAt(element: Element): Theme {
    const region = element.closest<HTMLElement>(REGIONS);
    return (region === null ? undefined : fixed.get(region)) ?? shown;
  }

  function follow(element: Element, repaint: () => void): () => void {
    const own = followers.get(element) ?? new Set();
    followers.set(element, own.add(repaint));
    return () => {
      own.delete(repaint);
      if (own.size === 0) followers.delete(element);
    };
  }

  function repaintIn(isMeant: (region: HTMLElement | null) => boolean): void {
    for (const [element, repaints] of followers) {
      if (!isMeant(element.closest<HTMLElement>(REGIONS))) continue;
      for (const repaint of repaints) repaint();
    }
  }

  function fix(region: HTMLElement, theme: Theme): void {
    fixed.set(region, theme);
    region.style.colorScheme = theme.name;
  }

  function changeAround(theme: Theme): void {
    shown = theme;
    body.style.colorScheme = theme.name;
    repaintIn((region) => region === null || !fixed.has(region));
  }

  function changeInTurns(theme: Theme, later: DrawLater): void {
    for (const region of body.querySelectorAll<HTMLElement>(REGIONS)) fix(region, fixed.get(region) ?? shown);
    const turns = inOrder([...fixed.keys()]);
    changeAround(theme);
    const next = (): void => {
      if (wanted !== theme) return;
      const regions = turns.shift();
      if (regions === undefined) {
        for (const region of fixed.keys()) region.style.colorScheme = '';
        fixed.clear();
        return;
      }
      const others = new Set(regions.filter((region) => fixed.get(region) !== theme));
      for (const region of others) fix(region, theme);
      repaintIn((region) => region !== null && others.has(region));
      if (others.size === 0) next();
      else later(next);
    };
    later(next);
  }

  function change(theme: Theme, later: DrawLater): void {
    if (wanted === theme) return;
    const isFirst = wanted === undefined;
    wanted = theme;
    // For who looks at the page from outside: no style depends on it, which would be asked of all elements.
    body.ownerDocument.documentElement.dataset['theme'] = theme.name;
    if (!isFirst) {
      later(() => wanted === theme && changeInTurns(theme, later));
      return;
    }
    for (const [name, value] of Object.entries(cssVariables())) body.style.setProperty(name, value);
    changeAround(theme);
  }

  return { themeAt, follow, change };
}

/** A turn each for what is seen, from top to bottom; the last one for all that is not. */
function inOrder(regions: readonly HTMLElement[]): HTMLElement[][] {
  const places = regions.map((region) => ({ region, box: region.getBoundingClientRect() }));
  const seen = places.filter(({ box }) => box.width > 0 && box.height > 0);
  const unseen = places.filter((place) => !seen.includes(place));
  seen.sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
  return [...seen.map(({ region }) => [region]), unseen.map(({ region }) => region)];
}

const ThemingContext = createContext<Theming | undefined>(undefined);

export const ThemingProvider = ThemingContext.Provider;

export function useTheming(): Theming {
  const theming = useContext(ThemingContext);
  if (theming === undefined) throw new Error('assertion failed: colours outside of a window');
  return theming;
}
