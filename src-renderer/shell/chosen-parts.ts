// Which parts are chosen after a click on one of them: alone, with Ctrl, or with Shift. None chosen means all.
import type { ChoiceGesture } from '../presenters/item-events.ts';

/** What is chosen after a gesture on a part; a click on the only one chosen chooses all again. */
export function chosenParts(
  parts: readonly number[],
  part: number,
  how: { readonly gesture: ChoiceGesture; readonly anchor: number | undefined; readonly shown: readonly number[] },
): readonly number[] {
  if (how.gesture === 'toggle') {
    return parts.includes(part) ? parts.filter((one) => one !== part) : [...parts, part].sort((a, b) => a - b);
  }
  const from = how.anchor === undefined ? -1 : how.shown.indexOf(how.anchor);
  const to = how.shown.indexOf(part);
  if (how.gesture === 'range' && from >= 0 && to >= 0) {
    return how.shown.slice(Math.min(from, to), Math.max(from, to) + 1).sort((a, b) => a - b);
  }
  return parts.length === 1 && parts[0] === part ? [] : [part];
}
