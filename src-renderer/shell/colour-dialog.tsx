// A colour of one's own: for what of an item, which, and where. Every choice is seen at once in all views behind the dialog.
import '../styles/colour.css';
import { useId, useState } from 'react';
import { hueRamp } from '../../shared/viewmodel/hue.ts';
import { type ColourKind, colourKinds, createColourFinder } from '../../shared/viewmodel/own-colours.ts';
import { giveColour, takeColour } from '../store/colour-effects.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { programOf } from '../store/program-effects.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';

export function ColourDialog() {
  const page = usePage();
  const { names, kind: first } = usePageState((state) => state.colourSubject);
  const settings = usePageState((state) => state.settings.ownColours);
  const summary = usePageState((state) => state.recording?.summary);
  const mode = usePageState((state) => state.window.view.colours);
  const [kind, setKind] = useState(first);
  const program = summary === undefined ? undefined : programOf(summary);
  const subject = names.find((one) => one.kind === kind);
  const here = createColourFinder(settings.filter((one) => one.program === program));
  const anywhere = createColourFinder(settings.filter((one) => one.program === undefined));
  const special = subject === undefined ? undefined : here(kind, subject.name);
  const general = subject === undefined ? undefined : anywhere(kind, subject.name);
  const [onlyHere, setOnlyHere] = useState(special !== undefined);
  const known = special ?? general;
  const close = () => page.store.setState({ dialog: undefined });
  const limitId = useId();
  if (subject === undefined) return null;
  const scope = onlyHere && program !== undefined ? { program } : {};
  const give = (hue: number | null) => giveColour(page, { ...subject, hue, ...scope });
  const limit = (only: boolean) => {
    setOnlyHere(only);
    if (known === undefined || program === undefined) return;
    takeColour(page, { ...subject, ...(only ? {} : { program }) });
    giveColour(page, { ...subject, hue: known.hue, ...(only ? { program } : {}) });
  };
  const automatic = () => {
    takeColour(page, subject);
    if (program !== undefined) takeColour(page, { ...subject, program });
  };
  return (
    <Dialog title="Colour" onClose={close}>
      <div className="dialog-body colour-dialog">
        <KindChoice names={names} kind={kind} onKind={setKind} />
        <Hues hue={known?.hue} onHue={give} />
        <label className="colour-limit" htmlFor={limitId}>
          <input
            id={limitId}
            type="checkbox"
            checked={onlyHere}
            onChange={(event) => limit(event.currentTarget.checked)}
          />
          Only in recordings of this program
        </label>
        {(mode === 'cost' || mode === 'kind') && (
          <p className="muted">
            It shows when colours stand for names; now they say{' '}
            {mode === 'cost' ? 'what was spent' : 'whose code it is'}.{' '}
            <button
              type="button"
              className="button quiet small"
              onClick={() => page.send({ type: 'set-colours', colours: kind })}
            >
              Colour by {kind}
            </button>
          </p>
        )}
        <div className="dialog-buttons">
          <Button name="Automatic" kind="plain" disabled={known === undefined} onPress={automatic} />
          <Button name="Done" kind="primary" onPress={close} />
        </div>
      </div>
    </Dialog>
  );
}

interface KindChoiceProps {
  readonly names: readonly { readonly kind: ColourKind; readonly name: string }[];
  readonly kind: ColourKind;
  readonly onKind: (kind: ColourKind) => void;
}

/** The function alone, or everything of its namespace, file or module. */
function KindChoice({ names, kind, onKind }: KindChoiceProps) {
  const group = useId();
  return (
    <fieldset className="colour-kinds" aria-label="Colour of">
      {colourKinds.map(({ id, title }) => {
        const one = names.find((name) => name.kind === id);
        if (one === undefined) return null;
        return (
          <label key={id}>
            <input type="radio" name={group} checked={id === kind} onChange={() => onKind(id)} />
            <span className="muted">{title}</span>
            <span className="colour-name" title={harmlessName(one.name)}>
              {harmlessName(one.name, 120)}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

interface HuesProps {
  /** null: grey; undefined: no colour of one's own. */
  readonly hue: number | null | undefined;
  readonly onHue: (hue: number | null) => void;
}

const hueNames: Readonly<Record<number, string>> = {
  255: 'Blue',
  65: 'Orange',
  160: 'Green',
  305: 'Violet',
  25: 'Red',
  205: 'Cyan',
  95: 'Yellow',
  340: 'Pink',
};

function Hues({ hue, onHue }: HuesProps) {
  return (
    <>
      <fieldset className="colour-palette" aria-label="Colours">
        {[...hueRamp, null].map((one) => {
          const name = one === null ? 'Grey' : (hueNames[one] ?? `Hue ${one}`);
          return (
            <button
              key={name}
              type="button"
              className="colour-choice"
              aria-label={name}
              aria-pressed={one === hue}
              title={name}
              onClick={() => onHue(one)}
            >
              <Swatch hue={one} />
            </button>
          );
        })}
      </fieldset>
      <label className="colour-free">
        <span>Any hue</span>
        <input
          type="range"
          className="hue-slider"
          aria-label="Hue"
          min={0}
          max={359}
          step={1}
          value={hue ?? 0}
          aria-valuetext={hue === undefined || hue === null ? 'none' : `${hue} degrees`}
          onChange={(event) => onHue(event.currentTarget.valueAsNumber)}
        />
      </label>
    </>
  );
}
