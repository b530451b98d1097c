// What the legend of a map or a graph is given, and the menu of its entries: a colour of one's own for each of the things that one stands for.
import { type ReactNode, useMemo, useState } from 'react';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import { type LegendPlaces, placesOfHues } from '../../shared/viewmodel/pictures.ts';
import type { TreemapModel } from '../../shared/viewmodel/treemap.ts';
import type { Point } from '../presenters/item-events.ts';
import type { PictureLegendProps } from '../presenters/picture-legend.tsx';
import { attempt } from '../store/announce.ts';
import { editColour } from '../store/colour-effects.ts';
import { type Page, useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

interface Wanted {
  readonly entry: LegendPlaces;
  readonly at: Point;
}

/** The legend's properties, the same ones while nothing of them changes, and the menu while it is open. */
export function useLegend(name: string, model: TreemapModel | GraphModel | undefined): [PictureLegendProps, ReactNode] {
  const page = usePage();
  const dispatch = useDispatch();
  const colours = usePageState((state) => state.window.view.colours);
  const isOneFile = usePageState((state) => state.recording?.summary.isOneFile === true);
  const [wanted, setWanted] = useState<Wanted>();
  const menu =
    wanted === undefined ? null : (
      <Menu
        name={`Legend entry of ${name}`}
        items={itemsOf(page, wanted.entry)}
        at={wanted.at}
        onClose={() => setWanted(undefined)}
      />
    );
  const entries = useMemo(() => (model === undefined ? [] : placesOfHues(model)), [model]);
  const legend = useMemo(
    (): PictureLegendProps => ({
      name,
      entries,
      colours,
      isOneFile,
      onColours: (mode) => dispatch({ type: 'set-colours', colours: mode }),
      onMenu: (entry, at) => setWanted({ entry, at }),
    }),
    [name, entries, colours, isOneFile, dispatch],
  );
  return [legend, menu];
}

function itemsOf(page: Page, { examples }: LegendPlaces): readonly MenuItem[] {
  const { window, recording } = page.store.getState();
  const { colours } = window.view;
  const isOneFile = recording?.summary.isOneFile === true;
  if (colours === 'cost' || colours === 'kind' || examples.length === 0) {
    const title = examples.length === 0 ? 'Cycles have no colour of their own' : 'Costs and kinds have fixed colours';
    return [
      { id: 'fixed', title, disabled: true, onChoose: () => undefined },
      ...(examples.length === 0
        ? []
        : [
            {
              id: 'by-file',
              title: 'Colour by file instead',
              onChoose: () => page.send({ type: 'set-colours', colours: 'file' }),
            },
          ]),
    ];
  }
  const kind = colours === 'file' && isOneFile ? 'function' : colours;
  return examples.map(({ name, item }) => ({
    id: `${item.index}`,
    title: `Colour of ${harmlessName(name, 50)}…`,
    onChoose: () => attempt(page, editColour(page, item, { name, kind })),
  }));
}
