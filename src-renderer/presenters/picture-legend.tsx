// What the colours of a picture stand for, in one line below it, and the choice of what that is.
import { type ColourMode, colourModes } from '../../shared/viewmodel/hue.ts';
import type { LegendEntry } from '../../shared/viewmodel/pictures.ts';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';

export interface PictureLegendProps {
  /** Of what: `Callee map`. */
  readonly name: string;
  readonly entries: readonly LegendEntry[];
  readonly colours: ColourMode;
  readonly onColours: (colours: ColourMode) => void;
}

export function PictureLegend({ name, entries, colours, onColours }: PictureLegendProps) {
  return (
    <div className="picture-legend">
      <label className="select small">
        <span className="muted">Colour</span>
        <select
          aria-label={`Colours of ${name}`}
          title="What the colours of functions say, in every view"
          value={colours}
          onChange={(event) => {
            const mode = colourModes.find(({ id }) => id === event.currentTarget.value);
            if (mode !== undefined) onColours(mode.id);
          }}
        >
          {colourModes.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
        <Icon name="down" size={12} />
      </label>
      <ul className="legend-entries" aria-label={`Legend of ${name}`}>
        {entries.map(({ hue, text }) => (
          <li key={`${hue}`} className="legend-entry" title={harmlessName(text)}>
            <Swatch hue={hue} />
            <span className="legend-text">{harmlessName(text)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
