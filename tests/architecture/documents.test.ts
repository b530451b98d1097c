/**
 * The documents are true where a test can tell: the paths that they name are there, every room is in its table, and they are short.
 * A path is what stands in backticks, has a slash inside and neither a space nor a slash in front. What git ignores need not be there.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './source-tree.ts';

const rootDocuments = ['README', 'ARCHITECTURE', 'CONTRIBUTING', 'DECISIONS', 'GLOSSARY', 'CHANGELOG', 'PARITY'].map(
  (name) => `${name}.md`,
);
const topFolders = ['shared', 'src-main', 'src-renderer', 'fixtures', 'tests', 'scripts'];
const folderReadmes = topFolders.flatMap(readmesBelow);
/** Folders that programs make. */
const ignored = read('.gitignore')
  .split('\n')
  .filter((line) => line.endsWith('/'));
const longestReadme = 60;
const longestDecision = 15;

function readmesBelow(folder: string): string[] {
  const paths = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => /(?:^|[/\\])README\.md$/.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
}

function read(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

function lines(text: string): number {
  return text.trimEnd().split('\n').length;
}

function pathsNamedIn(document: string): string[] {
  const prose = read(document).replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/`((?:\.?[\w-][\w.-]*)(?:\/[\w.-]+)+\/?|[\w.-]+\/|[A-Z]+\.md)`/g)].map(
    ([, path = '']) => path,
  );
}

function foldersIn(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

describe('the documents', () => {
  it.each([...rootDocuments, ...folderReadmes])('%s names no path that is not there', (document) => {
    const folder = document.slice(0, document.lastIndexOf('/') + 1);
    const isThere = (path: string) =>
      ignored.some((made) => path.startsWith(made)) ||
      existsSync(join(projectRoot, path)) ||
      existsSync(join(projectRoot, folder, path));
    expect(pathsNamedIn(document).filter((path) => !isThere(path))).toEqual([]);
  });

  it('say where to go for every change: ARCHITECTURE.md names at least twenty paths', () => {
    expect(pathsNamedIn('ARCHITECTURE.md').length).toBeGreaterThanOrEqual(20);
  });

  it('name every room: shared/README.md those of shared, tests/README.md those of tests', () => {
    for (const folder of ['shared', 'tests']) {
      const named = pathsNamedIn(`${folder}/README.md`);
      expect(foldersIn(folder).filter((room) => !named.includes(`${room}/`))).toEqual([]);
    }
  });

  it(`of folders are shorter than ${longestReadme} lines`, () => {
    expect(folderReadmes.filter((path) => lines(read(path)) >= longestReadme)).toEqual([]);
  });

  it(`of decisions give each at most ${longestDecision} lines`, () => {
    const decisions = read('DECISIONS.md').split(/^(?=## )/m);
    expect(decisions.filter((decision) => lines(decision) > longestDecision).map((text) => text.slice(0, 60))).toEqual(
      [],
    );
  });
});
