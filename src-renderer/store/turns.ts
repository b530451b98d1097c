// Turns in which panes are drawn when their answers come: one pane, then a frame of the screen, then the next. Answers come together, and drawn
// together they would be one long task that a click waits for. Trap: a page that nobody sees has no frames.

export interface Turns {
  /** At once where nobody has had a turn since the last frame. */
  readonly take: (draw: () => void) => void;
  /** Once what is drawn now has been on the screen: what a pane draws in several frames. */
  readonly takeLater: (draw: () => void) => void;
}

/** A frame takes no longer than this, even on a screen that is asleep. */
const LONGEST_FRAME = 100;

export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let isTaken = false;

  function next(): void {
    const draw = waiting.shift();
    isTaken = draw !== undefined;
    if (draw === undefined) return;
    afterFrame(next);
    draw();
  }

  function take(draw: () => void): void {
    waiting.push(draw);
    if (isTaken) return;
    isTaken = true;
    setTimeout(next);
  }

  return { take, takeLater: (draw) => afterFrame(() => take(draw)) };
}

/** Calls it in a task of its own, once what is drawn now has been on the screen. */
function afterFrame(call: () => void): void {
  let isCalled = false;
  const once = () => {
    if (isCalled) return;
    isCalled = true;
    clearTimeout(timer);
    call();
  };
  const timer = setTimeout(once, LONGEST_FRAME);
  requestAnimationFrame(() => setTimeout(once));
}
