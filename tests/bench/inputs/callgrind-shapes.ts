// Callgrind files of unusual shape: Xdebug's (one block for every single call), names spelled out without the files of callees, one function
// with very many callees, one very deep chain.
import { seededRandom } from '../synthetic-recording.ts';
import { imaginaryProgram, mixed } from './program-names.ts';
import { writeTextFile } from './text-file.ts';

const PHP_FUNCTIONS = 3000;
const FUNCTIONS_A_FILE = 15;

/** A call that has not ended: those it made are written already. */
interface OpenCall {
  readonly fn: number;
  callsToMake: number;
  readonly ended: EndedCall[];
}

interface EndedCall {
  readonly fn: number;
  readonly time: number;
}

/** `blocks` calls of 3,000 functions, each written when it ends, its callees before it; about 64 bytes a block. A function calls few others. */
export function writeXdebug(path: string, blocks: number): void {
  writeBlocks(path, blocks, calleeOf);
}

/** The same where any function calls any other: nearly as many edges as calls, and hundreds of callees each. */
export function writeWideXdebug(path: string, blocks: number): void {
  writeBlocks(path, blocks, (_, random) => 1 + Math.floor(random() * (PHP_FUNCTIONS - 1)));
}

function writeBlocks(path: string, blocks: number, calleeOf: (fn: number, random: () => number) => number): void {
  const random = seededRandom(11);
  const fileName = numberedOnce(PHP_FUNCTIONS, (file) => `/srv/www/app/src/Module${file % 20}/Class${file}.php`);
  const functionName = numberedOnce(
    PHP_FUNCTIONS,
    (fn) => `App\\Module${fn % 20}\\Class${Math.floor(fn / FUNCTIONS_A_FILE)}->method${fn}`,
  );
  writeTextFile(path, (file) => {
    file.add(
      'version: 1\ncreator: xdebug 3.2.0 (PHP 8.2.36)\ncmd: /srv/www/app/index.php\npart: 1\npositions: line\n\n',
    );
    file.add('events: Time_(10ns) Memory_(bytes)\n\n');
    const place = (fn: number): string => fileName(Math.floor(fn / FUNCTIONS_A_FILE));
    const writeBlock = ({ fn, ended }: OpenCall): EndedCall => {
      const self = 20 + Math.floor(random() * random() * 900);
      let time = self;
      file.add(`fl=${place(fn)}\nfn=${functionName(fn)}\n${10 + (fn % 90)} ${self} 32\n`);
      for (const callee of ended) {
        file.add(
          `cfl=${place(callee.fn)}\ncfn=${functionName(callee.fn)}\ncalls=1 0 0\n${12 + (callee.fn % 90)} ${callee.time} 32\n`,
        );
        time += callee.time;
      }
      file.add('\n');
      return { fn, time };
    };
    const main: OpenCall = { fn: 0, callsToMake: Number.POSITIVE_INFINITY, ended: [] };
    const open = [main];
    for (let written = 1; written < blocks; ) {
      const current = open[open.length - 1];
      if (current.callsToMake > 0) {
        current.callsToMake--;
        const fn = calleeOf(current.fn, random);
        const isLeaf = fn === PHP_FUNCTIONS - 1 || random() < 0.6;
        open.push({ fn, callsToMake: isLeaf ? 0 : 1 + Math.floor(random() * 4), ended: [] });
      } else {
        open.pop();
        open[open.length - 1].ended.push(writeBlock(current));
        written++;
      }
    }
    file.add(`summary: ${writeBlock(main).time} 32\n\n`);
  });
}

/** main calls anything, all others a few of those behind them: no cycles. */
function calleeOf(fn: number, random: () => number): number {
  if (fn === 0) return 1 + Math.floor(random() * (PHP_FUNCTIONS - 1));
  return Math.min(PHP_FUNCTIONS - 1, fn + 1 + (mixed(fn, 60 + Math.floor(random() * random() * 6)) % 120));
}

/** `(7) text` the first time, `(7)` from then on. */
function numberedOnce(count: number, textOf: (index: number) => string): (index: number) => string {
  const known = new Uint8Array(count);
  return (index) => {
    if (known[index] === 1) return `(${index + 1})`;
    known[index] = 1;
    return `(${index + 1}) ${textOf(index)}`;
  };
}

const BARE_CALLS = 10;
const BARE_LINES = 18;

/**
 * Every name in full, every time, and no file with a callee, as simple converters write: a reader has to find out which function of that name is meant.
 * About 1,380 bytes a function.
 */
export function writeBareSpelledOut(path: string, functions: number): void {
  const random = seededRandom(17);
  const program = imaginaryProgram(functions);
  const costs = (most: number): string => {
    const cost = Math.floor(random() * most);
    return `${cost} ${cost >> 2}`;
  };
  writeTextFile(path, (file) => {
    file.add('version: 1\ncreator: callipers bench\npositions: line\nevents: Ir Dr\n\n');
    for (let fn = 0; fn < functions; fn++) {
      const line = program.line(fn);
      file.add(`fl=${program.path(program.file(fn))}\nfn=${program.name(fn)}\n`);
      for (let i = 0; i < BARE_LINES; i++) file.add(`${line + i} ${costs(90_000)}\n`);
      for (let i = 0; i < BARE_CALLS; i++) {
        const callee = Math.floor(random() * functions);
        const calls = `calls=${1 + Math.floor(random() * 90)} ${program.line(callee)}`;
        file.add(`cfn=${program.name(callee)}\n${calls}\n${line + i} ${costs(900_000)}\n`);
      }
      file.add('\n');
    }
  });
}

/** main calls `callees` functions, each from a line of its own. */
export function writeManyCallees(path: string, callees: number): void {
  writeTextFile(path, (file) => {
    file.add('# callgrind format\nversion: 1\npositions: line\nevents: Ir\n\nfl=(1) wide.c\nfn=(1) main\n1 7\n');
    for (let i = 0; i < callees; i++)
      file.add(`cfn=(${i + 2}) callee_${i}\ncalls=${1 + (i % 5)} ${i + 9}\n${i + 2} ${1 + (i % 977)}\n`);
    for (let i = 0; i < callees; i++) file.add(`\nfn=(${i + 2})\n${i + 9} ${1 + (i % 977)}\n`);
  });
}

/** A function calls the next one, `length` functions deep. */
export function writeChain(path: string, length: number): void {
  writeTextFile(path, (file) => {
    file.add('# callgrind format\nversion: 1\npositions: line\nevents: Ir\n\nfl=(1) chain.c\n');
    for (let i = 0; i < length; i++) {
      file.add(`fn=(${i + 1})${i === 0 ? ' step_0' : ''}\n${i + 1} 1\n`);
      if (i + 1 < length) file.add(`cfn=(${i + 2}) step_${i + 1}\ncalls=1 ${i + 2}\n+1 ${length - i - 1}\n`);
      file.add('\n');
    }
  });
}
