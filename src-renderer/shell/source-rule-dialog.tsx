// Asks where sources are: the file itself, the folder that stands for a prefix of recorded paths, or a folder to be searched. Paths are typed;
// where the system has a dialog for them, a button opens it.
import { type FormEvent, useRef, useState } from 'react';
import type { SourceRule } from '../../shared/viewmodel/source-rules.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { addSourceRule } from '../store/source-effects.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import type { SourceQuestion } from './source-heading.tsx';

export interface SourceRuleDialogProps {
  readonly question: SourceQuestion;
  /** As the recording names the file. */
  readonly recorded: string;
  readonly onClose: () => void;
  /** A rule was kept. */
  readonly onKept: () => void;
}

const titles: Readonly<Record<SourceQuestion, string>> = {
  picked: 'Choose file',
  mapping: 'Map prefix',
  folder: 'Add source folder',
};

export function SourceRuleDialog({ question, recorded, onClose, onKept }: SourceRuleDialogProps) {
  const page = usePage();
  const command = usePageState((state) => state.recording?.summary.command ?? null);
  const nativeDialogs = usePageState((state) => state.facts?.nativeDialogs ?? false);
  const [prefix, setPrefix] = useState(folderOf(recorded));
  const [path, setPath] = useState('');
  const [onlyHere, setOnlyHere] = useState(false);
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const wantsFile = question === 'picked';
  const keep = async () => {
    const scope = onlyHere && command !== null ? command : undefined;
    const wrong = await addSourceRule(page, ruleOf(question, { recorded, prefix, path, scope }));
    if (wrong === undefined) onKept();
    else setProblem(wrong);
  };
  const browse = async () => {
    const picked = await page.connection.host.pickSourcePath(wantsFile ? 'file' : 'folder');
    if (picked !== undefined) setPath(picked);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void keep();
  };
  return (
    <Dialog title={titles[question]} onClose={onClose} initialFocus={field} wide>
      <form className="dialog-body path-form" onSubmit={onSubmit}>
        <p className="muted source-recorded">
          Recorded as <bdi dir="ltr">{harmlessName(recorded, 1000)}</bdi>
        </p>
        {question === 'mapping' && (
          <PathField id="source-prefix" label="Recorded paths that begin with" value={prefix} onChange={setPrefix} />
        )}
        <PathField
          id="source-path"
          label={
            wantsFile
              ? 'Are this file'
              : question === 'mapping'
                ? 'Are in this folder'
                : 'Search this folder and all below it'
          }
          placeholder={wantsFile ? '/home/me/src/shop.c' : '/home/me/src'}
          value={path}
          invalid={problem !== ''}
          fieldRef={field}
          onChange={setPath}
          {...(nativeDialogs ? { onBrowse: () => void browse() } : {})}
        />
        {command !== null && (
          <label className="source-scope">
            <input type="checkbox" checked={onlyHere} onChange={(event) => setOnlyHere(event.currentTarget.checked)} />
            Only for recordings of <bdi dir="ltr">{harmlessName(command, 80)}</bdi>
          </label>
        )}
        <p className="field-problem" role="alert">
          {problem}
        </p>
        <div className="dialog-buttons">
          <Button name="Cancel" kind="plain" onPress={onClose} />
          <Button name={titles[question]} kind="primary" onPress={() => void keep()} />
        </div>
      </form>
    </Dialog>
  );
}

interface PathFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly invalid?: boolean;
  readonly fieldRef?: React.RefObject<HTMLInputElement | null>;
  readonly onChange: (value: string) => void;
  readonly onBrowse?: () => void;
}

function PathField({ id, label, value, placeholder, invalid = false, fieldRef, onChange, onBrowse }: PathFieldProps) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <span className="path-row">
        <input
          {...(fieldRef === undefined ? {} : { ref: fieldRef })}
          id={id}
          className="field"
          type="text"
          spellCheck={false}
          autoComplete="off"
          placeholder={placeholder}
          aria-invalid={invalid}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        {onBrowse !== undefined && <Button name="Browse…" kind="plain" onPress={onBrowse} />}
      </span>
    </>
  );
}

interface Typed {
  readonly recorded: string;
  readonly prefix: string;
  readonly path: string;
  readonly scope: string | undefined;
}

function ruleOf(question: SourceQuestion, { recorded, prefix, path, scope }: Typed): SourceRule {
  switch (question) {
    case 'picked':
      return { kind: 'picked', recorded, path, scope };
    case 'mapping':
      return { kind: 'mapping', from: prefix, to: path, scope };
    case 'folder':
      return { kind: 'folder', path, scope };
  }
}

/** What is most likely meant by a prefix: the folder of the file. */
function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '') || path;
}
