// What a function's name is made of: the scopes it stands in and its own name, for the languages that profilers print. `std::vector<int>::push_back(int&&)`,
// `<alloc::vec::Vec<T> as Trait>::f`, `App\Shop->buy`, `net/http.(*Server).Serve`, `-[View draw:]`, `json.decoder.decode`.
// Trap: signs mean other things inside brackets (`a<b::c>::d` has two parts, D20), and operators are spelled with brackets.
import { bracketEnd, operatorAt } from '../base/name-brackets.ts';

export interface NamePart {
  readonly text: string;
  /** What stands behind it: `::`, `.`, `->`, `\`, `#`; empty behind the last one. */
  readonly separator: string;
}

export interface SymbolName {
  /** Scopes from the outside in; the function's own name is the last. Never empty. */
  readonly parts: readonly NamePart[];
  /** What the profiler put behind the name: `'2`, `'main`. */
  readonly suffix: string;
}

/** dots: `a.b.c` is a path. C has dots too, in names that the compiler or the linker made: `f.part.0`. */
export interface NameRules {
  readonly dots: boolean;
}

export function parseSymbol(name: string, rules: NameRules): SymbolName {
  if (/^<(?:[^<>:]*)>$/.test(name) || /^[\w$]+$/.test(name)) return whole(name);
  const objectiveC = /^([-+])\[(\S+) (.+)\]$/.exec(name);
  if (objectiveC !== null) return { parts: [part(objectiveC[2], ' '), part(objectiveC[3], '')], suffix: '' };
  const go = /^((?:[\w.~%-]+\/)+[\w~%-]+|[\w~%-]+(?=\.\(\*))\.(.+)$/s.exec(name);
  if (go !== null && !name.includes('::')) return goName(go[1], go[2]);
  const declared = declaratorParts(name) ?? { parts: [part(name, '')], suffix: '' };
  const parts = declared.parts.flatMap((one) => furtherParts(one, rules));
  const last = parts.at(-1);
  // Rust's old way of telling instances apart: a part that is a hash.
  if (parts.length > 1 && last !== undefined && /^h[0-9a-f]{16}$/.test(last.text)) {
    parts.pop();
    parts[parts.length - 1] = part(parts[parts.length - 1].text, '');
  }
  return parts.some(({ text }) => text === '') ? whole(name) : { parts, suffix: declared.suffix };
}

function whole(name: string): SymbolName {
  return { parts: [part(name, '')], suffix: '' };
}

function part(text: string, separator: string): NamePart {
  return { text, separator };
}

/** The package's path is one scope, as Go people see it; `(*Server)` is the type `Server`. */
function goName(packagePath: string, rest: string): SymbolName {
  const receiver = /^\(\*?([^)]+)\)\.(.+)$/s.exec(rest);
  const inner = receiver === null ? rest.split('.') : [receiver[1], receiver[2]];
  const texts = [packagePath, ...inner];
  return { parts: texts.map((text, i) => part(text, i + 1 < texts.length ? '.' : '')), suffix: '' };
}

/**
 * The parts between `::` and `->` of what is declared: return type, parameters and what follows them are left out. A function inside another
 * keeps the outer one's name as a scope. undefined for brackets that do not match.
 */
function declaratorParts(name: string): { parts: NamePart[]; suffix: string } | undefined {
  let parts: NamePart[] = [];
  let from = 0;
  let to = -1;
  let inOperator = false;
  const close = (end: number, separator: string): void => {
    parts.push(part(name.slice(from, to < 0 ? end : to), separator));
    from = end + separator.length;
    to = -1;
    inOperator = false;
  };
  for (let i = 0; i < name.length; ) {
    const operator = operatorAt(name, i);
    if (operator > 0) {
      inOperator = true;
      i += operator;
    } else if (name.startsWith('::', i)) {
      close(i, '::');
      i += 2;
    } else if (!inOperator && i > from && name.startsWith('->', i)) {
      close(i, '->');
      i += 2;
    } else if (name[i] === "'" && i > 0 && !name.startsWith("'lambda", i) && !name.startsWith("'unnamed", i)) {
      close(i, '');
      return { parts, suffix: name.slice(i) };
    } else if (name[i] === ' ' && !inOperator && to < 0) {
      if (name[i + 1] === '[') break;
      if (isDeclared(name, i)) {
        parts = [];
        from = i + 1;
      }
      i++;
    } else if (name[i] === '(' && isParameters(name, i, from)) {
      const end = bracketEnd(name, i);
      if (end < 0) return undefined;
      const local = /^(?:\[abi:\w+\]| const| volatile| noexcept| &&?)*(?:::|\.)/.exec(name.slice(end, end + 40));
      if (local === null) {
        close(i, '');
        const mark = name.indexOf("'", end);
        return { parts, suffix: mark < 0 ? '' : name.slice(mark) };
      }
      to = i;
      i = end + local[0].length - (local[0].endsWith('::') ? 2 : 1);
      if (!name.startsWith('::', i)) return undefined;
    } else if ('<([{'.includes(name[i])) {
      if (name[i] === '<' && inOperator && name[i - 1] === 'r') i++;
      else {
        const end = bracketEnd(name, i);
        if (end < 0) return undefined;
        i = end;
      }
    } else i++;
  }
  const clone = to < 0 ? name.indexOf(' [', from) : -1;
  close(clone < 0 ? name.length : clone, '');
  return { parts, suffix: '' };
}

/** What stands before a blank is a return type or `vtable for` where a name follows that has scopes or parameters. */
function isDeclared(name: string, blank: number): boolean {
  const rest = name.slice(blank + 1);
  return /^[\w$~<({&*]/.test(rest) && (rest.includes('(') || rest.includes('::')) && !rest.startsWith('(');
}

/** `(anonymous namespace)`, `(*Type)` and `decltype(…)` are no parameters; neither is a bracket that a part begins with. */
function isParameters(name: string, at: number, from: number): boolean {
  if (at === from || name[at - 1] === ' ') return false;
  return !name.startsWith('decltype', Math.max(from, at - 8));
}

const DOTTED = /^[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$<#[@][\p{L}\p{N}_$<>#[\]@ -]*)+$/u;
const COMPILER_MADE = /\.(?:cold|part|isra|constprop|lto_priv|llvm|localalias|resolver)(?:\.|$)/;

/** What one part is made of in languages with other separators, or a Rust type in angle brackets. */
function furtherParts({ text, separator }: NamePart, { dots }: NameRules): NamePart[] {
  if (text.startsWith('<') && text.endsWith('>')) {
    const type = selfType(text.slice(1, -1));
    if (type !== undefined) return type.map((one, i, all) => part(one, i + 1 < all.length ? '::' : separator));
  }
  if (text.includes('\\') && !text.includes('/')) return splitAt(text, '\\', separator);
  if (/^[A-Z]\w*#[\w?!=<>[\]+*/%-]+$/.test(text)) return splitAt(text, '#', separator);
  if (dots && DOTTED.test(text) && !COMPILER_MADE.test(text)) return splitAt(text, '.', separator);
  return [part(text, separator)];
}

function splitAt(text: string, sign: string, separator: string): NamePart[] {
  const texts = text.split(sign).filter((one) => one !== '');
  return texts.map((one, i) => part(one, i + 1 < texts.length ? sign : separator));
}

/** `T as Trait` and `impl Trait for T`: the parts of the type's path; undefined where there is none. */
function selfType(inside: string): string[] | undefined {
  const written = /^impl .* for (.+)$/s.exec(inside)?.[1] ?? beforeAs(inside);
  const type = written.replace(/^(?:&(?:'\w+ )?|\*|mut |const |dyn )+/, '');
  const parsed = declaratorParts(type);
  if (parsed === undefined || parsed.parts.some(({ text }) => text === '')) return undefined;
  return parsed.parts.map(({ text }) => text);
}

function beforeAs(inside: string): string {
  for (let i = 0; i < inside.length; ) {
    if (inside.startsWith(' as ', i)) return inside.slice(0, i);
    const end = '<([{'.includes(inside[i]) ? bracketEnd(inside, i) : i + 1;
    if (end < 0) break;
    i = end;
  }
  return inside;
}
