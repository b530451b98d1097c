// Which language a source file is in: by its name, by its first line, and only then by a look at the text, which a small model makes
// (@vscode/vscode-languagedetection; half a second the first time, so it is loaded when a file without a telling name comes up).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LanguageDescription } from '@codemirror/language';
import { languages } from '@codemirror/language-data';
import { locateProgramFiles } from '../program-files.ts';
import { pathComponents } from './recorded-path.ts';

/** The model guesses at random about less. */
const LEAST_LINES = 10;
const LOOKED_AT = 100_000;
const LEAST_CONFIDENCE = 0.4;

/** Headers and endings that the list leaves out or gives to something rarer. */
const endings: Readonly<Record<string, string>> = {
  h: 'C++',
  ipp: 'C++',
  tcc: 'C++',
  inl: 'C++',
  cu: 'C++',
  pyx: 'Python',
  pxd: 'Python',
  pyi: 'Python',
  mts: 'TypeScript',
  cts: 'TypeScript',
  rbw: 'Ruby',
  s: 'Gas',
  asm: 'Gas',
};

const interpreters: readonly (readonly [RegExp, string])[] = [
  [/\b(?:python|pypy)[\d.]*\b/, 'Python'],
  [/\b(?:node|bun)\b/, 'JavaScript'],
  [/\b(?:deno|ts-node|tsx)\b/, 'TypeScript'],
  [/\bruby\b/, 'Ruby'],
  [/\bphp[\d.]*\b/, 'PHP'],
  [/\bperl\b/, 'Perl'],
  [/\b(?:ba|z|da|k)?sh\b/, 'Shell'],
  [/\blua\b/, 'Lua'],
];

/** The model's ids for the languages that it and the grammars both know, where the names differ. */
const modelNames: Readonly<Record<string, string>> = {
  c: 'C',
  cpp: 'C++',
  cs: 'C#',
  rs: 'Rust',
  py: 'Python',
  js: 'JavaScript',
  ts: 'TypeScript',
  rb: 'Ruby',
  go: 'Go',
  java: 'Java',
  php: 'PHP',
  kt: 'Kotlin',
  pl: 'Perl',
  hs: 'Haskell',
  sh: 'Shell',
  swift: 'Swift',
  scala: 'Scala',
  lua: 'Lua',
  jl: 'Julia',
  dart: 'Dart',
  erl: 'Erlang',
  clj: 'Clojure',
  groovy: 'Groovy',
  m: 'Objective-C',
  f90: 'Fortran',
  pas: 'Pascal',
  ml: 'OCaml',
  r: 'R',
  sql: 'SQL',
  html: 'HTML',
  css: 'CSS',
  json: 'JSON',
  xml: 'XML',
  yaml: 'YAML',
  coffee: 'CoffeeScript',
};

/** undefined where nothing tells it: the text then stays plain. */
export async function languageOf(path: string, text: string): Promise<LanguageDescription | undefined> {
  return languageOfName(path) ?? languageOfFirstLine(text) ?? (await languageOfText(text));
}

function languageOfName(path: string): LanguageDescription | undefined {
  const name = (pathComponents(path).at(-1) ?? '').replace(/[?#].*$/, '');
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return (
    named(endings[ending]) ??
    LanguageDescription.matchFilename(languages, name) ??
    LanguageDescription.matchFilename(languages, name.toLowerCase()) ??
    undefined
  );
}

function languageOfFirstLine(text: string): LanguageDescription | undefined {
  const line = text.slice(0, 200).split('\n', 1)[0] ?? '';
  if (line.startsWith('<?php')) return named('PHP');
  if (/^\s*\/\*\s*-\*-.*c\+\+|\/\/.*-\*-\s*c\+\+/i.test(line)) return named('C++');
  if (!line.startsWith('#!')) return undefined;
  return named(interpreters.find(([pattern]) => pattern.test(line))?.[1]);
}

async function languageOfText(text: string): Promise<LanguageDescription | undefined> {
  const head = text.slice(0, LOOKED_AT);
  if (head.split('\n', LEAST_LINES).length < LEAST_LINES) return undefined;
  const { ModelOperations } = await import('@vscode/vscode-languagedetection');
  const folder = locateProgramFiles().languageModel;
  const model = new ModelOperations({
    modelJsonLoaderFunc: async () => JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')),
    weightsLoaderFunc: async () => {
      const { buffer, byteOffset, byteLength } = await readFile(join(folder, 'group1-shard1of1.bin'));
      return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    },
  });
  try {
    const [best] = await model.runModel(head);
    return best === undefined || best.confidence < LEAST_CONFIDENCE ? undefined : named(modelNames[best.languageId]);
  } finally {
    model.dispose();
  }
}

function named(name: string | undefined): LanguageDescription | undefined {
  if (name === undefined) return undefined;
  return LanguageDescription.matchLanguageName(languages, name, false) ?? undefined;
}
