/**
 * End-to-end tests: the built page over the built engine, driven as a person would, in the Chromium that
 * scripts/browser.mjs finds; or in Electron itself with CALLIPERS_E2E_HOST=electron. They test dist/: build first.
 */
import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';

const inElectron = process.env['CALLIPERS_E2E_HOST'] === 'electron';
const executablePath = inElectron ? undefined : findBrowser();

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // What only the browser host has: a connection that can break, a path to type on the start page.
  ...(inElectron ? { grepInvert: /@browser/ } : {}),
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // Nothing here waits so long on a machine that has its processors for itself; on a busy one every step may.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
