/**
 * Unit, format, view, property, contract and architecture tests: all in Node, none needs a page or a build.
 * Importing the real `electron` in Node starts a download, so its name stands for the double in tests/electron-stub.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: { electron: fileURLToPath(new URL('./tests/electron-stub/electron.ts', import.meta.url)) },
  },
  test: {
    include: ['tests/{unit,formats,views,properties,contract,architecture}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Threads share the compiled modules of this project; forks would cost each file a process on a small machine.
    pool: 'threads',
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    // Ten times what the longest of them take: they are there for what hangs, not for a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
