// Callgrind files as valgrind writes them with --dump-instr=yes: names once and numbers after, relative positions, calls with their
// target, lines from headers. Shape as measured on real programs: about 550 bytes, 10 cost lines and 4.5 calls a function, few functions with
// very many callers. Costs flow from callers to callees and add up; a function in a hundred calls back, so that there are cycles.
import { seededRandom } from '../synthetic-recording.ts';
import { imaginaryProgram, POPULAR, type Program } from './program-names.ts';
import { type TextFile, writeTextFile } from './text-file.ts';

export interface ProgramOptions {
  readonly functions: number;
  /** Every name and position in full, every time. */
  readonly spelledOut: boolean;
}

/** Measured on what this file writes; the size asked for is met within a few per cent. */
const BYTES_A_FUNCTION = { short: 521, spelledOut: 1120 };

export function functionsForSize(megabytes: number, spelledOut: boolean): number {
  return Math.round((megabytes * 1e6) / (spelledOut ? BYTES_A_FUNCTION.spelledOut : BYTES_A_FUNCTION.short));
}

export function writeCallgrindProgram(path: string, options: ProgramOptions): void {
  writeTextFile(path, (file) => {
    file.add(
      '# callgrind format\nversion: 1\ncreator: callipers bench\npid: 4711\ncmd: /usr/lib/app/bin/application\npart: 1\n\n',
    );
    file.add('positions: instr line\nevents: Ir Dr\n\n');
    const writer = new ProgramWriter(file, imaginaryProgram(options.functions), options.spelledOut);
    for (let index = 0; index < options.functions; index++) writer.addFunction(index);
    file.add(`totals: ${writer.totals.join(' ')}\n`);
  });
}

const HEADERS = 4000;

/** Numbers given to names so far; 0: none yet. */
interface Numbers {
  readonly of: Int32Array;
  last: number;
}

function createNumbers(count: number): Numbers {
  return { of: new Int32Array(count), last: 0 };
}

class ProgramWriter {
  readonly totals = [0, 0];
  private readonly file: TextFile;
  private readonly program: Program;
  private readonly spelledOut: boolean;
  private readonly firstHeader: number;
  private readonly random = seededRandom(7);
  /** Handed to each function by those before it. */
  private readonly inclusive: Float64Array;
  private readonly known: { readonly functions: Numbers; readonly files: Numbers; readonly modules: Numbers };
  private inFile = -1;
  private inModule = -1;
  private address = -1;
  private line = -1;

  constructor(file: TextFile, program: Program, spelledOut: boolean) {
    this.file = file;
    this.program = program;
    this.spelledOut = spelledOut;
    this.inclusive = new Float64Array(program.functions);
    this.inclusive[0] = 1e12;
    const files = program.file(program.functions - 1) + 1;
    this.firstHeader = files;
    this.known = {
      functions: createNumbers(program.functions),
      files: createNumbers(files + HEADERS),
      modules: createNumbers(files + 1),
    };
  }

  addFunction(index: number): void {
    const { program, file, random } = this;
    this.enter('', index);
    file.add(`fn=${this.named(this.known.functions, index, program.name)}\n`);
    const lines = 1 + power(random, 60, 1.3);
    const callees = this.callees(index);
    const whole = this.inclusive[index] + 20 + Math.floor(random() * 3000);
    const self = callees.length === 0 ? whole : Math.ceil(whole * (0.02 + 0.3 * random()));
    const share = callees.length === 0 ? 0 : (whole - self) / callees.length;
    const header = lines > 4 && random() < 0.25 ? Math.floor(random() * lines) : -1;
    this.line = -1;
    let left = self;
    let next = 0;
    for (let at = 0; at < lines; at++) {
      if (at === header) this.enterFile('fi', this.firstHeader + (index % HEADERS));
      if (at === header + 1 && header >= 0) this.enterFile('fe', program.file(index));
      const cost = at === lines - 1 ? left : Math.floor(left * random() * 0.3);
      left -= cost;
      this.move(
        program.address(index) + at * 5,
        at === header ? 20 + (index % 300) : program.line(index) + at + ((at * at) % 3),
      );
      this.addCost(cost);
      this.totals[0] += cost;
      this.totals[1] += secondCost(cost);
      const until = Math.floor(((at + 1) * callees.length) / lines);
      for (; next < until; next++) this.addCall(index, callees[next], Math.floor(share));
    }
    if (this.inFile !== program.file(index)) this.enterFile('fe', program.file(index));
    file.add('\n');
  }

  /** Mostly popular and near ones, different from each other. */
  private callees(index: number): number[] {
    const { random, program } = this;
    const { functions } = program;
    const found: number[] = [];
    const add = (callee: number): void => {
      if (callee < functions && callee >= 0 && !found.includes(callee)) found.push(callee);
    };
    if (index + 1 < functions) add(index + power(random, 30, 1.5));
    for (let wanted = power(random, 60, 1.72) - 1; wanted > 0; wanted--) {
      const kind = random();
      if (kind < 0.3) add(functions - power(random, POPULAR.length, 1.2));
      else if (kind < 0.75) add(index + power(random, 400, 1.2));
      else add(index + 1 + Math.floor(random() * (functions - index)));
    }
    if (index > 8 && random() < 0.01) add(index - 1 - Math.floor(random() * 8));
    return found.filter((callee) => callee !== index);
  }

  private addCall(from: number, to: number, cost: number): void {
    const { program, file } = this;
    this.enter('c', to);
    file.add(`cfn=${this.named(this.known.functions, to, program.name)}\n`);
    const target = `${hex(program.address(to))} ${this.lineText(program.line(to))}`;
    file.add(`calls=${power(this.random, 3_000_000, 1.3)} ${target}\n`);
    this.move(program.address(from) + 2, this.line);
    this.addCost(cost);
    if (to > from) this.inclusive[to] += cost;
  }

  /** Says the module and the file of a function where they are not those in force; `c` for those of a callee. */
  private enter(prefix: '' | 'c', index: number): void {
    const { program, file, known } = this;
    const inFile = program.file(index);
    const inModule = program.module(inFile);
    const isSaid = prefix === 'c' && this.spelledOut;
    if (inModule !== this.inModule || isSaid) {
      file.add(`${prefix}ob=${this.named(known.modules, inModule, program.modulePath)}\n`);
    }
    if (prefix === '') this.inModule = inModule;
    if (inFile === this.inFile && !isSaid) return;
    if (prefix === '') this.enterFile('fl', inFile);
    else file.add(`cfi=${this.fileName(inFile)}\n`);
  }

  private enterFile(word: 'fl' | 'fi' | 'fe', inFile: number): void {
    this.file.add(`${word}=${this.fileName(inFile)}\n`);
    this.inFile = inFile;
  }

  private fileName(index: number): string {
    const { firstHeader, program } = this;
    const path = (file: number): string =>
      file < firstHeader ? program.path(file) : `/build/include/core/header_${file - firstHeader}.h`;
    return this.named(this.known.files, index, path);
  }

  /** `(7) name` the first time, `(7)` from then on, numbered as they come. */
  private named(known: Numbers, index: number, name: (index: number) => string): string {
    if (this.spelledOut) return name(index);
    if (known.of[index] > 0) return `(${known.of[index]})`;
    known.of[index] = ++known.last;
    return `(${known.last}) ${name(index)}`;
  }

  private move(address: number, line: number): void {
    const isFirst = this.line === -1 || this.spelledOut;
    const distance = address - this.address;
    const near = distance > 0 && distance < 4096 ? `+${distance}` : distance === 0 ? '*' : hex(address);
    this.file.add(`${isFirst ? hex(address) : near} ${this.lineText(line)}`);
    this.address = address;
    this.line = line;
  }

  private lineText(line: number): string {
    const distance = line - this.line;
    if (this.line === -1 || this.spelledOut || Math.abs(distance) >= 1000) return String(line);
    return distance === 0 ? '*' : distance > 0 ? `+${distance}` : String(distance);
  }

  private addCost(cost: number): void {
    const second = secondCost(cost);
    this.file.add(second === 0 ? ` ${cost}\n` : ` ${cost} ${second}\n`);
  }
}

function secondCost(cost: number): number {
  return Math.floor(cost * 0.26);
}

function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

/** A whole number from 1 to `most`, small ones far more often: density x^-steepness (steepness other than 1). */
function power(random: () => number, most: number, steepness: number): number {
  const e = 1 - steepness;
  return Math.min(most, Math.floor((1 + random() * ((most + 1) ** e - 1)) ** (1 / e)));
}
