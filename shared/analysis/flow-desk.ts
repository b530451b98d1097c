// The WebAssembly memory in which values flow along calls (assembly/flow.ts): the calls, and room for the values of two items. They are used where they
// came to be, because a fresh table costs as much as what is written to it; who is asked about a third item takes the room of the item that has had it
// longest, complete or not. Whose room is gone begins anew.
// Trap: values have to be asked for after every pause; they may be somebody else's by then.
import { type RunningModule, runModule } from '../base/web-assembly.ts';
import * as memory from './flow-memory.ts';
import { flowModule } from './flow-module.ts';
import { type FlowPlaces, PLACE_BYTES } from './flow-places.ts';

/** Values by place. */
export interface FlowValues {
  readonly places: FlowPlaces;
  /** What came to the functions. */
  readonly reached: Float64Array;
}

/** What one item's values need besides the calls. */
export interface FlowRun {
  /** Inclusive costs of functions by place. */
  readonly inclusive: Float64Array;
  /** What of its calls a function can hand on, by place; undefined where that is all. */
  readonly fitting: Float64Array | undefined;
}

/** Room for the values of one item. */
interface Seat extends FlowValues {
  readonly scales: Float64Array<ArrayBuffer>;
  run: FlowRun | undefined;
  isUsed: boolean;
}

/** What assembly/flow.ts exports. */
interface FlowExports {
  gather(first: number, end: number, step: number): void;
}

const PAGE = 1 << 16;
/** Of a processor's cache: places are not to lie across two of them. */
const LINE = 64;

const SEATS = 2;

export class FlowDesk {
  /** As in FlowSources. */
  readonly start: Int32Array;
  readonly from: Int32Array;
  readonly cost: Float64Array;
  /** Of the run that was turned to last. memo.ts weighs neither them nor seats: other tables would be dropped for them. */
  private readonly costs: { readonly inclusive: Float64Array; readonly fitting: Float64Array };
  /** The one that was given longest ago first. */
  private readonly seats: Seat[] = [];
  private readonly running: RunningModule<FlowExports>;
  /** What `inclusive` and `fitting` were filled with. */
  private filledWith: Partial<FlowRun> = {};

  constructor(functions: number, calls: number) {
    let bytes = memory.TABLES_AT;
    const room = (byteLength: number): number => {
      const at = bytes;
      bytes += Math.ceil(byteLength / LINE) * LINE;
      return at;
    };
    const at = {
      start: room(4 * (functions + 1)),
      from: room(4 * calls),
      cost: room(8 * calls),
      inclusive: room(8 * functions),
      fitting: room(8 * functions),
    };
    const seats = Array.from({ length: SEATS }, () => ({
      // Nothing ever comes to the last place.
      places: room(PLACE_BYTES * (functions + 1)),
      reached: room(8 * functions),
    }));
    const running = runModule<FlowExports>(flowModule, Math.ceil(bytes / PAGE));
    if (running === undefined) throw new RangeError('The system gives no memory of so many calls to this process.');
    this.running = running;
    const { buffer } = running;
    this.start = new Int32Array(buffer, at.start, functions + 1);
    this.from = new Int32Array(buffer, at.from, calls);
    this.cost = new Float64Array(buffer, at.cost, calls);
    this.costs = {
      inclusive: new Float64Array(buffer, at.inclusive, functions),
      fitting: new Float64Array(buffer, at.fitting, functions),
    };
    for (const seat of seats) {
      const scales = new Float64Array(buffer, seat.places, (PLACE_BYTES / 8) * (functions + 1));
      const distances = new Int32Array(buffer, seat.places, (PLACE_BYTES / 4) * (functions + 1));
      const reached = new Float64Array(buffer, seat.reached, functions);
      this.seats.push({ scales, places: { scales, distances }, reached, run: undefined, isUsed: false });
    }
    this.tell(memory.START_AT, this.start);
    this.tell(memory.FROM_AT, this.from);
    this.tell(memory.COST_AT, this.cost);
    this.tell(memory.INCLUSIVE_AT, this.costs.inclusive);
  }

  /** Gives the run a seat: nothing has come to any function. */
  seat(run: FlowRun): FlowValues {
    const seat = this.seats.shift();
    if (seat === undefined) throw new Error('A desk without seats.');
    seat.run = run;
    // New memory is empty, and nothing takes as long as writing to it for the first time.
    if (seat.isUsed) {
      seat.scales.fill(0);
      seat.reached.fill(0);
    }
    seat.isUsed = true;
    this.seats.push(seat);
    return seat;
  }

  /** What has come to the functions so far; undefined where the run has no seat, or none any more. */
  valuesOf(run: FlowRun): FlowValues | undefined {
    // Asked for every call that a graph looks at.
    for (let i = 0; i < this.seats.length; i++) if (this.seats[i].run === run) return this.seats[i];
    return undefined;
  }

  /** From here to the next pause values come to the functions of this run, which has a seat. */
  turnTo(run: FlowRun): void {
    const values = this.valuesOf(run);
    if (values === undefined) throw new Error('A run without a seat.');
    const { inclusive, fitting } = run;
    if (this.filledWith.inclusive !== inclusive) this.costs.inclusive.set(inclusive);
    if (fitting !== undefined && this.filledWith.fitting !== fitting) this.costs.fitting.set(fitting);
    this.filledWith = { inclusive, fitting: fitting ?? this.filledWith.fitting };
    this.tell(memory.FITTING_AT, fitting === undefined ? undefined : this.costs.fitting);
    this.tell(memory.PLACES_AT, values.places.scales);
    this.tell(memory.REACHED_AT, values.reached);
  }

  /** Values come to the functions at the places from `first` to before `end`, each `step` further, which are in no cycle. */
  gatherAlone(first: number, end: number, step: number): void {
    this.running.code.gather(first, end, step);
  }

  private tell(at: number, table: Int32Array | Float64Array | undefined): void {
    new Uint32Array(this.running.buffer, at, 1)[0] = table?.byteOffset ?? 0;
  }
}
