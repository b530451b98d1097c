// What a person types into the search field: words that must all be met. `/regex/`, `file:…`, `module:…`, `self>1%`, `incl>5%`, `calls>100`, anything
// else is looked for as it stands: `c++` finds `c++`. `*` is any text, as in KCachegrind. Words may be quoted; then `*` is a star too.
// A pattern that cannot be understood is an error to show, not an empty table.
import { createPattern, type Pattern } from '../../base/pattern.ts';
import { failure, type Result, success } from '../../base/result.ts';

export type SearchTerm =
  | { readonly kind: 'text' | 'file' | 'module'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | {
      readonly kind: 'limit';
      readonly column: 'self' | 'inclusive' | 'calls';
      readonly operator: '>' | '>=' | '<' | '<=';
      /** Share of the total (0 … 1) when `share`, else a cost in the event type's unit or a number of calls. */
      readonly value: number;
      readonly share: boolean;
    };

export function parseSearch(text: string): Result<readonly SearchTerm[], string> {
  const terms: SearchTerm[] = [];
  for (const word of splitWords(text)) {
    const term = parseWord(word);
    if (!term.ok) return term;
    terms.push(term.value);
  }
  return success(terms);
}

interface Word {
  readonly text: string;
  /** Stood in quotes or in slashes. */
  readonly quote: '"' | '/' | '';
}

/** A quoted word or a pattern may hold blanks; its closing sign is followed by a blank or the end, else the sign is a letter like others. */
function splitWords(text: string): Word[] {
  const words: Word[] = [];
  const form = /"([^"]*)"(?=\s|$)|\/((?:[^/\\]|\\.|\/(?!\s|$))+)\/(?=\s|$)|(\S+)/g;
  for (const match of text.matchAll(form)) {
    if (match[1] !== undefined) words.push({ text: match[1], quote: '"' });
    else if (match[2] !== undefined) words.push({ text: match[2], quote: '/' });
    else words.push({ text: match[3], quote: '' });
  }
  return words;
}

const LIMIT = /^(self|incl|inclusive|calls)(>=|<=|>|<)(\d+(?:\.\d+)?)(%?)$/i;
const PLACE = /^(file|module):(.+)$/i;

function parseWord({ text, quote }: Word): Result<SearchTerm, string> {
  if (quote === '"') return success({ kind: 'text', text });
  if (quote === '/') {
    const pattern = createPattern(text);
    return pattern.ok ? success({ kind: 'pattern', pattern: pattern.value }) : failure(`/${text}/ ${pattern.error}`);
  }
  const limit = LIMIT.exec(text);
  if (limit !== null) {
    const [, name, operator, digits, percent] = limit;
    const column = name.toLowerCase() === 'incl' ? 'inclusive' : name.toLowerCase();
    return success({
      kind: 'limit',
      column: column as 'self' | 'inclusive' | 'calls',
      operator: operator as '>' | '>=' | '<' | '<=',
      value: Number(digits) / (percent === '' ? 1 : 100),
      share: percent !== '',
    });
  }
  const place = PLACE.exec(text);
  if (place !== null) return success({ kind: place[1].toLowerCase() as 'file' | 'module', text: place[2] });
  return anyText(text);
}

/** `std::*sort`: a star stands for any text. One alone is a star, which pointers have. */
function anyText(text: string): Result<SearchTerm, string> {
  const pieces = text.split('*').filter((piece) => piece !== '');
  if (pieces.length === 0 || !text.includes('*')) return success({ kind: 'text', text });
  if (pieces.length === 1) return success({ kind: 'text', text: pieces[0] });
  const escaped = pieces.map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  const pattern = createPattern(escaped.join('.*'));
  return pattern.ok ? success({ kind: 'pattern', pattern: pattern.value }) : failure(`${text} ${pattern.error}`);
}
