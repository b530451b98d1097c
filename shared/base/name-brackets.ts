// Brackets in names: where one ends, and the operators that are spelled with them and so open nothing (`operator<<`, `operator()`, `->`).

const CLOSERS: Readonly<Record<string, string>> = { '<': '>', '(': ')', '[': ']', '{': '}' };

/** Behind the bracket that closes the one at `open`; −1 where none does. Brackets inside are stepped over; `->` closes nothing. */
export function bracketEnd(name: string, open: number): number {
  const closers: string[] = [];
  for (let i = open; i < name.length; i++) {
    const sign = name[i];
    const operator = operatorAt(name, i);
    if (operator > 0) i += operator - 1;
    else if (CLOSERS[sign] !== undefined) {
      // A comparison inside parentheses is no bracket: `f<(a<b)>` is rare, an unmatched `<` there would lose the rest.
      if (sign !== '<' || name[i + 1] !== ' ') closers.push(CLOSERS[sign]);
    } else if (sign === '>' && name[i - 1] === '-') continue;
    else if (sign === closers.at(-1)) {
      closers.pop();
      if (closers.length === 0) return i + 1;
    }
  }
  return -1;
}

/** Length of `operator<<` and the like when one begins at i, 0 otherwise. */
export function operatorAt(name: string, i: number): number {
  if (name[i] !== 'o' || !name.startsWith('operator', i) || /[\w$]/.test(name[i - 1] ?? ' ')) return 0;
  const match = /^operator(?:\s*(?:<=>|<<=|>>=|<<|>>|<=|>=|->\*|->|<|>|\(\)|\[\])|(?![\w$]))/.exec(
    name.slice(i, i + 16),
  );
  return match === null ? 0 : match[0].length;
}
