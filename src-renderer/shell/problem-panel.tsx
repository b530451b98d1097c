// The problem panel: every oddity of the open recording, where it first occurred and how often. Nothing was swallowed on the way.

import { formatCount } from '../../shared/viewmodel/format-count.ts';
import type { RecordingSummary } from '../../shared/viewmodel/summary.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

export function ProblemPanel() {
  const { store } = usePage();
  const summary = usePageState((state) => state.recording?.summary);
  if (summary === undefined) return null;
  const { diagnostics, properties } = summary;
  return (
    <Dialog title="Notes on this recording" wide onClose={() => store.setState({ dialog: undefined })}>
      <div className="dialog-body">
        {diagnostics.length === 0 ? (
          <p className="muted">Nothing unusual was found while reading it.</p>
        ) : (
          <ul className="problems" aria-label="Notes">
            {diagnostics.map((diagnostic) => (
              <Problem key={`${diagnostic.code} ${diagnostic.message}`} diagnostic={diagnostic} />
            ))}
          </ul>
        )}
        {properties.length > 0 && (
          <>
            <h3>Recorded with it</h3>
            <dl className="properties">
              {properties.map(({ name, value }) => (
                <div key={name} className="properties-line">
                  <dt>{harmlessName(name)}</dt>
                  <dd>{harmlessName(value)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </div>
    </Dialog>
  );
}

const severityWords = { info: 'Note', warning: 'Warning', error: 'Error' } as const;

function Problem({ diagnostic }: { readonly diagnostic: RecordingSummary['diagnostics'][number] }) {
  const { severity, message, place, count, file } = diagnostic;
  const where = [
    file === undefined ? '' : harmlessName(file),
    place?.line === undefined ? '' : `line ${formatCount(place.line)}`,
    place?.byte === undefined ? '' : `byte ${formatCount(place.byte)}`,
  ].filter((text) => text !== '');
  return (
    <li className={`problem ${severity}`}>
      <span className="problem-kind">{severityWords[severity]}</span>
      <span className="problem-message">{harmlessName(message, 1000)}</span>
      <span className="problem-place muted">
        {where.join(', ')}
        {count > 1 && ` ${where.length > 0 ? '· ' : ''}${formatCount(count)} times`}
      </span>
    </li>
  );
}
