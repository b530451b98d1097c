// Colours of one's own: kept in the settings for all windows; a window's state holds those that mean something for its recording.
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import {
  type ColourKind,
  type ColourName,
  coloursFor,
  type OwnColour,
  withColour,
  withoutColour,
} from '../../shared/viewmodel/own-colours.ts';
import { attempt } from './announce.ts';
import type { PageState } from './page-state.ts';
import { dispatch, type Page } from './page-store.tsx';
import { programOf } from './program-effects.ts';
import { changeSettings } from './settings-effects.ts';

/** More would make every question long; the oldest are forgotten. */
const MOST_COLOURS = 500;

/** The window follows the settings and the recording it shows. Returns what ends that. */
export function followOwnColours(page: Page): () => void {
  const wanted = ({ settings, recording }: PageState) =>
    coloursFor(settings.ownColours, recording === undefined ? undefined : programOf(recording.summary));
  return page.store.subscribe((state, before) => {
    if (state.settings.ownColours === before.settings.ownColours && state.recording === before.recording) return;
    const colours = wanted(state);
    // The page's own record of what was set changes with every recording; the colours seldom do.
    if (JSON.stringify(colours) === JSON.stringify(state.window.view.ownColours)) return;
    dispatch(page, { type: 'set-own-colours', colours });
  });
}

/** What a legend says: it may name functions though colours stand for files, or a thing that has a colour of its own. */
export interface Said {
  readonly name: string;
  readonly kind: ColourKind;
}

/** Opens the dialog for what of an item can have a colour; it begins with what a legend said. */
export async function editColour(page: Page, item: ItemRef, said?: Said): Promise<void> {
  const { recording, window } = page.store.getState();
  if (recording === undefined) return;
  const { colourNames } = await page.connection.engine.item(recording.recordingId, item, window.view);
  const [first] = colourNames;
  if (first === undefined) return;
  const known =
    colourNames.find(({ name }) => name === said?.name) ?? colourNames.find(({ kind }) => kind === said?.kind) ?? first;
  page.store.setState({ dialog: 'colour', colourSubject: { names: colourNames, kind: known.kind } });
}

export function giveColour(page: Page, colour: OwnColour): void {
  keep(page, withColour(page.store.getState().settings.ownColours, colour));
}

/** Back to the colour that is made from its name. */
export function takeColour(page: Page, colour: ColourName & Pick<OwnColour, 'program'>): void {
  keep(page, withoutColour(page.store.getState().settings.ownColours, colour));
}

export function takeAllColours(page: Page): void {
  keep(page, []);
}

function keep(page: Page, ownColours: readonly OwnColour[]): void {
  attempt(page, changeSettings(page, { ownColours: ownColours.slice(-MOST_COLOURS) }));
}
