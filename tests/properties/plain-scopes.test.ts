// The scopes of plain names, told from their bytes, are those that the whole rules find; and the tree of namespaces is the same either way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { withoutTemplates } from '../../shared/viewmodel/shorten-name.ts';
import { parseSymbol } from '../../shared/viewmodel/symbol-name.ts';
import { GroupForest } from '../../shared/views/support/group-forest.ts';
import { createScopeGroups, createScopes } from '../../shared/views/support/name-scopes.ts';
import { endOfPlainScopes } from '../../shared/views/support/plain-scopes.ts';

const token = fc.constantFrom(
  ...['a', 'ns', 'std', 'Foo', '_x1', '$', '~Foo', 'operator', 'operator()', 'operator<<', 'xoperator', 'decltype'],
  ...[
    '::',
    '::',
    '::',
    ':',
    '<',
    '>',
    '<int>',
    '<a<b>, c::d>',
    '(',
    ')',
    '()',
    '(int, char*)',
    '(anonymous namespace)',
  ],
  ...[' const', ' ', ', ', '*', '&', '&&', "'2", '[abi:cxx11]', '{lambda()#1}', '.', '->', '\\', '-', '< ', 'é', '#'],
  ...['h0123456789abcdef', '<a as b>', 'void ', ' volatile', 'noexcept'],
);
const name = fc.array(token, { maxLength: 9 }).map((tokens) => tokens.join(''));
const encoder = new TextEncoder();

const scopesOf = (text: string, dots: boolean): string =>
  parseSymbol(text, { dots })
    .parts.slice(0, -1)
    .map((part) => part.text + part.separator)
    .join('');

describe('names whose scopes are told from their bytes', () => {
  test('have the scopes that they have when they are taken apart', () => {
    let plain = 0;
    fc.assert(
      fc.property(name, fc.boolean(), (text, dots) => {
        const bytes = encoder.encode(`::${text}::`);
        const end = endOfPlainScopes(bytes, 2, bytes.length - 2);
        if (end < 0) return;
        plain++;
        expect([text, scopesOf(text, dots)]).toEqual([text, text.slice(0, end - 2)]);
      }),
      { numRuns: 20_000 },
    );
    expect(plain).toBeGreaterThan(200);
  });

  test.each([
    ['ns::Class<int, a::b<c> >::method(long, char*) const', 'ns::Class<int, a::b<c> >::'],
    ['(anonymous namespace)::Foo::~Foo()', '(anonymous namespace)::Foo::'],
    ['main', ''],
    ['f(std::string)', ''],
  ])('%s', (text, scopes) => {
    const bytes = encoder.encode(text);
    expect(text.slice(0, endOfPlainScopes(bytes, 0, bytes.length))).toBe(scopes);
  });
});

test('names that are not taken apart have no scopes when they are', () => {
  const tokens = [
    name,
    fc.constantFrom(...["'main", "'lambda'(int)", '/', 'a/b.c', '.(*T).f', '+[', '{', '}', '.', '.', 'f.part.0', "'"]),
  ];
  const named = fc.array(fc.oneof(...tokens), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
  let dotted = 0;
  fc.assert(
    fc.property(named, fc.constantFrom('a.c', 'a.py'), (text, file) => {
      const builder = new RecordingBuilder();
      const place = { file: builder.file(builder.strings.internText(file)) };
      const f = builder.function({ name: builder.strings.internText(text), ...place });
      // Rules of their own: Python's frames, and brackets of Objective-C with nothing that parts a name.
      fc.pre(!text.startsWith('<') && /[:.\\\-#]/.test(text));
      const found = createScopes(builder.finish())(f);
      const parts = parseSymbol(text, { dots: file === 'a.py' }).parts.slice(0, -1);
      if (parts.length === 0 && text.includes('.')) dotted++;
      const without = file === 'a.py' ? ['a'] : ['(global)'];
      const texts = parts.map((part) => withoutTemplates(part.text));
      expect([text, file, found.map((one) => one.text)]).toEqual([text, file, texts.length === 0 ? without : texts]);
    }),
    { numRuns: 3000 },
  );
  expect(dotted).toBeGreaterThan(150);
});

test('functions stand in the group that their scopes lead to, whichever way these were found', () => {
  const file = fc.option(fc.constantFrom('/lib/python3.11/json/decoder.py', 'a.c', '<frozen os>', 'b/__init__.py'));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, file), { minLength: 1, maxLength: 30 }), (functions) => {
      const builder = new RecordingBuilder();
      for (const [text, path] of functions) {
        const place = path === null ? {} : { file: builder.file(builder.strings.internText(path)) };
        builder.function({ name: builder.strings.internText(text), ...place });
      }
      const recording = builder.finish();
      const [one, other] = [new GroupForest(), new GroupForest()];
      const groupOf = createScopeGroups(recording, one);
      const scopes = createScopes(recording);
      for (let f = 0; f < recording.functions.length; f++) {
        const [group, expected] = [groupOf(f as FunctionIndex), other.groupAt(scopes(f as FunctionIndex))];
        expect([one.path[group], one.depth[group]]).toEqual([other.path[expected], other.depth[expected]]);
      }
      expect(one.path).toEqual(other.path);
    }),
    { numRuns: 500 },
  );
});

test.each(['a::h0123456789abcdef', 'a::h0123456789abcdef(anonymous namespace)', 'a::h0123456789abcdef<int>'])(
  '%s, which may end in a hash, is left to the whole rules',
  (text) => {
    const bytes = encoder.encode(text);
    expect(endOfPlainScopes(bytes, 0, bytes.length)).toBe(-1);
  },
);
