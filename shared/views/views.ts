// The registry of views: a new one is a file and a line here. The order is that of the tabs.
import { functionsView } from './functions.ts';
import type { View } from './view.ts';

export const views: readonly View[] = [functionsView];

export function viewById(id: string): View | undefined {
  return views.find((view) => view.id === id);
}
