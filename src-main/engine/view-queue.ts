// Questions about views wait here for their turn, so that one that nobody needs any more is never worked on: when a newer question about
// the same view of the same recording waits with another ViewState, the older one is refused as superseded.
// Trap: two questions that differ only in the rows they want are both wanted: that is how a table is scrolled.
import type { ViewParameters } from '../../shared/contracts/engine-contract.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';

/** `name` crosses to the page, which needs no message for it: it has asked something newer. */
class Superseded extends Error {
  override name = 'Superseded';
}

interface Waiting {
  readonly parameters: ViewParameters;
  readonly state: string;
  readonly answer: (model: ViewModel) => void;
  readonly refuse: (reason: unknown) => void;
}

export class ViewQueue {
  private readonly select: (parameters: ViewParameters) => ViewModel;
  private waiting: Waiting[] = [];
  private scheduled = false;

  constructor(select: (parameters: ViewParameters) => ViewModel) {
    this.select = select;
  }

  ask(parameters: ViewParameters): Promise<ViewModel> {
    return new Promise((answer, refuse) => {
      this.dropOlder(parameters);
      this.waiting.push({ parameters, state: JSON.stringify(parameters.state), answer, refuse });
      this.schedule();
    });
  }

  private dropOlder({ recordingId, viewId, state }: ViewParameters): void {
    const newest = JSON.stringify(state);
    const isOlder = (one: Waiting) =>
      one.parameters.recordingId === recordingId && one.parameters.viewId === viewId && one.state !== newest;
    for (const one of this.waiting) if (isOlder(one)) one.refuse(new Superseded('a newer question came in'));
    this.waiting = this.waiting.filter((one) => !isOlder(one));
  }

  /** One question a turn of the event loop: messages that came in meanwhile (cancel, newer questions) go first. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      const next = this.waiting.shift();
      if (this.waiting.length > 0) this.schedule();
      if (next === undefined) return;
      try {
        next.answer(this.select(next.parameters));
      } catch (error) {
        next.refuse(error);
      }
    });
  }
}
