// The header lines of a callgrind file and the parts they begin.
// Header lines may stand in any order and between body lines. A new part begins with the first body line after a header that
// says `events:`, `part:`, `thread:` or `pid:` again, or after Xdebug's append separator; what its header omits is inherited.
// `summary:` and `totals:` are kept as stated and compared with the sum of the self costs (S1).
import type { PartIndex } from '../../model/indices.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import {
  addDerivedEventTypes,
  describeEventType,
  type EventDefinition,
  parseEventDefinition,
} from './callgrind-event-types.ts';
import { parseOddNumber, withinRange } from './callgrind-numbers.ts';
import { compareTotals } from './callgrind-stated-totals.ts';

const MAX_EVENT_TYPES = 1000;
/** A file of thousands of parts has as many time ranges. */
const MAX_PROPERTIES = 100;

type Place = { readonly line: number };

interface Stated {
  readonly key: 'summary' | 'totals';
  readonly text: string;
  readonly place: Place;
}

export class CallgrindParts {
  /** Kinds of position columns in force: `line`, `instr`, or what is skipped. */
  positions: readonly string[] = ['line'];
  /** Event types of the current part's cost columns, as indices of the builder. */
  columns: readonly number[] = [];
  /** Cost lines of the current part were seen; a header line that says who it is about begins another one. */
  isOpen = false;
  /** Counts the beginnings of parts as the header lines tell them. */
  epoch = 0;
  current = 0 as PartIndex;
  opened = 0;
  creator = '';
  /** Header keys seen, to tell cachegrind from callgrind. */
  readonly keys = new Set<string>();
  /** Sum of the self costs of the current part by cost column; the line reader adds to it. */
  sums: Float64Array = new Float64Array(0);

  private readonly builder: RecordingBuilder;
  private readonly file: string;
  private readonly definitions = new Map<string, EventDefinition>();
  private names: readonly string[] = [];
  private namesOfCurrent: readonly string[] = [];
  private identity: { pid?: number; thread?: number; part?: number } = {};
  private command: string | undefined;
  private trigger: string | undefined;
  private stated: Stated[] = [];
  private statedOfCurrent: Stated[] = [];
  private anyCost = false;
  /** Some header line came since the last part began. */
  private headed = false;

  constructor(builder: RecordingBuilder, file: string) {
    this.builder = builder;
    this.file = file;
  }

  /** Whether the last part states its `totals:`; callgrind always does, so a file without is cut. */
  get hasTotals(): boolean {
    return this.statedOfCurrent.some(({ key }) => key === 'totals');
  }

  get hasStatedCost(): boolean {
    return this.statedOfCurrent.length > 0;
  }

  /** A header line; false where the key is not known. */
  header(key: string, value: string, place: Place): boolean {
    this.keys.add(key);
    this.headed = true;
    switch (key) {
      case 'events':
        this.restart();
        this.setNames(value, place);
        return true;
      case 'part':
      case 'thread':
      case 'pid':
        this.restart();
        this.identity = { ...this.identity, ...numbered(key, value) };
        return true;
      case 'cmd':
        this.command = value;
        return true;
      case 'creator':
        this.creator = value;
        this.builder.creator ??= value;
        return true;
      case 'positions':
        this.setPositions(value, place);
        return true;
      case 'summary':
      case 'totals':
        this.state({ key, text: value, place });
        return true;
      case 'event':
        this.define(value, place);
        return true;
      case 'desc':
        this.describe(value);
        return true;
      case 'version':
        if (value !== '1' && value !== '') {
          this.builder.diagnose(
            'unknown-version',
            'warning',
            `Version ${value} of the format is not known; it was read as version 1. Compare its totals with the profiler’s own report.`,
            place,
          );
        }
        return true;
      case 'timeframe (bb)':
        this.property('Timerange', value);
        return true;
      case 'arch':
        this.property('arch', value);
        return true;
      default:
        return false;
    }
  }

  /** Xdebug in append mode: what follows is another profile. */
  separator(): void {
    this.restart();
    this.identity = {};
    this.command = undefined;
    this.trigger = undefined;
  }

  /** Begins a part: to be called with its first cost line, when `isOpen` is false. */
  open(): void {
    this.closePart();
    this.isOpen = true;
    this.headed = false;
    this.opened++;
    this.statedOfCurrent = this.stated;
    this.stated = [];
    const label = this.trigger ?? this.command;
    this.current = this.builder.part({ file: this.file, ...this.identity, ...(label ? { label } : {}) });
    if (this.command) this.builder.command ??= this.command;
    this.columns = this.recordColumns();
  }

  /** Closes the last part, also one that has a header but no body. */
  finish(): void {
    if (!this.isOpen && this.headed && this.names.length > 0) this.open();
    this.closePart();
    addDerivedEventTypes(this.builder, this.definitions.values());
    if (this.opened > 0 && !this.anyCost) {
      this.builder.diagnose('no-cost', 'info', 'All costs are 0: nothing was counted.');
    }
  }

  get hasEvents(): boolean {
    return this.names.length > 0;
  }

  private restart(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.epoch++;
    this.trigger = undefined;
    this.stated = [];
  }

  /** An empty list is only fatal where it is the first. */
  private setNames(value: string, place: Place): void {
    const names = value.split(/\s+/).filter((name) => name !== '');
    if (names.length > 0 || this.opened === 0) this.names = names;
    else
      this.builder.diagnose(
        'empty-events',
        'warning',
        'An events: line names no event type; those before hold.',
        place,
      );
  }

  private setPositions(value: string, place: Place): void {
    const kinds = value
      .toLowerCase()
      .split(/\s+/)
      .filter((kind) => kind !== '');
    for (const kind of kinds) {
      if (/^(?:line|instr|bb)$/.test(kind)) continue;
      this.builder.diagnose(
        'unknown-position',
        'warning',
        `A position column of an unknown kind was skipped: ${kind}.`,
        place,
      );
    }
    if (kinds.length > 0) this.positions = kinds.slice(0, 16);
  }

  private state(stated: Stated): void {
    if (this.isOpen) this.statedOfCurrent.push(stated);
    else this.stated.push(stated);
  }

  private define(value: string, place: Place): void {
    const definition = parseEventDefinition(value);
    if (definition !== undefined) {
      const { definitions } = this;
      if (definitions.size < MAX_EVENT_TYPES || definitions.has(definition.name))
        definitions.set(definition.name, definition);
      else this.builder.diagnose('too-many-formulas', 'error', `Only the first ${MAX_EVENT_TYPES} formulas were read.`);
    } else this.builder.diagnose('formula-not-understood', 'warning', 'An event: line was not understood.', place);
  }

  private describe(value: string): void {
    const colon = value.indexOf(':');
    const name = (colon < 0 ? 'desc' : value.slice(0, colon)).trim();
    const text = (colon < 0 ? value : value.slice(colon + 1)).trim();
    if (name === 'Trigger') this.trigger = text;
    else this.property(name, text);
  }

  private property(name: string, value: string): void {
    if (value === '') return;
    const { properties } = this.builder;
    if (properties.length < MAX_PROPERTIES && !properties.some((known) => known.name === name && known.value === value))
      properties.push({ name, value });
  }

  private recordColumns(): readonly number[] {
    const before = this.builder.eventTypes.length;
    const known = new Set(this.builder.eventTypes.map(({ name }) => name));
    const isTooMany = (name: string): boolean => known.add(name).size > MAX_EVENT_TYPES;
    const first = this.names.slice(0, MAX_EVENT_TYPES);
    const most = first.findIndex(isTooMany);
    const names = most < 0 ? first : first.slice(0, most);
    if (names.length < this.names.length) {
      this.builder.diagnose(
        'too-many-event-types',
        'error',
        `Only the first ${MAX_EVENT_TYPES} event types were read.`,
      );
    }
    const columns = this.builder.indicesOf(
      names.map((name) => describeEventType(name, this.creator, this.definitions.get(name)?.longName)),
    );
    const differs = before > 0 && (this.builder.eventTypes.length > before || columns.some((type, i) => type !== i));
    if (differs && this.opened > 1) {
      const message = 'A part has other event types than the ones before it; they were matched by name.';
      this.builder.diagnose('event-types-differ', 'warning', message);
    }
    this.builder.preferredEventType ??= names[0];
    this.sums = new Float64Array(columns.length);
    this.namesOfCurrent = names;
    return columns;
  }

  private closePart(): void {
    if (this.opened === 0) return;
    for (const sum of this.sums) if (sum !== 0) this.anyCost = true;
    const statements = this.statedOfCurrent.map((stated) => ({ stated, values: this.valuesOf(stated) }));
    compareTotals(
      this.builder,
      statements.map(({ stated: { key, place }, values }) => ({ key, place, values })),
      {
        names: this.namesOfCurrent,
        sums: this.sums,
        reasonToDiffer: (eventType) => this.reasonToDiffer(eventType),
      },
    );
    const kept = statements.find(({ stated }) => stated.key === 'summary') ?? statements[0];
    if (kept === undefined) return;
    const statedTotals = kept.values.map((value, i) => ({ eventType: this.namesOfCurrent[i], value }));
    this.builder.updatePart(this.current, { statedTotals });
  }

  private valuesOf({ text }: Stated): number[] {
    const values = text.split(/\s+/).filter((word) => word !== '');
    return values.slice(0, this.sums.length).map((word) => withinRange(parseOddNumber(word) ?? 0));
  }

  /** Some writers never mean the sum. */
  private reasonToDiffer(eventType: string): string {
    if (/^xdebug/i.test(this.creator)) return 'Xdebug counts its own time there, and the largest amount of memory.';
    const isConverted = eventType === 'ns' && !this.keys.has('creator');
    return isConverted ? 'pyprof2calltree writes the largest cumulative time there.' : '';
  }
}

function numbered(key: 'part' | 'thread' | 'pid', value: string): { pid?: number; thread?: number; part?: number } {
  const number = Number.parseInt(value, 10);
  return Number.isFinite(number) ? { [key]: number } : {};
}
