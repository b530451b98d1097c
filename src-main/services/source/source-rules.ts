// Keeps where a person said that source files are, in a file beside the settings.
import { join } from 'node:path';
import { array, fallback, literal, maxLength, object, optional, pipe, string, variant } from 'valibot';
import type { SourceRule } from '../../../shared/viewmodel/source-rules.ts';
import { JsonFile } from '../json-file.ts';
import { createEntryNotes, keptList } from '../kept-entries.ts';

const MOST_RULES = 1000;
const somePath = pipe(string(), maxLength(40_000));
const scope = optional(somePath, () => undefined);
const rule = variant('kind', [
  object({ kind: literal('mapping'), from: somePath, to: somePath, scope }),
  object({ kind: literal('folder'), path: somePath, scope }),
  object({ kind: literal('picked'), recorded: somePath, path: somePath, scope }),
]);
const rules = pipe(array(rule), maxLength(MOST_RULES));

export interface SourceRuleStore {
  read(): Promise<readonly SourceRule[]>;
  /** Replaces a rule about the same thing; the newest of too many stay. */
  add(rule: SourceRule): Promise<readonly SourceRule[]>;
  remove(rule: SourceRule): Promise<readonly SourceRule[]>;
}

export function createSourceRuleStore(folder: string, report: (note: string) => void): SourceRuleStore {
  const path = join(folder, 'sources.json');
  const file = new JsonFile<{ rules: readonly SourceRule[] }>({
    path,
    schema: object({ rules: fallback(keptList(rules, 'a rule', createEntryNotes(path, report)), []) }),
    fallback: { rules: [] },
    report,
  });
  const change = async (next: (rules: readonly SourceRule[]) => readonly SourceRule[]) =>
    (await file.change(({ rules }) => ({ rules: next(rules) }))).rules;
  return {
    read: async () => (await file.read()).rules,
    add: (added) =>
      change((rules) => [...rules.filter((old) => subject(old) !== subject(added)), added].slice(-MOST_RULES)),
    remove: (gone) => change((rules) => rules.filter((old) => subject(old) !== subject(gone))),
  };
}

/** Two rules with the same subject cannot both hold. */
function subject(rule: SourceRule): string {
  const of = rule.kind === 'mapping' ? rule.from : rule.kind === 'folder' ? rule.path : rule.recorded;
  return `${rule.kind} ${rule.scope ?? ''} ${of}`;
}
