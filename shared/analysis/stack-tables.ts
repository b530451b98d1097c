// The tables that the first list of a large recording of stacks needs, made by WebAssembly (assembly/stacks/) and left where the analyses look for
// them: costs of functions, calls, edges, cycles. Another scope, or cycles by dear calls only, is left to their own loops, which say the same
// (tests/properties/stack-tables.test.ts): by then V8 has time to compile them.
// Trap: the columns are views of one memory, which lives as long as any of them.
import { arrayOf, asColumn } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { Sliced } from '../base/slices.ts';
import { type RunningModule, runModule } from '../base/web-assembly.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { arrowsKey, type CallArrows } from './call-arrows.ts';
import { componentOfKey } from './call-components.ts';
import { type CallDegrees, degreesKey } from './call-degrees.ts';
import { type CallEdges, edgeInclusiveKey, edgesKey } from './call-edges.ts';
import { contextInclusiveKey, contextSelfKey } from './context-costs.ts';
import { recordedCosts } from './event-costs.ts';
import { eventTotalKey } from './event-total.ts';
import { type FunctionTotals, totalsKey } from './function-totals.ts';
import { type ComponentCosts, componentCostsKey } from './member-shares.ts';
import { idleMask, type Scope, wholeScope } from './scope.ts';
import { pagesFor } from './stack-memory.ts';
import { stackModule } from './stack-module.ts';
import type { Components } from './strong-components.ts';

/** Smaller recordings are ready before the module is. */
const LEAST_CONTEXTS = 1 << 13;
/** Larger ones take so long that V8 has compiled what works in slices, and nobody waits for this. */
const MOST_CONTEXTS = 1 << 19;

interface Place {
  readonly value: number;
}

/** What assembly/stacks/tables.ts exports. */
interface StackExports {
  readonly functionAt: Place;
  readonly parentAt: Place;
  readonly endAt: Place;
  readonly selfAt: Place;
  readonly idleAt: Place;
  readonly inclusiveAt: Place;
  readonly rowsAt: Place;
  readonly targetAt: Place;
  readonly edgeOfRowAt: Place;
  readonly callerAt: Place;
  readonly calleeAt: Place;
  readonly calleeEdgesAt: Place;
  readonly edgeInclusiveAt: Place;
  readonly functionSelfAt: Place;
  readonly functionInclusiveAt: Place;
  readonly sharesAt: Place;
  readonly componentInclusiveAt: Place;
  readonly arrowStartAt: Place;
  readonly callerStartAt: Place;
  readonly calleeStartAt: Place;
  readonly callersAt: Place;
  readonly calleesAt: Place;
  readonly componentAt: Place;
  readonly sharedAt: Place;
  readonly pairs: Place;
  readonly components: Place;
  readonly total: Place;
  layOut(contexts: number, functions: number): void;
  leaveOutIdle(): void;
  addUp(): void;
  addInclusive(): void;
  findArrows(): void;
  findEdges(): void;
  findComponents(): void;
  addShares(): void;
}

/** To be called before anything is asked; does nothing where the loops of the analyses are as good. */
export function* prepareStackTables(recording: Recording, least = LEAST_CONTEXTS): Sliced<void> {
  const { contexts, functions, family, preferredEventType, recordedEventTypes } = recording;
  const pages = pagesFor(contexts.length, functions.length);
  if (family !== 'stacks' || contexts.length < least || contexts.length > MOST_CONTEXTS) return;
  if (preferredEventType >= recordedEventTypes) return;
  const running = runModule<StackExports>(stackModule, pages);
  if (running === undefined) return;
  const tables = new StackTables(recording, running);
  yield;
  for (let eventType = 0; eventType < recordedEventTypes; eventType++)
    if (eventType !== preferredEventType) tables.keepTotalOf(eventType as EventTypeIndex);
  tables.keepTotals();
  yield;
  tables.keepArrows();
  yield;
  const components = tables.keepComponents();
  yield;
  if (components.count === functions.length) return;
  tables.keepEdges();
  yield;
  tables.keepComponentCosts();
  yield;
}

class StackTables {
  private readonly recording: Recording;
  private readonly scope: Scope;
  private readonly code: StackExports;
  private readonly buffer: ArrayBuffer;

  constructor(recording: Recording, { code, buffer }: RunningModule<StackExports>) {
    this.recording = recording;
    this.scope = wholeScope(recording);
    this.code = code;
    this.buffer = buffer;
    const { contexts, functions } = recording;
    this.code.layOut(contexts.length, functions.length);
    const { functionAt, parentAt, endAt } = this.code;
    this.integers(functionAt, contexts.length).set(arrayOf(contexts.function));
    this.integers(parentAt, contexts.length).set(arrayOf(contexts.parent));
    this.integers(endAt, contexts.length).set(arrayOf(contexts.subtreeEnd));
    const idle = idleMask(recording, this.scope);
    if (idle !== undefined) new Uint8Array(buffer, this.code.idleAt.value, functions.length).set(idle);
  }

  /** The total of an event type, of which nothing else is known yet. */
  keepTotalOf(eventType: EventTypeIndex): void {
    this.fillIn(eventType);
    this.code.addUp();
    const total = this.code.total.value;
    memo(this.recording, eventTotalKey({ ...this.scope, eventType }), () => total);
  }

  /** Costs of contexts and functions, by the preferred event type. */
  keepTotals(): void {
    const { recording, scope, code } = this;
    const { contexts, functions } = recording;
    this.fillIn(scope.eventType);
    code.addUp();
    code.addInclusive();
    memo(recording, contextSelfKey(scope), () => this.doubles(code.selfAt, contexts.length));
    memo(recording, contextInclusiveKey(scope), () => this.doubles(code.inclusiveAt, contexts.length));
    const totals: FunctionTotals = {
      total: code.total.value,
      self: asColumn(this.doubles(code.functionSelfAt, functions.length)),
      inclusive: asColumn(this.doubles(code.functionInclusiveAt, functions.length)),
      note: asColumn(new Uint8Array(functions.length)),
    };
    memo(recording, totalsKey(scope), () => totals);
  }

  /** Contexts by caller, and how many functions call each other. */
  keepArrows(): void {
    const { recording, scope, code } = this;
    const { length } = recording.functions;
    code.findArrows();
    const start = this.integers(code.arrowStartAt, length + 1);
    const arrows: CallArrows = {
      start: start.subarray(0, length),
      end: start.subarray(1),
      target: this.integers(code.targetAt, start[length]),
      rows: this.integers(code.rowsAt, start[length]),
    };
    memo(recording, arrowsKey(scope), () => arrows);
    const degrees: CallDegrees = {
      pairs: code.pairs.value,
      callees: this.integers(code.calleesAt, length),
      callers: this.integers(code.callersAt, length),
    };
    memo(recording, degreesKey(scope), () => degrees);
  }

  keepComponents(): Components {
    const { recording, scope, code } = this;
    const { length } = recording.functions;
    code.findComponents();
    const components: Components = {
      count: code.components.value,
      componentOf: this.integers(code.componentAt, length),
      isShared: new Uint8Array(this.buffer, code.sharedAt.value, length),
    };
    return memo(recording, componentOfKey(scope), () => components);
  }

  keepEdges(): void {
    const { recording, scope, code } = this;
    const functions = recording.functions.length;
    code.findEdges();
    const length = code.pairs.value;
    const edges: CallEdges = {
      length,
      caller: this.integers(code.callerAt, length),
      callee: this.integers(code.calleeAt, length),
      callerStart: this.integers(code.callerStartAt, functions + 1),
      calleeStart: this.integers(code.calleeStartAt, functions + 1),
      calleeEdges: this.integers(code.calleeEdgesAt, length),
      rowToEdge: this.integers(code.edgeOfRowAt, recording.contexts.length),
    };
    memo(recording, edgesKey(scope), () => edges);
    memo(recording, edgeInclusiveKey(scope), () => this.doubles(code.edgeInclusiveAt, length));
  }

  keepComponentCosts(): void {
    const { recording, scope, code } = this;
    code.addShares();
    const costs: ComponentCosts = {
      shares: this.doubles(code.sharesAt, recording.functions.length),
      inclusive: this.doubles(code.componentInclusiveAt, code.components.value),
    };
    memo(recording, componentCostsKey(scope), () => costs);
  }

  /** Self costs of an event type, without those of idle functions. */
  private fillIn(eventType: EventTypeIndex): void {
    const { recording, code } = this;
    const self = this.doubles(code.selfAt, recording.contexts.length);
    const costs = recordedCosts(recording.contexts.self, eventType);
    if (costs === undefined) self.fill(0);
    else self.set(costs);
    if (recording.idleFunctions.length > 0) code.leaveOutIdle();
  }

  private integers({ value }: Place, length: number): Int32Array {
    return new Int32Array(this.buffer, value, length);
  }

  private doubles({ value }: Place, length: number): Float64Array {
    return new Float64Array(this.buffer, value, length);
  }
}
