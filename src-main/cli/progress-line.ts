// One line on standard error that says how far reading is: only on a terminal, only for what takes longer than a second.
import type { ReadProgress } from '../engine/open-recording.ts';
import { printableText } from './printable-text.ts';
import type { Terminal } from './terminal.ts';

const FIRST_AFTER_MS = 1000;
const NEXT_AFTER_MS = 100;
const eraseLine = '\r\u001b[K';

export interface ProgressLine {
  show(progress: ReadProgress): void;
  /** Takes the line away. */
  end(): void;
}

export function startProgressLine(terminal: Terminal, quiet: boolean): ProgressLine {
  let nextAt = Date.now() + FIRST_AFTER_MS;
  let shown = false;
  return {
    show(progress) {
      if (quiet || !terminal.areMessagesSeen || Date.now() < nextAt) return;
      nextAt = Date.now() + NEXT_AFTER_MS;
      shown = true;
      terminal.messages.write(`${eraseLine}${progressText(progress)}`);
    },
    end() {
      if (shown) terminal.messages.write(eraseLine);
    },
  };
}

function progressText({ file, bytesRead, bytesTotal, stage }: ReadProgress): string {
  const name = printableText(file);
  if (stage === 'preparing') return `preparing ${name}`;
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  if (bytesTotal === undefined || bytesTotal === 0) return `reading ${name}: ${megabytes(bytesRead)} MB`;
  const percent = Math.min(100, Math.floor((100 * bytesRead) / bytesTotal));
  return `reading ${name}: ${percent} % of ${megabytes(bytesTotal)} MB`;
}
