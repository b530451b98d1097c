// What the panes of maps and graphs hand to their presenters alike: linked items, digits, and where what they say goes.
import { useCallback } from 'react';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import type { ItemEvents, LinkedItems } from '../presenters/item-events.ts';
import type { PictureSource } from '../presenters/picture-source.ts';
import { useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { type OpenMenu, useItemMenu } from './item-menu.tsx';
import { useLinkedItems } from './pane-state.tsx';

export interface PicturePane extends LinkedItems, Pick<ItemEvents, 'dispatch' | 'onHover'> {
  readonly digits: number;
  /** Base name of the recording, for exports. */
  readonly file: string;
  readonly openMenu: OpenMenu;
  readonly onPicture: (source: PictureSource) => void;
}

export function usePicturePane(viewId: string): PicturePane {
  const page = usePage();
  const digits = usePageState((state) => state.window.view.percentDigits);
  const file = usePageState((state) => state.recording?.summary.file ?? '');
  const linked = useLinkedItems();
  const dispatch = useDispatch();
  const openMenu = useItemMenu();
  const onHover = useCallback((hovered: ItemRef | undefined) => page.store.setState({ hovered }), [page]);
  const onPicture = useCallback((source: PictureSource) => void page.pictures.set(viewId, source), [page, viewId]);
  return { ...linked, digits, file, dispatch, openMenu, onHover, onPicture };
}
