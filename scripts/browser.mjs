/**
 * Finds the Chromium that the end-to-end tests drive, and installs one when none is there.
 * Order: $CHROMIUM, a Chromium or Chrome on PATH, Playwright's own. Run directly, it prints the path it settled on;
 * it never asks a question, and when no browser can be had it ends with status 1 and says what to do.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
function onPath(name) {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, file))
    .find(isExecutable);
}

/**
 * The executable of a Chromium that is already on this machine.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const asked = process.env['CHROMIUM'];
  if (asked) {
    const path = isExecutable(asked) ? asked : onPath(asked);
    if (!path) throw new Error(`CHROMIUM is set to ${asked}, which cannot be run`);
    return path;
  }
  for (const name of names) {
    const path = onPath(name);
    if (path) return path;
  }
  const playwrights = chromium.executablePath();
  return isExecutable(playwrights) ? playwrights : undefined;
}

/**
 * Runs a command with its output shown.
 * @param {string[]} command
 */
function run(command) {
  const [program = '', ...parameters] = command;
  console.log(`browser: ${command.join(' ')}`);
  const { status } = spawnSync(program, parameters, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/** Debian and Ubuntu as root, or with a sudo that asks for no password. */
function installWithApt() {
  if (!onPath('apt-get')) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return false;
  const prefix = isRoot ? [] : ['sudo', '-n'];
  run([...prefix, 'apt-get', 'update', '-qq']);
  return run([...prefix, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium']);
}

function installWithPlaywright() {
  const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  return run([process.execPath, cli, 'install', 'chromium']);
}

function main() {
  let path = findBrowser();
  if (!path) {
    console.log('browser: no Chromium found; installing one for the end-to-end tests');
    if (installWithApt()) path = findBrowser();
    if (!path && installWithPlaywright()) path = findBrowser();
  }
  if (!path) throw new Error('no Chromium could be found or installed: install one, or set CHROMIUM to its path');
  console.log(`browser: ${path}`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
  try {
    main();
  } catch (error) {
    console.error(`browser: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
