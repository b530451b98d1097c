/** Mangled names: what c++filt makes of thousands, and that no name of a stranger takes long, grows without end or throws. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demangle } from '../../shared/base/demangling/demangle.ts';

const fixture = (name: string): (readonly [string, string])[] =>
  readFileSync(new URL(`../../fixtures/mangled/${name}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [mangled = '', source = ''] = line.split('\t');
      return [mangled, source];
    });
/** c++filt leaves out blanks behind an empty pack. */
const compared = (name: string): string => name.replaceAll(/>(?: >)+/g, (signs) => signs.replaceAll(' ', ''));

/** `a<int, int>`, then ever again a pair of what came before: 200 characters that mean 2^40. */
function doubling(): string {
  let name = '_Z1f1aIiiE';
  for (let i = 0; i < 40; i++) {
    const back = `S${i.toString(36).toUpperCase()}_`;
    name += `S_I${back}${back}E`;
  }
  return name;
}

describe.each(['rules', 'cpp', 'rust'])('the names of fixtures/mangled/%s.tsv', (name) => {
  it('are written as c++filt writes them', () => {
    const vectors = fixture(name);
    expect(vectors.length).toBeGreaterThan(50);
    const written = vectors.map(([mangled]) => compared(demangle(mangled) ?? mangled));
    expect(written).toEqual(vectors.map(([, source]) => compared(source)));
  });
});

describe('what stands around a mangled name', () => {
  it.each([
    ['__ZN3foo3barEv', 'foo::bar()'],
    ["_ZN3foo3barEv'2", "foo::bar()'2"],
    ["_Z4leafv'_Z4factj'main", "leaf()'fact(unsigned int)'main"],
    ['_ZN3foo3barEv@plt', 'foo::bar()@plt'],
    ['_ZNSt6vectorIiSaIiEE5clearEv@@GLIBCXX_3.4', 'std::vector<int, std::allocator<int> >::clear()@@GLIBCXX_3.4'],
    ['__RNvCs1234_7mycrate3foo', 'mycrate::foo'],
  ])('stays: %s', (mangled, source) => {
    expect(demangle(mangled)).toBe(source);
  });

  it.each([
    '',
    'main',
    '_start',
    '_Z',
    '__Z',
    '_R',
    '_Zebra crossing',
    '_Rows',
    'foo::bar()',
    '_ZN',
    '_ZN3fo',
    "main'2",
  ])('%j is no mangled name and stays as it is', (name) => {
    expect(demangle(name)).toBeUndefined();
  });
});

describe('names that mean harm', () => {
  /** Every type is a pair of the one before: 2^n ints. */
  function laughs(levels: number): string {
    const reference = (k: number) => (k === 0 ? 'S_' : `S${(k - 1).toString(36).toUpperCase()}_`);
    let name = '_Z1fSt4pairIiiE';
    for (let k = 1; k < levels; k++) name += `${reference(0)}I${reference(k)}${reference(k)}E`;
    return name;
  }

  it('are written while they are short, and stay as they are when they would be gigabytes', () => {
    expect(demangle(laughs(4))?.length).toBeGreaterThan(200);
    expect(demangle(laughs(40))).toBeUndefined();
    expect(demangle(laughs(400))).toBeUndefined();
  });

  it('of Rust, where every type is two of the one before', () => {
    let name = '_RINvC1a1fThhE';
    for (let at = 8, k = 0; k < 60; k++) {
      const back = at === 0 ? '_' : `${(at - 1).toString(36)}_`;
      const next = name.length - 2;
      name += `TB${back}B${back}E`;
      at = next;
    }
    expect(() => demangle(`${name}E`)).not.toThrow();
  });

  it.each([
    ['nested', `_Z1f${'P'.repeat(15_000)}i`],
    ['nested in templates', `_Z1f${'1aI'.repeat(5000)}i${'E'.repeat(5000)}`],
    ['nested in functions', `_Z${'Z1f'.repeat(3000)}`],
    ['nested in Rust', `_R${'NvC1a1b'.repeat(1000)}`],
    ['long', `_ZN${'1a'.repeat(400_000)}E`],
    ['with a huge number', '_Z99999999999999999999f'],
    ['of forty that each mean a text without end', Array.from({ length: 40 }, doubling).join("'")],
    ['referring to itself', '_Z1fS0_S1_S_'],
  ])('%s: end at once, without an error', (_, name) => {
    expect(() => demangle(name)).not.toThrow();
    expect(demangle(name)?.length ?? 0).toBeLessThanOrEqual(100_000);
  });

  it('thousands of damaged ones throw nothing and stay short', () => {
    const all = [...fixture('cpp'), ...fixture('rust'), ...fixture('rules')].map(([mangled]) => mangled);
    let seed = 12345;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return seed % below;
    };
    const signs = '_0123456789ESTILNZRCDPKFMABJXOUVvihjGst';
    for (let i = 0; i < 6000; i++) {
      const name = all[random(all.length)] ?? '';
      const at = 2 + random(Math.max(1, name.length - 2));
      const other = all[random(all.length)] ?? '';
      const damaged = [
        name.slice(0, at),
        name.slice(0, at) + signs[random(signs.length)] + name.slice(at + 1),
        name.slice(0, at) + other.slice(random(other.length)),
      ][i % 3];
      const written = demangle(damaged ?? '');
      expect(written === undefined || written.length <= 100_000).toBe(true);
    }
  });
});
