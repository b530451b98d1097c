// Tooltips: after a short rest of the pointer, or at once on keyboard focus. Text only, cut by CSS; names in it come from files.
import {
  autoUpdate,
  FloatingPortal,
  flip,
  offset,
  type Placement,
  shift,
  useDismiss,
  useFloating,
  useFocus,
  useHover,
  useInteractions,
  useMergeRefs,
  useRole,
} from '@floating-ui/react';
import {
  cloneElement,
  type HTMLProps,
  type ReactElement,
  type ReactNode,
  type Ref,
  useLayoutEffect,
  useState,
} from 'react';

export interface TooltipProps {
  readonly text: ReactNode;
  readonly placement?: Placement;
  /** One element that takes a ref. */
  readonly children: ReactElement<HTMLProps<HTMLElement>>;
}

export function Tooltip({ text, placement = 'bottom', children }: TooltipProps) {
  const [open, setOpen] = useState(false);
  const { refs, floatingStyles, context } = useFloating({
    open,
    onOpenChange: setOpen,
    placement,
    middleware: [offset(6), flip(), shift({ padding: 6 })],
    whileElementsMounted: autoUpdate,
  });
  const { getReferenceProps, getFloatingProps } = useInteractions([
    useHover(context, { delay: { open: 500, close: 0 }, move: false }),
    useFocus(context),
    useRole(context, { role: 'tooltip' }),
    // Escape also leaves what the tooltip is in: one press, one thing that a person notices.
    useDismiss(context, { referencePress: true, bubbles: { escapeKey: true } }),
  ]);
  // The child's own ref, also an absent one, must not push ours out.
  const ref = useMergeRefs([refs.setReference, children.props.ref as Ref<HTMLElement> | undefined]);
  return (
    <>
      {cloneElement(children, { ...getReferenceProps(children.props), ref })}
      {open && text !== '' && (
        <FloatingPortal>
          <div className="tooltip" ref={refs.setFloating} style={floatingStyles} {...getFloatingProps()}>
            {text}
          </div>
        </FloatingPortal>
      )}
    </>
  );
}

export interface PointTooltipProps {
  /** In client coordinates; undefined: nothing is shown. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly children: ReactNode;
}

/** A tooltip beside the pointer, for what is drawn on a canvas. */
export function PointTooltip({ at, children }: PointTooltipProps) {
  const { refs, floatingStyles } = useFloating({
    open: at !== undefined,
    placement: 'right-start',
    middleware: [offset(14), flip({ padding: 6 }), shift({ padding: 6 })],
  });
  const { setPositionReference } = refs;
  useLayoutEffect(() => {
    if (at === undefined) return;
    setPositionReference({ getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) });
  }, [at, setPositionReference]);
  if (at === undefined) return null;
  return (
    <FloatingPortal>
      <div className="tooltip point" style={floatingStyles} ref={refs.setFloating}>
        {children}
      </div>
    </FloatingPortal>
  );
}
