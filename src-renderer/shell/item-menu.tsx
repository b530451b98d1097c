// The context menu of an item, the same on rows, rectangles and nodes; one for the whole page, so that two are never open at once.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { type ItemLabel, NO_ITEM, sameItem } from '../../shared/viewmodel/item.ts';
import { viewFormatById } from '../../shared/viewmodel/view-formats.ts';
import type { Point } from '../presenters/item-events.ts';
import { announce } from '../store/announce.ts';
import { useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { useExport } from './use-export.ts';

interface Wanted {
  readonly label: ItemLabel;
  readonly at: Point;
  readonly viewId: string;
  /** What only this view can do with it. */
  readonly extra?: readonly MenuItem[];
}

export type OpenMenu = (wanted: Wanted) => void;

const ItemMenuContext = createContext<OpenMenu>(() => undefined);

export function useItemMenu(): OpenMenu {
  return useContext(ItemMenuContext);
}

export function ItemMenuProvider({ children }: { readonly children: ReactNode }) {
  const [wanted, setWanted] = useState<Wanted>();
  const close = useCallback(() => setWanted(undefined), []);
  return (
    <ItemMenuContext value={setWanted}>
      {children}
      {wanted !== undefined && <ItemMenu wanted={wanted} onClose={close} />}
    </ItemMenuContext>
  );
}

const MAX_NAME = 40;

function ItemMenu({ wanted, onClose }: { readonly wanted: Wanted; readonly onClose: () => void }) {
  const { label, at, viewId, extra } = wanted;
  const page = usePage();
  const dispatch = useDispatch();
  const { formats, exportView } = useExport(viewId);
  const state = usePageState((whole) => whole.window.view);
  const recordingId = usePageState((whole) => whole.recording?.recordingId ?? '');
  const items = useMemo((): readonly MenuItem[] => {
    const copy = async (text: string) => {
      await navigator.clipboard.writeText(text);
      announce(page, 'Copied');
    };
    const copyWhole = async () => {
      const details = await page.connection.engine.item(recordingId, label.item, state);
      await copy(details.fullName);
    };
    // Groups, event types and parts are rows too.
    const isItem = !sameItem(label.item, NO_ITEM);
    const itemEntries: readonly MenuItem[] = [
      {
        id: 'activate',
        title: `Make ${harmlessName(label.name, MAX_NAME)} active`,
        keys: ['Return'],
        onChoose: () => dispatch({ type: 'activate', item: label.item }),
      },
      { id: 'select', title: 'Select', onChoose: () => dispatch({ type: 'select', item: label.item }) },
    ];
    return [
      ...(isItem ? itemEntries : []),
      ...(extra ?? []),
      {
        id: 'copy',
        title: 'Copy name',
        startsSection: extra?.at(-1)?.id !== 'copy-rows',
        onChoose: () => void copy(label.name),
      },
      {
        id: 'copy-whole',
        title: 'Copy full name',
        onChoose: () => void (isItem ? copyWhole() : copy(label.fullName ?? label.name)),
      },
      {
        id: 'copy-location',
        title: 'Copy location',
        disabled: label.location === '' || !isItem,
        onChoose: () => void copy(label.file === null ? label.location : `${label.file}:${label.line ?? 1}`),
      },
      ...formats.map(
        (format, index): MenuItem => ({
          id: format,
          title: `Export view as ${viewFormatById(format)?.name ?? format}…`,
          startsSection: index === 0,
          onChoose: () => exportView(format),
        }),
      ),
    ];
  }, [label, extra, page, dispatch, formats, exportView, recordingId, state]);
  return <Menu name="Item" items={items} at={at} onClose={onClose} />;
}
