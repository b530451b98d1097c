/**
 * `npm run bench [-- NAME… --full --runs N]`: builds the program into dist/ (the reading threads and the command line are taken from there) and
 * the bench into .bench-cache/program/, then runs it. `--built` leaves dist/ as it is. See tests/bench/README.md.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const program = join(root, '.bench-cache/program');

/** @param {readonly string[]} argv @returns {number} */
function run(argv) {
  return spawnSync(process.execPath, argv, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

const given = process.argv.slice(2);
const wanted = given.filter((argument) => argument !== '--built');
if (wanted.length === given.length) {
  const status = run([join(root, 'scripts/build.mjs')]);
  if (status !== 0) process.exit(status);
}
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: program,
    emptyOutDir: true,
    target: 'node20.19',
    minify: false,
    rolldownOptions: {
      input: { bench: join(root, 'tests/bench/bench.ts'), stages: join(root, 'tests/bench/stages.ts') },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
process.exit(run([join(program, 'bench.js'), ...wanted]));
