// The way from the active item to the rectangle that is zoomed into: a press on a step goes back to it, and changes nothing else.
import { Fragment } from 'react';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import { zoomOf } from '../../shared/viewmodel/map-zoom.ts';
import type { TreemapModel } from '../../shared/viewmodel/treemap.ts';
import { harmlessName, NameText } from '../widgets/name-text.tsx';

export interface MapBreadcrumbProps {
  readonly name: string;
  readonly model: TreemapModel;
  readonly onZoom: (way: readonly ItemRef[]) => void;
}

export function MapBreadcrumb({ name, model, onZoom }: MapBreadcrumbProps) {
  const { path, nodes } = model;
  const [root] = nodes;
  if (path.length === 0 || root === undefined) return null;
  const way = zoomOf(model);
  return (
    <nav className="map-breadcrumb" aria-label={`Zoom of ${name}`}>
      {path.map(({ label }, step) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a function may stand on the way twice
        <Fragment key={step}>
          <button
            type="button"
            className="crumb"
            title={`Zoom out to ${harmlessName(label.name, 80)}`}
            onClick={() => onZoom(way.slice(0, step))}
          >
            <NameText name={label.name} callersFrom={label.callersFrom} />
          </button>
          <span className="crumb-mark" aria-hidden="true">
            ›
          </span>
        </Fragment>
      ))}
      <strong aria-current="true">
        <NameText name={root.label.name} callersFrom={root.label.callersFrom} />
      </strong>
    </nav>
  );
}
