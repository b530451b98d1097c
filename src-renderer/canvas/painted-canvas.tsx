// A canvas that shows a display list: painted again when list, size, view or the theme of its place change, in a thread of its own
// (painting-thread.ts).
// Stack two of them to keep what changes with every move of the pointer apart from what does not. Trap: a canvas can be handed to a thread
// once, so that each mounting makes one; the one before stays in sight until the new one has been painted. `data-theme`: what it was painted in,
// for those who show it again (pane-turns.ts).
import { useContext, useLayoutEffect, useRef } from 'react';
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import type { ViewTransform } from '../../shared/drawing/paint-canvas.ts';
import type { TokenName } from '../../shared/drawing/theme.ts';
import { Later } from '../widgets/later.ts';
import type { Size } from '../widgets/use-size.ts';
import { type Painter, usePainting } from './painting-thread.ts';
import { useTheming } from './theming.ts';
import { usePixelRatio } from './use-surface.ts';

export interface PaintedCanvasProps {
  readonly list: DisplayList;
  readonly size: Size;
  readonly view: ViewTransform;
  /** Absent: transparent, for what lies on top. */
  readonly background?: TokenName;
}

export function PaintedCanvas({ list, size, view, background }: PaintedCanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const painter = useRef<Painter>(undefined);
  const painting = usePainting();
  const theming = useTheming();
  const pixelRatio = usePixelRatio();
  const later = useContext(Later);
  useLayoutEffect(() => {
    const before = [...(place.current?.children ?? [])];
    const canvas = document.createElement('canvas');
    place.current?.append(canvas);
    const own = painting(canvas);
    painter.current = own;
    if (before.length > 0) {
      later(() => {
        for (const old of before) old.remove();
      });
    }
    return () => own.end();
  }, [painting, later]);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null || size.width === 0 || size.height === 0) return;
    const paint = () => {
      const theme = theming.themeAt(element);
      element.dataset['theme'] = theme.name;
      const surface = { ...size, pixelRatio, theme, view };
      painter.current?.paint(list, background === undefined ? surface : { ...surface, background });
    };
    paint();
    return theming.follow(element, paint);
  }, [list, size, view, background, pixelRatio, theming]);
  return <div className="painted" ref={place} />;
}
