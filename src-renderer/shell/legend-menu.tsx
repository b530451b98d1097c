// The menu of a legend's entry: a colour of one's own for each of the things that it stands for.
import { type ReactNode, useState } from 'react';
import type { LegendPlaces } from '../../shared/viewmodel/pictures.ts';
import type { Point } from '../presenters/item-events.ts';
import { attempt } from '../store/announce.ts';
import { editColour } from '../store/colour-effects.ts';
import { type Page, usePage } from '../store/page-store.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

interface Wanted {
  readonly entry: LegendPlaces;
  readonly at: Point;
}

/** The menu while it is open, and what opens it. */
export function useLegendMenu(viewTitle: string): [ReactNode, (wanted: Wanted) => void] {
  const page = usePage();
  const [wanted, setWanted] = useState<Wanted>();
  const menu =
    wanted === undefined ? null : (
      <Menu
        name={`Legend entry of ${viewTitle}`}
        items={itemsOf(page, wanted.entry)}
        at={wanted.at}
        onClose={() => setWanted(undefined)}
      />
    );
  return [menu, setWanted];
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
