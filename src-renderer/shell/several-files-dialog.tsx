// Several files at once whose names differ in numbers only: parts of one run, or runs of their own? Nobody but the person knows.
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { attempt } from '../store/announce.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { openFiles } from '../store/recording-effects.ts';
import { openInTabs } from '../store/tab-effects.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

const MOST_LISTED = 12;

export function SeveralFilesDialog() {
  const page = usePage();
  const files = usePageState((state) => state.several);
  const close = () => page.store.setState({ dialog: undefined, several: [] });
  const asOne = async () => {
    close();
    await openFiles(page, files);
  };
  const apart = async () => {
    close();
    await openInTabs(page, files);
  };
  const count = formatCount(files.length);
  return (
    <Dialog title={`Open ${count} files`} onClose={close}>
      <div className="dialog-body several-files">
        <p>Their names differ in numbers only. Parts of one run are added up; runs of their own are not.</p>
        <ul>
          {files.slice(0, MOST_LISTED).map((file) => (
            <li key={file.handle}>{harmlessName(file.name, 120)}</li>
          ))}
          {files.length > MOST_LISTED && <li className="muted">and {formatCount(files.length - MOST_LISTED)} more</li>}
        </ul>
        <div className="dialog-buttons">
          <Button name="Cancel" kind="plain" onPress={close} />
          <Button name={`Open in ${count} tabs`} kind="plain" onPress={() => attempt(page, apart())} />
          <Button name="Open as one recording" kind="primary" onPress={() => attempt(page, asOne())} />
        </div>
      </div>
    </Dialog>
  );
}
