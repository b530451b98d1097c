// The control flow of the active function in its pane: the graph, and below it what stands in blocks, which are shown, layout and zoom.
import { useEffect, useMemo, useState } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import type { FlowSettings, OwnBlockDetail } from '../../shared/state/view-state.ts';
import type { FlowDetail, FlowModel } from '../../shared/viewmodel/flow.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { formatShare } from '../../shared/viewmodel/format-share.ts';
import { Flow } from '../presenters/flow.tsx';
import type { GraphButtons } from '../presenters/graph.tsx';
import type { Point } from '../presenters/item-events.ts';
import { formatShareLimit, PictureBar, shareSteps } from '../presenters/picture-bar.tsx';
import { announce, attempt } from '../store/announce.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { useView } from '../store/use-view.ts';
import { Button } from '../widgets/button.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { BarMenu, choice, minimaps } from './graph-menus.tsx';
import { PaneState, useHeadline } from './pane-state.tsx';
import { usePicturePane } from './use-picture-pane.ts';

const AGAIN_MILLISECONDS = 300;

interface OpenMenu {
  readonly block: string | undefined;
  readonly at: Point;
}

export function FlowPane({ view }: { readonly view: ViewAvailability }) {
  const [again, setAgain] = useState(0);
  const request = useMemo(() => (again === 0 ? undefined : { start: 0, count: 0, sort: [], again }), [again]);
  const answer = useView(view, request);
  const model = answer.value?.kind === 'flow' ? answer.value : undefined;
  const settings = usePageState((state) => state.window.view.flow);
  const own = usePageState((state) => state.window.view.flowBlocks);
  const page = usePage();
  const { dispatch, digits, file, onPicture } = usePicturePane(view.id);
  const [busy, setBusy] = useState(false);
  const [buttons, setButtons] = useState<GraphButtons>();
  const [menu, setMenu] = useState<OpenMenu>();
  const pending = answer.current && model?.pending !== undefined;
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setAgain((times) => times + 1), AGAIN_MILLISECONDS);
    return () => clearTimeout(timer);
  });
  useHeadline(
    view.id,
    useMemo(() => (model === undefined ? undefined : { notes: model.notes, measure: model.measure }), [model]),
  );
  const set = (change: Partial<FlowSettings>) => dispatch({ type: 'set-flow', change });
  const setBlock = (block: string, detail: FlowDetail | undefined) =>
    dispatch({ type: 'set-flow-block', block, detail });
  const copy = (text: string) => {
    attempt(
      page,
      navigator.clipboard.writeText(text).then(() => announce(page, 'Copied')),
    );
  };
  const smaller = shareSteps.find((step) => step > settings.minShare);
  return (
    <PaneState view={view} answer={answer} busy={busy}>
      {model === undefined ? (
        <div className="picture" />
      ) : (
        <Flow
          name={view.title}
          model={model}
          settings={settings}
          digits={digits}
          file={file}
          onPicture={onPicture}
          onBusy={setBusy}
          onView={setButtons}
          onMenu={(block, at) => setMenu({ block, at })}
          onClose={(block) => setBlock(block, detailOf(model, block) === 'closed' ? undefined : 'closed')}
          onDetail={(block) => setBlock(block, nextDetail(detailOf(model, block)))}
          onSmaller={smaller === undefined ? undefined : () => set({ minShare: smaller })}
        />
      )}
      <PictureBar
        name={`Limits of ${view.title}`}
        summary={model === undefined ? '' : summaryOf(model)}
        sliders={[
          {
            name: 'Minimum block share',
            label: 'Block ≥',
            description: 'The smallest share of the function’s own cost that gets a block',
            values: shareSteps,
            value: settings.minShare,
            format: formatShareLimit,
            onChange: (minShare) => set({ minShare }),
          },
        ]}
      >
        <span className="button-group">
          <BarMenu name="Blocks" of="the control flow" items={detailMenu(settings, set)} />
          <BarMenu name="Layout" of="the control flow" items={layoutMenu(settings, set)} />
          <Button name="Zoom out" icon="minus" label={null} onPress={() => buttons?.zoom(0.8)} />
          <Button name="Zoom in" icon="plus" label={null} onPress={() => buttons?.zoom(1.25)} />
          <Button name="Fit" icon="fit" label={null} onPress={() => buttons?.fitAll()} />
        </span>
      </PictureBar>
      {menu !== undefined && (
        <Menu
          name={menu.block === undefined ? `${view.title} as a whole` : 'Block'}
          items={
            menu.block === undefined
              ? [...detailMenu(settings, set), ...layoutMenu(settings, set)]
              : blockMenu(model, menu.block, { own, setBlock, copy })
          }
          at={menu.at}
          onClose={() => setMenu(undefined)}
        />
      )}
    </PaneState>
  );
}

type Set = (change: Partial<FlowSettings>) => void;

function detailMenu({ detail }: FlowSettings, set: Set): MenuItem[] {
  return choice({
    heading: 'In a block',
    id: 'detail',
    options: [
      ['instructions', 'Its dearest instructions'],
      ['lines', 'Its dearest source lines'],
      ['addresses', 'Addresses alone'],
    ],
    value: detail,
    onChange: (value) => set({ detail: value }),
  });
}

function layoutMenu({ direction, minimap }: FlowSettings, set: Set): MenuItem[] {
  return [
    ...choice({
      heading: 'Control flows',
      id: 'direction',
      options: [
        ['down', 'Top to bottom'],
        ['right', 'Left to right'],
      ],
      value: direction,
      onChange: (value) => set({ direction: value }),
    }),
    ...choice({
      heading: 'Overview of a graph larger than the pane',
      id: 'minimap',
      options: minimaps,
      value: minimap,
      onChange: (value) => set({ minimap: value }),
    }),
  ];
}

const details = ['instructions', 'lines', 'addresses'] as const;

function detailOf(model: FlowModel, id: string): FlowDetail | undefined {
  return model.nodes.find((block) => block.id === id)?.detail;
}

function nextDetail(detail: FlowDetail | undefined): FlowDetail {
  const at = details.findIndex((one) => one === detail);
  return details[(at + 1) % details.length] ?? 'instructions';
}

interface BlockWork {
  readonly own: readonly OwnBlockDetail[];
  readonly setBlock: (block: string, detail: FlowDetail | undefined) => void;
  readonly copy: (text: string) => void;
}

function blockMenu(model: FlowModel | undefined, id: string, { own, setBlock, copy }: BlockWork): MenuItem[] {
  const block = model?.nodes.find((each) => each.id === id);
  if (block === undefined) return [];
  const known = own.find((each) => each.block === id)?.detail;
  return [
    ...choice<FlowDetail | 'all'>({
      heading: 'In this block',
      id: 'block',
      options: [
        ['all', 'As in all blocks'],
        ['instructions', 'Its dearest instructions'],
        ['lines', 'Its dearest source lines'],
        ['addresses', 'Addresses alone'],
        ['closed', 'Closed'],
      ],
      value: known ?? 'all',
      onChange: (value) => setBlock(id, value === 'all' ? undefined : value),
    }),
    { id: 'copy-addresses', title: 'Copy addresses', startsSection: true, onChoose: () => copy(block.title) },
    {
      id: 'copy-lines',
      title: 'Copy what stands in it',
      disabled: block.lines.length === 0,
      onChoose: () => copy(block.lines.map(({ text }) => text).join('\n')),
    },
  ];
}

function summaryOf({ nodes, hidden }: FlowModel): string {
  const blocks = `${formatCount(nodes.length)} ${nodes.length === 1 ? 'block' : 'blocks'}`;
  if (hidden.nodes === 0) return blocks;
  return `${blocks} · ${formatCount(hidden.nodes)} hidden, ${formatShare(hidden.share, 1)} of the function`;
}
