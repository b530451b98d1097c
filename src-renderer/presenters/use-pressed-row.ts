// What presses mean on virtual rows, which are replaced by others at any moment: `first-press.ts` for a list whose rows have numbers. The
// grid spreads `listeners`, its rows call `down` when the button goes down and ask `clicked` what a click means.
// Trap: a row number means another row once the list is answered anew; only `isStill` says that the pressed one stands where it stood.
import { type MouseEvent, type PointerEvent, useCallback, useState } from 'react';
import { FirstPress } from './first-press.ts';

export interface PlacedRow<Row> {
  readonly index: number;
  /** undefined: it was not there yet. */
  readonly row: Row | undefined;
}

interface PressedRow<Row> {
  readonly down: (index: number, event: MouseEvent) => void;
  /** What a click on this row number means; undefined: nothing. */
  readonly clicked: (index: number, event: MouseEvent) => PlacedRow<Row> | undefined;
  /** What a double click means. */
  readonly twice: () => Row | undefined;
  readonly isStill: (pressed: PlacedRow<Row>) => boolean;
  /** Of the element around all rows: presses beside rows mean none, and those that the pointer has left are forgotten. */
  readonly listeners: {
    readonly onMouseDownCapture: (event: MouseEvent) => void;
    readonly onPointerLeave: (event: PointerEvent) => void;
  };
}

/** Both arguments stay the same functions from one drawing to the next; then so do all but `listeners`. */
export function usePressedRow<Row>(
  rowAt: (index: number) => Row | undefined,
  isSameRow: (a: Row, b: Row) => boolean,
): PressedRow<Row> {
  const isSamePlaced = useCallback(
    (a: PlacedRow<Row>, b: PlacedRow<Row>) =>
      a.row === undefined || b.row === undefined ? a.index === b.index : isSameRow(a.row, b.row),
    [isSameRow],
  );
  const [firstPress] = useState(() => new FirstPress(isSamePlaced));
  const down = useCallback(
    (index: number, event: MouseEvent) => {
      if (event.button === 0) firstPress.down({ index, row: rowAt(index) }, event.detail);
    },
    [firstPress, rowAt],
  );
  const clicked = useCallback(
    (index: number, event: MouseEvent) => firstPress.clicked({ index, row: rowAt(index) }, event.detail),
    [firstPress, rowAt],
  );
  const twice = useCallback(() => firstPress.twice()?.row, [firstPress]);
  const isStill = useCallback(
    (pressed: PlacedRow<Row>) => isSamePlaced(pressed, { index: pressed.index, row: rowAt(pressed.index) }),
    [isSamePlaced, rowAt],
  );
  const listeners = {
    onMouseDownCapture: ({ detail }: MouseEvent) => firstPress.down(undefined, detail),
    onPointerLeave: (event: PointerEvent) => firstPress.leave(event),
  };
  return { down, clicked, twice, isStill, listeners };
}
