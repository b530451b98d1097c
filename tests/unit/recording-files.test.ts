// Files behind open recordings: changes on disk are noticed once they are whole, further parts are offered, dumps are asked for.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileChanged, OpenResult } from '../../shared/contracts/engine-contract.ts';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import { createFileDirectory } from '../../src-main/services/file-directory.ts';
import { FileHandles } from '../../src-main/services/file-handles.ts';

const profile = (cost: number, pid = 4711) =>
  `# callgrind format\ncreator: callgrind-3.19.0\npid: ${pid}\ncmd: ./app\npart: 1\nevents: Ir\nfn=main\n1 ${cost}\n`;

let folder: string;
let changes: FileChanged[];
let engine: Engine;
let handles: FileHandles;

function start(dumpProgram?: string): void {
  const watching = { lookEvery: 15, dumpWait: 2000, ...(dumpProgram === undefined ? {} : { dumpProgram }) };
  const emit = {
    progress: () => undefined,
    preview: () => undefined,
    fileChanged: (change: FileChanged) => void changes.push(change),
  };
  engine = createEngine({ files: createFileDirectory(handles, { read: async () => [] }), emit, watching });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callipers-watch-'));
  changes = [];
  handles = new FileHandles();
  start();
});

afterEach(() => {
  engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

async function open(...paths: string[]): Promise<Extract<OpenResult, { ok: true }>> {
  const result = await engine.contract.open({
    openId: String(Math.random()),
    files: paths.map((path) => handles.offer(path).handle),
  });
  if (!result.ok) throw new Error(result.error.message);
  return result;
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !condition(); i++) await setTimeout(10);
  expect(condition()).toBe(true);
}

/** Several looks at the files. */
const aWhile = () => setTimeout(250);

describe('a recording that is watched', () => {
  it('says when its file was written anew, once', async () => {
    const path = write('callgrind.out.1', profile(10));
    const { recordingId } = await open(path);
    await engine.contract.watch(recordingId, true);
    await aWhile();
    expect(changes).toEqual([]);
    write('callgrind.out.1', profile(100));
    await until(() => changes.length > 0);
    await aWhile();
    expect(changes).toEqual([{ recordingId, changed: true }]);
  });

  it('says so when the file and what is beside it changed before anybody began to watch', async () => {
    const path = write('callgrind.out.1', profile(10));
    write('callgrind.out.1.1', profile(5));
    const { recordingId, siblings } = await open(path);
    expect(siblings.map(({ name }) => name)).toEqual(['callgrind.out.1.1']);
    write('callgrind.out.1', profile(100));
    write('callgrind.out.1.2', profile(5));
    await engine.contract.watch(recordingId, true);
    await until(
      () => changes.some(({ changed }) => changed) && changes.some((change) => change.siblings !== undefined),
    );
    const told = changes.length;
    // Asked for once more, it does not tell the same again.
    await engine.contract.watch(recordingId, true);
    await aWhile();
    expect(changes).toHaveLength(told);
  });

  it('says nothing of a file that is away, and says when another took its place', async () => {
    const path = write('callgrind.out.1', profile(10));
    const { recordingId } = await open(path);
    await engine.contract.watch(recordingId, true);
    await aWhile();
    renameSync(path, join(folder, 'away'));
    await aWhile();
    expect(changes).toEqual([]);
    write('new', profile(7));
    renameSync(join(folder, 'new'), path);
    await until(() => changes.length > 0);
    expect(changes).toEqual([{ recordingId, changed: true }]);
  });

  it('waits while the file is still being written', async () => {
    const path = write('callgrind.out.1', profile(10));
    const { recordingId } = await open(path);
    await engine.contract.watch(recordingId, true);
    await aWhile();
    // Larger at every look: never the same twice.
    let text = profile(10);
    const writing = setInterval(() => {
      text += '2 1\n';
      writeFileSync(path, text);
    }, 4);
    await aWhile();
    clearInterval(writing);
    const early = changes.length;
    await until(() => changes.length > 0);
    expect(early).toBeLessThanOrEqual(1);
    expect(changes.at(-1)).toEqual({ recordingId, changed: true });
  });

  it('offers parts that appear beside it, whole lists each time', async () => {
    const path = write('callgrind.out.1', profile(10));
    const { recordingId, siblings } = await open(path);
    expect(siblings).toEqual([]);
    await engine.contract.watch(recordingId, true);
    await aWhile();
    write('callgrind.out.1.1', profile(5));
    write('callgrind.out.12', profile(5));
    await until(() => changes.length > 0);
    expect(changes.map((change) => [change.changed, change.siblings?.map(({ name }) => name)])).toEqual([
      [false, ['callgrind.out.1.1']],
    ]);
  });

  it('is not watched any more once that is turned off, or it is closed', async () => {
    const path = write('callgrind.out.1', profile(10));
    const first = await open(path);
    const second = await open(path);
    for (const { recordingId } of [first, second]) await engine.contract.watch(recordingId, true);
    await aWhile();
    await engine.contract.watch(first.recordingId, false);
    await engine.contract.close(second.recordingId);
    write('callgrind.out.1', profile(99));
    await aWhile();
    expect(changes).toEqual([]);
  });
});

describe('a base file that callgrind left empty', () => {
  it('is answered with the parts beside it', async () => {
    const base = write('callgrind.out.7', '');
    write('callgrind.out.7-01', profile(1));
    write('callgrind.out.7-02', profile(2));
    const result = await engine.contract.open({ openId: 'x', files: [handles.offer(base).handle] });
    expect(result.ok === false && result.siblings?.map(({ name }) => name)).toEqual([
      'callgrind.out.7-01',
      'callgrind.out.7-02',
    ]);
  });

  it('has none to offer where there are none', async () => {
    const base = write('callgrind.out.7', '');
    const result = await engine.contract.open({ openId: 'x', files: [handles.offer(base).handle] });
    expect(result.ok === false && result.siblings).toBeUndefined();
  });
});

/** A program that writes what it was given, and does what callgrind_control would. */
function program(text: string): string {
  const path = write('control.sh', `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(process.platform === 'win32')('a dump of a running program', () => {
  it('is asked for by the number of the process alone, and its file is answered', async () => {
    start(
      program(`echo "$@" > ${folder}/asked\nprintf 'events: Ir\\nfn=main\\n1 3\\n' > ${folder}/callgrind.out.4711.2`),
    );
    const { recordingId } = await open(write('callgrind.out.4711.1', profile(10)));
    const dumped = await engine.contract.forceDump(recordingId);
    expect(dumped.ok && dumped.files.map(({ name }) => name)).toEqual(['callgrind.out.4711.2']);
    expect(execFileSync('cat', [join(folder, 'asked')], { encoding: 'utf8' })).toBe('-d 4711\n');
  });

  it('is refused in words where there is none to be had', async () => {
    const refusals = async (dumpProgram: string, text: string) => {
      start(dumpProgram);
      const { recordingId } = await open(write('callgrind.out.4711.1', text));
      const dumped = await engine.contract.forceDump(recordingId);
      return dumped.ok ? 'dumped' : dumped.message;
    };
    const gone = 'echo "Error: Callgrind task with PID/name \'4711\' not detected." >&2';
    expect(await refusals(program(gone), profile(10))).toBe(
      'Process 4711 does not run under callgrind on this machine any more.',
    );
    expect(await refusals(join(folder, 'no-such-program'), profile(10))).toBe(
      'The program callgrind_control was not found: it comes with valgrind.',
    );
    expect(await refusals(program('echo out of order >&2; exit 3'), profile(10))).toBe(
      'The program callgrind_control says: out of order',
    );
    expect(await refusals(program('true'), profile(10))).toBe(
      'Process 4711 was asked for a dump, but wrote no further part beside the file that is open.',
    );
    expect(await refusals(program('true'), profile(10).replace(/pid.*\n/, ''))).toBe(
      'The recording does not say which process it is of.',
    );
  });

  const hasValgrind = ['valgrind', 'callgrind_control'].every((name) => {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });

  it.skipIf(!hasValgrind)('is had of a real run of callgrind', { timeout: 60_000 }, async () => {
    start();
    const outFile = join(folder, 'callgrind.out.%p');
    // A shell that waits for a long time, as a server would.
    const running = spawn(
      'valgrind',
      [
        '--tool=callgrind',
        '--dump-before=nothing',
        `--callgrind-out-file=${outFile}`,
        '/bin/sh',
        '-c',
        'while :; do :; done',
      ],
      {
        cwd: folder,
        stdio: 'ignore',
      },
    );
    try {
      const pid = running.pid ?? 0;
      const first = write(`callgrind.out.${pid}.0`, profile(1, pid));
      const { recordingId } = await open(first);
      let dumped = await engine.contract.forceDump(recordingId);
      // Until valgrind has started it is not there to be asked.
      for (let i = 0; i < 20 && !dumped.ok; i++) {
        await setTimeout(500);
        dumped = await engine.contract.forceDump(recordingId);
      }
      expect(dumped.ok && dumped.files.map(({ name }) => name)).toEqual([`callgrind.out.${pid}.1`]);
      const together = await open(first, join(folder, `callgrind.out.${pid}.1`));
      expect(together.summary.parts.map(({ pid: of }) => of)).toEqual([pid, pid]);
    } finally {
      running.kill('SIGKILL');
    }
  });
});
