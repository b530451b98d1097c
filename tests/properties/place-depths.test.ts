// Paths are shown with the fewest trailing components that tell them apart; looking at their bytes first gives what comparing all texts gives.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastComponents, placeDepths } from '../../shared/analysis/place-depths.ts';
import { StringInterner } from '../../shared/base/string-interner.ts';

const component = fc.constantFrom(
  'a',
  'b',
  'x.c',
  'x.py',
  'index.js',
  '__init__.py',
  'lib.rs',
  'é.go',
  '.',
  '..',
  'long.cpp',
  '.py',
);
const scheme = fc.constantFrom('', '/', './', 'file:///', 'C:\\');
const path = fc.oneof(
  fc
    .record({
      scheme,
      components: fc.array(component, { minLength: 1, maxLength: 4 }),
      tail: fc.constantFrom('', '/', '?v=1', '#x'),
    })
    .map(({ scheme: before, components, tail }) => before + components.join('/') + tail),
  fc.constantFrom('<frozen os>', '<frozen a/x.py>', 'node:fs', '(eval)', '[vdso]', '', 'os', 'fs', '<string>'),
);

/** Every group of paths that look alike shows one more folder, until they do not. */
function byComparing(paths: readonly string[]): number[] {
  const depths = paths.map((one) => (/\.(?:py|pyx|js|mjs|cjs|jsx|ts|mts|cts|tsx|php|rb|go|rs)$/.test(one) ? 2 : 1));
  const grouped = (rows: readonly number[]): number[][] => {
    const groups = new Map<string, number[]>();
    for (const row of rows) {
      const key = lastComponents(paths[row], depths[row]);
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return [...groups.values()].filter((group) => group.length > 1);
  };
  for (const group of grouped(paths.map((_, row) => row))) {
    for (let alike = group; alike.length > 1 && depths[alike[0]] < 12; alike = grouped(alike).flat())
      for (const row of alike) depths[row]++;
  }
  return depths;
}

test('depths are those of comparing every path with every other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 16 }), (paths) => {
      const interner = new StringInterner();
      const names = Int32Array.from(paths, (one) => interner.internText(one));
      expect(Array.from(placeDepths(interner.finish(), names))).toEqual(byComparing(paths));
    }),
    { numRuns: 500 },
  );
});
