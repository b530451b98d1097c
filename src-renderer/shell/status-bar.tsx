// The status bar: what is open, how much it is, how many notes there are on it, how long it took; and what was just done.
import { formatNamedCost } from '../../shared/viewmodel/format-cost.ts';
import { formatCount, formatCounted } from '../../shared/viewmodel/format-count.ts';
import { formatMilliseconds } from '../../shared/viewmodel/format-duration.ts';
import { rangesText } from '../../shared/viewmodel/part-names.ts';
import { attempt } from '../store/announce.ts';
import { addFiles } from '../store/disk-effects.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { PartialNote } from './partial-note.tsx';

export function StatusBar() {
  const { store } = usePage();
  const recording = usePageState((state) => state.recording);
  const chosen = usePageState((state) => state.window.view.eventType);
  const measure = usePageState((state) => state.headlines['functions']?.measure);
  const counted = usePageState((state) => state.headlines['functions']?.counted?.recording);
  const isMerged = usePageState(({ window: { view } }) => view.merge.recursion || view.merge.contexts);
  const announcement = usePageState((state) => state.announcement);
  if (recording === undefined) return null;
  const { summary } = recording;
  const { counts } = summary;
  const type = [...summary.eventTypes, ...summary.ratios].find(
    (candidate) => candidate.name === (chosen ?? summary.preferredEventType),
  );
  // Of the active parts, by the event type in force: what the function list's shares refer to.
  const total =
    measure !== undefined
      ? formatNamedCost(measure.base, measure.unit, measure.eventType)
      : type && formatNamedCost(type.total, type.unit, type.name);
  const notes = summary.diagnostics.length;
  const damage = summary.diagnostics.find(({ severity }) => severity === 'error');
  const serious = summary.diagnostics.some((diagnostic) => diagnostic.severity !== 'info');
  return (
    <footer className={`status-bar${recording.partial === undefined ? '' : ' partial'}`}>
      <div className="status-facts" role="status" aria-label="Recording">
        <b title={harmlessName(summary.command ?? summary.file)}>{harmlessName(summary.file)}</b>
        <span>{summary.formatLabel}</span>
        {recording.partial !== undefined && <b className="partial-mark">partial</b>}
        {damage !== undefined && (
          <b className="partial-mark" title={harmlessName(damage.message)}>
            damaged
          </b>
        )}
        {total !== undefined && <span>total {total}</span>}
        <span>
          {formatCounted(counted?.functions ?? counts.functions, 'function')}
          {counted !== undefined && counted.cycles > 0 && `, ${formatCounted(counted.cycles, 'cycle')}`}
          {counts.edges > 0 && !isMerged && `, ${formatCounted(counts.edges, 'call edge')}`}
          {counts.samples > 0 && `, ${formatCounted(counts.samples, 'sample')}`}
        </span>
        {summary.parts.length > 1 && <ActiveParts />}
      </div>
      {recording.partial !== undefined && <PartialNote {...recording.partial} />}
      <span className="announcement" role="status" aria-label="Announcement">
        {announcement}
      </span>
      <FurtherParts />
      {notes > 0 && (
        <button
          type="button"
          className={`notes-button${serious ? ' serious' : ''}`}
          onClick={() => store.setState({ dialog: 'problems' })}
        >
          <Icon name="warning" size={14} />
          {formatCounted(notes, 'note')}
        </button>
      )}
      {recording.partial === undefined && <span>opened in {formatMilliseconds(recording.milliseconds)}</span>}
    </footer>
  );
}

/** Which parts the numbers are of: `parts 1–3, 5 of 8`. */
function ActiveParts() {
  const all = usePageState((state) => state.recording?.summary.parts.length ?? 0);
  const parts = usePageState((state) => state.window.view.parts);
  if (parts === undefined) return <span>{formatCounted(all, 'part')}</span>;
  return (
    <b className="active-parts">
      {parts.length === 1 ? 'part' : 'parts'} {rangesText(parts)} of {formatCount(all)}
    </b>
  );
}

/** Files beside it that look like further parts of the same recording: offered, never merged unasked. */
function FurtherParts() {
  const page = usePage();
  const siblings = usePageState((state) => state.recording?.siblings);
  const declined = usePageState((state) => state.siblingsDeclined);
  if (!declined || siblings === undefined || siblings.length === 0) return null;
  return (
    <button
      type="button"
      className="notes-button"
      title={siblings.map((file) => harmlessName(file.name)).join('\n')}
      onClick={() => attempt(page, addFiles(page, siblings))}
    >
      Add {formatCounted(siblings.length, 'further part')}
    </button>
  );
}
