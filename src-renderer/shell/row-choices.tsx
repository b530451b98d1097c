// What a click, a key or a menu on a row does that stands for a setting: event types (first by a click, second by a double click) and
// parts (one, several with Ctrl, up to one with Shift).
// Trap: a double click begins with a click. The event type that this click took away is put back before the second one is set.
import { useCallback, useMemo, useRef, useState } from 'react';
import type { RowChoice, TableModel } from '../../shared/viewmodel/table.ts';
import type { ChoiceEvents, ChoiceGesture, Point } from '../presenters/item-events.ts';
import { editFormula, removeFormula } from '../store/formula-effects.ts';
import { dispatch, type Page, usePage } from '../store/page-store.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { chosenParts } from './chosen-parts.ts';

type EventChoice = Extract<RowChoice, { kind: 'event-type' }>;
type PartChoice = Extract<RowChoice, { kind: 'part' }>;

const DOUBLE_CLICK_MILLISECONDS = 700;

interface Wanted {
  readonly choice: RowChoice;
  readonly at: Point;
}

/** Handlers for the rows of a table, and the menu that they open. */
export function useRowChoices(model: TableModel | undefined) {
  const page = usePage();
  const [wanted, setWanted] = useState<Wanted>();
  const lastEvent = useRef({ name: '', before: undefined as string | undefined, at: 0 });
  const anchor = useRef<number>(undefined);
  const rows = useRef(model);
  rows.current = model;

  const chooseEvent = useCallback(
    (choice: EventChoice, gesture: ChoiceGesture) => {
      if (!choice.usable) return;
      const { eventType, secondEvent } = page.store.getState().window.view;
      const { name } = choice;
      if (gesture === 'one') {
        const isAgain = lastEvent.current.name === name && isRecent(lastEvent.current.at);
        if (!isAgain) lastEvent.current = { name, before: eventType, at: performance.now() };
        dispatch(page, { type: 'set-event-type', name });
        return;
      }
      const { name: clicked, before, at } = lastEvent.current;
      if (gesture === 'again' && clicked === name && isRecent(at)) {
        dispatch(page, { type: 'set-event-type', name: before });
      }
      dispatch(page, { type: 'set-second-event', name: secondEvent === name ? undefined : name });
    },
    [page],
  );
  const choosePart = useCallback(
    (choice: PartChoice, gesture: ChoiceGesture) => {
      if (gesture === 'again') return;
      const parts = page.store.getState().window.view.parts ?? [];
      const next = chosenParts(parts, choice.part, {
        gesture,
        anchor: anchor.current,
        shown: shownParts(rows.current),
      });
      if (gesture !== 'range') anchor.current = choice.part;
      dispatch(page, { type: 'set-parts', parts: next });
    },
    [page],
  );
  const choices = useMemo(
    (): ChoiceEvents => ({
      onChoose: (choice, gesture) =>
        choice.kind === 'part' ? choosePart(choice, gesture) : chooseEvent(choice, gesture),
      onChoiceMenu: (choice, at) => setWanted({ choice, at }),
    }),
    [chooseEvent, choosePart],
  );
  const menu = wanted !== undefined && (
    <Menu
      name={wanted.choice.kind === 'part' ? 'Part' : 'Event type'}
      items={wanted.choice.kind === 'part' ? partItems(page, wanted.choice) : eventItems(page, wanted.choice)}
      at={wanted.at}
      onClose={() => setWanted(undefined)}
    />
  );
  return { choices, menu };
}

function isRecent(at: number): boolean {
  return performance.now() - at < DOUBLE_CLICK_MILLISECONDS;
}

/** Part numbers of the rows that are there, in the order in which they are shown. */
function shownParts(model: TableModel | undefined): readonly number[] {
  return (model?.rows ?? []).flatMap(({ choice }) => (choice?.kind === 'part' ? [choice.part] : []));
}

function partItems(page: Page, { part, chosen }: PartChoice): readonly MenuItem[] {
  const { window, recording } = page.store.getState();
  const parts = window.view.parts ?? [];
  const all = recording?.summary.parts.map((_, number) => number) ?? [];
  const set = (next: readonly number[]) => dispatch(page, { type: 'set-parts', parts: next });
  return [
    { id: 'only', title: 'Only this part', onChoose: () => set([part]) },
    {
      id: 'toggle',
      title: chosen ? 'Take this part away' : 'Add this part',
      disabled: parts.length === 0,
      onChoose: () => set(chosen ? parts.filter((one) => one !== part) : [...parts, part].sort((a, b) => a - b)),
    },
    { id: 'others', title: 'All but this part', onChoose: () => set(all.filter((one) => one !== part)) },
    {
      id: 'invert',
      title: 'The others instead',
      disabled: parts.length === 0,
      onChoose: () => set(all.filter((one) => !parts.includes(one))),
    },
    {
      id: 'all',
      title: 'All parts',
      disabled: parts.length === 0,
      startsSection: true,
      onChoose: () => set([]),
    },
  ];
}

function eventItems(page: Page, { name, role, usable, own }: EventChoice): readonly MenuItem[] {
  const { view } = page.store.getState().window;
  const isSecond = view.secondEvent === name;
  return [
    {
      id: 'first',
      title: 'Show costs by it',
      disabled: !usable || role === 'first',
      onChoose: () => dispatch(page, { type: 'set-event-type', name }),
    },
    {
      id: 'second',
      title: isSecond ? 'Hide as second event type' : 'Set as second event type',
      disabled: !usable,
      onChoose: () => dispatch(page, { type: 'set-second-event', name: isSecond ? undefined : name }),
    },
    { id: 'new', title: 'New formula…', startsSection: true, onChoose: () => editFormula(page, undefined) },
    {
      id: 'from',
      title: 'New formula from it…',
      onChoose: () => editFormula(page, undefined, { name: '', label: '', text: textOf(page, name) }),
    },
    { id: 'edit', title: 'Edit formula…', disabled: !own, onChoose: () => editFormula(page, name) },
    { id: 'remove', title: 'Remove formula', disabled: !own, onChoose: () => removeFormula(page, name) },
  ];
}

/** Its formula, or its name where it was recorded. */
function textOf(page: Page, name: string): string {
  const { recording, window } = page.store.getState();
  const own = window.view.formulas.find((formula) => formula.name === name);
  const known = [...(recording?.summary.eventTypes ?? []), ...(recording?.summary.ratios ?? [])];
  return own?.text ?? known.find((type) => type.name === name)?.formula ?? name;
}
