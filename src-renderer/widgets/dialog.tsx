// Modal dialogs: a title, a body, Escape and a click beside it close it, the focus stays inside and returns afterwards.
import {
  FloatingFocusManager,
  FloatingOverlay,
  FloatingPortal,
  useDismiss,
  useFloating,
  useInteractions,
  useRole,
} from '@floating-ui/react';
import { type ReactNode, type RefObject, useId } from 'react';
import { Button } from './button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** No title bar: the body begins with a field of its own. */
  readonly bare?: boolean;
  readonly initialFocus?: RefObject<HTMLElement | null>;
}

export function Dialog({ title, onClose, children, wide = false, bare = false, initialFocus }: DialogProps) {
  const titleId = useId();
  const { refs, context } = useFloating({ open: true, onOpenChange: (open) => !open && onClose() });
  const { getFloatingProps } = useInteractions([
    useRole(context, { role: 'dialog' }),
    useDismiss(context, { outsidePressEvent: 'mousedown' }),
  ]);
  return (
    <FloatingPortal>
      <FloatingOverlay className="dialog-backdrop" lockScroll>
        <FloatingFocusManager context={context} initialFocus={initialFocus ?? refs.floating}>
          <div
            ref={refs.setFloating}
            className={`dialog${wide ? ' wide' : ''}${bare ? ' bare' : ''}`}
            role="dialog"
            aria-modal="true"
            {...(bare ? { 'aria-label': title } : { 'aria-labelledby': titleId })}
            {...getFloatingProps()}
          >
            {!bare && (
              <header className="dialog-title">
                <h2 id={titleId}>{title}</h2>
                <Button name="Close" icon="close" label={null} onPress={onClose} />
              </header>
            )}
            {children}
          </div>
        </FloatingFocusManager>
      </FloatingOverlay>
    </FloatingPortal>
  );
}
