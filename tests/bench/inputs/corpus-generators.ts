// The test corpus has generators of its own, in Python, whose files are exact and come with what a reader must find in them. Where they lie
// beside the project the bench asks them first; the project's own writers make files of the same shape everywhere else.
// They run with options of this bench only, write to its cache only, and a file has its options and the script's sum in its name.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export type GeneratorName = 'make_big_callgrind' | 'make_big_cpuprofile';

export interface GeneratorCall {
  readonly generator: GeneratorName;
  readonly options: readonly string[];
}

/** What a generator says that its file holds, of callgrind files. */
export interface FileReference {
  readonly functions: number;
  readonly edges: number;
  /** Of the first event type. */
  readonly total: number;
}

export interface GeneratedFile {
  readonly path: string;
  readonly reference: FileReference | undefined;
}

export interface GeneratorPlace {
  /** Where the scripts are. */
  readonly tools: string;
  readonly cache: string;
  readonly ending: string;
}

export const corpusTools = '../shared/corpus/tools';

/** As a person would type it. */
export function commandOf({ generator, options }: GeneratorCall): string {
  return [`${generator}.py`, ...options].join(' ');
}

/** Makes the file unless it is there. `undefined` where there is no such script, no Python, or where it failed, which it says. */
export function generateFile(call: GeneratorCall, { tools, cache, ending }: GeneratorPlace): GeneratedFile | undefined {
  const { generator, options } = call;
  const script = join(tools, `${generator}.py`);
  if (!existsSync(script)) return undefined;
  const version = `${generator}-${createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 8)}`;
  const words = options.map((option) => option.replace(/^--/, '')).join('-');
  const path = join(cache, `${version}-${words}.${ending}`);
  if (!existsSync(path)) {
    if (spawnSync('python3', ['--version']).status !== 0) return undefined;
    mkdirSync(cache, { recursive: true });
    forgetOlder(cache, generator, version);
    process.stderr.write(`bench: ${commandOf(call)} writes ${path}\n`);
    if (!run(script, `${path}.part`, options)) return undefined;
    renameSync(referenceOf(`${path}.part`), referenceOf(path));
    renameSync(`${path}.part`, path);
  }
  return { path, reference: readReference(referenceOf(path)) };
}

/** What another version of the script wrote. */
function forgetOlder(cache: string, generator: GeneratorName, version: string): void {
  for (const old of readdirSync(cache)) {
    if (old.startsWith(`${generator}-`) && !old.startsWith(`${version}-`)) rmSync(join(cache, old));
  }
}

function run(script: string, path: string, options: readonly string[]): boolean {
  const { status, signal, stderr, error } = spawnSync('python3', [script, path, ...options], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0 && existsSync(path) && existsSync(referenceOf(path))) return true;
  for (const half of [path, referenceOf(path)]) rmSync(half, { force: true });
  const why = stderr?.trim().split('\n').at(-1) || error?.message || `ended with ${signal ?? status}`;
  process.stderr.write(`bench: ${script} failed, the project's own file is taken: ${why}\n`);
  return false;
}

function referenceOf(path: string): string {
  return `${path}.reference.json`;
}

function readReference(path: string): FileReference | undefined {
  if (!existsSync(path)) return undefined;
  const reference = JSON.parse(readFileSync(path, 'utf8')) as {
    function_count?: number;
    edge_count?: number;
    totals?: readonly number[];
  };
  const { function_count: functions, edge_count: edges, totals } = reference;
  if (functions === undefined || edges === undefined || totals === undefined) return undefined;
  return { functions, edges, total: totals[0] };
}
