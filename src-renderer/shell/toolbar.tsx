// The toolbar: open, walk, what the numbers are, search, and everything else behind one button.
import { type RefObject, useState } from 'react';
import { usePage, usePageState } from '../store/page-store.tsx';
import { Button } from '../widgets/button.tsx';
import { Icon, type IconName } from '../widgets/icon.tsx';
import { Menu } from '../widgets/menu.tsx';
import { EventTypeChoice } from './event-choice.tsx';
import { HistoryMenu } from './history-menu.tsx';
import { SearchField } from './search-field.tsx';
import { commandsOf, useCommandLook, useCommandMenu, useRunCommand } from './use-commands.tsx';

export function Toolbar({ searchField }: { readonly searchField: RefObject<HTMLInputElement | null> }) {
  const recording = usePageState((state) => state.recording);
  return (
    <div className="toolbar" role="toolbar" aria-label="Main toolbar">
      <CommandButton id="open" icon="folder" label="Open" />
      <Divider />
      <CommandButton id="back" icon="back" iconOnly />
      <CommandButton id="forward" icon="forward" iconOnly />
      <CommandButton id="up" icon="up" iconOnly />
      <HistoryMenu />
      <Divider />
      {recording !== undefined && <EventTypeChoice />}
      <CommandButton id="relative" icon="percent" description="Relative: shares of the total instead of costs" />
      <CommandButton
        id="relative-to-parent"
        icon="nested"
        label="% of parent"
        description="Relative to parent: shares of what contains the thing, as a line of its function"
      />
      <CommandButton
        id="cycles"
        icon="cycle"
        description="Cycles: functions that call each other in a circle are also listed as one"
      />
      <CommandButton
        id="shorten-names"
        icon="shorten"
        label="Shorten"
        description="Shorten names: without templates, arguments or namespaces"
      />
      <NamesMenu />
      <span className="spring" />
      <SearchField inputRef={searchField} />
      <LayoutMenu />
      <ThemeMenu />
      <MoreMenu />
    </div>
  );
}

function Divider() {
  return <span className="divider" aria-hidden="true" />;
}

interface CommandButtonProps {
  readonly id: string;
  readonly icon: IconName;
  readonly label?: string;
  readonly iconOnly?: boolean;
  /** What the tooltip says where the title alone does not explain it. */
  readonly description?: string;
}

function CommandButton({ id, icon, label, iconOnly = false, description }: CommandButtonProps) {
  const look = useCommandLook(id);
  const run = useRunCommand();
  if (look === undefined) return null;
  return (
    <Button
      name={look.title}
      icon={icon}
      description={description ?? look.title}
      disabled={look.disabled}
      onPress={() => run(id)}
      {...(iconOnly ? { label: null } : label === undefined ? {} : { label })}
      {...(look.keys === undefined ? {} : { keys: look.keys })}
      {...(look.checked === undefined ? {} : { pressed: look.checked })}
    />
  );
}

/** How much of the names is shown: what the switch beside it turns on and off, in levels. */
function NamesMenu() {
  const [wanted, setWanted] = useState(false);
  const items = useCommandMenu({ ids: ({ id }) => id === 'mangled-names' || id.startsWith('names-'), wanted });
  return (
    <Menu name="Names" items={items} onOpen={setWanted}>
      <button
        type="button"
        className="button quiet icon-only narrow"
        aria-label="Names"
        title="How much of names is shown"
      >
        <Icon name="down" size={12} />
      </button>
    </Menu>
  );
}

/** The layouts there are, and what can be done with the one that is shown. */
function LayoutMenu() {
  const page = usePage();
  const [wanted, setWanted] = useState(false);
  const of = wanted ? commandsOf(page) : [];
  const layouts = useCommandMenu({ ids: (command) => command.id.startsWith('layout-use-'), of, wanted });
  const work = useCommandMenu({
    ids: (command) => command.group === 'layout' && !command.id.startsWith('layout-use-'),
    of,
    wanted,
  });
  const items = [...layouts.map((item) => ({ ...item, title: item.title.replace(/^Layout: /, '') })), ...work];
  const [first] = work;
  const shown = items.map((item) => (item === first ? { ...item, startsSection: true } : item));
  return (
    <Menu name="Layout" items={shown} placement="bottom-end" onOpen={setWanted}>
      <button type="button" className="button quiet icon-only" aria-label="Layout" title="Layout of the panes">
        <Icon name="panes" />
      </button>
    </Menu>
  );
}

const themeIcons = { system: 'screen', light: 'sun', dark: 'moon' } as const;

function ThemeMenu() {
  const theme = usePageState((state) => state.settings.theme);
  const [wanted, setWanted] = useState(false);
  const items = useCommandMenu({ ids: (command) => command.id.startsWith('theme-'), wanted });
  return (
    <Menu name="Theme" items={items} placement="bottom-end" onOpen={setWanted}>
      <button type="button" className="button quiet icon-only" aria-label="Theme" title="Theme">
        <Icon name={themeIcons[theme]} />
      </button>
    </Menu>
  );
}

function MoreMenu() {
  const [wanted, setWanted] = useState(false);
  const items = useCommandMenu({
    ids: ({ id, group }) =>
      !['export', 'layout', 'panes'].includes(group) &&
      !/^(?:theme|show|names)-|^mangled-names$/.test(id) &&
      !['back', 'forward', 'up', 'search'].includes(id),
    wanted,
  });
  return (
    <Menu name="More" items={items} placement="bottom-end" onOpen={setWanted}>
      <button type="button" className="button quiet icon-only" aria-label="More" title="More commands">
        <Icon name="more" />
      </button>
    </Menu>
  );
}
