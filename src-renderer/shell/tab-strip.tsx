// The recordings of this window, one a tab, below the toolbar; not there while there is one. Tabs are dragged to another place, or moved
// with Shift and the arrow keys; the middle button closes one.
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import { attempt } from '../store/announce.ts';
import { usePage } from '../store/page-store.tsx';
import { closeTab } from '../store/tab-effects.ts';
import type { Tab, Tabs } from '../store/tabs.ts';
import { useStateOfTab, useTabs } from '../store/use-tabs.ts';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

export function TabStrip() {
  const page = usePage();
  const { tabs } = page;
  const { tabs: all, front } = useTabs(tabs);
  const [dragged, setDragged] = useState<string>();
  const strip = useRef<HTMLDivElement>(null);
  if (all.length === 1) return null;
  const onKeyDown = (event: KeyboardEvent, tab: Tab, at: number) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) {
      if (event.key !== 'Delete') return;
      attempt(page, closeTab(tab.page));
    } else if (event.shiftKey) tabs.move(tab.id, at + by);
    else strip.current?.querySelectorAll<HTMLElement>('[role="tab"]')[(at + by + all.length) % all.length]?.focus();
    event.preventDefault();
  };
  return (
    <div className="tab-strip" role="tablist" aria-label="Recordings" ref={strip}>
      {all.map((tab, at) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dragging and the middle button have keys on the tab inside
        <div
          key={tab.id}
          className={`recording-tab${tab === front ? ' front' : ''}${tab.id === dragged ? ' dragged' : ''}`}
          draggable
          onDragStart={(event: DragEvent) => {
            setDragged(tab.id);
            event.dataTransfer.effectAllowed = 'move';
          }}
          onDragEnd={() => setDragged(undefined)}
          onDragOver={(event: DragEvent) => {
            if (dragged === undefined) return;
            event.preventDefault();
            if (dragged !== tab.id) tabs.move(dragged, at);
          }}
          onAuxClick={(event) => {
            if (event.button === 1) attempt(page, closeTab(tab.page));
          }}
        >
          <TabButton tab={tab} tabs={tabs} isFront={tab === front} onKeyDown={(event) => onKeyDown(event, tab, at)} />
        </div>
      ))}
    </div>
  );
}

/** Letters at the end of a name that are always seen: recordings of one profiler begin alike, `callgrind.out.`. */
const TAIL = 8;

interface TabButtonProps {
  readonly tab: Tab;
  readonly tabs: Tabs;
  readonly isFront: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function TabButton({ tab, tabs, isFront, onKeyDown }: TabButtonProps) {
  const recording = useStateOfTab(tab, (state) => state.recording);
  const opening = useStateOfTab(tab, (state) => state.opening);
  const name = recording?.summary.file ?? opening?.files[0]?.name ?? 'New tab';
  const label = harmlessName(name, 80);
  const command = recording?.summary.command;
  return (
    <>
      <button
        type="button"
        role="tab"
        className="recording-tab-name"
        aria-label={label}
        aria-selected={isFront}
        tabIndex={isFront ? 0 : -1}
        title={harmlessName(command === null || command === undefined ? name : `${name}\n${command}`, 2000)}
        onClick={() => tabs.show(tab.id)}
        onKeyDown={onKeyDown}
      >
        <span className="recording-tab-head">{label.slice(0, -TAIL)}</span>
        <span className="recording-tab-tail">{label.slice(-TAIL)}</span>
      </button>
      <button
        type="button"
        className="button quiet icon-only small"
        aria-label={`Close ${label}`}
        tabIndex={isFront ? 0 : -1}
        onClick={() => attempt(tab.page, closeTab(tab.page))}
      >
        <Icon name="close" size={11} />
      </button>
    </>
  );
}
