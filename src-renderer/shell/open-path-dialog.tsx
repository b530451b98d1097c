// A path on the machine that the engine runs on, typed or pasted: for the browser host, which has no dialog for files over there.
import { type FormEvent, useRef, useState } from 'react';
import { openPath } from '../store/file-effects.ts';
import { usePage } from '../store/page-store.tsx';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';

export function OpenPathDialog() {
  const page = usePage();
  const field = useRef<HTMLInputElement>(null);
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState('');
  const close = () => page.store.setState({ dialog: undefined });
  const open = async () => {
    if (path.trim() !== '') setProblem((await openPath(page, path.trim())) ?? '');
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void open();
  };
  return (
    <Dialog title="Open path" onClose={close} initialFocus={field}>
      <form className="dialog-body path-form" onSubmit={onSubmit}>
        <label htmlFor="path-field">Path of a recording on the machine that Callipers runs on</label>
        <input
          ref={field}
          id="path-field"
          className="field"
          type="text"
          spellCheck={false}
          autoComplete="off"
          placeholder="/home/me/callgrind.out.1234"
          aria-invalid={problem !== ''}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <p className="field-problem" role="alert">
          {problem}
        </p>
        <div className="dialog-buttons">
          <Button name="Cancel" kind="plain" onPress={close} />
          <Button name="Open" kind="primary" onPress={() => void open()} />
        </div>
      </form>
    </Dialog>
  );
}
