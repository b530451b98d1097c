// The WebAssembly modules that are kept in git are what their sources compile to, byte for byte.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('all modules in git are what assembly/ compiles to', { timeout: 120_000 }, () => {
  const script = join(import.meta.dirname, '../../scripts/assembly.mjs');
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
