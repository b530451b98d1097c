// On the way to a place in a list, in equal steps with a frame of the screen for each: all rows of a page exchanged in one frame are the
// longest task that a key can make. Trap: what scrolls otherwise meanwhile has to end it.
import type { DrawLater } from './later.ts';

export interface Glided {
  readonly place: () => number;
  readonly stepTo: (place: number) => void;
}

export class Glide {
  readonly #later: DrawLater;
  #goal: number | undefined;
  #steps = 0;
  #glided: Glided | undefined;
  /** Steps that were asked for by an earlier call are none any more. */
  #run = 0;

  constructor(later: DrawLater) {
    this.#later = later;
  }

  /** Where it goes; undefined: nothing is on its way. */
  get goal(): number | undefined {
    return this.#goal;
  }

  /** Another goal while it is on its way: from where it is now. */
  begin(goal: number, steps: number, glided: Glided): void {
    const isOnItsWay = this.#goal !== undefined;
    this.#goal = goal;
    this.#steps = steps;
    this.#glided = glided;
    if (isOnItsWay) return;
    const run = ++this.#run;
    // Not in the task of the key, which the other panes follow as well.
    setTimeout(() => this.#step(run));
  }

  end(): void {
    this.#goal = undefined;
    this.#run++;
  }

  #step(run: number): void {
    const goal = this.#goal;
    const glided = this.#glided;
    if (run !== this.#run || goal === undefined || glided === undefined) return;
    const place = glided.place();
    const isLast = this.#steps <= 1;
    const next = isLast ? goal : Math.round(place + (goal - place) / this.#steps);
    this.#steps--;
    if (isLast) this.end();
    else this.#later(() => this.#step(run));
    glided.stepTo(next);
  }
}
