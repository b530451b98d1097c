/**
 * `top` on a small file answers at once: nothing that only the window, the browser host or the pictures need is loaded on its way.
 */
import { describe, expect, it } from 'vitest';
import { importsOf, readSourceFiles } from '../architecture/source-tree.ts';

const files = new Map(readSourceFiles(['shared', 'src-main']).map((file) => [file.path, file]));

/** Packages that are loaded with these files: static imports followed, types and dynamic imports left out. */
function packagesLoadedBy(entries: readonly string[]): Set<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = files.get(path);
    if (file === undefined || seen.has(path)) continue;
    seen.add(path);
    const dynamic = new Set(
      Array.from(file.text.matchAll(/import\('([^']+)'\)/g), ([, name]) => name.split('/').at(-1)),
    );
    for (const one of importsOf(file)) {
      if (one.isTypeOnly || dynamic.has(one.target.split('/').at(-1))) continue;
      if (one.isPackage) packages.add(one.target);
      else open.push(one.target);
    }
  }
  expect(seen.size).toBeGreaterThan(entries.length + 10);
  return packages;
}

describe('the command line', () => {
  it.each(['top', 'info', 'callers', 'convert'])('loads no page, server or layout engine for %s', (command) => {
    const packages = packagesLoadedBy(['src-main/cli/callipers.ts', `src-main/cli/commands/${command}.ts`]);
    expect([...packages].sort()).toEqual(['fzstd', 'node:']);
  });
});
