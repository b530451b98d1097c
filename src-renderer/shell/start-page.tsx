// What there is before a recording is open: a place to drop one on, the ones opened lately, samples, and what can be opened at all.
import type { RecentFile } from '../../shared/contracts/host-contract.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { openFiles } from '../store/recording-effects.ts';
import { forgetRecentFile } from '../store/settings-effects.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { FailurePanel } from './failure-panel.tsx';
import { useRunCommand } from './use-commands.tsx';

const formats: readonly { readonly name: string; readonly how: string }[] = [
  { name: 'Callgrind, Cachegrind', how: 'valgrind --tool=callgrind, callgrind.out.*, cachegrind.out.*' },
  { name: 'Python cProfile', how: 'python -m cProfile -o run.prof' },
  { name: 'V8 CPU profile', how: 'node --cpu-prof, Chrome DevTools, *.cpuprofile' },
  { name: 'Compressed', how: 'any of these in gzip or zstd' },
];

export function StartPage({ isDropTarget }: { readonly isDropTarget: boolean }) {
  const run = useRunCommand();
  const failure = usePageState((state) => state.failure);
  const hasDialogs = usePageState((state) => state.facts?.nativeDialogs ?? true);
  return (
    <main className="start-page">
      <div className="start-inner">
        {failure !== undefined && <FailurePanel failure={failure} />}
        <section className={`drop-target${isDropTarget ? ' over' : ''}`} aria-label="Drop target">
          <svg className="drop-mark" width="56" height="40" viewBox="0 0 56 40" aria-hidden="true">
            <rect x="1" y="1" width="54" height="38" rx="3" className="mark-1" />
            <rect x="4" y="10" width="26" height="26" rx="2" className="mark-2" />
            <rect x="33" y="10" width="19" height="14" rx="2" className="mark-3" />
            <rect x="33" y="27" width="11" height="9" rx="2" className="mark-2" />
            <rect x="7" y="18" width="12" height="15" rx="1.500" className="mark-3" />
          </svg>
          <h1>Drop a profile here</h1>
          <p className="muted">and see where the time went, who called whom, and how many times.</p>
          <div className="start-buttons">
            <Button name="Open…" icon="folder" kind="primary" onPress={() => run('open')} />
            {!hasDialogs && <Button name="Open path…" kind="plain" onPress={() => run('open-path')} />}
          </div>
        </section>
        <div className="start-lists">
          <RecentFiles />
          <Samples />
          <section aria-labelledby="formats-title">
            <h2 id="formats-title">What can be opened</h2>
            <dl className="start-formats">
              {formats.map(({ name, how }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{how}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </div>
    </main>
  );
}

function RecentFiles() {
  const recentFiles = usePageState((state) => state.recentFiles);
  return (
    <section aria-labelledby="recent-title">
      <h2 id="recent-title">Recent files</h2>
      {recentFiles.length === 0 ? (
        <p className="muted start-none">Files that you open are listed here.</p>
      ) : (
        <ul className="start-list">
          {recentFiles.slice(0, 8).map((file) => (
            <RecentFileEntry key={file.handle} file={file} />
          ))}
        </ul>
      )}
    </section>
  );
}

function RecentFileEntry({ file }: { readonly file: RecentFile }) {
  const page = usePage();
  const name = harmlessName(file.name);
  return (
    <li>
      <button
        type="button"
        className="start-entry"
        title={harmlessName(file.path)}
        onClick={() => void openFiles(page, [file])}
      >
        <span className="start-entry-name">{name}</span>
        <span className="start-entry-detail">
          {file.format} · {file.total}
        </span>
      </button>
      <button
        type="button"
        className="button quiet icon-only forget"
        aria-label={`Forget ${name}`}
        title="Remove from this list"
        onClick={() => void forgetRecentFile(page, file.handle)}
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  );
}

function Samples() {
  const page = usePage();
  const samples = usePageState((state) => state.samples);
  if (samples.length === 0) return null;
  return (
    <section aria-labelledby="samples-title">
      <h2 id="samples-title">Samples</h2>
      <ul className="start-list">
        {samples.map((sample) => (
          <li key={sample.handle}>
            <button type="button" className="start-entry" onClick={() => void openFiles(page, [sample])}>
              <span className="start-entry-name">{sample.title}</span>
              <span className="start-entry-detail">{sample.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
