// The WebAssembly memory in which values flow along calls (assembly/flow.ts): the calls, and the values of one item, which leave it as soon as they are
// complete. Whoever is asked about another item in a pause of the first needs the same memory: what is half-way is put aside, and back when its turn comes.
// Trap: an item's values are those of the desk only between seat() and the next pause.
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
  /** Values that were put aside. */
  aside?: FlowValues | undefined;
}

/** What assembly/flow.ts exports. */
interface FlowExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  gather(first: number, end: number, step: number): void;
}

const PAGE = 1 << 16;
/** Of a processor's cache: places are not to lie across two of them. */
const LINE = 64;

export class FlowDesk {
  /** As in FlowSources. */
  readonly start: Int32Array;
  readonly from: Int32Array;
  readonly cost: Float64Array;
  /** Of the run that has a seat. */
  readonly reached: Float64Array;
  readonly places: FlowPlaces;
  private readonly scales: Float64Array<ArrayBuffer>;
  private readonly inclusive: Float64Array;
  private readonly fitting: Float64Array;
  private readonly code: FlowExports;
  private run: FlowRun | undefined;
  /** What `inclusive` and `fitting` were filled with. */
  private filledWith: Partial<Pick<FlowRun, 'inclusive' | 'fitting'>> = {};

  constructor(functions: number, calls: number) {
    const letters = atob(flowModule);
    const module = new WebAssembly.Module(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)));
    this.code = new WebAssembly.Instance(module, {}).exports as unknown as FlowExports;
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
      // Nothing ever comes to the last place.
      places: room(PLACE_BYTES * (functions + 1)),
      reached: room(8 * functions),
    };
    this.code.memory.grow(Math.ceil(bytes / PAGE));
    const { buffer } = this.code.memory;
    this.start = new Int32Array(buffer, at.start, functions + 1);
    this.from = new Int32Array(buffer, at.from, calls);
    this.cost = new Float64Array(buffer, at.cost, calls);
    this.inclusive = new Float64Array(buffer, at.inclusive, functions);
    this.fitting = new Float64Array(buffer, at.fitting, functions);
    this.scales = new Float64Array(buffer, at.places, (PLACE_BYTES / 8) * (functions + 1));
    this.places = placesOf(this.scales);
    this.reached = new Float64Array(buffer, at.reached, functions);
    this.tell(memory.START_AT, this.start);
    this.tell(memory.FROM_AT, this.from);
    this.tell(memory.COST_AT, this.cost);
    this.tell(memory.INCLUSIVE_AT, this.inclusive);
    this.tell(memory.PLACES_AT, this.scales);
    this.tell(memory.REACHED_AT, this.reached);
  }

  /** From here to the next pause the values at the desk are those of this run; nothing has come to any function at first. */
  seat(run: FlowRun): void {
    if (this.run === run) return;
    if (this.run !== undefined) this.run.aside = this.copied();
    this.run = run;
    if (run.aside === undefined) {
      this.scales.fill(0);
      this.reached.fill(0);
    } else {
      this.scales.set(run.aside.places.scales);
      this.reached.set(run.aside.reached);
      run.aside = undefined;
    }
    this.fill(run);
  }

  /** Values come to the functions at the places from `first` to before `end`, each `step` further, which are in no cycle. */
  gatherAlone(first: number, end: number, step: number): void {
    this.code.gather(first, end, step);
  }

  /** The values of the run that has the seat, which it leaves. */
  leave(): FlowValues {
    this.run = undefined;
    return this.copied();
  }

  private copied(): FlowValues {
    return { places: placesOf(this.scales.slice()), reached: this.reached.slice() };
  }

  private fill({ inclusive, fitting }: FlowRun): void {
    if (this.filledWith.inclusive !== inclusive) this.inclusive.set(inclusive);
    if (fitting !== undefined && this.filledWith.fitting !== fitting) this.fitting.set(fitting);
    this.filledWith = { inclusive, fitting: fitting ?? this.filledWith.fitting };
    this.tell(memory.FITTING_AT, fitting === undefined ? undefined : this.fitting);
  }

  private tell(at: number, table: Int32Array | Float64Array | undefined): void {
    new Uint32Array(this.code.memory.buffer, at, 1)[0] = table?.byteOffset ?? 0;
  }
}

function placesOf(scales: Float64Array<ArrayBuffer>): FlowPlaces {
  return { scales, distances: new Int32Array(scales.buffer, scales.byteOffset, 2 * scales.length) };
}
