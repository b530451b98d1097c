// Where the person has been: the latest places first, the one they are at marked. Names are asked for as the menu opens.
import { itemKey } from '../../shared/viewmodel/item.ts';
import { useDispatch, usePageState } from '../store/page-store.tsx';
import { Icon } from '../widgets/icon.tsx';
import { Menu } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

const MAX_PLACES = 20;
const MAX_NAME = 60;

export function HistoryMenu() {
  const history = usePageState((state) => state.window.history);
  const names = usePageState((state) => state.itemNames);
  const dispatch = useDispatch();
  const items = history.items
    .map((item, position) => ({
      id: String(position),
      title: harmlessName(names[itemKey(item)]?.name ?? '', MAX_NAME),
      detail: harmlessName(names[itemKey(item)]?.location ?? '', MAX_NAME),
      checked: position === history.position,
      onChoose: () => dispatch({ type: 'go-to', position }),
    }))
    .reverse()
    .slice(0, MAX_PLACES);
  const none = items.length === 0;
  return (
    <Menu name="History" items={items}>
      <button
        type="button"
        className="button quiet icon-only narrow"
        aria-label="History"
        title="History"
        aria-disabled={none}
        disabled={none}
      >
        <Icon name="down" size={12} />
      </button>
    </Menu>
  );
}
