// What belongs to the function list alone: the menu that groups it, the switch that merges what its names keep apart, and the chip that says
// which group is shown alone.
import { useState } from 'react';
import { openAllGroups } from '../store/open-groups.ts';
import { useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { Icon } from '../widgets/icon.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { useCommandMenu } from './use-commands.tsx';

export function GroupMenu() {
  const page = usePage();
  const isGrouped = usePageState((state) => state.window.view.grouping !== 'none');
  const [wanted, setWanted] = useState(false);
  const choices = useCommandMenu({ ids: (command) => command.id.startsWith('group-by-'), wanted });
  const items: readonly MenuItem[] = [
    ...choices,
    {
      id: 'open-all',
      title: 'Open all groups',
      keys: ['Shift', '→'],
      startsSection: true,
      disabled: !isGrouped,
      onChoose: () => openAllGroups(page, true),
    },
    {
      id: 'close-all',
      title: 'Close all groups',
      keys: ['Shift', '←'],
      disabled: !isGrouped,
      onChoose: () => openAllGroups(page, false),
    },
  ];
  return (
    <Menu name="Group functions" items={items} placement="bottom-end" onOpen={setWanted}>
      <button
        type="button"
        className={`button quiet icon-only small${isGrouped ? ' in-use' : ''}`}
        aria-label="Group functions"
        title="Group by module, file, namespace or cycle"
      >
        <Icon name="group" size={14} />
      </button>
    </Menu>
  );
}

const apart: Readonly<Record<string, string>> = {
  'merge-recursion':
    "Levels of recursion stand apart in this recording (f, f'2): merge them, so that each function is listed once",
  'merge-contexts':
    "Callers stand apart in this recording (f'main, f'other): merge them, so that each function is listed once",
};

/** There where names keep levels of recursion or callers apart. One kind of them is a switch, two are a menu. */
export function MergeTool() {
  const separations = usePageState((state) => state.recording?.summary.separations);
  const wanted = separations?.recursion === true || separations?.contexts === true;
  const items = useCommandMenu({ ids: (command) => command.id.startsWith('merge-'), wanted }).filter(
    ({ disabled }) => disabled !== true,
  );
  const [first] = items;
  if (first === undefined) return null;
  const isMerged = items.some(({ checked }) => checked === true);
  const look = `button quiet small${isMerged ? ' in-use' : ''}`;
  const label = (
    <>
      <Icon name="merge" size={14} />
      <span className="button-label">{isMerged ? 'Merged' : 'Merge'}</span>
    </>
  );
  if (items.length === 1) {
    return (
      <button
        type="button"
        className={look}
        aria-label={first.title}
        aria-pressed={isMerged}
        title={apart[first.id] ?? first.title}
        onClick={first.onChoose}
      >
        {label}
      </button>
    );
  }
  return (
    <Menu name="Merge functions" items={items} placement="bottom-end">
      <button
        type="button"
        className={look}
        aria-label="Merge functions"
        title={items.map(({ id, title }) => apart[id] ?? title).join('\n')}
      >
        {label}
      </button>
    </Menu>
  );
}

const words = { none: '', module: 'module', file: 'file', folder: 'folder', namespace: 'namespace', cycle: 'cycle' };

export function WithinChip() {
  const within = usePageState((state) => state.window.view.within);
  const dispatch = useDispatch();
  if (within === undefined) return null;
  const name = harmlessName(within.path, 400);
  return (
    <div className="list-filter">
      <span className="chip" title={name}>
        <span className="muted">{words[within.by]}:</span>
        <bdi dir="ltr" className="chip-text">
          {name}
        </bdi>
        <button
          type="button"
          className="button quiet icon-only narrow"
          aria-label={`Show all functions again, not only ${words[within.by]} ${harmlessName(within.path, 80)}`}
          title="Show all functions again (Escape)"
          onClick={() => dispatch({ type: 'show-within', group: undefined })}
        >
          <Icon name="close" size={11} />
        </button>
      </span>
    </div>
  );
}
