// A folder was named where a file is expected: what in it looks like a recording, so that the person can be asked which (D23).
// Looked for in that very folder, by the names that profilers give; nothing is opened unasked, let alone added up.
import { readdir } from 'node:fs/promises';

const recordingName =
  /(?:^callgrind\.out|^cachegrind\.out|^xdebug\.|\.(?:cpuprofile|prof|pstats|callgrind|cachegrind)(?:\.gz|\.zst)?$)/i;
const MOST_NAMES = 10;

/** Names, newest rule of numbers: `callgrind.out.2` before `callgrind.out.10`. */
async function recordingsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && recordingName.test(entry.name)).map(({ name }) => name);
  return names.sort(new Intl.Collator('en', { numeric: true }).compare);
}

/** `a, b and 3 more`; empty for none. */
function someNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** What to do instead of naming the folder. */
export async function folderHint(folder: string): Promise<string> {
  const names = await recordingsIn(folder).catch(() => []);
  if (names.length === 0) return 'give a file; nothing in it is named like a recording';
  return `give ${names.length === 1 ? 'the recording' : 'one of the recordings'} in it: ${someNames(names)}`;
}
