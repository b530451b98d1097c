// The application menu, made from the one command table. An item only names its command to the page, which knows whether it can be done
// just now and says so: see showInMenu. Keys are the page's too, the menu shows them.
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Command, CommandGroup } from '../../shared/commands/command.ts';
import { commands, groupTitles } from '../../shared/commands/commands.ts';
import type { CommandState } from '../../shared/contracts/host-contract.ts';

type Items = MenuItemConstructorOptions[];

export function buildMenu(run: (commandId: string) => void, platform: NodeJS.Platform = process.platform): Menu {
  const isMac = platform === 'darwin';
  const ofGroup = (group: CommandGroup): Items => commandItems(group, run);
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

function commandItems(group: CommandGroup, run: (commandId: string) => void): Items {
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
      ...acceleratorOf(command),
      click: () => run(command.id),
    });
  }
  return items;
}

/** Shown, not registered: the page handles keys. Signs and bare letters are left out, since macOS would take them while one types. */
function acceleratorOf({ shortcuts: [shortcut] = [] }: Command): Partial<MenuItemConstructorOptions> {
  if (shortcut === undefined || !/^(?:(?:Mod|Alt|Shift)\+)+(?:[A-Z]|Arrow\w+)$|^F\d+$/.test(shortcut)) return {};
  const accelerator = shortcut.replace('Mod', 'CmdOrCtrl').replace('Arrow', '');
  return { accelerator, registerAccelerator: false };
}
