// Short forms of long names, in levels. What stands between the brackets of C++ templates becomes `…`, Python's built-ins lose their frame.
// The whole name is always one hover or copy away: these forms are for the eye only, never for exports of data.
import { bracketEnd, operatorAt } from '../base/name-brackets.ts';
import { parseSymbol } from './symbol-name.ts';

/** From the whole name to its last part: `void ns::f<int>(long)`, `void ns::f<…>(long)`, `ns::f<…>`, `f<…>`. */
export const nameForms = ['full', 'without-templates', 'without-arguments', 'last-part'] as const;
export type NameForm = (typeof nameForms)[number];

const BUILT_IN = /^<built-in method (.+)>$/;
const METHOD = /^<method '(.+)' of '(.+)' objects>$/;
/** `<module>`, `<lambda>`, `<listcomp>`, `<anonymous>`: a whole name in brackets is no template. */
const WHOLE = /^<[^<>]*>$/;
/** Names are shown up to some 2,000 characters: what is longer is not taken to pieces. */
const LONGEST = 20_000;

export function shortenName(name: string, form: NameForm): string {
  if (form === 'full' || name.length > LONGEST) return name;
  const plain = unframedName(name);
  if (form === 'without-templates') return plain !== name || WHOLE.test(name) ? plain : withoutTemplates(name);
  const { parts, suffix } = parseSymbol(plain, { dots: form === 'last-part' });
  const kept = form === 'last-part' ? parts.slice(-1) : parts;
  return kept.map(({ text, separator }) => withoutTemplates(text) + separator).join('') + suffix;
}

/** Python's built-ins without their frame: `<built-in method builtins.exec>` is shown as `builtins.exec`. Other names as they are. */
export function unframedName(name: string): string {
  if (!name.startsWith('<')) return name;
  const builtIn = BUILT_IN.exec(name);
  if (builtIn !== null) return builtIn[1];
  const method = METHOD.exec(name);
  return method === null ? name : `${method[2]}.${method[1]}`;
}

/** `…` for what stands in angle brackets. Those that do not match are no brackets: the name stays as it is. */
export function withoutTemplates(name: string): string {
  if (!name.includes('<') || WHOLE.test(name)) return name;
  // Rust: the type that a trait is implemented for says more than `<…>`; only the brackets inside are shortened.
  const start = name.startsWith('<') && / as | for /.test(name) ? 1 : 0;
  let short = name.slice(0, start);
  for (let i = start; i < name.length; ) {
    const operator = operatorAt(name, i);
    if (operator > 0) {
      short += name.slice(i, i + operator);
      i += operator;
    } else if (name[i] === '<') {
      const end = bracketEnd(name, i);
      if (end < 0) return name;
      short += '<…>';
      i = end;
    } else short += name[i++];
  }
  return short;
}
