// What parts are called where people choose among them: as little as tells them apart. And a selection of them in a few words.

/** What is known of a part: of the model's Part, or of the summary's. */
export interface NamedPart {
  readonly pid?: number | null | undefined;
  readonly thread?: number | null | undefined;
  readonly part?: number | null | undefined;
  readonly file?: string | undefined;
}

/** `process 12, thread 2`: process, part and thread where parts differ in them; the file or the number where that says too little. */
export function partNames(parts: readonly NamedPart[]): string[] {
  const differs = (value: (part: NamedPart) => unknown): boolean => new Set(parts.map(value)).size > 1;
  const shown = {
    pid: differs(({ pid }) => pid ?? null),
    part: differs(({ part }) => part ?? null),
    thread: differs(({ thread }) => thread ?? null),
  };
  const words = parts.map(({ pid, part, thread }) =>
    [
      shown.pid && typeof pid === 'number' ? `process ${pid}` : '',
      shown.part && typeof part === 'number' ? `part ${part}` : '',
      shown.thread && typeof thread === 'number' ? `thread ${thread}` : '',
    ]
      .filter((word) => word !== '')
      .join(', '),
  );
  const files = differs(({ file }) => file);
  const uses = new Map<string, number>();
  for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  const named = words.map((word, i) => {
    const isTold = word !== '' && uses.get(word) === 1;
    const file = parts[i].file ?? '';
    if (isTold || !files || file === '') return word;
    return word === '' ? file : `${word}, ${file}`;
  });
  const taken = new Map<string, number>();
  for (const name of named) taken.set(name, (taken.get(name) ?? 0) + 1);
  return named.map((name, i) => {
    if (name !== '' && taken.get(name) === 1) return name;
    return name === '' ? `number ${i + 1}` : `${name}, number ${i + 1}`;
  });
}

/** `1–3, 5` of part numbers counted from 0. */
export function rangesText(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const ranges: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    const first = sorted[i];
    let last = first;
    for (i++; i < sorted.length && sorted[i] === last + 1; i++) last = sorted[i];
    ranges.push(
      last === first ? `${first + 1}` : last === first + 1 ? `${first + 1}, ${last + 1}` : `${first + 1}–${last + 1}`,
    );
  }
  return ranges.join(', ');
}
