// Callgrind files of unusual shape: Xdebug's (one block for every single call), one function with very many callees, one very deep chain.
import { seededRandom } from '../synthetic-recording.ts';
import { writeTextFile } from './text-file.ts';

const PHP_FUNCTIONS = 3000;
const FUNCTIONS_A_FILE = 15;

/** `blocks` calls of 3,000 functions, each written when it ends, its callees before it; about 64 bytes a block. */
export function writeXdebug(path: string, blocks: number): void {
  const random = seededRandom(11);
  const known = { functions: new Uint8Array(PHP_FUNCTIONS + 1), files: new Uint8Array(PHP_FUNCTIONS) };
  const fileName = (file: number): string => {
    if (known.files[file] === 1) return `(${file + 1})`;
    known.files[file] = 1;
    return `(${file + 1}) /srv/www/app/src/Module${file % 20}/Class${file}.php`;
  };
  const functionName = (fn: number): string => {
    if (known.functions[fn] === 1) return `(${fn + 1})`;
    known.functions[fn] = 1;
    return `(${fn + 1}) App\\Module${fn % 20}\\Class${Math.floor(fn / FUNCTIONS_A_FILE)}->method${fn}`;
  };
  writeTextFile(path, (file) => {
    file.add(
      'version: 1\ncreator: xdebug 3.2.0 (PHP 8.2.36)\ncmd: /srv/www/app/index.php\npart: 1\npositions: line\n\n',
    );
    file.add('events: Time_(10ns) Memory_(bytes)\n\n');
    /** Calls that ended and whose caller has not: function, time, memory. */
    const ended: (readonly [number, number, number])[] = [];
    let total = 0;
    for (let block = 0; block < blocks; block++) {
      const fn = Math.floor(random() * random() * PHP_FUNCTIONS);
      const self = 20 + Math.floor(random() * random() * 900);
      file.add(
        `fl=${fileName(Math.floor(fn / FUNCTIONS_A_FILE))}\nfn=${functionName(fn)}\n${10 + (fn % 90)} ${self} 32\n`,
      );
      total += self;
      let time = self;
      const callees = Math.min(ended.length, random() < 0.6 ? 0 : 1 + Math.floor(random() * random() * 6));
      for (const [callee, cost, memory] of ended.splice(ended.length - callees, callees)) {
        file.add(`cfl=${fileName(Math.floor(callee / FUNCTIONS_A_FILE))}\ncfn=${functionName(callee)}\ncalls=1 0 0\n`);
        file.add(`${12 + (callee % 90)} ${cost} ${memory}\n`);
        time += cost;
      }
      file.add('\n');
      ended.push([fn, time, 32]);
    }
    file.add(`summary: ${total} 0\n\n`);
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
