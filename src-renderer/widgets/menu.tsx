// Menus: behind a button, or at the pointer. Arrow keys, Home, End, first letters, Return and Escape as everywhere; the focus goes back
// to where it was.
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
  useListNavigation,
  useRole,
  useTypeahead,
} from '@floating-ui/react';
import {
  cloneElement,
  type HTMLProps,
  type ReactElement,
  startTransition,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Icon } from './icon.tsx';
import { Keys } from './keys.tsx';

export interface MenuItem {
  readonly id: string;
  readonly title: string;
  /** Shown at the right, muted: `12.4 %`. */
  readonly detail?: string;
  readonly keys?: readonly string[];
  readonly disabled?: boolean;
  readonly checked?: boolean;
  /** A line above it. */
  readonly startsSection?: boolean;
  /** Words above it, for it and those that follow. */
  readonly heading?: string;
  readonly onChoose: () => void;
}

export interface MenuProps {
  readonly name: string;
  readonly items: readonly MenuItem[];
  readonly placement?: Placement;
  /** The button; undefined: the menu stands at `at` and is open. */
  readonly children?: ReactElement<HTMLProps<HTMLElement>>;
  readonly at?: { readonly x: number; readonly y: number };
  /** Whether it is open, for items that are worked out only then. */
  readonly onOpen?: (open: boolean) => void;
  /** Called when a menu at a point closes. */
  readonly onClose?: () => void;
}

export function Menu({ name, items, placement = 'bottom-start', children, at, onOpen, onClose }: MenuProps) {
  const [openByButton, setOpenByButton] = useState(false);
  const [activeIndex, setActiveIndex] = useState<number | null>(null);
  const listRef = useRef<(HTMLElement | null)[]>([]);
  const labelsRef = useRef<(string | null)[]>([]);
  labelsRef.current = items.map((item) => item.title);
  const open = children === undefined ? at !== undefined : openByButton;
  const setOpen = (next: boolean) => {
    onOpen?.(next);
    // In a task of its own: what stands in it is worked out in the one of the click.
    if (next) startTransition(() => setOpenByButton(true));
    else {
      setOpenByButton(false);
      setActiveIndex(null);
      onClose?.();
    }
  };
  const { refs, floatingStyles, context } = useFloating({
    open,
    onOpenChange: setOpen,
    placement,
    middleware: [
      offset(at === undefined ? 4 : 2),
      flip({ padding: 6 }),
      shift({ padding: 6 }),
      size({
        padding: 8,
        apply: ({ availableHeight, elements }) => {
          elements.floating.style.maxHeight = `${Math.max(120, availableHeight)}px`;
        },
      }),
    ],
    whileElementsMounted: autoUpdate,
  });
  const { getReferenceProps, getFloatingProps, getItemProps } = useInteractions([
    useClick(context, { enabled: children !== undefined }),
    useDismiss(context),
    useRole(context, { role: 'menu' }),
    useListNavigation(context, { listRef, activeIndex, onNavigate: setActiveIndex, loop: true }),
    useTypeahead(context, { listRef: labelsRef, activeIndex, onMatch: setActiveIndex }),
  ]);
  const { setPositionReference } = refs;
  useLayoutEffect(() => {
    if (at === undefined) return;
    setPositionReference({ getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) });
  }, [at, setPositionReference]);
  const choose = (item: MenuItem) => {
    if (item.disabled === true) return;
    setOpen(false);
    item.onChoose();
  };
  return (
    <>
      {children !== undefined &&
        cloneElement(children, { ref: refs.setReference, ...getReferenceProps(children.props) })}
      {open && (
        <FloatingPortal>
          <FloatingFocusManager context={context} modal={false} initialFocus={at === undefined ? 0 : refs.floating}>
            <div
              role="menu"
              className="menu"
              aria-label={name}
              style={floatingStyles}
              ref={refs.setFloating}
              {...getFloatingProps()}
            >
              {items.map((item, index) => [
                item.heading !== undefined && (
                  <span key={`${item.id} heading`} className="menu-heading" role="presentation">
                    {item.heading}
                  </span>
                ),
                <button
                  key={item.id}
                  type="button"
                  role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
                  {...(item.checked === undefined ? {} : { 'aria-checked': item.checked })}
                  aria-disabled={item.disabled}
                  className={`menu-item${item.startsSection === true ? ' starts-section' : ''}`}
                  ref={(element) => {
                    listRef.current[index] = element;
                  }}
                  tabIndex={activeIndex === index ? 0 : -1}
                  {...getItemProps({ onClick: () => choose(item) })}
                >
                  <span className="menu-check">{item.checked === true && <Icon name="check" size={14} />}</span>
                  <span className="menu-title">{item.title}</span>
                  {item.detail !== undefined && <span className="menu-detail">{item.detail}</span>}
                  {item.keys !== undefined && <Keys keys={item.keys} />}
                </button>,
              ])}
            </div>
          </FloatingFocusManager>
        </FloatingPortal>
      )}
    </>
  );
}
