// The event types of the toolbar: the first one as a list, and behind it a menu for the second one and for formulas.
import { commandById } from '../../shared/commands/commands.ts';
import type { EventTypeSummary } from '../../shared/viewmodel/summary.ts';
import { useDispatch, usePageState } from '../store/page-store.tsx';
import { Icon } from '../widgets/icon.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { useRunCommand } from './use-commands.tsx';

type Named = Pick<EventTypeSummary, 'name' | 'label'>;

interface EventGroup {
  readonly title: string;
  readonly types: readonly Named[];
}

/** Every event type there is to choose from, by where it comes from; groups without any are left out. */
function useEventGroups(): readonly EventGroup[] {
  const summary = usePageState((state) => state.recording?.summary);
  const formulas = usePageState((state) => state.window.view.formulas);
  if (summary === undefined) return [];
  const groups: readonly EventGroup[] = [
    { title: 'Recorded', types: summary.eventTypes.filter(({ derived }) => !derived) },
    { title: 'Derived', types: summary.eventTypes.filter(({ derived }) => derived) },
    { title: 'Ratios', types: summary.ratios },
    { title: 'Your formulas', types: formulas },
  ];
  return groups.filter(({ types }) => types.length > 0);
}

function longName({ name, label }: Named): string {
  return harmlessName(label === name || label === '' ? name : `${label} (${name})`, 80);
}

export function EventTypeChoice() {
  const groups = useEventGroups();
  const preferred = usePageState((state) => state.recording?.summary.preferredEventType);
  const chosen = usePageState((state) => state.window.view.eventType);
  const dispatch = useDispatch();
  return (
    <>
      <span className="select">
        <select
          aria-label="Event type"
          title="Event type: what the costs are"
          value={chosen ?? preferred}
          onChange={(event) => dispatch({ type: 'set-event-type', name: event.currentTarget.value })}
        >
          {groups.length === 1
            ? options(groups[0]?.types ?? [])
            : groups.map(({ title, types }) => (
                <optgroup key={title} label={title}>
                  {options(types)}
                </optgroup>
              ))}
        </select>
        <Icon name="down" size={12} />
      </span>
      <SecondEventMenu groups={groups} />
    </>
  );
}

function options(types: readonly Named[]) {
  return types.map((type) => (
    <option key={type.name} value={type.name}>
      {longName(type)}
    </option>
  ));
}

function SecondEventMenu({ groups }: { readonly groups: readonly EventGroup[] }) {
  const second = usePageState((state) => state.window.view.secondEvent);
  const dispatch = useDispatch();
  const run = useRunCommand();
  const newFormula = commandById('new-formula');
  const items: readonly MenuItem[] = [
    {
      id: 'none',
      title: 'No second event type',
      checked: second === undefined,
      onChoose: () => dispatch({ type: 'set-second-event', name: undefined }),
    },
    ...groups.flatMap(({ types }) =>
      types.map(
        (type, index): MenuItem => ({
          id: type.name,
          title: longName(type),
          checked: type.name === second,
          startsSection: index === 0,
          onChoose: () => dispatch({ type: 'set-second-event', name: type.name }),
        }),
      ),
    ),
    {
      id: 'new-formula',
      title: newFormula?.title ?? '',
      startsSection: true,
      onChoose: () => run('new-formula'),
    },
    { id: 'show-types', title: 'Show all event types', onChoose: () => run('show-types') },
  ];
  return (
    <Menu name="Second event type" items={items}>
      <button
        type="button"
        className={`button quiet second-event${second === undefined ? ' icon-only' : ''}`}
        aria-label={second === undefined ? 'Second event type' : `Second event type: ${harmlessName(second, 60)}`}
        title="Second event type: shown beside the first in every table"
      >
        <Icon name="plus" size={14} />
        {second !== undefined && <span className="button-label">{harmlessName(second, 24)}</span>}
      </button>
    </Menu>
  );
}
