// Says that all numbers are those of the beginning of a file, while the rest of it is being read. In the status bar: its coming and going
// moves no view.
import { formatCost } from '../../shared/viewmodel/format-cost.ts';

interface PartialNoteProps {
  /** Of the file on disk. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

export function PartialNote({ bytesRead, bytesTotal }: PartialNoteProps) {
  const read = `These are the first ${formatCost(bytesRead, 'bytes')} of ${formatCost(bytesTotal, 'bytes')}.`;
  const text = `${read} The rest is being read: functions will join, costs and shares will change.`;
  return (
    <p className="partial-note" role="note" aria-label="Partial recording" title={text}>
      <b>Partial.</b> {text}
    </p>
  );
}
