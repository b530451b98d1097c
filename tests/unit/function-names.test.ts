// Names, places and colours of functions (S10): as short as tells them apart.
import { describe, expect, test } from 'vitest';
import { functionLocation } from '../../shared/analysis/locations.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { cutText } from '../../shared/viewmodel/cut-text.ts';
import { hueOf } from '../../shared/viewmodel/hue.ts';
import { shortenName, unframedName } from '../../shared/viewmodel/shorten-name.ts';
import { parseSymbol } from '../../shared/viewmodel/symbol-name.ts';
import { profile } from '../support/profile-notation.ts';

function locations(recording: Recording): string[] {
  return Array.from({ length: recording.functions.length }, (_, row) =>
    functionLocation(recording, row as FunctionIndex),
  );
}

describe('S10: the location is the shortest path that tells files apart', () => {
  test('one folder for Python and JavaScript, none for C', () => {
    expect(
      locations(profile`
      a@/home/x/shop/stock.py:26 1
      b@/usr/lib/python3.11/re/__init__.py:173 1
      c@shop_main.py:15 1
      d@./src/rank.c 1`),
    ).toEqual(['shop/stock.py:26', 're/__init__.py:173', 'shop_main.py:15', 'rank.c']);
  });

  test('more where two would look alike', () => {
    expect(
      locations(profile`
      init@/x/one/a.c 1
      init@/x/two/a.c 1
      init@/y/two/a.c 1
      f@p/q/index.js:1 1
      f@r/q/index.js:1 1`),
    ).toEqual(['one/a.c', 'x/two/a.c', 'y/two/a.c', 'p/q/index.js:1', 'r/q/index.js:1']);
  });

  test('modules stand for files that are not known, and behind files that several modules have', () => {
    expect(
      locations(profile`
      malloc[/usr/lib/libc.so.6] 1
      swap@/i/pair.h[/bin/a] 1
      swap@/i/pair.h[/bin/b] 1
      nowhere 1`),
    ).toEqual(['libc.so.6', 'pair.h (a)', 'pair.h (b)', '']);
  });

  test('modules of Python that have no file, of Node, and what is no path, keep their names', () => {
    expect(
      locations(profile`
      a@<frozen_importlib._bootstrap> 1
      b@node:internal/main 1
      c@<string>:1 1`),
    ).toEqual(['<frozen_importlib._bootstrap>', 'node:internal/main', '<string>:1']);
  });
});

test.each([
  ['std::vector<int, std::allocator<int> >::push_back(int&&)', 'std::vector<…>::push_back(int&&)'],
  ['operator<< <char>(std::ostream&)', 'operator<< <…>(std::ostream&)'],
  ['a<b>::operator->()', 'a<…>::operator->()'],
  ['f<decltype(a->b)>()', 'f<…>()'],
  ['<module>', '<module>'],
  ['<built-in method builtins.exec>', 'builtins.exec'],
  ["<method 'search' of 're.Pattern' objects>", 're.Pattern.search'],
  ['x < y', 'x < y'],
  ['plain', 'plain'],
])('%s is shortened to %s', (name, short) => {
  expect(shortenName(name, 'without-templates')).toBe(short);
});

test.each([
  ['void std::sort<int*>(int*, int*)', 'void std::sort<…>(int*, int*)', 'std::sort<…>', 'sort<…>'],
  ['foo(int)::{lambda(int)#1}::operator()(int) const', undefined, 'foo::{lambda(int)#1}::operator()', 'operator()'],
  ['Foo::operator new[](unsigned long)', undefined, 'Foo::operator new[]', 'operator new[]'],
  [
    '<alloc::vec::Vec<T> as Extend<T>>::extend',
    '<alloc::vec::Vec<…> as Extend<…>>::extend',
    'alloc::vec::Vec<…>::extend',
    'extend',
  ],
  ['App\\Models\\User->save', undefined, undefined, 'save'],
  ['net/http.(*Server).Serve', undefined, 'net/http.Server.Serve', 'Serve'],
  ['java.util.HashMap.put', undefined, undefined, 'put'],
  ["std::sort<int>(int)'2", "std::sort<…>(int)'2", "std::sort<…>'2", "sort<…>'2"],
  ['f.part.0', undefined, undefined, undefined],
])('%s in levels: without templates, without arguments, last part', (name, templates, args, last) => {
  const forms = (['full', 'without-templates', 'without-arguments', 'last-part'] as const).map((form) =>
    shortenName(name, form),
  );
  expect(forms).toEqual([name, templates ?? name, args ?? name, last ?? name]);
});

test('a text that is cut keeps whole characters', () => {
  expect([cutText('ab\u{1f600}c', 3), cutText('ab\u{1f600}c', 4), cutText('abc', 3)]).toEqual([
    'ab',
    'ab\u{1f600}',
    'abc',
  ]);
});

describe('the parts of a name: scopes from the outside in, then its own name', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    // D20: `::` inside the brackets of a template parts nothing.
    [
      'void std::__introsort_loop<It<int*, std::vector<int> >, long, __gnu_cxx::__ops::_Iter>(It, long)',
      ['std', '__introsort_loop<It<int*, std::vector<int> >, long, __gnu_cxx::__ops::_Iter>'],
    ],
    ['(anonymous namespace)::Foo::bar(int)', ['(anonymous namespace)', 'Foo', 'bar']],
    ['std::function<void ()>::operator()() const', ['std', 'function<void ()>', 'operator()']],
    ['std::ostream& std::operator<< <T<char> >(std::ostream&, char const*)', ['std', 'operator<< <T<char> >']],
    ['decltype(auto) ns::f<int>(int)', ['ns', 'f<int>']],
    ['non-virtual thunk to Foo::bar()', ['Foo', 'bar']],
    ['Foo::operator bool() const', ['Foo', 'operator bool']],
    ['core::ops::impls::<impl core::ops::FnOnce<A> for &mut F>::call_once', ['core', 'ops', 'impls', 'F', 'call_once']],
    ['core::fmt::write::h0123456789abcdef', ['core', 'fmt', 'write']],
    ['foo::{{closure}}::bar', ['foo', '{{closure}}', 'bar']],
    ['App\\Models\\User->save', ['App', 'Models', 'User', 'save']],
    ['php::strlen', ['php', 'strlen']],
    ['github.com/x/y.Foo.bar', ['github.com/x/y', 'Foo', 'bar']],
    ['-[NSView drawRect:]', ['NSView', 'drawRect:']],
    ['Foo#bar', ['Foo', 'bar']],
    ['json.decoder.decode', ['json', 'decoder', 'decode']],
    ['memcpy@@GLIBC_2.14', ['memcpy@@GLIBC_2.14']],
    ['{closure:/srv/a.php:12-14}', ['{closure:/srv/a.php:12-14}']],
    ['<module>', ['<module>']],
    ['a<b::c', ['a<b::c']],
    ['', ['']],
  ];
  test.each(cases)('%s', (name, parts) => {
    expect(parseSymbol(name, { dots: true }).parts.map(({ text }) => text)).toEqual(parts);
  });

  test('dots part nothing where they are no paths', () => {
    expect(parseSymbol('json.decoder.decode', { dots: false }).parts).toHaveLength(1);
  });
});

test('the window shows built-ins without their frame, and every other name as it was recorded', () => {
  const names = [
    '<built-in method builtins.exec>',
    "<method 'search' of 're.Pattern' objects>",
    '<module>',
    'a<b>::c()',
  ];
  expect(names.map(unframedName)).toEqual(['builtins.exec', 're.Pattern.search', '<module>', 'a<b>::c()']);
});

describe('hues', () => {
  test('are angles, and none for no place', () => {
    const hue = hueOf('re/__init__.py');
    expect([hue !== null && hue >= 0 && hue < 360, hueOf('')]).toEqual([true, null]);
  });

  test('are spread over the ramp', () => {
    const hues = new Set(Array.from({ length: 200 }, (_, i) => hueOf(`src/file${i}.c`)));
    expect(hues.size).toBeGreaterThanOrEqual(7);
  });
});
