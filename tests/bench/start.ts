// What a person waits for before anything is opened: the command line on a small file against an empty Node process, and how much the page
// loads before it can paint its start page (its entry script, what that imports at once, and the styles).
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metrics } from './metrics.ts';
import { median } from './run-stage.ts';

const ROUNDS = 11;

export function measureStart(root: string, metrics: Metrics): void {
  const nothing: number[] = [];
  const top: number[] = [];
  const commandLine = join(root, 'dist/cli/callipers.js');
  const small = join(root, 'fixtures/samples/taylor/taylor-py313.prof');
  for (let round = 0; round < ROUNDS; round++) {
    nothing.push(timeNode(['--input-type=module', '--eval', '']));
    top.push(timeNode([commandLine, 'top', small]));
  }
  metrics.put('start: empty Node process', median(nothing), 'ms');
  metrics.put('start: callipers top on a small file', median(top), 'ms');
  metrics.put('start: callipers top, times an empty Node process', median(top) / median(nothing));
  measurePage(join(root, 'dist/renderer'), metrics);
}

function timeNode(argv: readonly string[]): number {
  const started = performance.now();
  const run = spawnSync(process.execPath, argv, { stdio: 'ignore' });
  if (run.status !== 0) throw new Error(`node ${argv.join(' ')} ended with ${run.status}`);
  return performance.now() - started;
}

/** Code that the start page does not need, by a word that stays in the built script. */
const LATER = { dock: 'dv-groupview', graph: 'hpcc-js', 'language detection': 'languagedetection' };

function measurePage(folder: string, metrics: Metrics): void {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const scripts = new Set<string>();
  const open = Array.from(page.matchAll(/<(?:script|link)[^>]+?(?:src|href)="(\.\/[^"]+\.js)"/g), ([, path]) =>
    join(folder, path),
  );
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (scripts.has(path)) continue;
    scripts.add(path);
    for (const [, target] of readFileSync(path, 'utf8').matchAll(
      /(?:^|[;\n}])(?:import|export)\s*(?:[^'"();]*?from\s*)?["'](\.[^"']+)["']/g,
    )) {
      open.push(join(dirname(path), target));
    }
  }
  const atOnce = [...scripts];
  const text = atOnce.map((path) => readFileSync(path, 'utf8')).join('\n');
  const all = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
  metrics.put('start: scripts before the start page', bytesOf(atOnce) / 1000, 'kB');
  metrics.put('start: all scripts of the page', bytesOf(all.map((name) => join(folder, 'assets', name))) / 1000, 'kB');
  for (const [what, mark] of Object.entries(LATER)) {
    metrics.put(`start: ${what} code among the scripts before the start page`, text.includes(mark) ? 1 : 0);
  }
}

function bytesOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(path).size, 0);
}
