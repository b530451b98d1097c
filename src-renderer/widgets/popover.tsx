// A panel that a button opens and that stays until it is left: by Escape, by a click elsewhere, by Tab out of it. For what is more to read
// than a tooltip holds, and is to be scrolled.
import {
  autoUpdate,
  FloatingFocusManager,
  FloatingPortal,
  flip,
  offset,
  type Placement,
  shift,
  size,
  useClick,
  useDismiss,
  useFloating,
  useInteractions,
  useRole,
} from '@floating-ui/react';
import { cloneElement, type HTMLProps, type ReactElement, type ReactNode, useState } from 'react';

export interface PopoverProps {
  readonly name: string;
  readonly placement?: Placement;
  /** The button. */
  readonly children: ReactElement<HTMLProps<HTMLElement>>;
  readonly content: ReactNode;
}

export function Popover({ name, placement = 'top-start', children, content }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const { refs, floatingStyles, context } = useFloating({
    open,
    onOpenChange: setOpen,
    placement,
    middleware: [
      offset(4),
      flip({ padding: 6 }),
      shift({ padding: 6 }),
      size({
        padding: 8,
        apply: ({ availableHeight, elements }) => {
          elements.floating.style.maxHeight = `${Math.max(120, Math.min(480, availableHeight))}px`;
        },
      }),
    ],
    whileElementsMounted: autoUpdate,
  });
  const { getReferenceProps, getFloatingProps } = useInteractions([
    useClick(context),
    useDismiss(context),
    useRole(context, { role: 'dialog' }),
  ]);
  return (
    <>
      {cloneElement(children, { ref: refs.setReference, ...getReferenceProps(children.props) })}
      {open && (
        <FloatingPortal>
          <FloatingFocusManager context={context} modal={false} initialFocus={refs.floating}>
            <div
              role="dialog"
              className="popover"
              aria-label={name}
              ref={refs.setFloating}
              style={floatingStyles}
              {...getFloatingProps()}
            >
              {content}
            </div>
          </FloatingFocusManager>
        </FloatingPortal>
      )}
    </>
  );
}
