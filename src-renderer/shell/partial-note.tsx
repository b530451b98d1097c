// Says over all views that their numbers are those of the beginning of a file, while the rest of it is being read.
import { formatCost } from '../../shared/viewmodel/format-cost.ts';

interface PartialNoteProps {
  /** Of the file on disk. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

export function PartialNote({ bytesRead, bytesTotal }: PartialNoteProps) {
  return (
    <p className="partial-note" role="note" aria-label="Partial recording">
      <b>Partial.</b> These are the first {formatCost(bytesRead, 'bytes')} of {formatCost(bytesTotal, 'bytes')}. The
      rest is being read: functions will join, costs and shares will change.
    </p>
  );
}
