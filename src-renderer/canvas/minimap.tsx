// The whole picture, small, with a frame around what the pane shows. Click or drag moves the pane there. For the pointer only: keys move
// the picture itself.
import { type PointerEvent, useMemo } from 'react';
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import type { ViewTransform } from '../../shared/drawing/paint-canvas.ts';
import type { Point } from '../../shared/layout/geometry.ts';
import type { Size } from '../widgets/use-size.ts';
import type { Corner } from './minimap-corner.ts';
import { PaintedCanvas } from './painted-canvas.tsx';

export interface MinimapProps {
  readonly list: DisplayList;
  readonly view: ViewTransform;
  readonly pane: Size;
  readonly corner: Corner;
  /** Centre the pane on this point of the picture. */
  readonly onMove: (point: Point) => void;
}

const WIDEST = 132;
const HIGHEST = 84;

/** As large as the picture's shape allows. */
export function minimapSize(picture: Size): Size {
  const scale = Math.min(WIDEST / picture.width, HIGHEST / picture.height);
  return { width: Math.ceil(picture.width * scale), height: Math.ceil(picture.height * scale) };
}

export function Minimap({ list, view, pane, corner, onMove }: MinimapProps) {
  const scale = Math.min(WIDEST / list.width, HIGHEST / list.height);
  const size = useMemo(() => minimapSize(list), [list]);
  const small = useMemo(() => ({ scale, x: 0, y: 0 }), [scale]);
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    onMove({ x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale });
  };
  return (
    <div
      className={`minimap ${corner}`}
      aria-hidden="true"
      style={size}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
    >
      <PaintedCanvas list={list} size={size} view={small} />
      <div
        className="minimap-frame"
        style={{
          left: (-view.x / view.scale) * scale,
          top: (-view.y / view.scale) * scale,
          width: (pane.width / view.scale) * scale,
          height: (pane.height / view.scale) * scale,
        }}
      />
    </div>
  );
}
