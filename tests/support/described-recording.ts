// What a recording says in the words of the corpus's callgrind references, to be compared with them as one value.
// The references were computed by another program and compared with callgrind_annotate; they hold costs in the file's own steps.
import { createHash } from 'node:crypto';
import { NONE } from '../../shared/base/brands.ts';
import { arrayOf } from '../../shared/base/columns.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Costs, Recording } from '../../shared/model/recording.ts';
import { fileName, functionFile, functionModule, functionName } from '../../shared/model/texts.ts';

/** The fields of a *.reference.json that we compare. */
export interface CallgrindReference {
  readonly events: readonly string[];
  readonly totals: readonly number[];
  readonly parts?: readonly { readonly summary: number[] | null; readonly totals: number[] | null }[];
  readonly function_count: number;
  readonly edge_count?: number;
  readonly call_count?: number;
  readonly digest?: string;
  readonly functions: readonly ReferenceFunction[];
  readonly edges?: readonly { caller: number; callee: number; calls: number; incl: number[] }[];
  readonly lines?: Readonly<Record<string, Readonly<Record<string, number[]>>>>;
  readonly line_calls?: readonly [string, number, number | null, number, number[]][];
  readonly jumps?: Readonly<Record<string, number>>;
  readonly instructions?: { readonly distinct_addresses: number; readonly top: readonly [string, number[]][] };
}

export interface ReferenceFunction {
  readonly name: string;
  readonly file: string;
  readonly object?: string;
  readonly self: number[];
  readonly incl_callees?: number[];
  readonly incl_callers?: number[];
  readonly called?: number;
  readonly called_recursive?: number;
  readonly self_by_file?: Readonly<Record<string, number[]>>;
}

/** What the file writes where we know of no file, object or name. */
export interface NothingIs {
  readonly file: string;
  readonly object: string;
  readonly name?: string;
}

type Sums = Map<string, number[]>;
type DescribedFunction = Required<Omit<ReferenceFunction, 'self_by_file'>>;

export class Described {
  readonly recording: Recording;
  private readonly nothing: NothingIs;
  private readonly stride: number;
  private described: DescribedFunction[] | undefined;

  constructor(recording: Recording, nothing: NothingIs) {
    this.recording = recording;
    this.nothing = nothing;
    this.stride = recording.recordedEventTypes;
  }

  /** Every function in the shape of the reference's list. */
  functions(): DescribedFunction[] {
    this.described ??= this.describeFunctions();
    return this.described;
  }

  private describeFunctions(): DescribedFunction[] {
    const { recording } = this;
    const rows = Array.from({ length: recording.functions.length }, (_, row) => ({
      name: functionName(recording, row as FunctionIndex) || (this.nothing.name ?? ''),
      file: functionFile(recording, row as FunctionIndex) ?? this.nothing.file,
      object: functionModule(recording, row as FunctionIndex) ?? this.nothing.object,
      self: this.zero(),
      incl_callees: this.zero(),
      incl_callers: this.zero(),
      called: 0,
      called_recursive: 0,
    }));
    const { lines, calls } = recording;
    for (let i = 0; i < lines.length; i++) {
      const row = rows[plain(lines.function)[i]];
      this.add(row.self, lines.self, i);
      this.add(row.incl_callees, lines.self, i);
    }
    for (let i = 0; i < calls.length; i++) {
      const caller = rows[plain(calls.caller)[i]];
      const callee = rows[plain(calls.callee)[i]];
      callee.called += plain(calls.callCount)[i];
      if (caller === callee) {
        callee.called_recursive += plain(calls.callCount)[i];
      } else {
        this.add(caller.incl_callees, calls.inclusive, i);
        this.add(callee.incl_callers, calls.inclusive, i);
      }
    }
    return rows;
  }

  /** The hash over all functions as the references define it. */
  digest(): string {
    const rows = this.functions().map(({ object, file, name, called, self, incl_callees }) =>
      Buffer.from(`${object}\t${file}\t${name}\t${called}\t${self.join(' ')}\t${incl_callees.join(' ')}\n`),
    );
    const hash = createHash('sha256');
    for (const row of rows.sort(Buffer.compare)) hash.update(row);
    return hash.digest('hex');
  }

  totals(): number[] {
    const totals = this.zero();
    for (let i = 0; i < this.recording.lines.length; i++) this.add(totals, this.recording.lines.self, i);
    return totals;
  }

  /** caller → callee, named by `nameOf`: number of calls, then inclusive costs. */
  edges(): Sums {
    const { calls } = this.recording;
    const sums: Sums = new Map();
    const names = this.functions().map(identity);
    for (let i = 0; i < calls.length; i++) {
      const key = `${names[plain(calls.caller)[i]]} -> ${names[plain(calls.callee)[i]]}`;
      this.addTo(sums, key, [plain(calls.callCount)[i], ...this.costsOf(calls.inclusive, i)]);
    }
    return sums;
  }

  /** `file:line` → self costs; line 0 where unknown. */
  lines(): Sums {
    const { lines } = this.recording;
    const sums: Sums = new Map();
    for (let i = 0; i < lines.length; i++) {
      const key = `${this.fileText(plain(lines.file)[i])}:${known(plain(lines.line)[i])}`;
      this.addTo(sums, key, this.costsOf(lines.self, i));
    }
    return sums;
  }

  /** `function in file` → self costs, split by the file of the line. */
  selfByFile(): Sums {
    const { lines } = this.recording;
    const sums: Sums = new Map();
    const names = this.functions().map(identity);
    for (let i = 0; i < lines.length; i++) {
      const key = `${names[plain(lines.function)[i]]} in ${this.fileText(plain(lines.file)[i])}`;
      this.addTo(sums, key, this.costsOf(lines.self, i));
    }
    return sums;
  }

  /** `file:line -> callee`: number of calls, then inclusive costs. */
  callsByLine(): Sums {
    const { calls } = this.recording;
    const sums: Sums = new Map();
    const names = this.functions().map(identity);
    for (let i = 0; i < calls.length; i++) {
      const place = `${this.fileText(plain(calls.file)[i])}:${known(plain(calls.line)[i])}`;
      const counts = [plain(calls.callCount)[i], ...this.costsOf(calls.inclusive, i)];
      this.addTo(sums, `${place} -> ${names[plain(calls.callee)[i]]}`, counts);
    }
    return sums;
  }

  /** `0xaddress` → self costs. */
  instructions(): Sums {
    const { instructions } = this.recording;
    const sums: Sums = new Map();
    for (let i = 0; i < instructions.length; i++) {
      this.addTo(sums, `0x${instructions.address.at(i as never).toString(16)}`, this.costsOf(instructions.self, i));
    }
    return sums;
  }

  jumps(): { unconditional_times: number; conditional_taken: number; conditional_executed: number } {
    const { jumps } = this.recording;
    const sums = { unconditional_times: 0, conditional_taken: 0, conditional_executed: 0 };
    for (let i = 0; i < jumps.length; i++) {
      if (plain(jumps.conditional)[i] === 0) sums.unconditional_times += plain(jumps.executed)[i];
      else {
        sums.conditional_taken += plain(jumps.followed)[i];
        sums.conditional_executed += plain(jumps.executed)[i];
      }
    }
    return sums;
  }

  private zero(): number[] {
    return new Array<number>(this.stride).fill(0);
  }

  private costsOf(costs: Costs<never>, row: number): number[] {
    return costs.map((column, e) => {
      const value = column === undefined ? 0 : plain(column)[row];
      return value / this.recording.eventTypes[e].fileScale;
    });
  }

  private add(sums: number[], costs: Costs<never>, row: number): void {
    this.costsOf(costs, row).forEach((cost, e) => {
      sums[e] += cost;
    });
  }

  private addTo(sums: Sums, key: string, values: readonly number[]): void {
    const known = sums.get(key);
    if (known === undefined) sums.set(key, [...values]);
    else
      values.forEach((value, i) => {
        known[i] += value;
      });
  }

  private fileText(file: number): string {
    return fileName(this.recording, file as never) ?? this.nothing.file;
  }
}

/** One text for a function of the reference or of ours. */
export function identity({ name, file, object }: { name: string; file: string; object?: string }): string {
  return `${object ?? ''}|${file}|${name}`;
}

function plain(column: { readonly length: number }): ArrayLike<number> {
  return arrayOf(column);
}

function known(line: number): number {
  return line === NONE ? 0 : line;
}
