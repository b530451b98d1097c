// Tabs as hooks: which there are, and a part of the state of any of them.
import { useStore } from 'zustand';
import type { PageState } from './page-state.ts';
import type { Tab, Tabs, TabsState } from './tabs.ts';

export function useTabs(tabs: Tabs): TabsState {
  return useStore(tabs.store);
}

export function useStateOfTab<Part>(tab: Tab, select: (state: PageState) => Part): Part {
  return useStore(tab.page.store, select);
}
