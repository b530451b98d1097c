// The application menu, made from the one command table. An item only names its command to the page, which knows whether it can be done
// just now and says so: see showInMenu. Keys are the page's too, the menu shows them.
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { CommandGroup } from '../../shared/commands/command.ts';
import { commands, groupTitles } from '../../shared/commands/commands.ts';
import { type OwnKeys, readOwnKeys } from '../../shared/commands/key-table.ts';
import { acceleratorOf } from '../../shared/commands/support/shortcut.ts';
import type { CommandState } from '../../shared/contracts/host-contract.ts';

type Items = MenuItemConstructorOptions[];

export interface MenuOptions {
  readonly run: (commandId: string) => void;
  /** Keys that the person changed. */
  readonly shortcuts: OwnKeys;
  readonly platform?: NodeJS.Platform;
}

export function buildMenu({ run, shortcuts, platform = process.platform }: MenuOptions): Menu {
  const isMac = platform === 'darwin';
  const keys = readOwnKeys(shortcuts).table;
  const ofGroup = (group: CommandGroup): Items => commandItems(group, run, (id) => keys.get(id)?.[0]);
  const template: Items = [
    ...only(isMac, { role: 'appMenu' }),
    {
      label: groupTitles.file,
      submenu: [
        ...ofGroup('file'),
        ...only(isMac, { role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] }),
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    { label: groupTitles.export, submenu: ofGroup('export') },
    {
      label: groupTitles.view,
      submenu: [
        ...ofGroup('view'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...only(!app.isPackaged, { role: 'toggleDevTools' }),
      ],
    },
    { label: groupTitles.layout, submenu: ofGroup('layout') },
    { label: groupTitles.panes, submenu: ofGroup('panes') },
    { label: groupTitles.go, submenu: ofGroup('go') },
    { role: 'windowMenu' },
    {
      role: 'help',
      label: groupTitles.help,
      submenu: [...ofGroup('help'), ...only(!isMac, { role: 'about' })],
    },
  ];
  return Menu.buildFromTemplate(template);
}

/** What can be done just now in the window in front, and which switches are on. */
export function showInMenu(menu: Menu, states: readonly CommandState[]): void {
  for (const { id, enabled, checked } of states) {
    const item = menu.getMenuItemById(id);
    if (item === null) continue;
    item.enabled = enabled;
    if (checked !== undefined) item.checked = checked;
  }
}

function only(condition: boolean, item: MenuItemConstructorOptions): Items {
  return condition ? [item] : [];
}

function commandItems(
  group: CommandGroup,
  run: (commandId: string) => void,
  keyOf: (commandId: string) => string | undefined,
): Items {
  const items: Items = [];
  let section: number | undefined;
  for (const command of commands.filter((candidate) => candidate.group === group)) {
    if (section !== undefined && command.section !== section) items.push({ type: 'separator' });
    section = command.section;
    const type = command.checked === undefined ? {} : ({ type: 'checkbox' } as const);
    items.push({
      id: command.id,
      label: command.title,
      ...type,
      ...shownAccelerator(keyOf(command.id)),
      click: () => run(command.id),
    });
  }
  return items;
}

/** Shown, not registered: the page handles keys. */
function shownAccelerator(key: string | undefined): Partial<MenuItemConstructorOptions> {
  const accelerator = key === undefined ? undefined : acceleratorOf(key);
  return accelerator === undefined ? {} : { accelerator, registerAccelerator: false };
}
