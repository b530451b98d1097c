/** How a source file is found and read: the order of places, ambiguity, what a stranger's recording may not name, odd texts. */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceRule } from '../../shared/viewmodel/source-rules.ts';
import { findSource, type SourceQuestion } from '../../src-main/services/source/find-source.ts';
import { indexFolder } from '../../src-main/services/source/folder-index.ts';
import { decodeText, lineStarts, readSource, refusedPlace } from '../../src-main/services/source/read-source.ts';
import { pathComponents, restBehind, withoutFileScheme } from '../../src-main/services/source/recorded-path.ts';
import { languageOf } from '../../src-main/services/source/source-language.ts';
import { SourceLibrary } from '../../src-main/services/source/source-library.ts';
import { createSourceRuleStore } from '../../src-main/services/source/source-rules.ts';
import { findWords } from '../../src-main/services/source/source-words.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'callipers-sources-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text = path): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

const at = (path: string) => join(folder, path);
const mapping = (from: string, to: string, scope?: string): SourceRule => ({ kind: 'mapping', from, to, scope });
const sourceFolder = (path: string): SourceRule => ({ kind: 'folder', path: at(path), scope: undefined });

/** Path below the test's folder and how it was found, or why not. */
async function found(recorded: string, more: Partial<SourceQuestion> = {}): Promise<string> {
  const answer = await findSource({
    recorded,
    recording: at('run/callgrind.out.1'),
    command: './shop --fast',
    rules: [],
    currentFolder: at('cwd'),
    indexOf: indexFolder,
    ...more,
  });
  if (answer.state === 'found') return `${answer.path.slice(folder.length + 1)}: ${answer.how}`;
  const several = answer.candidates.map((path) => path.slice(folder.length + 1)).join(', ');
  return several === '' ? answer.reason : `${answer.reason} ${several}`;
}

describe('a source is found', () => {
  it('as recorded, relative to the recording, then relative to the current folder', async () => {
    put('abs/a.c');
    put('run/src/b.c');
    put('cwd/src/c.c');
    put('cwd/src/b.c');
    expect(await found(at('abs/a.c'))).toBe('abs/a.c: as recorded');
    expect(await found('./src/b.c')).toBe('run/src/b.c: relative to the recording');
    expect(await found('src/c.c')).toBe('cwd/src/c.c: relative to the current folder');
    expect(await found(`file://${at('abs/a.c')}`)).toBe('abs/a.c: as recorded');
  });

  it('beside the recording by the longest end of its path', async () => {
    put('run/a.c');
    put('run/lib/a.c');
    expect(await found('/build/42/lib/a.c')).toBe('run/lib/a.c: beside the recording');
    expect(await found('C:\\work\\lib\\a.c')).toBe('run/lib/a.c: beside the recording');
    expect(await found('/build/42/other/a.c')).toBe('run/a.c: beside the recording, by its name alone');
  });

  it('by path mappings, the longest prefix first, those of the command before the others', async () => {
    put('one/src/a.c');
    put('two/a.c');
    put('three/src/a.c');
    const rules = [mapping('/build', at('one')), mapping('/build/src', at('two'))];
    expect(await found('/build/src/a.c', { rules })).toBe(`two/a.c: path mapping /build/src → ${at('two')}`);
    expect(await found('/builder/src/a.c', { rules })).toBe('The file was not found.');
    const scoped = [...rules, mapping('/build', at('three'), './shop --fast')];
    expect(await found('/build/src/b.c', { rules: scoped })).toBe('The file was not found.');
    expect(await found('/build/src/a.c', { rules: [mapping('/build', at('three'), 'another')] })).toBe(
      'The file was not found.',
    );
    put('four/app.js');
    const url = [mapping('http://localhost:3000/', at('four'))];
    expect(await found('http://localhost:3000/app.js?v=1', { rules: url })).toBe('The file was not found.');
    expect(await found('http://localhost:3000/app.js', { rules: url })).toContain('four/app.js: path mapping');
  });

  it('by hand before everything else', async () => {
    put('abs/a.c');
    put('mine/a.c');
    const picked: SourceRule = { kind: 'picked', recorded: at('abs/a.c'), path: at('mine/a.c'), scope: undefined };
    expect(await found(at('abs/a.c'), { rules: [picked] })).toBe('mine/a.c: chosen by hand');
  });

  it('in source folders by the longest end; several equally good files are the person’s to choose from', async () => {
    put('tree/x/lib/a.c');
    put('tree/y/src/a.c');
    put('tree/z/src/a.c');
    const rules = [sourceFolder('tree')];
    expect(await found('/build/lib/a.c', { rules })).toBe(`tree/x/lib/a.c: in the source folder ${at('tree')}`);
    expect(await found('/build/src/a.c', { rules })).toBe('Several files could be it. tree/y/src/a.c, tree/z/src/a.c');
    put('tree/only.c');
    expect(await found('/build/deep/only.c', { rules })).toBe('tree/only.c: in tree, by its name alone');
  });

  it('never where the name is no file', async () => {
    expect(await found('node:internal/fs')).toBe('It is part of Node.js itself, which has no source file here.');
    const long = `/src/${'folder/'.repeat(14_000)}main.cpp`;
    const isTooLong = 'Its recorded name is longer than a path can be.';
    expect(await found(long)).toBe(isTooLong);
    // Looking for each of its ends would take minutes, whatever rule holds for its beginning.
    put('here/main.cpp');
    expect(await found(long, { rules: [sourceFolder('here')] })).toBe(isTooLong);
    expect(await found('<frozen importlib._bootstrap>')).toContain('part of Python itself');
    expect(await found('<string>')).toContain('the code was made while the program ran');
    expect(await found('???')).toBe('The recording names no source file for it.');
  });
});

describe('a recording may not make the program read', () => {
  it.skipIf(process.platform === 'win32')('devices, pipes, folders, and what the kernel makes up', async () => {
    execFileSync('mkfifo', [at('pipe.c')]);
    symlinkSync('/dev/zero', at('zero.c'));
    symlinkSync('/proc/self/environ', at('environ.c'));
    mkdirSync(at('folder.c'));
    expect(await found(at('pipe.c'))).toBe(`${at('pipe.c')}: it is not a regular file`);
    expect(await found(at('zero.c'))).toBe(`${at('zero.c')}: it is no source file`);
    expect(await found(at('environ.c'))).toBe(`${at('environ.c')}: it is no source file`);
    expect(await found('/proc/self/maps')).toBe('/proc/self/maps: it is no source file');
    expect(await found(at('folder.c'))).toContain('folder.c: it is');
  });

  it('other machines, very large files, and what is no text', async () => {
    expect(await found('\\\\server\\share\\a.c')).toContain('it is on another machine');
    expect(await found('file://server/share/a.c')).toContain('it is on another machine');
    for (const share of ['//server/share/a.c', '/\\server/a.c', '\\/server/a.c']) {
      expect(refusedPlace(share, 'win32')).toContain('it is on another machine');
    }
    expect(refusedPlace('C:\\a.c', 'win32')).toBe(undefined);
    expect(refusedPlace('//proc/self/maps', 'linux')).toBe('it is no source file');
    writeFileSync(at('binary.c'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]));
    expect(await found(at('binary.c'))).toBe(`${at('binary.c')}: it is not a text file`);
    writeFileSync(at('large.c'), '');
    truncateSync(at('large.c'), 51 * 2 ** 20);
    expect(await found(at('large.c'))).toBe(`${at('large.c')}: it is larger than 50 MB`);
  });
});

describe('texts', () => {
  it('are UTF-8, UTF-16 with its mark, else Latin-1; a mark of UTF-8 is no text', () => {
    expect(decodeText(new TextEncoder().encode('\ufeffä→'))).toBe('ä→');
    expect(decodeText(Uint8Array.of(0xe4, 0x20, 0xdf))).toBe('ä ß');
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x41, 0, 0xe4, 0))).toBe('Aä');
    expect(decodeText(Uint8Array.of(0x41, 0, 0x42))).toBeUndefined();
  });

  it('have lines that end with LF, with CR LF, or with CR alone', () => {
    expect([...lineStarts('a\nb\n')]).toEqual([0, 2, 4]);
    expect([...lineStarts('a\r\nb')]).toEqual([0, 3, 4]);
    expect([...lineStarts('a\rb\r')]).toEqual([0, 2, 4]);
    expect([...lineStarts('')]).toEqual([0, 0]);
    expect([...lineStarts('a\rb\nc')]).toEqual([0, 4, 5]);
  });

  it('of a hundred thousand lines are read with all of them', async () => {
    const path = put('large.c', 'int x;\n'.repeat(100_000));
    const read = await readSource(path);
    expect(read?.ok === true && read.value.lineStart.length).toBe(100_001);
  });
});

describe('recorded paths', () => {
  it('are taken apart in either writing', () => {
    expect(pathComponents('C:\\a\\.\\b/../c.c')).toEqual(['C:', 'a', 'c.c']);
    expect(pathComponents('../x/a.c')).toEqual(['..', 'x', 'a.c']);
    expect(withoutFileScheme('file:///a%20b/c.js')).toBe('/a b/c.js');
    expect([restBehind('/build/', '/build/a'), restBehind('/build', '/builder/a')]).toEqual(['a', undefined]);
  });
});

describe('the language of a text', () => {
  const python = `import os\n\n\nclass Shop:\n    def __init__(self, name):\n        self.name = name\n\n    def price(self, item):\n        if item is None:\n            return 0\n        return sum(len(x) for x in item)\n\n\nif __name__ == '__main__':\n    print(Shop('a').price(['b']))\n`;

  it('is told by the name, then by the first line, then by what it looks like', async () => {
    const names = { 'a/b.cpp': '', 'x.h': '', 'y.py': '', 'z.tsx': '', 'main.rs': '', 'app.js?v=2': '', 'a.rb': '' };
    const told = await Promise.all(Object.entries(names).map(([name, text]) => languageOf(name, text)));
    expect(told.map((language) => language?.name)).toEqual([
      'C++',
      'C++',
      'Python',
      'TSX',
      'Rust',
      'JavaScript',
      'Ruby',
    ]);
    expect((await languageOf('tool', '#!/usr/bin/env python3\nx'))?.name).toBe('Python');
    expect(await languageOf('notes', 'a few words')).toBeUndefined();
    expect((await languageOf('tool', python.repeat(3)))?.name).toBe('Python');
  });

  it('gives its words their kinds', async () => {
    const text = 'int main() { return 42; } // "no string"\n';
    const language = await languageOf('a.c', text);
    if (language === undefined) throw new Error('no language');
    const words = await findWords(text, language, new AbortController().signal);
    const kinds = Array.from(words?.from ?? [], (from, i) => [text.slice(from, words?.to[i]), words?.kind[i]]);
    // tokenKinds: 0 keyword, 2 comment, 3 number, 4 type, 5 function.
    expect(kinds).toEqual([
      ['int', 4],
      ['main', 5],
      ['return', 0],
      ['42', 3],
      ['// "no string"', 2],
    ]);
  });
});

describe('the library of an engine', () => {
  const offer = (path: string) => Promise.resolve({ handle: `h:${path}`, name: path });

  it('tells when a file is newer than the recording, and reads it again when it changes', async () => {
    const path = put('a.c', 'one\n');
    const library = new SourceLibrary({ sourceRules: () => Promise.resolve([]), offer });
    const context = { recording: at('rec'), recordedAt: Date.now() - 60_000, command: undefined };
    const ask = async () => {
      const answer = (await library.grant([path], context)).get(path);
      return answer?.state === 'found' ? [answer.text.text, answer.newer, answer.handle] : answer;
    };
    expect(await ask()).toEqual(['one\n', true, `h:${path}`]);
    writeFileSync(path, 'two\n');
    utimesSync(path, new Date(0), new Date(0));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await ask()).toEqual(['two\n', false, `h:${path}`]);
    library.dispose();
  });

  it('looks again at once when a rule was added', async () => {
    put('mine/a.c', 'mine');
    const store = createSourceRuleStore(at('settings'), () => undefined);
    const library = new SourceLibrary({ sourceRules: () => store.read(), offer });
    const context = { recording: undefined, recordedAt: undefined, command: undefined };
    expect((await library.grant(['/b/a.c'], context)).get('/b/a.c')?.state).toBe('missing');
    await store.add(mapping('/b', at('mine')));
    expect((await library.grant(['/b/a.c'], context)).get('/b/a.c')?.state).toBe('found');
    await store.add(mapping('/b', at('nowhere')));
    expect(await store.read()).toEqual([mapping('/b', at('nowhere'))]);
    await store.remove(mapping('/b', ''));
    expect(await store.read()).toEqual([]);
    library.dispose();
  });
});
