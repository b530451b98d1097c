// The colours of one's own that there are, each with a hue that can be moved and a way back to the automatic one; and what colours say.

import { initialViewState } from '../../shared/state/view-state.ts';
import { colourModes } from '../../shared/viewmodel/hue.ts';
import { colourKinds, type OwnColour } from '../../shared/viewmodel/own-colours.ts';
import { giveColour, takeAllColours, takeColour } from '../store/colour-effects.ts';
import { useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { Button } from '../widgets/button.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';
import { ChoiceOf } from './settings-line.tsx';

export function ColourSettings() {
  const page = usePage();
  const own = usePageState((state) => state.settings.ownColours);
  return (
    <>
      <ModeLine />
      <p className="settings-heading">Colours of your own</p>
      {own.length === 0 && (
        <p className="muted settings-none">
          None yet: “Colour…” in the menu of a function, a rectangle or a legend’s entry gives one.
        </p>
      )}
      {own.map((colour) => (
        <ColourLine key={`${colour.kind} ${colour.name} ${colour.program ?? ''}`} colour={colour} />
      ))}
      {own.length > 1 && (
        <div className="settings-tools settings-end">
          <Button name="All automatic again" kind="plain" onPress={() => takeAllColours(page)} />
        </div>
      )}
    </>
  );
}

/** What colours say in every view: the latest choice is what the next window begins with. */
function ModeLine() {
  const dispatch = useDispatch();
  const mode = usePageState((state) => state.window.view.colours);
  return (
    <ChoiceOf
      title="Colours of functions stand for"
      explanation="In lists, maps and graphs"
      value={mode}
      usual={initialViewState.colours}
      choices={colourModes.map(({ id, title }) => [id, title] as const)}
      onSet={(colours) => dispatch({ type: 'set-colours', colours })}
    />
  );
}

function ColourLine({ colour }: { readonly colour: OwnColour }) {
  const page = usePage();
  const { kind, name, hue, program } = colour;
  const shown = harmlessName(name, 60);
  const title = colourKinds.find(({ id }) => id === kind)?.title ?? kind;
  return (
    <div className="settings-line">
      <Swatch hue={hue} />
      <div className="settings-text">
        <span className="settings-path">{harmlessName(name, 300)}</span>
        <span className="muted">
          {title}
          {program === undefined ? '' : `, only in recordings of ${harmlessName(program, 100)}`}
        </span>
      </div>
      <input
        type="range"
        className="hue-slider"
        aria-label={`Hue of ${shown}`}
        min={0}
        max={359}
        step={1}
        value={hue ?? 0}
        onChange={(event) => giveColour(page, { ...colour, hue: event.currentTarget.valueAsNumber })}
      />
      <Button
        name={`${shown}: automatic again`}
        label="Automatic"
        kind="plain"
        onPress={() => takeColour(page, colour)}
      />
    </div>
  );
}
