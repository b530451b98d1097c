// What is active in a recording that has just been opened (S26): which function a person would choose to look at first, for each kind of program.
// Expected names come from the programs: where each of them says that its work is done.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firstActive } from '../../shared/analysis/first-active.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionName } from '../../shared/model/texts.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { corpusFolder } from '../support/fixture-cases.ts';
import { profile } from '../support/profile-notation.ts';

function nameOf(recording: Recording): string {
  const first = firstActive(recording);
  return first === undefined ? '' : functionName(recording, first);
}

async function nameIn(...paths: readonly string[]): Promise<string> {
  const files = paths.map((path) => ({ name: path, path }));
  const opened = await openRecording(files, { signal: new AbortController().signal });
  if (!opened.ok) throw new Error(opened.error.message);
  return nameOf(opened.value.recording);
}

describe('S26: the first active function', () => {
  test('is main where the work is below it', () => {
    const recording = profile`
      _start@start.c[prog] -> main@a.c[prog] 1x 90
      main@a.c[prog] 20
      main@a.c[prog] -> work@a.c[prog] 1x 70
      work@a.c[prog] 70
      _start@start.c[prog] 500`;
    expect(nameOf(recording)).toBe('main');
  });

  test('is the dearest of the program’s own where threads cost more than twice as much as main', () => {
    const recording = profile`
      main@a.c[prog] 10
      clone@clone.S[/lib/libc.so.6] -> start_thread@pthread_create.c[/lib/libc.so.6] 3x 90
      start_thread@pthread_create.c[/lib/libc.so.6] 1
      start_thread@pthread_create.c[/lib/libc.so.6] -> worker@a.c[prog] 3x 89
      worker@a.c[prog] 89`;
    expect(nameOf(recording)).toBe('worker');
  });

  test('stays main where threads cost as much again: both are looked at from the beginning', () => {
    const recording = profile`
      main@a.c[prog] 40
      clone@clone.S[/lib/libc.so.6] -> worker@a.c[prog] 3x 60
      worker@a.c[prog] 60`;
    expect(nameOf(recording)).toBe('main');
  });

  test('stays main where only the loader is dearer', () => {
    const recording = profile`
      main@a.c[prog] 10
      _dl_start@rtld.c[/lib64/ld-linux-x86-64.so.2] 90`;
    expect(nameOf(recording)).toBe('main');
  });

  test('is the dearest function of a file without calls', async () => {
    expect(await nameIn('fixtures/cachegrind/orders/cachegrind.out.orders.gz')).toBe('quick');
  });

  test('of a Python script is its module, of of a C++ program main', async () => {
    expect(await nameIn('fixtures/samples/shop/shop.prof')).toBe('<module>');
    expect(await nameIn('fixtures/samples/shapes/callgrind.out.shapes.default')).toBe('main');
  });

  test('of an interrupted V8 recording is never one of the engine’s own nodes', () => {
    const recording = profile`
      (program) 900
      (anonymous)@app.js:1 > render@app.js:9 90`;
    expect(nameOf(recording)).toBe('(anonymous)');
  });
});

const [callgrind, cprofile] = [corpusFolder('callgrind'), corpusFolder('cprofile')];

describe.skipIf(callgrind === undefined || cprofile === undefined)('S26 in real recordings', () => {
  test.each([
    [callgrind, 'callgrind.out.threads.merged', 'worker'],
    [callgrind, 'callgrind.out.threads.separate-01', 'main'],
    [callgrind, 'callgrind.out.threads.separate-02', 'worker'],
    [callgrind, 'callgrind.out.orders.default', 'main'],
    [cprofile, 'workers.yappi.pstat', 'work'],
  ])('%s/%s: %s', async (folder, file, name) => {
    expect(await nameIn(join(folder ?? '', file))).toBe(name);
  });
});
