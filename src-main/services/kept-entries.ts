// Lists in files of ours, entry by entry: one that cannot be understood is left out and told of, the others stay. A person who mistypes one
// shortcut keeps the rest of them.
// Trap: a file is read again and again, so the same entry is told of once only (once a store: `createEntryNotes`).
import { array, type GenericSchema, pipe, record, safeParse, string, transform, unknown } from 'valibot';

const LONGEST_ENTRY = 120;

/** Tells what was left out, once each. `text` follows the file's path in a sentence. */
export type EntryNotes = (text: string) => void;

export function createEntryNotes(path: string, report: (note: string) => void): EntryNotes {
  const told = new Set<string>();
  return (text) => {
    if (told.has(text)) return;
    told.add(text);
    report(`${path}: ${text}`);
  };
}

/** A list whose length is bounded: `pipe(array(entry), maxLength(n))`. */
interface BoundedList<Entry> {
  readonly item: GenericSchema<unknown, Entry>;
  readonly pipe: readonly [unknown, { readonly requirement: number }];
}

/** `what` one entry is, with its article: `a colour`. Of too many, the first stay. */
export function keptList<Entry>({ item, pipe: [, most] }: BoundedList<Entry>, what: string, note: EntryNotes) {
  return pipe(
    array(unknown()),
    transform((list) => {
      const kept = list.flatMap((entry) => {
        const parsed = safeParse(item, entry);
        if (parsed.success) return [parsed.output];
        note(leftOut(what, entry));
        return [];
      });
      const more = kept.length - most.requirement;
      if (more > 0) note(`${what} is kept ${most.requirement} times at most: ${more} more are left out`);
      return kept.slice(0, most.requirement);
    }),
  );
}

interface Table<Value> {
  readonly key: GenericSchema<string, string>;
  readonly value: GenericSchema<unknown, Value>;
}

/** The same for `{ key: entry }`. */
export function keptTable<Value>({ key, value }: Table<Value>, what: string, note: EntryNotes) {
  return pipe(
    record(string(), unknown()),
    transform((table) => {
      const kept: [string, Value][] = [];
      for (const [name, entry] of Object.entries(table)) {
        const parsed = safeParse(value, entry);
        if (parsed.success && safeParse(key, name).success) kept.push([name, parsed.output]);
        else note(leftOut(what, { [name]: entry }));
      }
      return Object.fromEntries(kept);
    }),
  );
}

function leftOut(what: string, entry: unknown): string {
  const text = JSON.stringify(entry);
  const shown = text.length > LONGEST_ENTRY ? `${text.slice(0, LONGEST_ENTRY)}…` : text;
  return `${what} could not be understood and is left out: ${shown}`;
}
