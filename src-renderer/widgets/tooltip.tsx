// Tooltips: after a short rest of the pointer, or at once on keyboard focus. Text only, cut by CSS; names in it come from files.
import { autoUpdate, FloatingPortal, flip, offset, type Placement, shift, useFloating } from '@floating-ui/react';
import {
  cloneElement,
  type HTMLProps,
  type ReactElement,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';

export interface TooltipProps {
  readonly text: ReactNode;
  readonly placement?: Placement;
  /** One element. */
  readonly children: ReactElement<HTMLProps<HTMLElement>>;
}

const DELAY_MILLISECONDS = 500;

/** Until it is shown it is a few listeners: there are hundreds of them in a window. */
export function Tooltip({ text, placement = 'bottom', children }: TooltipProps) {
  const [over, setOver] = useState<Element>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();
  useEffect(() => () => clearTimeout(timer.current), []);
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    setOver(undefined);
  }, []);
  const own = children.props;
  const isShown = over !== undefined && text !== '';
  return (
    <>
      {cloneElement(children, {
        'aria-describedby': isShown ? id : own['aria-describedby'],
        onPointerEnter: (event) => {
          own.onPointerEnter?.(event);
          const { currentTarget } = event;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => setOver(currentTarget), DELAY_MILLISECONDS);
        },
        onPointerLeave: (event) => {
          own.onPointerLeave?.(event);
          hide();
        },
        onPointerDown: (event) => {
          own.onPointerDown?.(event);
          hide();
        },
        onFocus: (event) => {
          own.onFocus?.(event);
          if (event.currentTarget.matches(':focus-visible')) setOver(event.currentTarget);
        },
        onBlur: (event) => {
          own.onBlur?.(event);
          hide();
        },
      })}
      {isShown && (
        <Bubble id={id} over={over} placement={placement} onEscape={hide}>
          {text}
        </Bubble>
      )}
    </>
  );
}

interface BubbleProps {
  readonly id: string;
  readonly over: Element;
  readonly placement: Placement;
  readonly onEscape: () => void;
  readonly children: ReactNode;
}

function Bubble({ id, over, placement, onEscape, children }: BubbleProps) {
  const { refs, floatingStyles } = useFloating({
    open: true,
    elements: { reference: over },
    placement,
    middleware: [offset(6), flip(), shift({ padding: 6 })],
    whileElementsMounted: autoUpdate,
  });
  useEffect(() => {
    // Escape also leaves what the tooltip is in: one press, one thing that a person notices.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onEscape();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onEscape]);
  return (
    <FloatingPortal>
      <div id={id} role="tooltip" className="tooltip" ref={refs.setFloating} style={floatingStyles}>
        {children}
      </div>
    </FloatingPortal>
  );
}

export interface PointTooltipProps {
  /** In client coordinates; undefined: nothing is shown. */
  readonly at: Point | undefined;
  readonly children: ReactNode;
}

const NOWHERE: PointTooltipProps = { at: undefined, children: undefined };

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A tooltip beside the pointer, for what is drawn on a canvas. In a task behind the one in which the pointer came: what is under it lights up in
 * all panes then, and finding room for a new text measures the page.
 */
export function PointTooltip({ at, children }: PointTooltipProps) {
  const shown = useDeferredValue(
    useMemo(() => ({ at, children }), [at, children]),
    NOWHERE,
  );
  if (at === undefined || shown.at === undefined) return null;
  return <ShownPointTooltip at={shown.at}>{shown.children}</ShownPointTooltip>;
}

/** Only while it is there: each picture has one, and is drawn often. */
function ShownPointTooltip({ at, children }: { readonly at: Point; readonly children: ReactNode }) {
  const { refs, floatingStyles } = useFloating({
    open: true,
    placement: 'right-start',
    middleware: [offset(14), flip({ padding: 6 }), shift({ padding: 6 })],
  });
  const { setPositionReference } = refs;
  useLayoutEffect(() => {
    setPositionReference({ getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) });
  }, [at, setPositionReference]);
  return (
    <FloatingPortal>
      <div className="tooltip point" style={floatingStyles} ref={refs.setFloating}>
        {children}
      </div>
    </FloatingPortal>
  );
}
