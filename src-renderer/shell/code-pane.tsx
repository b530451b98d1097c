// A view of code in its pane: asks for the rows around those on screen, and keeps what is unfolded and in which order lines stand.
import { useCallback, useMemo, useState } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import { type ItemRef, itemKey } from '../../shared/viewmodel/item.ts';
import type { SortKey } from '../../shared/viewmodel/table.ts';
import { Code } from '../presenters/code.tsx';
import { useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { useView } from '../store/use-view.ts';
import { defaultColumns } from '../store/window-layout.ts';
import { useItemMenu } from './item-menu.tsx';
import { PaneState, useHeadline, useLinkedItems } from './pane-state.tsx';
import { blocksAround, type RowBlock } from './row-blocks.ts';
import '../styles/code.css';

const firstBlock: RowBlock = { start: 0, count: 200 };
const nothing = () => undefined;

export function CodePane({ view }: { readonly view: ViewAvailability }) {
  const page = usePage();
  const [block, setBlock] = useState(firstBlock);
  const [sort, setSort] = useState<readonly SortKey[]>([]);
  const [open, setOpen] = useState<readonly string[]>([]);
  const answer = useView(view, { ...block, sort, open });
  const model = answer.value?.kind === 'code' ? answer.value : undefined;
  const choice = usePageState((state) => state.layout.columns[view.id] ?? defaultColumns);
  const digits = usePageState((state) => state.window.view.percentDigits);
  const linked = useLinkedItems();
  const dispatch = useDispatch();
  const openMenu = useItemMenu();
  useHeadline(
    view.id,
    useMemo(() => (model === undefined ? undefined : { notes: model.notes, measure: model.measure }), [model]),
  );
  const onRange = useCallback((start: number, count: number) => {
    setBlock((old) => blocksAround(old, start, count));
  }, []);
  const onHover = useCallback((hovered: ItemRef | undefined) => page.store.setState({ hovered }), [page]);
  const onOpenFold = useCallback((id: string) => setOpen((old) => [...old, id]), []);
  return (
    <PaneState view={view} answer={answer}>
      {model !== undefined && (
        <Code
          name={view.title}
          model={model}
          choice={choice}
          digits={digits}
          textTitle={view.title}
          about={linked.active === undefined ? '' : itemKey(linked.active)}
          renderSection={(section) => model.sections[section]?.title ?? ''}
          {...linked}
          dispatch={dispatch}
          onHover={onHover}
          onMenu={(label, at) => openMenu({ label, at, viewId: view.id })}
          onRange={onRange}
          onSort={setSort}
          onOpenFold={onOpenFold}
          onFind={nothing}
          onLeave={nothing}
          onLine={nothing}
          onLineMenu={nothing}
          onCopy={nothing}
          goTo={undefined}
          onCursor={nothing}
        />
      )}
    </PaneState>
  );
}
