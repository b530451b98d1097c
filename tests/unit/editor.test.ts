/** The editor that a source file is opened in: what is run, with which arguments, and that nothing passes a shell. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { editorCommand, openInEditor } from '../../src-main/services/editor.ts';

let folder: string;
let bin: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callipers-editor-'));
  bin = join(folder, 'bin');
  mkdirSync(bin);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that writes its arguments down, one a line. */
function program(name: string): string {
  const path = join(bin, name);
  writeFileSync(path, `#!/bin/sh\nfor a in "$@"; do echo "$a" >> "${folder}/arguments"; done\n`);
  chmodSync(path, 0o755);
  return path;
}

const place = { path: '/src/a b.c', line: 12 };

async function command(environment: Record<string, string>, template = ''): Promise<string | undefined> {
  const words = await editorCommand(place, { template, environment: { PATH: bin, ...environment } });
  return words?.map((word) => word.replace(`${bin}/`, '')).join(' | ');
}

describe.skipIf(process.platform === 'win32')('the editor', () => {
  it('is the one of the settings, with path and line where the template wants them', async () => {
    expect(await command({}, 'code -g %f:%l')).toBe('code | -g | /src/a b.c:12');
    expect(await command({}, '"/opt/my editor/bin" --line %l --100%% %f')).toBe(
      '/opt/my editor/bin | --line | 12 | --100% | /src/a b.c',
    );
    expect(await command({}, 'edit')).toBe('edit | /src/a b.c');
    expect(await command({}, 'edit; rm -rf $HOME %f')).toBe('edit; | rm | -rf | $HOME | /src/a b.c');
  });

  it('is that of $VISUAL or $EDITOR where it has a window of its own', async () => {
    program('kate');
    program('code');
    expect(await command({ EDITOR: 'kate' })).toBe('kate | --line | 12 | /src/a b.c');
    expect(await command({ VISUAL: 'code --wait', EDITOR: 'kate' })).toBe('code | -g | /src/a b.c:12');
    expect(await command({ VISUAL: 'vim' })).toBe('code | -g | /src/a b.c:12');
    expect(await command({ VISUAL: 'emacs -nw' })).toBe('code | -g | /src/a b.c:12');
  });

  it('is else the first known one of the path; none where there is none', async () => {
    expect(await command({})).toBeUndefined();
    program('gvim');
    expect(await command({})).toBe('gvim | +12 | /src/a b.c');
    program('subl');
    expect(await command({})).toBe('subl | /src/a b.c:12');
  });

  it('is started with the path as one argument, whatever is in it', async () => {
    program('code');
    const path = join(folder, 'a $(touch evil) "b".c');
    writeFileSync(path, '');
    expect(await openInEditor({ path, line: 3 }, { template: '', environment: { PATH: bin } })).toEqual({ ok: true });
    await vi.waitFor(() => {
      expect(readFileSync(join(folder, 'arguments'), 'utf8')).toBe(`-g\n${path}:3\n`);
    }, 15_000);
    expect(existsSync(join(folder, 'evil'))).toBe(false);
  });

  it('says why it could not be started', async () => {
    const path = join(folder, 'a.c');
    writeFileSync(path, '');
    const environment = { PATH: bin };
    expect(await openInEditor({ path: join(folder, 'gone.c'), line: 1 }, { template: '', environment })).toEqual({
      ok: false,
      message: `${join(folder, 'gone.c')} is not there any more.`,
    });
    expect(await openInEditor({ path, line: 1 }, { template: '/no/editor %f', environment })).toEqual({
      ok: false,
      message: 'There is no program /no/editor.',
    });
    expect(await openInEditor({ path, line: 1 }, { template: '', environment })).toMatchObject({ ok: false });
  });
});
