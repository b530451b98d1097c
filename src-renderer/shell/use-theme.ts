// Light or dark: as the settings say, or as the system says where they leave it to the system. The tokens become CSS variables of the page.
import { useLayoutEffect, useSyncExternalStore } from 'react';
import { cssVariables, functionColor, type Theme, themes } from '../../shared/drawing/theme.ts';
import { usePageState } from '../store/page-store.tsx';

const darkQuery = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(darkQuery);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** The theme in force. */
export function useTheme(): Theme {
  const setting = usePageState((state) => state.settings.theme);
  const systemIsDark = useSyncExternalStore(subscribe, () => window.matchMedia(darkQuery).matches);
  return themes[setting === 'system' ? (systemIsDark ? 'dark' : 'light') : setting];
}

/** Puts the theme on the page. Swatches compute their colour from a hue in CSS: they need the tone's numbers. */
export function useThemeOnPage(theme: Theme): void {
  useLayoutEffect(() => {
    const { style, dataset } = document.documentElement;
    for (const [name, value] of Object.entries(cssVariables(theme))) style.setProperty(name, value);
    const { lightness, chroma } = theme.tones.strong;
    style.setProperty('--swatch-lightness', String(lightness));
    style.setProperty('--swatch-chroma', String(chroma));
    style.setProperty('--swatch-grey', functionColor(theme, null, 'strong'));
    style.setProperty('color-scheme', theme.name);
    dataset['theme'] = theme.name;
  }, [theme]);
}
