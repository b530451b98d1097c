/**
 * Compiles assembly/ to WebAssembly and puts it into shared/formats/support/callgrind-module.ts, as text: the threads' program is one file
 * without anything beside it. That file is kept in git, so that whoever builds, tests or measures needs no compiler and no time for it; it says
 * what it was made of, and tests/contract/assembly.test.ts makes it anew and compares. The build makes it anew where the sources have changed.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'assembly');
const made = join(root, 'shared/formats/support/callgrind-module.ts');
/** By a name that the type checker does not follow, so that whoever changes nothing here can do without it. */
const compiler = 'assemblyscript/asc';
/** Constants that both languages read. */
const constants = ['callgrind-tokens.ts', 'callgrind-words.ts'].map((name) =>
  join(root, 'shared/formats/support', name),
);

/** What the compiled module depends on, in short. */
function sourcesSum() {
  const sources = readdirSync(folder).filter((name) => /(?<!\.d)\.ts$/.test(name));
  const sum = createHash('sha256');
  for (const path of [...sources.sort().map((name) => join(folder, name)), ...constants]) {
    sum.update(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'));
  }
  return sum.digest('hex').slice(0, 32);
}

/** @returns {Promise<string>} the text of the file that holds the module */
export async function assemble() {
  const { default: asc } = await import(compiler);
  let binary = new Uint8Array();
  const options = ['--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd,threads'];
  const memory = ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
  const { error, stderr } = await asc.main(
    ['assembly/callgrind-tokenizer.ts', '--baseDir', root, '--outFile', 'module.wasm', ...options, ...memory],
    {
      // It adds the ending that our imports have already.
      /** @param {string} name @param {string} base */
      readFile: (name, base) => inlined(readSource(resolve(base, name.replace(/\.ts\.ts$/, '.ts')))),
      /** @param {string} _ @param {Uint8Array<ArrayBuffer> | string} contents */
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null) throw new Error(`assembly/ cannot be compiled:\n${stderr.toString()}`);
  return `// Made by scripts/assembly.mjs of assembly/ (${sourcesSum()}): the WebAssembly module of callgrind-tokenizer.ts, in base64.
export const callgrindModule =
  '${Buffer.from(binary).toString('base64')}';
`;
}

/**
 * Calls cost a third here. The compiler's word for functions that are put where they are called is not TypeScript, so that it is added
 * to all but those of the entry and those that only odd lines need.
 * @param {string | null} text
 */
function inlined(text) {
  return text?.replace(/^(?:export )?function (?!writeTo|tokenize|seldom)/gm, '@inline $&') ?? null;
}

/** @param {string} path */
function readSource(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Makes the file anew where its sources have changed since. */
export async function assembleChanges() {
  if (readSource(made)?.includes(sourcesSum()) === true) return;
  writeFileSync(made, await assemble());
  console.log('assembly: made callgrind-module.ts anew');
}

if (process.argv[1] === import.meta.filename) {
  const text = await assemble();
  if (process.argv.includes('--check')) {
    if (text !== readSource(made))
      throw new Error('callgrind-module.ts is not what assembly/ compiles to: npm run assemble');
  } else writeFileSync(made, text);
}
