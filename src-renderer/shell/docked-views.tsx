// The views of the open recording in their docks: the first panel, and the second one beside or below it. Loaded apart from the start
// page, which does without it: see app.tsx. A dock and the layout it shows find each other by the layout's name.
import {
  type ReactNode,
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { keepDock } from '../store/layout-effects.ts';
import { secondPanelPreset } from '../store/layout-presets.ts';
import { PageProvider, usePage, usePageState } from '../store/page-store.tsx';
import { createSecondPage } from '../store/second-page.ts';
import { layoutNamed, presetNamed } from '../store/window-layout.ts';
import { Later } from '../widgets/later.ts';
import { CommandContextProvider } from './command-context.tsx';
import { Dock, type DockActions, type TabPlace } from './dock.tsx';
import type { Arrangement } from './dock-layout.ts';
import { ItemHeader } from './item-header.tsx';
import { resizeInTurns } from './pane-turns.ts';
import { SplitBorder, useSplitShare } from './split-border.tsx';
import { TabMenu } from './tab-menu.tsx';
import { ViewActions, ViewTab } from './view-frame.tsx';
import { ViewPane } from './view-pane.tsx';

export interface DocksProps {
  readonly first: RefObject<DockActions | null>;
  readonly second: RefObject<DockActions | null>;
}

export function DockedViews({ first, second }: DocksProps) {
  const isShown = usePageState((state) => state.window.second.isShown);
  const side = usePageState((state) => state.window.second.side);
  const [share, setShare] = useSplitShare();
  const { preset, dock, known } = useLayoutOfPanes();
  const firstArrangement = useMemo(() => ({ preset: presetNamed(preset), dock, known }), [preset, dock, known]);
  const panel = useRef<HTMLDivElement>(null);
  const { turns } = usePage();
  const divided = `${isShown} ${side}`;
  const wasDivided = useRef(divided);
  useLayoutEffect(() => {
    if (wasDivided.current === divided) return;
    wasDivided.current = divided;
    if (panel.current !== null) resizeInTurns(panel.current, turns.takeLater);
  }, [divided, turns]);
  const panels = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onResize = () => panels.current !== null && resizeInTurns(panels.current, turns.takeLater);
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, [turns]);
  // One place for the first panel, shown alone or not: its views keep what they are at.
  return (
    <div className={`panels ${side}`} ref={panels}>
      <div className="panel" ref={panel} style={{ flex: isShown ? share : 1 }}>
        <PanelDock name="Views" kind="dock" arrangement={firstArrangement} actions={first} />
      </div>
      {isShown && (
        <>
          <SplitBorder side={side} share={share} onChange={setShare} />
          <div className="panel" style={{ flex: 1 - share }}>
            <SecondPanel actions={second} />
          </div>
        </>
      )}
    </div>
  );
}

function SecondPanel({ actions }: { readonly actions: RefObject<DockActions | null> }) {
  const first = usePage();
  const page = useMemo(() => createSecondPage(first), [first]);
  const { second, known } = useLayoutOfPanes();
  const arrangement = useMemo(() => ({ preset: secondPanelPreset, dock: second, known }), [second, known]);
  return (
    <PageProvider page={page}>
      <CommandContextProvider>
        <section className="second-panel" aria-label="Second panel">
          <ItemHeader />
          <InTurn>
            <PanelDock name="Views of the second panel" kind="second" arrangement={arrangement} actions={actions} />
          </InTurn>
        </section>
      </CommandContextProvider>
    </PageProvider>
  );
}

function useLayoutOfPanes() {
  const book = usePageState((state) => state.layout);
  const name = usePageState((state) => state.layoutName);
  return layoutNamed(book, name);
}

/** The same functions always: what stands in the panes is drawn again when it changes, not when the dock does. */
const renderers = {
  // The status bar, its own tab and the search say what the function list shows.
  staysAwake: (viewId: string) => viewId === 'functions',
  renderView: (viewId: string) => (
    <InTurn>
      <ViewPane viewId={viewId} />
    </InTurn>
  ),
  renderTab: (viewId: string, title: string) => <ViewTab viewId={viewId} title={title} />,
  renderActions: (viewId: string) => <ViewActions viewId={viewId} />,
};

/** What is shown for the first time takes its turn as views do that have an answer to show: see turns.ts. */
function InTurn({ children }: { readonly children: ReactNode }) {
  const { turns } = usePage();
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    if (!isDue) turns.take(() => startTransition(() => setIsDue(true)));
  }, [turns, isDue]);
  return isDue && children;
}

interface PanelDockProps {
  readonly name: string;
  readonly kind: 'dock' | 'second';
  readonly arrangement: Arrangement;
  readonly actions: RefObject<DockActions | null>;
}

function PanelDock({ name, kind, arrangement, actions }: PanelDockProps) {
  const page = usePage();
  const views = usePageState((state) => state.recording?.views);
  const layoutName = usePageState((state) => state.layoutName);
  const revision = usePageState((state) => state.arrangement);
  const [menu, setMenu] = useState<TabPlace>();
  const onChange = useCallback((layout: unknown) => keepDock(page, kind, layout), [page, kind]);
  const onUse = useCallback((viewId: string) => page.store.setState({ viewInUse: viewId }), [page]);
  const dockViews = useMemo(() => (views ?? []).map(({ id, title }) => ({ id, title })), [views]);
  return (
    <>
      <Later value={page.turns.takeLater}>
        <Dock
          ref={actions}
          name={name}
          views={dockViews}
          arrangement={arrangement}
          arrangementKey={`${revision} ${layoutName}`}
          onChange={onChange}
          onUse={onUse}
          onTabMenu={setMenu}
          {...renderers}
        />
      </Later>
      {menu !== undefined && <TabMenu place={menu} dock={() => actions.current} onClose={() => setMenu(undefined)} />}
    </>
  );
}
