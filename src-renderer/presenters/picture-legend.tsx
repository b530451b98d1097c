// What the colours of a picture stand for, in one line below it, the choice of what that is, and at its end the picture's buttons.
// Entries that the line has no room for are counted behind it, and listed when that is pointed at.
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type ColourMode, colourModes } from '../../shared/viewmodel/hue.ts';
import type { LegendEntry } from '../../shared/viewmodel/pictures.ts';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';
import { Tooltip } from '../widgets/tooltip.tsx';

export interface PictureLegendProps {
  /** Of what: `Callee map`. */
  readonly name: string;
  readonly entries: readonly LegendEntry[];
  readonly colours: ColourMode;
  readonly onColours: (colours: ColourMode) => void;
  readonly children?: ReactNode;
}

export function PictureLegend({ name, entries, colours, onColours, children }: PictureLegendProps) {
  const list = useRef<HTMLUListElement>(null);
  const cut = useCutEntries(list, entries);
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
      <ul ref={list} className="legend-entries" aria-label={`Legend of ${name}`}>
        {entries.map(({ hue, text }) => (
          <li key={`${hue}`} className="legend-entry" title={harmlessName(text)}>
            <Swatch hue={hue} />
            <span className="legend-text">{harmlessName(text)}</span>
          </li>
        ))}
      </ul>
      {cut > 0 && (
        <Tooltip placement="top" text={<LegendList entries={entries} />}>
          <button
            type="button"
            className="button quiet legend-more"
            aria-label={`All ${entries.length} colours of ${name}`}
          >
            +{cut}
          </button>
        </Tooltip>
      )}
      {children !== undefined && <span className="legend-end">{children}</span>}
    </div>
  );
}

function LegendList({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <ul className="legend-list">
      {entries.map(({ hue, text }) => (
        <li key={`${hue}`}>
          <Swatch hue={hue} />
          <span>{harmlessName(text)}</span>
        </li>
      ))}
    </ul>
  );
}

/** How many entries have wrapped out of sight. */
function useCutEntries(list: RefObject<HTMLUListElement | null>, entries: readonly LegendEntry[]): number {
  const [cut, setCut] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other entries take other room
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const count = (): void => {
      const [first] = element.children;
      const line = first instanceof HTMLElement ? first.offsetTop : 0;
      setCut(
        Array.from(element.children).filter((each) => each instanceof HTMLElement && each.offsetTop > line).length,
      );
    };
    count();
    const observer = new ResizeObserver(count);
    observer.observe(element);
    return () => observer.disconnect();
  }, [list, entries]);
  return cut;
}
