// The context menu of a view's tab: where its pane stands, and the views that are hidden.
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import type { DockActions, TabPlace } from './dock.tsx';
import type { PaneMove } from './dock-moves.ts';

export interface TabMenuProps {
  readonly place: TabPlace;
  readonly dock: () => DockActions | null;
  readonly onClose: () => void;
}

export function TabMenu({ place, dock, onClose }: TabMenuProps) {
  const { viewId, at, hidden, isFloating, isMaximised, isAlone } = place;
  const item = (move: PaneMove, title: string, more: Partial<MenuItem> = {}): MenuItem => ({
    id: move,
    title,
    onChoose: () => dock()?.move(move, viewId),
    ...more,
  });
  const items: readonly MenuItem[] = [
    item('top', 'Move to the top', { disabled: isFloating }),
    item('right', 'Move to the right', { disabled: isFloating }),
    item('bottom', 'Move to the bottom', { disabled: isFloating }),
    item('left', 'Move to the left', { disabled: isFloating }),
    item('split-right', 'Split to the right', { startsSection: true, disabled: isAlone || isFloating }),
    item('split-below', 'Split below', { disabled: isAlone || isFloating }),
    item('float', isFloating ? 'Dock' : 'Float'),
    item('maximise', isMaximised ? 'Restore' : 'Maximise', { disabled: isFloating }),
    item('hide', 'Hide', { startsSection: true }),
    ...hidden.map(
      (view, index): MenuItem => ({
        id: `show-${view.id}`,
        title: `Show ${view.title.toLowerCase()}`,
        startsSection: index === 0,
        onChoose: () => dock()?.show(view.id),
      }),
    ),
  ];
  return <Menu name="View" items={items} at={at} onClose={onClose} />;
}
