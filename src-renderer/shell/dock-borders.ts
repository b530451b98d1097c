// The borders between the panes of a dock by keyboard: dockview draws and drags them, but neither names them nor lets the keys reach them.
// Each becomes a separator that can be tabbed to and moved with the arrow keys.
// Trap: dockview offers no call that moves a border. A key is told to it as the drag of a pointer, so that both obey the same limits.

/** Pixels of one press; with Shift ten times as fine. */
const STEP = 30;
const FINE_STEP = 3;

/** Names every border by the views in front of the panes beside it, and says where it stands. Called after every change of the layout. */
export function nameBorders(dock: HTMLElement, titleOf: (viewId: string) => string): void {
  for (const border of dock.querySelectorAll<HTMLElement>('.dv-sash')) {
    const split = border.closest<HTMLElement>('.dv-split-view-container');
    const views = split === null ? [] : panesOf(split);
    const place = border.parentElement === null ? -1 : [...border.parentElement.children].indexOf(border);
    const [before, after] = [views[place], views[place + 1]];
    if (split === null || before === undefined || after === undefined) continue;
    const across = isAcross(split);
    const start = split.getBoundingClientRect();
    const at = border.getBoundingClientRect();
    const share = across ? (at.left - start.left) / start.width : (at.top - start.top) / start.height;
    border.tabIndex = border.classList.contains('dv-enabled') ? 0 : -1;
    setAttributes(border, {
      role: 'separator',
      'aria-label': `Border between ${frontOf(before, titleOf)} and ${frontOf(after, titleOf)}`,
      'aria-orientation': across ? 'vertical' : 'horizontal',
      'aria-valuemin': '0',
      'aria-valuemax': '100',
      'aria-valuenow': String(Math.round(Math.min(1, Math.max(0, share)) * 100)),
    });
  }
}

/** Moves the border that has the focus; false where the key means nothing to it. */
export function moveBorderByKey(event: {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly target: EventTarget | null;
}): boolean {
  const border = event.target instanceof HTMLElement && event.target.matches('.dv-sash') ? event.target : undefined;
  const split = border?.closest<HTMLElement>('.dv-split-view-container');
  if (border === undefined || split === null || split === undefined) return false;
  const forward = isAcross(split) ? 'ArrowRight' : 'ArrowDown';
  const backward = isAcross(split) ? 'ArrowLeft' : 'ArrowUp';
  if (event.key !== forward && event.key !== backward) return false;
  const by = (event.shiftKey ? FINE_STEP : STEP) * (event.key === forward ? 1 : -1);
  const { left, top } = border.getBoundingClientRect();
  const at = (offset: number): PointerEventInit => ({ clientX: left + offset, clientY: top + offset, bubbles: true });
  border.dispatchEvent(new PointerEvent('pointerdown', at(0)));
  document.dispatchEvent(new PointerEvent('pointermove', at(by)));
  document.dispatchEvent(new PointerEvent('pointerup', at(by)));
  return true;
}

function isAcross(split: HTMLElement): boolean {
  return split.classList.contains('dv-horizontal');
}

/** In the order in which they stand. */
function panesOf(split: HTMLElement): readonly Element[] {
  const holder = [...split.children].find((child) => child.classList.contains('dv-view-container'));
  return holder === undefined ? [] : [...holder.children];
}

/** The view in front; of several panes that of the first. */
function frontOf(pane: Element, titleOf: (viewId: string) => string): string {
  const front = pane.querySelector<HTMLElement>('.dv-active-tab [data-view]')?.dataset['view'];
  return front === undefined ? 'a pane' : titleOf(front);
}

function setAttributes(element: HTMLElement, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}
