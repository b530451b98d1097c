/** Settings, recent files, uploads, samples and typed paths: what survives odd files and odd pages. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initialViewState, picturesOf } from '../../shared/state/view-state.ts';
import { FileHandles } from '../../src-main/services/file-handles.ts';
import { createHostServices, fileAtPath, type HostServices } from '../../src-main/services/host.ts';
import { mostRecentFiles } from '../../src-main/services/recent-files.ts';
import { listSamples } from '../../src-main/services/samples.ts';
import { userFolder } from '../../src-main/services/user-folder.ts';

let folder: string;
let notes: string[];
let services: HostServices;

function start(): HostServices {
  return createHostServices({
    userFolder: join(folder, 'config'),
    samplesFolder: join(folder, 'samples'),
    report: (note) => notes.push(note),
  });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callipers-services-'));
  notes = [];
  services = start();
});
afterEach(() => {
  services.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe('handles', () => {
  it('are the same for the same path, cannot be guessed, and tell the path to the host alone', () => {
    const handles = new FileHandles();
    const first = handles.offer('/data/a.prof');
    expect(first).toEqual({ handle: first.handle, name: 'a.prof' });
    expect(handles.offer('/data/../data/a.prof')).toEqual(first);
    expect(handles.offer('/data/b.prof').handle).not.toBe(first.handle);
    expect(Buffer.from(first.handle, 'base64url')).toHaveLength(16);
    expect(handles.locate(first.handle)).toEqual({ path: '/data/a.prof', name: 'a.prof' });
    expect(handles.locate('/data/a.prof')).toBeUndefined();
  });
});

describe('settings', () => {
  const defaults = {
    theme: 'system',
    percentDigits: 2,
    layout: undefined,
    editor: '',
    openIn: 'tab',
    restoreSession: false,
    clickActivates: false,
    onChange: 'offer',
    formulas: [],
    habits: {
      mode: { relative: true, toParent: false },
      names: 'full',
      mangled: false,
      colours: 'file',
      contextLines: 3,
    },
    pictures: picturesOf(initialViewState),
    machine: { syntax: 'att', withSource: true },
    ownColours: [],
    shortcuts: {},
  };

  it('are the defaults without a file, and are found again by the next start', async () => {
    expect(await services.settings.read()).toEqual(defaults);
    await services.settings.change({ theme: 'dark', layout: '{}' });
    await services.settings.change({ percentDigits: 1 });
    expect(await start().settings.read()).toEqual({ ...defaults, theme: 'dark', percentDigits: 1, layout: '{}' });
    expect(await services.settings.change({ layout: '' })).toEqual({
      ...defaults,
      theme: 'dark',
      percentDigits: 1,
      layout: undefined,
      onChange: 'offer',
      formulas: [],
    });
    expect(notes).toEqual([]);
  });

  it('keep what is right of a file in which a field is wrong', async () => {
    mkdirSync(join(folder, 'config'));
    writeFileSync(
      join(folder, 'config/settings.json'),
      '{"theme":"purple","layout":7,"percentDigits":3,"future":true}',
    );
    expect(await services.settings.read()).toMatchObject({ ...defaults, percentDigits: 3 });
  });

  it('keep the colours, shortcuts and formulas that can be understood, and say once which cannot', async () => {
    mkdirSync(join(folder, 'config'));
    const path = join(folder, 'config/settings.json');
    const red = { kind: 'function', name: 'main', hue: 20 };
    const blue = { kind: 'module', name: 'libc.so.6', hue: 220, program: 'prog' };
    const ratio = { program: 'prog', formulas: [{ name: 'ratio', label: 'Ratio', text: 'a / b' }] };
    writeFileSync(
      path,
      JSON.stringify({
        ownColours: [red, { ...red, name: 'odd', hue: 'crimson' }, blue, 7],
        shortcuts: { back: ['Mod+B'], forward: 'Mod+F', up: [] },
        formulas: [{ program: 'other', formulas: [{ name: 'half' }] }, ratio],
      }),
    );
    const kept = { ownColours: [red, blue], shortcuts: { back: ['Mod+B'], up: [] }, formulas: [ratio] };
    expect(await services.settings.read()).toEqual({ ...defaults, ...kept });
    expect(await services.settings.read()).toEqual({ ...defaults, ...kept });
    const cannot = 'could not be understood and is left out:';
    expect(notes.sort()).toEqual([
      `${path}: a colour of your own ${cannot} 7`,
      `${path}: a colour of your own ${cannot} {"kind":"function","name":"odd","hue":"crimson"}`,
      `${path}: a shortcut of your own ${cannot} {"forward":"Mod+F"}`,
      `${path}: the formulas of a program ${cannot} {"program":"other","formulas":[{"name":"half"}]}`,
    ]);
  });

  it('keep as many colours as may be set, of a file with more', async () => {
    mkdirSync(join(folder, 'config'));
    const path = join(folder, 'config/settings.json');
    const ownColours = Array.from({ length: 1003 }, (_, i) => ({ kind: 'function', name: `f${i}`, hue: 20 }));
    writeFileSync(path, JSON.stringify({ ownColours }));
    expect((await services.settings.read()).ownColours).toEqual(ownColours.slice(0, 1000));
    expect(notes).toEqual([`${path}: a colour of your own is kept 1000 times at most: 3 more are left out`]);
  });

  it('keep what a later version wrote', async () => {
    mkdirSync(join(folder, 'config'));
    const path = join(folder, 'config/settings.json');
    writeFileSync(path, '{"future":{"a":1}}');
    await services.settings.change({ theme: 'dark' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ future: { a: 1 }, theme: 'dark' });
  });

  it.each(['', '{"theme": "da', 'null', '\0\0'])('set a file aside that holds %j, and say so', async (text) => {
    mkdirSync(join(folder, 'config'));
    const path = join(folder, 'config/settings.json');
    writeFileSync(path, text);
    expect(await services.settings.read()).toEqual(defaults);
    expect(readFileSync(`${path}.broken`, 'utf8')).toBe(text);
    expect(notes).toEqual([`${path} could not be understood; it is now ${path}.broken, and the defaults are used`]);
    await services.settings.change({ theme: 'light' });
    expect(await start().settings.read()).toEqual({ ...defaults, theme: 'light' });
  });

  it('hold for this run where they cannot be written, and leave nothing behind', async () => {
    writeFileSync(join(folder, 'config'), 'a file where the folder should be');
    expect(await services.settings.change({ theme: 'dark' })).toEqual({ ...defaults, theme: 'dark' });
    expect(await services.settings.read()).toEqual({ ...defaults, theme: 'dark' });
    expect(notes.length).toBeGreaterThan(0);
  });

  it('are written one after the other, the last one wins, and no half file is left', async () => {
    await Promise.all([1, 2, 3, 4, 5].map((percentDigits) => services.settings.change({ percentDigits })));
    expect(await start().settings.read()).toEqual({ ...defaults, percentDigits: 5 });
    expect(readdirSync(join(folder, 'config'))).toEqual(['settings.json']);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'config/settings.json')).mode & 0o077).toBe(0);
  });
});

describe('rules for source files', () => {
  it('stay where one of them cannot be understood', async () => {
    mkdirSync(join(folder, 'config'));
    const path = join(folder, 'config/sources.json');
    const rule = { kind: 'folder', path: '/src' };
    writeFileSync(path, JSON.stringify({ rules: [{ kind: 'mapping', from: '/a' }, rule] }));
    expect(await services.sourceRules.read()).toEqual([rule]);
    expect(notes).toEqual([`${path}: a rule could not be understood and is left out: {"kind":"mapping","from":"/a"}`]);
  });
});

describe('recent files', () => {
  it('are listed newest first, once each, and can be forgotten', async () => {
    const { handles, recent } = services;
    const [a, b] = [handles.offer('/data/a.prof'), handles.offer('/data/b.prof')];
    await recent.remember(a.handle, 'cProfile', '1 s');
    await recent.remember(b.handle, 'cProfile', '2 s');
    await recent.remember(a.handle, 'cProfile', '3 s');
    const listed = await start().recent.list();
    expect(listed.map(({ name, path, total }) => [name, path, total])).toEqual([
      ['a.prof', '/data/a.prof', '3 s'],
      ['b.prof', '/data/b.prof', '2 s'],
    ]);
    await recent.forget(a.handle);
    expect((await recent.list()).map(({ name }) => name)).toEqual(['b.prof']);
  });

  it(`are ${mostRecentFiles} at most`, async () => {
    for (let i = 0; i < mostRecentFiles + 5; i++) {
      await services.recent.remember(services.handles.offer(`/data/${i}`).handle, 'f', 't');
    }
    const listed = await services.recent.list();
    expect([listed.length, listed[0].name]).toEqual([mostRecentFiles, String(mostRecentFiles + 4)]);
  });

  it('do not hold uploads, samples and handles that nobody gave out', async () => {
    const upload = await services.uploads.begin('dropped.prof', 0);
    await services.uploads.end(upload);
    const sample = services.handles.offer(join(folder, 'samples/a/a.prof'));
    for (const handle of [upload, sample.handle, '/etc/passwd']) await services.recent.remember(handle, 'f', 't');
    expect(await services.recent.list()).toEqual([]);
  });
});

describe('the session', () => {
  it('is the recordings of all windows that were open in the end; of one that was closed before, none', async () => {
    const [a, b, c] = ['a.prof', 'b.prof', 'c.prof'].map((name) => {
      writeFileSync(join(folder, name), 'x');
      return services.handles.offer(join(folder, name));
    });
    const names = async () => (await start().session.list()).map((tab) => tab.map(({ name }) => name));
    const [first, second, empty] = [0, 1, 2].map(() => services.session.ofWindow());
    await first.remember([[a.handle], [b.handle]]);
    await second.remember([[c.handle]]);
    expect(await names()).toEqual([['a.prof'], ['b.prof'], ['c.prof']]);
    await first.remember([[b.handle, a.handle]]);
    expect(await names()).toEqual([['b.prof', 'a.prof'], ['c.prof']]);
    await empty.end();
    await second.end();
    expect(await names()).toEqual([['b.prof', 'a.prof']]);
    await first.end();
    expect(await names()).toEqual([['b.prof', 'a.prof']]);
  });

  it('leaves out tabs with a file that is gone, and uploads', async () => {
    const window = services.session.ofWindow();
    const upload = await services.uploads.begin('up.prof', 0);
    await services.uploads.end(upload);
    const gone = services.handles.offer(join(folder, 'gone.prof'));
    await window.remember([[gone.handle], [upload], []]);
    expect(await start().session.list()).toEqual([]);
  });
});

describe('uploads', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('become a file of the session, byte for byte, that is gone afterwards', async () => {
    const handle = await services.uploads.begin('a/b\\..\\out.prof', 6);
    await Promise.all([services.uploads.piece(handle, bytes('abc')), services.uploads.piece(handle, bytes('def'))]);
    expect(await services.uploads.end(handle)).toEqual({ handle, name: 'out.prof' });
    const path = services.handles.locate(handle)?.path ?? '';
    expect(readFileSync(path, 'utf8')).toBe('abcdef');
    expect(basename(path)).not.toContain('prof');
    services.dispose();
    expect(existsSync(path)).toBe(false);
  });

  it('are refused when they are longer or shorter than announced, or unknown', async () => {
    const { uploads } = services;
    const long = await uploads.begin('long', 2);
    await expect(uploads.piece(long, bytes('abc'))).rejects.toThrow('larger than it was announced');
    const short = await uploads.begin('short', 2);
    await uploads.piece(short, bytes('a'));
    await expect(uploads.end(short)).rejects.toThrow('shorter than it was announced');
    await expect(uploads.piece('nonsense', bytes('a'))).rejects.toThrow('no such upload');
  });
});

describe('a typed path', () => {
  it('is answered with a file, or with what is wrong with it', async () => {
    const path = join(folder, 'a file.prof');
    writeFileSync(path, 'x');
    const message = async (typed: string) => {
      const answer = await fileAtPath(services.handles, typed);
      return answer.ok ? answer.file.name : answer.message;
    };
    expect(await message(` ${path}\n`)).toBe('a file.prof');
    expect(await message(`"${path}"`)).toBe('a file.prof');
    expect(await message(join(folder, 'absent'))).toBe(`There is no file ${join(folder, 'absent')}.`);
    expect(await message(folder)).toBe(`${folder} is a folder: give the recording in it: a file.prof.`);
    expect(await message('out.prof')).toBe('Type the whole path: out.prof does not say where it starts.');
    expect(await message('  ')).toBe('Type the path of a file.');
    expect(await message('/a\0b')).toBe('Type the path of a file.');
  });
});

describe('samples', () => {
  it('ship with a title, a description and a file that exists', async () => {
    const handles = new FileHandles();
    const samples = await listSamples(fileURLToPath(new URL('../../fixtures/samples', import.meta.url)), handles);
    expect(samples.map(({ id }) => id)).toEqual(['taylor', 'shop', 'shapes', 'busy']);
    for (const { handle, title, description } of samples) {
      expect(existsSync(handles.locate(handle)?.path ?? '')).toBe(true);
      expect(title.length * description.length).toBeGreaterThan(0);
    }
  });

  it('are none where there is no folder of them', async () => {
    expect(await services.samples()).toEqual([]);
  });
});

describe('the folder for settings', () => {
  it('is where the platform puts it', () => {
    expect(userFolder('linux', {}, '/home/a')).toBe('/home/a/.config/callipers');
    expect(userFolder('linux', { XDG_CONFIG_HOME: '/x' }, '/home/a')).toBe('/x/callipers');
    expect(userFolder('linux', { XDG_CONFIG_HOME: 'relative' }, '/home/a')).toBe('/home/a/.config/callipers');
    expect(userFolder('darwin', {}, '/Users/a')).toBe('/Users/a/Library/Application Support/Callipers');
    expect(userFolder('win32', { APPDATA: 'C:\\R' }, 'C:\\a')).toBe('C:\\R\\Callipers');
    expect(userFolder('win32', {}, 'C:\\a')).toBe('C:\\a\\AppData\\Roaming\\Callipers');
  });
});
