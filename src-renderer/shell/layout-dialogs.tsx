// The name of a layout, asked for when it is saved under a new one and when it is renamed.
import { type FormEvent, useRef, useState } from 'react';
import { renameLayout, saveLayoutAs } from '../store/layout-effects.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { LONGEST_NAME } from '../store/window-layout.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';

export function SaveLayoutDialog() {
  const page = usePage();
  const name = usePageState((state) => state.layoutName);
  return (
    <NameDialog
      title="Save layout as"
      button="Save"
      proposed={`My ${name.toLowerCase()}`}
      onName={(wanted) => saveLayoutAs(page, wanted)}
    />
  );
}

export function RenameLayoutDialog() {
  const page = usePage();
  const name = usePageState((state) => state.layoutName);
  return (
    <NameDialog title="Rename layout" button="Rename" proposed={name} onName={(wanted) => renameLayout(page, wanted)} />
  );
}

interface NameDialogProps {
  readonly title: string;
  readonly button: string;
  readonly proposed: string;
  readonly onName: (name: string) => void;
}

function NameDialog({ title, button, proposed, onName }: NameDialogProps) {
  const { store } = usePage();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(proposed);
  const close = () => store.setState({ dialog: undefined });
  const accept = () => {
    if (name.trim() === '') return;
    close();
    onName(name);
  };
  return (
    <Dialog title={title} onClose={close} initialFocus={field}>
      <form
        className="dialog-body path-form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          accept();
        }}
      >
        <label htmlFor="layout-name">Name of the layout</label>
        <input
          ref={field}
          id="layout-name"
          className="field"
          type="text"
          spellCheck={false}
          autoComplete="off"
          maxLength={LONGEST_NAME}
          value={name}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className="dialog-buttons">
          <Button name="Cancel" kind="plain" onPress={close} />
          <Button name={button} kind="primary" disabled={name.trim() === ''} onPress={accept} />
        </div>
      </form>
    </Dialog>
  );
}
