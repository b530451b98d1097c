// Light or dark: as the settings say, or as the system says where they leave it to the system.
import { useLayoutEffect, useSyncExternalStore } from 'react';
import { themes } from '../../shared/drawing/theme.ts';
import { useTheming } from '../canvas/theming.ts';
import { usePage, usePageState } from '../store/page-store.tsx';

const darkQuery = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(darkQuery);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Draws nothing: with another theme nothing is drawn again but pictures. */
export function ThemeOnPage() {
  const theming = useTheming();
  const { turns } = usePage();
  const setting = usePageState((state) => state.settings.theme);
  const systemIsDark = useSyncExternalStore(subscribe, () => window.matchMedia(darkQuery).matches);
  const theme = themes[setting === 'system' ? (systemIsDark ? 'dark' : 'light') : setting];
  useLayoutEffect(() => theming.change(theme, turns.takeLater), [theming, turns, theme]);
  return null;
}
