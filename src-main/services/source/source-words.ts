// The words of a source text by kind, for its colours: CodeMirror's grammars (Lezer, and its older modes) without its editor. Parsed in
// slices of some milliseconds, because the engine answers other questions meanwhile; given up where it takes too long, since a text in
// another language than its grammar's can take very much longer than its own.
import { setImmediate } from 'node:timers/promises';
import type { LanguageDescription } from '@codemirror/language';
import type { Tree } from '@lezer/common';
import { highlightTree, type Tag, tagHighlighter, tags } from '@lezer/highlight';
import { GrowableInt32 } from '../../../shared/base/growable.ts';
import { type TokenKind, tokenKinds } from '../../../shared/viewmodel/code.ts';
import type { SourceWords } from '../../../shared/views/support/wishes.ts';

/** Larger texts stay plain: their syntax tree alone would take a gigabyte. */
const MOST_CHARACTERS = 4_000_000;
const SLICE_MILLISECONDS = 8;
/** Of the processor's time, not of the clock's. */
const MOST_MILLISECONDS = 15_000;
const SLICE_CHARACTERS = 100_000;

const kindsOfTags: readonly (readonly [Tag, TokenKind])[] = [
  [tags.keyword, 'keyword'],
  [tags.self, 'keyword'],
  [tags.bool, 'number'],
  [tags.null, 'number'],
  [tags.atom, 'number'],
  [tags.number, 'number'],
  [tags.string, 'string'],
  [tags.character, 'string'],
  [tags.regexp, 'string'],
  [tags.escape, 'string'],
  [tags.special(tags.string), 'string'],
  [tags.comment, 'comment'],
  [tags.typeName, 'type'],
  [tags.className, 'type'],
  [tags.namespace, 'type'],
  [tags.tagName, 'type'],
  [tags.function(tags.variableName), 'function'],
  [tags.function(tags.propertyName), 'function'],
  [tags.function(tags.definition(tags.variableName)), 'function'],
  [tags.definition(tags.function(tags.variableName)), 'function'],
  [tags.macroName, 'meta'],
  [tags.propertyName, 'property'],
  [tags.attributeName, 'property'],
  [tags.meta, 'meta'],
  [tags.processingInstruction, 'meta'],
  [tags.annotation, 'meta'],
];

const highlighter = tagHighlighter(kindsOfTags.map(([tag, kind]) => ({ tag, class: kind })));

/** undefined where the text is too large, or its grammar does not come to an end in time. */
export async function findWords(
  text: string,
  language: LanguageDescription,
  signal: AbortSignal,
): Promise<SourceWords | undefined> {
  if (text.length > MOST_CHARACTERS) return undefined;
  const { language: grammar } = await language.load();
  const tree = await parseInSlices(grammar.parser.startParse(text), signal);
  return tree === undefined ? undefined : wordsOf(tree, text.length, signal);
}

async function parseInSlices(parse: { advance(): Tree | null }, signal: AbortSignal): Promise<Tree | undefined> {
  let spent = 0;
  while (spent < MOST_MILLISECONDS && !signal.aborted) {
    const began = performance.now();
    let now = began;
    while (now - began < SLICE_MILLISECONDS) {
      const tree = parse.advance();
      if (tree !== null) return tree;
      now = performance.now();
    }
    spent += now - began;
    await setImmediate();
  }
  return undefined;
}

async function wordsOf(tree: Tree, length: number, signal: AbortSignal): Promise<SourceWords | undefined> {
  const from = new GrowableInt32();
  const to = new GrowableInt32();
  const kind = new GrowableInt32();
  for (let at = 0; at < length; at += SLICE_CHARACTERS) {
    if (signal.aborted) return undefined;
    const put = (start: number, end: number, kinds: string) => {
      from.push(start);
      to.push(end);
      kind.push(kindIndex(kinds));
    };
    highlightTree(tree, highlighter, put, at, Math.min(length, at + SLICE_CHARACTERS));
    await setImmediate();
  }
  return { length: from.length, from: from.finish(), to: to.finish(), kind: Uint8Array.from(kind.finish()) };
}

/** Several kinds may be named, the most special last. */
function kindIndex(kinds: string): number {
  const last = kinds.slice(kinds.lastIndexOf(' ') + 1);
  return tokenKinds.indexOf(last as TokenKind);
}
