// The context menu of an item, the same on rows, rectangles, nodes and lines of code: what to do with the item, what only this view can do
// with it, what can be copied, exports. One for the whole page, so that two are never open at once.
// Trap: it stands outside the panels. Who opens it says in which panel that was.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { type ItemLabel, NO_ITEM, sameItem } from '../../shared/viewmodel/item.ts';
import { viewFormatById } from '../../shared/viewmodel/view-formats.ts';
import type { Point } from '../presenters/item-events.ts';
import { announce, attempt } from '../store/announce.ts';
import { editColour } from '../store/colour-effects.ts';
import { copyItem } from '../store/copy-rows.ts';
import { dispatch, type Page, PageProvider, usePage } from '../store/page-store.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { useRunCommand } from './use-commands.tsx';
import { useExport } from './use-export.ts';

interface Wanted {
  readonly label: ItemLabel;
  readonly at: Point;
  readonly viewId: string;
  /** What only this view can do with it. */
  readonly extra?: readonly MenuItem[];
  /** How rows of this view are copied; absent: the item's row of the function list. */
  readonly copyRows?: MenuItem;
}

export type OpenMenu = (wanted: Wanted) => void;

interface Opened extends Wanted {
  readonly page: Page;
}

const ItemMenuContext = createContext<(opened: Opened) => void>(() => undefined);

export function useItemMenu(): OpenMenu {
  const page = usePage();
  const open = useContext(ItemMenuContext);
  return useCallback((wanted) => open({ ...wanted, page }), [open, page]);
}

export function ItemMenuProvider({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>();
  const close = useCallback(() => setOpened(undefined), []);
  return (
    <ItemMenuContext value={setOpened}>
      {children}
      {opened !== undefined && (
        <PageProvider page={opened.page}>
          <ItemMenu wanted={opened} onClose={close} />
        </PageProvider>
      )}
    </ItemMenuContext>
  );
}

const MAX_NAME = 40;

function ItemMenu({ wanted, onClose }: { readonly wanted: Opened; readonly onClose: () => void }) {
  const { page, label, viewId, extra = [], copyRows } = wanted;
  const { formats, exportView } = useExport(viewId);
  const run = useRunCommand();
  // Groups, event types and parts are rows too.
  const isItem = !sameItem(label.item, NO_ITEM);
  const items = useMemo(
    (): readonly MenuItem[] => [
      ...(isItem ? itemEntries(page, label, run) : []),
      ...extra.map((item, place) => (place === 0 && isItem ? { ...item, startsSection: true } : item)),
      ...(isItem && label.item.kind === 'function'
        ? [{ id: 'colour', title: 'Colour…', onChoose: () => attempt(page, editColour(page, label.item)) }]
        : []),
      ...copyEntries(page, label, copyRows),
      ...formats.map(
        (format, index): MenuItem => ({
          id: format,
          title: `Export view as ${viewFormatById(format)?.name ?? format}…`,
          startsSection: index === 0,
          onChoose: () => exportView(format),
        }),
      ),
    ],
    [page, label, isItem, extra, copyRows, formats, exportView, run],
  );
  return <Menu name="Item" items={items} at={wanted.at} onClose={onClose} />;
}

/** What can be done with an item wherever it is met. */
function itemEntries(page: Page, label: ItemLabel, run: (commandId: string) => void): readonly MenuItem[] {
  const { item } = label;
  const { recording } = page.store.getState();
  const source = recording?.views.find((view) => view.id === 'source');
  const activate = () => dispatch(page, { type: 'activate', item });
  return [
    {
      id: 'activate',
      title: `Make ${harmlessName(label.name, MAX_NAME)} active`,
      keys: ['Return'],
      onChoose: activate,
    },
    { id: 'select', title: 'Select', onChoose: () => dispatch(page, { type: 'select', item }) },
    {
      id: 'show-in-second',
      title: 'Show in second panel',
      onChoose: () => dispatch(page, { type: 'show-in-second', item }),
    },
    {
      id: 'show-source',
      title: 'Show its source',
      disabled: source === undefined || source.unavailable !== undefined,
      onChoose: () => {
        activate();
        run('show-source');
      },
    },
  ];
}

function copyEntries(page: Page, label: ItemLabel, rows: MenuItem | undefined): readonly MenuItem[] {
  const isItem = !sameItem(label.item, NO_ITEM);
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    announce(page, 'Copied');
  };
  const copyWhole = async () => {
    const { recording, window } = page.store.getState();
    if (recording === undefined) return;
    await copy((await page.connection.engine.item(recording.recordingId, label.item, window.view)).fullName);
  };
  const copyRecorded = async () => {
    const { recording, window } = page.store.getState();
    if (recording === undefined) return;
    const { recordedName, fullName } = await page.connection.engine.item(
      recording.recordingId,
      label.item,
      window.view,
    );
    await copy(recordedName ?? fullName);
  };
  const row: MenuItem = {
    id: 'copy-rows',
    title: 'Copy row with headers',
    disabled: !isItem,
    onChoose: () => attempt(page, copyItem(page, label.item)),
  };
  return [
    { id: 'copy', title: 'Copy name', startsSection: true, onChoose: () => attempt(page, copy(label.name)) },
    {
      id: 'copy-whole',
      title: 'Copy full name',
      onChoose: () => attempt(page, isItem ? copyWhole() : copy(label.fullName ?? label.name)),
    },
    ...(label.recordedName === undefined
      ? []
      : [{ id: 'copy-mangled', title: 'Copy mangled name', onChoose: () => attempt(page, copyRecorded()) }]),
    {
      id: 'copy-location',
      title: 'Copy location',
      disabled: label.location === '' || !isItem,
      onChoose: () => attempt(page, copy(label.file === null ? label.location : `${label.file}:${label.line ?? 1}`)),
    },
    rows ?? row,
  ];
}
