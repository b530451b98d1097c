// The dock: panes that split, tab, float and come back the next time. dockview-react is known to this file and dock-layout.ts alone.
// Each view is one panel whose id is the view's; what is inside comes through context, because dockview makes the panels itself.
import 'dockview-react/dist/styles/dockview.css';
// Ours comes second: it overrides the dock's own, and is loaded with it.
import '../styles/dock.css';
import {
  type DockviewApi,
  DockviewReact,
  type DockviewTheme,
  type IDockviewHeaderActionsProps,
  type IDockviewPanel,
  type IDockviewPanelHeaderProps,
  type IDockviewPanelProps,
} from 'dockview-react';
import {
  Activity,
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useContext,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { moveBorderByKey, nameBorders } from './dock-borders.ts';
import { type Arrangement, addWherePresetSays, arrange, type DockView } from './dock-layout.ts';
import { movePane, type PaneMove } from './dock-moves.ts';
import { useAwake, useLastPicture, useRowsInTurns } from './pane-turns.ts';
import { keepTabsInSight } from './tabs-in-sight.ts';

export interface DockActions {
  /** Brings a hidden view back where the preset says. */
  readonly show: (viewId: string) => void;
  /** To the view in front of the next (1) or previous (−1) group of panes, round and round. */
  readonly step: (by: 1 | -1) => void;
  /** Moves this view, or the one that was used last. */
  readonly move: (move: PaneMove, viewId?: string) => void;
  /** True while the focus is in this dock. */
  readonly hasFocus: () => boolean;
}

/** What the menu of a tab needs to know. */
export interface TabPlace {
  readonly viewId: string;
  readonly at: { readonly x: number; readonly y: number };
  /** Views that stand in no pane. */
  readonly hidden: readonly DockView[];
  readonly isFloating: boolean;
  readonly isMaximised: boolean;
  readonly isAlone: boolean;
}

export interface DockProps {
  /** Of the region, for screen readers. */
  readonly name: string;
  readonly views: readonly DockView[];
  readonly arrangement: Arrangement;
  /** Another text: the views are arranged anew. */
  readonly arrangementKey: string;
  readonly onChange: (layout: unknown) => void;
  /** The view that has the focus, or was shown last. */
  readonly onUse: (viewId: string) => void;
  readonly onTabMenu: (place: TabPlace) => void;
  readonly renderView: (viewId: string) => ReactNode;
  /** A view that is kept up to date behind others as well: something outside its pane says what it shows. */
  readonly staysAwake: (viewId: string) => boolean;
  readonly renderTab: (viewId: string, title: string) => ReactNode;
  /** At the right end of a group's tabs, for the view in front. */
  readonly renderActions: (viewId: string) => ReactNode;
  readonly ref: Ref<DockActions>;
}

const theme: DockviewTheme = { name: 'callipers', className: 'dock-theme', gap: 1 };

/** Who asks for a view by key wants to walk in it: its table or picture takes the keys, or the pane where it has neither. */
function enter(panel: IDockviewPanel | undefined): void {
  if (panel === undefined) return;
  panel.api.setActive();
  // A dialog that was opened meanwhile keeps the keys.
  if (document.querySelector('[role="dialog"]') !== null) return;
  const pane = panel.view.content.element.querySelector<HTMLElement>('.pane');
  if (pane === null) return;
  const walkable = () => pane.querySelector<HTMLElement>('[role="grid"], [role="treegrid"], [role="application"]');
  const now = walkable();
  (now ?? pane).focus();
  if (now !== null) return;
  // It was not in front before, and waits for its answer: the keys are handed on when it is there, unless they have gone elsewhere.
  const observer = new MutationObserver(() => {
    const then = walkable();
    if (then === null) return;
    observer.disconnect();
    then.focus();
  });
  observer.observe(pane, { childList: true, subtree: true });
  pane.addEventListener('blur', () => observer.disconnect(), { once: true });
}

type Renderers = Pick<DockProps, 'renderView' | 'staysAwake' | 'renderTab' | 'renderActions'>;
const RenderersContext = createContext<Renderers | undefined>(undefined);

/** Views behind others ask nothing and draw nothing. Those seen before keep what they are at: their order, their zoom, the rows they stand at. */
function Panel({ api }: IDockviewPanelProps) {
  const renderers = useContext(RenderersContext);
  const isInFront = useIsInFront(api);
  const pane = useRef<HTMLDivElement>(null);
  useRowsInTurns(pane, isInFront);
  const { isAwake, wasAwake } = useAwake(isInFront || renderers?.staysAwake(api.id) === true);
  useLastPicture(pane, isInFront && !isAwake);
  return (
    <div className="pane" tabIndex={-1} ref={pane}>
      {wasAwake && <Activity mode={isAwake ? 'visible' : 'hidden'}>{renderers?.renderView(api.id)}</Activity>}
    </div>
  );
}

function useIsInFront(api: IDockviewPanelProps['api']): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const subscription = api.onDidVisibilityChange(listener);
      return () => subscription.dispose();
    },
    [api],
  );
  return useSyncExternalStore(subscribe, () => api.isVisible);
}

function Tab({ api }: IDockviewPanelHeaderProps) {
  return useContext(RenderersContext)?.renderTab(api.id, api.title ?? api.id);
}

function Actions({ activePanel }: IDockviewHeaderActionsProps) {
  const renderers = useContext(RenderersContext);
  return activePanel === undefined ? null : renderers?.renderActions(activePanel.id);
}

/** With each tab that is added the dock measures itself: what is not to be seen has nothing to be laid out. */
function arrangeUnseen(frame: HTMLElement | null, arrangeAll: () => void): void {
  if (frame === null) throw new Error('assertion failed: a dock without its frame');
  frame.style.display = 'none';
  try {
    arrangeAll();
  } finally {
    frame.style.display = '';
  }
}

const components = { view: Panel };
const tabComponents = { view: Tab };

export function Dock(props: DockProps) {
  const { name, views, arrangement, arrangementKey, onChange, onUse, onTabMenu, ref } = props;
  const { renderView, staysAwake, renderTab, renderActions } = props;
  const renderers = useMemo(
    () => ({ renderView, staysAwake, renderTab, renderActions }),
    [renderView, staysAwake, renderTab, renderActions],
  );
  const [api, setApi] = useState<DockviewApi>();
  const frame = useRef<HTMLElement>(null);
  const arranged = useRef('');

  useImperativeHandle(ref, () => ({
    show: (viewId) => {
      if (api === undefined) return;
      if (api.getPanel(viewId) === undefined) {
        addWherePresetSays(api, views, { preset: arrangement.preset, id: viewId });
      }
      enter(api.getPanel(viewId));
    },
    step: (by) => {
      const groups = api?.groups ?? [];
      const focused = groups.findIndex((group) => group.element.contains(document.activeElement));
      const from = focused < 0 && by < 0 ? 0 : focused;
      enter(groups[(from + by + groups.length) % groups.length]?.activePanel);
    },
    move: (move, viewId) => {
      const panel = viewId === undefined ? api?.activePanel : api?.getPanel(viewId);
      if (api !== undefined && panel !== undefined) movePane(api, panel, move);
    },
    hasFocus: () => frame.current?.contains(document.activeElement) ?? false,
  }));

  useEffect(() => {
    if (api === undefined || arranged.current === arrangementKey) return;
    arranged.current = arrangementKey;
    arrangeUnseen(frame.current, () => arrange(api, views, arrangement));
  }, [api, views, arrangement, arrangementKey]);

  useEffect(() => {
    if (api === undefined) return;
    const titleOf = (viewId: string) => api.getPanel(viewId)?.title ?? viewId;
    const tabs = keepTabsInSight(api);
    const name = () => frame.current !== null && nameBorders(frame.current, titleOf);
    const subscriptions = [
      api.onDidLayoutChange(() => {
        tabs.again();
        name();
        // A maximised pane is a look at it, no change of the layout.
        if (!api.hasMaximizedGroup()) onChange(api.toJSON());
      }),
      api.onDidActivePanelChange((event) => {
        const panel = event?.panel ?? api.activePanel;
        if (panel !== undefined) onUse(panel.id);
      }),
    ];
    name();
    return () => {
      tabs.end();
      for (const subscription of subscriptions) subscription.dispose();
    };
  }, [api, onChange, onUse]);

  const openTabMenu = (event: MouseEvent | KeyboardEvent, at?: TabPlace['at']) => {
    const tab = event.target instanceof Element ? event.target.closest('.dv-tab') : null;
    const viewId = tab?.querySelector<HTMLElement>('[data-view]')?.dataset['view'];
    const panel = viewId === undefined ? undefined : api?.getPanel(viewId);
    if (tab === null || api === undefined || panel === undefined) return;
    event.preventDefault();
    const { left, bottom } = tab.getBoundingClientRect();
    onTabMenu({
      viewId: panel.id,
      at: at ?? { x: left, y: bottom },
      hidden: views.filter((view) => api.getPanel(view.id) === undefined),
      isFloating: panel.api.location.type === 'floating',
      isMaximised: api.hasMaximizedGroup(),
      isAlone: panel.group.panels.length === 1,
    });
  };

  return (
    <RenderersContext value={renderers}>
      <section
        className="dock-frame"
        aria-label={name}
        ref={frame}
        onContextMenu={(event) => openTabMenu(event, { x: event.clientX, y: event.clientY })}
        onKeyDown={(event) => {
          if (moveBorderByKey(event)) event.preventDefault();
          else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openTabMenu(event);
        }}
      >
        <DockviewReact
          className="dock"
          theme={theme}
          components={components}
          tabComponents={tabComponents}
          rightHeaderActionsComponent={Actions}
          disableTabsOverflowList={false}
          onReady={(event) => {
            arranged.current = arrangementKey;
            arrangeUnseen(frame.current, () => arrange(event.api, views, arrangement));
            setApi(event.api);
          }}
        />
      </section>
    </RenderersContext>
  );
}
