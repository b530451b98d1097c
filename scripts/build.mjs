/**
 * Builds the whole program into dist/, in one Node process:
 *
 *   dist/renderer/                  the page
 *   dist/main/main.js               Electron's main process (ES module)
 *   dist/main/preload.cjs           Electron's preload (CommonJS: a sandboxed preload cannot be a module)
 *   dist/engine/engine-process.js   the engine in Electron's utilityProcess
 *   dist/engine/engine-worker.js    the engine in a worker thread
 *   dist/engine/token-worker.mjs    a thread that tokenizes the lines of a large file
 *   dist/browser/serve.js           the local web host
 *   dist/cli/callipers.js           the command line
 *   dist/samples/                   the recordings that ship with the program
 *   dist/language-model/            what tells the language of source files without an ending
 *   dist/chunks/                    what the Node entries share; a subcommand loads only its own
 *
 * Run-time dependencies are bundled, so that the packaged program carries no node_modules; only `electron` stays outside.
 */
import { chmodSync, cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { assembleChanges } from './assembly.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const dist = join(root, 'dist');
/** Built aside and then put in place, so that a failed build leaves the last good one alone. */
const staging = join(root, '.cache', `build-${process.pid}`);
/** Electron 45 is Chromium 156; its embedded Node is newer than the oldest one that runs the command line. */
const chromium = 'chrome156';
const node = 'node20.19';
/** `ws` looks for these two native speed-ups in a try block and does without them. */
const absentOptionals = ['bufferutil', 'utf-8-validate'];

const nodeEntries = {
  'main/main': 'src-main/electron/main.ts',
  'engine/engine-process': 'src-main/engine/engine-process.ts',
  'engine/engine-worker': 'src-main/engine/engine-worker.ts',
  'browser/serve': 'src-main/browser/serve.ts',
  'cli/callipers': 'src-main/cli/callipers.ts',
};
/** Electron cannot start a thread from a file inside app.asar: this one lies beside it, alone, which is why it ends in .mjs. */
const threadEntry = { 'engine/token-worker': 'src-main/engine/token-worker.ts' };
const preloadEntry = { 'main/preload': 'src-main/electron/preload.ts' };

/** @returns {import('vite').InlineConfig} what every build has in common */
function shared() {
  return { root, configFile: false, logLevel: 'warn', publicDir: false, clearScreen: false };
}

/** @returns {import('vite').InlineConfig} */
function pageBuild() {
  return {
    ...shared(),
    root: join(root, 'src-renderer'),
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: join(staging, 'renderer'),
      emptyOutDir: false,
      target: chromium,
      modulePreload: { polyfill: false },
      // One local program, not a web site: a large chunk costs nothing worth a warning.
      chunkSizeWarningLimit: 4096,
    },
  };
}

/**
 * The detection of languages loads its second half by a name that it works out; named plainly, the half is bundled as well.
 * @returns {import('vite').Plugin}
 */
function plainLanguageChunk() {
  return {
    name: 'plain-language-chunk',
    transform(code, id) {
      if (!/vscode-languagedetection[\\/]dist[\\/]lib[\\/]index\.js/.test(id)) return undefined;
      const plain = code.replace(/require\("\.\/"\s*\+\s*\w+\.u\(\w+\)\)/, 'require("./979.js")');
      if (plain === code) this.error('vscode-languagedetection is another version: look at how it loads its chunk');
      return { code: plain, map: null };
    },
  };
}

/**
 * @param {Record<string, string>} input
 * @param {import('vite').Rolldown.OutputOptions} output
 * @param {string} target
 * @returns {import('vite').InlineConfig}
 */
function nodeBuild(input, output, target) {
  return {
    ...shared(),
    plugins: [plainLanguageChunk()],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir: staging,
      emptyOutDir: false,
      target,
      minify: false,
      rolldownOptions: { input, external: ['electron', ...absentOptionals], output },
    },
  };
}

async function buildAll() {
  await build(pageBuild());
  await build(
    nodeBuild(
      nodeEntries,
      {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        banner: (chunk) => (chunk.name === 'cli/callipers' ? '#!/usr/bin/env node' : ''),
      },
      node,
    ),
  );
  chmodSync(join(staging, 'cli/callipers.js'), 0o755);
  cpSync(join(root, 'fixtures/samples'), join(staging, 'samples'), { recursive: true });
  const model = 'node_modules/@vscode/vscode-languagedetection/model';
  cpSync(join(root, model), join(staging, 'language-model'), { recursive: true });
  await build(nodeBuild(threadEntry, { format: 'es', entryFileNames: '[name].mjs', codeSplitting: false }, node));
  await build(nodeBuild(preloadEntry, { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false }, chromium));
}

async function main() {
  const started = performance.now();
  mkdirSync(staging, { recursive: true });
  await assembleChanges();
  try {
    await buildAll();
    rmSync(dist, { recursive: true, force: true });
    renameSync(staging, dist);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`build: ${relative(process.cwd(), dist) || dist} in ${seconds} s`);
}

await main();
