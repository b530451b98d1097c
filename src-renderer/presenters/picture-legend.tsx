// What the colours of a picture stand for, in one line below it, the choice of what that is, and at its end the picture's buttons.
// Entries that the line has no room for are counted behind it; that count opens the whole legend.
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { type ColourMode, colourModes } from '../../shared/viewmodel/hue.ts';
import { type LegendPlaces, legendText } from '../../shared/viewmodel/pictures.ts';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { Popover } from '../widgets/popover.tsx';
import { Swatch } from '../widgets/swatch.tsx';
import type { Point } from './item-events.ts';

export interface PictureLegendProps {
  /** Of what: `Callee map`. */
  readonly name: string;
  readonly entries: readonly LegendPlaces[];
  readonly colours: ColourMode;
  /** Colours by file tell functions apart. */
  readonly isOneFile: boolean;
  readonly onColours: (colours: ColourMode) => void;
  /** The menu of an entry was asked for. */
  readonly onMenu: (entry: LegendPlaces, at: Point) => void;
  readonly children?: ReactNode;
}

export function PictureLegend({ name, entries, colours, isOneFile, onColours, onMenu, children }: PictureLegendProps) {
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
              {id === 'file' && isOneFile ? 'Functions (one file)' : title}
            </option>
          ))}
        </select>
        <Icon name="down" size={12} />
      </label>
      <ul
        ref={list}
        className={`legend-entries${cut > 0 && cut === entries.length ? ' hidden' : ''}`}
        aria-label={`Legend of ${name}`}
      >
        {entries.map((entry) => (
          <li key={`${entry.hue}`} className="legend-entry" title={harmlessName(legendText(entry.places))}>
            <button
              type="button"
              className="legend-button"
              aria-haspopup="menu"
              onClick={(event) => onMenu(entry, cornerOf(event.currentTarget))}
              onContextMenu={(event) => {
                event.preventDefault();
                onMenu(entry, { x: event.clientX, y: event.clientY });
              }}
            >
              <Swatch hue={entry.hue} />
              <EntryText places={entry.places} />
            </button>
          </li>
        ))}
      </ul>
      {cut > 0 && (
        <Popover name={`Whole legend of ${name}`} content={<WholeLegend entries={entries} />}>
          <button
            type="button"
            className="button quiet legend-more"
            aria-label={`All ${entries.length} colours of ${name}`}
            title="The whole legend"
          >
            {cut === entries.length ? 'Legend' : `+${cut}`}
          </button>
        </Popover>
      )}
      {children !== undefined && <span className="legend-end">{children}</span>}
    </div>
  );
}

/** `rank.c, main.c and 1 more`; where panes are narrow, `rank.c +2`, so that more entries have room. */
function EntryText({ places }: { readonly places: readonly string[] }) {
  const [first = '', ...others] = places;
  return (
    <>
      <span className="legend-text legend-whole">{harmlessName(legendText(places))}</span>
      <span className="legend-short">
        <span className="legend-text">{harmlessName(first)}</span>
        {others.length > 0 && <span className="muted">+{others.length}</span>}
      </span>
    </>
  );
}

function cornerOf(element: Element): Point {
  const { left, top } = element.getBoundingClientRect();
  return { x: left, y: top };
}

/** A hue that hundreds of files share. */
const MOST_PLACES = 40;

function WholeLegend({ entries }: { readonly entries: readonly LegendPlaces[] }) {
  return (
    <ul className="legend-list">
      {entries.map(({ hue, places }) => (
        <li key={`${hue}`}>
          <Swatch hue={hue} />
          <span>
            {places.slice(0, MOST_PLACES).map((place) => (
              <span key={place} className="legend-place">
                {harmlessName(place)}
              </span>
            ))}
            {places.length > MOST_PLACES && (
              <span className="legend-place muted">and {formatCount(places.length - MOST_PLACES)} more</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Pixels: in less than this not even one entry says anything. */
const NARROWEST = 64;

/** How many entries have wrapped out of sight; all of them where the line is too narrow for one. */
function useCutEntries(list: RefObject<HTMLUListElement | null>, entries: readonly LegendPlaces[]): number {
  const [cut, setCut] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other entries take other room
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const count = (): void => {
      const shown = Array.from(element.children).filter((each) => each instanceof HTMLElement);
      const line = shown[0]?.offsetTop ?? 0;
      const isTooNarrow = element.clientWidth < Math.min(NARROWEST, shown[0]?.scrollWidth ?? 0);
      setCut(isTooNarrow ? shown.length : shown.filter((each) => each.offsetTop > line).length);
    };
    count();
    const observer = new ResizeObserver(count);
    observer.observe(element);
    return () => observer.disconnect();
  }, [list, entries]);
  return cut;
}
