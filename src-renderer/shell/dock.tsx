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
import { createContext, type ReactNode, type Ref, useContext, useEffect, useImperativeHandle, useState } from 'react';
import { applyClassic, type DockView, restoreLayout } from './dock-layout.ts';

export interface DockActions {
  readonly show: (viewId: string) => void;
  /** To the view in front of the next (1) or previous (−1) group of panes, round and round. */
  readonly step: (by: 1 | -1) => void;
  readonly reset: () => void;
}

export interface DockProps {
  readonly views: readonly DockView[];
  /** As an earlier run handed it out; anything else falls back to the preset. */
  readonly kept: unknown;
  readonly onChange: (layout: unknown) => void;
  /** The view that has the focus, or was shown last. */
  readonly onUse: (viewId: string) => void;
  readonly renderView: (viewId: string) => ReactNode;
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
  const pane = panel.view.content.element;
  const walkable = pane.querySelector<HTMLElement>('[role="grid"], [role="application"]');
  (walkable ?? pane.querySelector<HTMLElement>('.pane'))?.focus();
}

type Renderers = Pick<DockProps, 'renderView' | 'renderTab' | 'renderActions'>;
const RenderersContext = createContext<Renderers | undefined>(undefined);

function Panel({ api }: IDockviewPanelProps) {
  return (
    <div className="pane" tabIndex={-1}>
      {useContext(RenderersContext)?.renderView(api.id)}
    </div>
  );
}

function Tab({ api }: IDockviewPanelHeaderProps) {
  return useContext(RenderersContext)?.renderTab(api.id, api.title ?? api.id);
}

function Actions({ activePanel }: IDockviewHeaderActionsProps) {
  const renderers = useContext(RenderersContext);
  return activePanel === undefined ? null : renderers?.renderActions(activePanel.id);
}

const components = { view: Panel };
const tabComponents = { view: Tab };

export function Dock({ views, kept, onChange, onUse, renderView, renderTab, renderActions, ref }: DockProps) {
  const [api, setApi] = useState<DockviewApi>();

  useImperativeHandle(ref, () => ({
    show: (viewId) => enter(api?.getPanel(viewId)),
    step: (by) => {
      const groups = api?.groups ?? [];
      const focused = groups.findIndex((group) => group.element.contains(document.activeElement));
      const from = focused < 0 && by < 0 ? 0 : focused;
      enter(groups[(from + by + groups.length) % groups.length]?.activePanel);
    },
    reset: () => api !== undefined && applyClassic(api, views),
  }));

  useEffect(() => {
    if (api === undefined) return;
    const subscriptions = [
      api.onDidLayoutChange(() => onChange(api.toJSON())),
      api.onDidActivePanelChange((event) => {
        const panel = event?.panel ?? api.activePanel;
        if (panel !== undefined) onUse(panel.id);
      }),
    ];
    return () => {
      for (const subscription of subscriptions) subscription.dispose();
    };
  }, [api, onChange, onUse]);

  return (
    <RenderersContext value={{ renderView, renderTab, renderActions }}>
      <DockviewReact
        className="dock"
        theme={theme}
        components={components}
        tabComponents={tabComponents}
        rightHeaderActionsComponent={Actions}
        disableTabsOverflowList={false}
        onReady={(event) => {
          if (!restoreLayout(event.api, kept, views)) applyClassic(event.api, views);
          setApi(event.api);
        }}
      />
    </RenderersContext>
  );
}
