/** Further parts of a callgrind run: `callgrind.out.PID[.part][-thread]`, as valgrind names them (S19). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findSiblings, siblingNames } from '../../src-main/engine/siblings.ts';

const folder = mkdtempSync(join(tmpdir(), 'callipers-siblings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('siblings of a callgrind file', () => {
  it('are the other parts and threads of the same run, by part, then thread', () => {
    const names = [
      'callgrind.out.123.10-01',
      'callgrind.out.123.2-02',
      'callgrind.out.123.2-01',
      'callgrind.out.123-03',
      'callgrind.out.123',
    ];
    expect(siblingNames('callgrind.out.123.2-01', names)).toEqual([
      'callgrind.out.123',
      'callgrind.out.123-03',
      'callgrind.out.123.2-02',
      'callgrind.out.123.10-01',
    ]);
  });

  it('are not files of another run whose name begins alike', () => {
    const names = ['callgrind.out.12', 'callgrind.out.1234', 'callgrind.out.9', 'callgrind.out.123.old', 'notes.txt'];
    expect(siblingNames('callgrind.out.123', names)).toEqual([]);
  });

  it('may have a word for the process id, as --callgrind-out-file allows', () => {
    const names = ['callgrind.out.orders.parts.1', 'callgrind.out.orders.parts.2', 'callgrind.out.orders.default'];
    expect(siblingNames('callgrind.out.orders.parts', names)).toEqual(names.slice(0, 2));
  });

  it('are compressed alike', () => {
    expect(siblingNames('callgrind.out.5.1.gz', ['callgrind.out.5.2.gz', 'callgrind.out.5.3'])).toEqual([
      'callgrind.out.5.2.gz',
    ]);
  });

  it('do not exist for files with other names', () => {
    expect(siblingNames('profile.callgrind', ['profile.1', 'profile.callgrind.1'])).toEqual([]);
  });

  it('are left out when they are empty: a run with --separate-threads leaves an empty file', async () => {
    for (const name of ['callgrind.out.7', 'callgrind.out.7-01', 'callgrind.out.7-02']) {
      writeFileSync(join(folder, name), name === 'callgrind.out.7' ? '' : 'x');
    }
    const found = await findSiblings(join(folder, 'callgrind.out.7-01'));
    expect(found.map((path) => basename(path))).toEqual(['callgrind.out.7-02']);
  });

  it('are none in a folder that cannot be listed', async () => {
    expect(await findSiblings(join(folder, 'absent', 'callgrind.out.7-01'))).toEqual([]);
  });
});
