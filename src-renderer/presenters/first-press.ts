// What the clicks on rows and pictures mean that may be replaced at any moment: what was under the pointer when the button went down the
// first time. The second click of a double click means that too, whatever has come there between the two.
// It is forgotten when the pointer leaves: a double click that begins somewhere else means nothing that was pressed here before.

export class FirstPress<Thing> {
  readonly #isSame: (a: Thing, b: Thing) => boolean;
  #pressed: Thing | undefined;

  constructor(isSame: (a: Thing, b: Thing) => boolean) {
    this.#isSame = isSame;
  }

  /** `clicks`: the event's own count (`detail`), 2 for the second press of a double click. */
  down(thing: Thing | undefined, clicks: number): void {
    if (clicks <= 1 || this.#pressed === undefined) this.#pressed = thing;
  }

  /** What a click means; undefined: nothing was there, or it is the second one and something else is there now. */
  clicked(now: Thing | undefined, clicks: number): Thing | undefined {
    // Screen readers click without pressing.
    if (clicks === 0 || this.#pressed === undefined) return now;
    if (clicks === 1) return this.#pressed;
    return now !== undefined && this.#isSame(now, this.#pressed) ? now : undefined;
  }

  /** What a double click means; undefined: it began where there was nothing. */
  twice(): Thing | undefined {
    return this.#pressed;
  }

  /** A finger leaves after each touch. */
  leave({ pointerType }: { readonly pointerType: string }): void {
    if (pointerType === 'mouse') this.#pressed = undefined;
  }
}
