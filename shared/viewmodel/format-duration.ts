// How long something took, for the status bar and progress: `41 ms`, `3.2 s`, `2 min 05 s`.

export function formatMilliseconds(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < 0) return '–';
  if (milliseconds < 999.5) return `${milliseconds < 10 ? trimmed(milliseconds) : Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}
