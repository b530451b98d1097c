// The namespace or class that a function's name begins with, whatever the language: `std::vector<int>` of C++ and Rust, `App\User` of PHP,
// `java.util.List` of Java, `Shop` of `Shop.add`. What stands in brackets is part of a name, never a separator.
import { unframedName } from './shorten-name.ts';

/** undefined for a name without one. */
export function nameScope(name: string): string | undefined {
  const text = unframedName(name);
  // A 100 kB name has its namespace at the beginning.
  const end = scopeEnd(text.slice(0, 4000));
  return end <= 0 ? undefined : text.slice(0, end);
}

const ANONYMOUS = '(anonymous namespace)';

/** Where the last separator before the parameters stands; −1: there is none. */
function scopeEnd(name: string): number {
  let end = -1;
  let depth = 0;
  for (let i = 0; i < name.length; i++) {
    if (depth === 0) {
      if (name.startsWith('operator', i)) return end;
      if (name.startsWith(ANONYMOUS, i)) {
        i += ANONYMOUS.length - 1;
        continue;
      }
      const separator = separatorAt(name, i);
      if (separator > 0) {
        end = i;
        i += separator - 1;
        continue;
      }
      // Parameters: what comes behind them is no scope.
      if (name[i] === '(' && i > 0) return end;
    }
    if (name[i] === '<' || name[i] === '(' || name[i] === '[' || name[i] === '{') depth++;
    else if ((name[i] === '>' && name[i - 1] !== '-') || name[i] === ')' || name[i] === ']' || name[i] === '}') depth--;
  }
  return end;
}

/** Length of the separator at i, 0: none. */
function separatorAt(name: string, i: number): number {
  if (i === 0 || i === name.length - 1) return 0;
  const pair = name.slice(i, i + 2);
  if (pair === '::' || pair === '->') return 2;
  // Between letters: not the points of `...`, nor those of numbers.
  if (name[i] === '\\') return 1;
  return name[i] === '.' && /[\p{L}_$>)]/u.test(name[i - 1]) && /[\p{L}_$<]/u.test(name[i + 1]) ? 1 : 0;
}
