/**
 * Compiles what is in assembly/ to WebAssembly and puts it into TypeScript files, as text: the threads' program is one file without
 * anything beside it. Those files are kept in git, so that whoever builds, tests or measures needs no compiler and no time for it; they say
 * what they were made of, and tests/contract/assembly.test.ts makes them anew and compares. The build makes anew those of which the sources have changed.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'assembly');
/** By a name that the type checker does not follow, so that whoever changes nothing here can do without it. */
const compiler = 'assemblyscript/asc';

/**
 * @typedef {object} Module
 * @property {string} entry below assembly/
 * @property {string} made the file that holds it
 * @property {string} name of its constant
 * @property {RegExp} inlined functions that are put where they are called: calls cost a third in the one, code that is fast at once is short in the other
 * @property {string[]} options
 */

/** Those of columns.ts, and what makes numbers of keys. */
const COLUMNS =
  /^(?:export )?function (?=integer|setInteger|nextInteger|double|setDouble|addDouble|byte|setByte|mixed)/gm;

const SHARED_MEMORY = '--enable threads --importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536'.split(
  ' ',
);

/** @type {readonly Module[]} */
const modules = [
  {
    entry: 'callgrind-tokenizer.ts',
    made: 'shared/formats/support/callgrind-module.ts',
    name: 'callgrindModule',
    inlined: /^(?:export )?function (?!writeTo|tokenize|seldom)/gm,
    options: SHARED_MEMORY,
  },
  {
    entry: 'callgrind-reader.ts',
    made: 'shared/formats/support/callgrind-reader-module.ts',
    name: 'callgrindReaderModule',
    inlined: /^(?:export )?function (?!read)/gm,
    options: SHARED_MEMORY,
  },
  {
    entry: 'cpuprofile/nodes.ts',
    made: 'shared/formats/cpuprofile/node-module.ts',
    name: 'nodeModule',
    inlined:
      /^(?:export )?function (?=digitsBeforeComma|areDigits|behindStep|upTo8Digits|countDigits|nonDigits|mixed|slotOf|firstBytes|endsIn)/gm,
    options: ['--disableWarning', '201', '--initialMemory', '200'],
  },
  {
    entry: 'cpuprofile/contexts.ts',
    made: 'shared/formats/cpuprofile/context-module.ts',
    name: 'contextModule',
    inlined: COLUMNS,
    options: ['--importMemory', '--initialMemory', '1'],
  },
  {
    entry: 'stacks/tables.ts',
    made: 'shared/analysis/stack-module.ts',
    name: 'stackModule',
    inlined: COLUMNS,
    options: ['--importMemory', '--initialMemory', '1'],
  },
  {
    entry: 'flow.ts',
    made: 'shared/analysis/flow-module.ts',
    name: 'flowModule',
    inlined: /^(?!)/gm,
    options: ['--importMemory', '--initialMemory', '1'],
  },
  {
    entry: 'text-marks.ts',
    made: 'shared/analysis/text-module.ts',
    name: 'textModule',
    inlined: /^(?!)/gm,
    options: ['--importMemory', '--initialMemory', '1'],
  },
];

/**
 * What a compiled module depends on, in short: its entry and all that is imported from there.
 * @param {string} entry
 */
function sourcesSum(entry) {
  const paths = [join(folder, entry)];
  const sum = createHash('sha256');
  // The list grows while it is walked.
  for (const path of paths) {
    const source = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    sum.update(source);
    for (const [, from] of source.matchAll(/ from '(\.[^']+)'/g)) {
      const imported = resolve(path, '..', from);
      if (!paths.includes(imported)) paths.push(imported);
    }
  }
  return sum.digest('hex').slice(0, 32);
}

/**
 * @param {Module} module
 * @returns {Promise<string>} the text of the file that holds it
 */
async function assembled({ entry, name, inlined, options }) {
  const { default: asc } = await import(compiler);
  let binary = new Uint8Array();
  const common = ['--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
  const { error, stderr } = await asc.main(
    [`assembly/${entry}`, '--baseDir', root, '--outFile', 'module.wasm', ...common, ...options],
    {
      // It adds the ending that our imports have already. Its word for functions that are put where they are called is not TypeScript.
      /** @param {string} file @param {string} base */
      readFile: (file, base) =>
        readSource(resolve(base, file.replace(/\.ts\.ts$/, '.ts')))?.replace(inlined, '@inline $&') ?? null,
      /** @param {string} _ @param {Uint8Array<ArrayBuffer> | string} contents */
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null) throw new Error(`assembly/${entry} cannot be compiled:\n${stderr.toString()}`);
  return `// Made by scripts/assembly.mjs of its sources (${sourcesSum(entry)}): the WebAssembly module of ${entry}, in base64.
export const ${name} =
  '${Buffer.from(binary).toString('base64')}';
`;
}

/** @param {string} path */
function readSource(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Makes the files anew where their sources have changed since. */
export async function assembleChanges() {
  for (const module of modules) {
    const made = join(root, module.made);
    if (readSource(made)?.includes(sourcesSum(module.entry)) === true) continue;
    writeFileSync(made, await assembled(module));
    console.log(`assembly: made ${module.made} anew`);
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const module of modules) {
    const text = await assembled(module);
    if (!process.argv.includes('--check')) writeFileSync(join(root, module.made), text);
    else if (text !== readSource(join(root, module.made)))
      throw new Error(`${module.made} is not what assembly/ compiles to: npm run assemble`);
  }
}
