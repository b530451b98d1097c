// The views of the open recording in their dock. Loaded apart from the start page, which does without it: see app.tsx.
import { type RefObject, useCallback, useMemo } from 'react';
import { usePage, usePageState } from '../store/page-store.tsx';
import { saveDockLayout } from '../store/settings-effects.ts';
import { Dock, type DockActions } from './dock.tsx';
import { ViewActions, ViewTab } from './view-frame.tsx';
import { ViewPane } from './view-pane.tsx';

export function DockedViews({ dock }: { readonly dock: RefObject<DockActions | null> }) {
  const page = usePage();
  const views = usePageState((state) => state.recording?.views);
  const kept = usePageState((state) => state.layout.dock);
  const onChange = useCallback((layout: unknown) => saveDockLayout(page, layout), [page]);
  const onUse = useCallback((viewId: string) => page.store.setState({ viewInUse: viewId }), [page]);
  const dockViews = useMemo(() => (views ?? []).map(({ id, title }) => ({ id, title })), [views]);
  return (
    <Dock
      ref={dock}
      views={dockViews}
      kept={kept}
      onChange={onChange}
      onUse={onUse}
      renderView={(viewId) => <ViewPane viewId={viewId} />}
      renderTab={(viewId, title) => <ViewTab viewId={viewId} title={title} />}
      renderActions={(viewId) => <ViewActions viewId={viewId} />}
    />
  );
}
