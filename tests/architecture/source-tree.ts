/**
 * Reads the project's own source files and their imports for the architecture tests.
 * Imports are found by pattern, not by a parser: the formatter keeps every import at the start of a line and in single
 * quotes, so a pattern sees what the compiler sees. Paths are relative to the project, with forward slashes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, absolute. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One source file: `path` as in `shared/base/brands.ts`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One import or re-export: `target` is a project path, or the name of a package (`react`, `node:fs`, `@scope/name`). */
export interface ImportOf {
  readonly from: string;
  readonly target: string;
  readonly isPackage: boolean;
  readonly isTypeOnly: boolean;
}

const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\bfrom\s+)?'([^']+)'/gm;
const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g;
const workerUrl = /\bnew URL\(\s*'(\.[^']+)',\s*import\.meta\.url\s*,?\s*\)/g;
const sourceName = /\.(?:ts|tsx|mjs)$/;

/** Every source file below the given top-level folders, sorted by path. A folder that is not there holds nothing. */
export function readSourceFiles(folders: readonly string[]): SourceFile[] {
  const files: SourceFile[] = [];
  for (const folder of folders) {
    for (const path of listFiles(folder)) {
      if (sourceName.test(path)) files.push({ path, text: readFileSync(join(projectRoot, path), 'utf8') });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(projectRoot.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((path) => !path.includes('node_modules/'));
  } catch {
    return [];
  }
}

/** The imports of one file: static, dynamic, re-exports, and workers named by URL. */
export function importsOf(file: SourceFile): ImportOf[] {
  const found: ImportOf[] = [];
  for (const [, type, name = ''] of file.text.matchAll(statement)) found.push(toImport(file.path, name, Boolean(type)));
  for (const [, name = ''] of file.text.matchAll(dynamic)) found.push(toImport(file.path, name, false));
  for (const [, name = ''] of file.text.matchAll(workerUrl)) found.push(toImport(file.path, name, false));
  return found;
}

function toImport(from: string, name: string, isTypeOnly: boolean): ImportOf {
  const bare = name.replace(/\?.*$/, '');
  if (bare.startsWith('.')) {
    return { from, target: posix.join(posix.dirname(from), bare), isPackage: false, isTypeOnly };
  }
  const parts = bare.split('/');
  const target = bare.startsWith('@')
    ? parts.slice(0, 2).join('/')
    : bare.startsWith('node:')
      ? 'node:'
      : (parts[0] ?? bare);
  return { from, target, isPackage: true, isTypeOnly };
}
