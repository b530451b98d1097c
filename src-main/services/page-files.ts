// The built page's files, as both hosts serve them. Only regular files that are listed below dist/renderer exist: a path
// is looked up, never joined, so `..` and links lead nowhere. The list is made anew when the page itself is asked for.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

export interface PageFile {
  readonly body: Buffer;
  readonly mediaType: string;
}

export class PageFiles {
  private readonly folder: string;
  private paths: ReadonlyMap<string, string>;

  constructor(folder: string) {
    this.folder = folder;
    this.paths = listFiles(folder);
  }

  /** '' is the page. */
  async read(path: string): Promise<PageFile | undefined> {
    const isPage = path === '' || path === 'index.html';
    if (isPage) this.paths = listFiles(this.folder);
    const file = this.paths.get(isPage ? 'index.html' : path);
    if (file === undefined) return undefined;
    const body = await readFile(file).catch(() => undefined);
    if (body === undefined) return undefined;
    return { body, mediaType: mediaTypes[extname(file)] ?? 'application/octet-stream' };
  }
}

/** URL path → file. Links are no regular files and do not appear. */
function listFiles(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).map(encodeURIComponent).join('/'), path);
  }
  return files;
}
