// Paths as recordings name them: of another machine, another system, a container, as a URL. Pure text: nothing here looks at a disk.

/** Components of a path in either writing, `.` and `..` worked out where they can be. */
export function pathComponents(path: string): readonly string[] {
  const components: string[] = [];
  for (const part of path.split(/[\\/]+/)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && components.length > 0 && components.at(-1) !== '..') components.pop();
    else components.push(part);
  }
  return components;
}

/** A path of this or another system that says where it starts. */
export function isAbsoluteAnywhere(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\') || /^[A-Za-z]:[\\/]/.test(path);
}

/** `file:///a%20b.js` → `/a b.js`; other URLs and paths stay as they are. */
export function withoutFileScheme(recorded: string): string {
  if (!/^file:\/\//i.test(recorded)) return recorded;
  try {
    const { pathname, host } = new URL(recorded);
    const path = decodeURIComponent(pathname);
    if (host !== '') return `\\\\${host}${path.replaceAll('/', '\\')}`;
    return /^\/[A-Za-z]:\//.test(path) ? path.slice(1) : path;
  } catch {
    return recorded;
  }
}

/** No system that programs are recorded on opens a longer path, and looking for every end of one would take for ever. */
export const LONGEST_PATH = 4096;

/** Why no file belongs to a recorded name, in words; undefined where one may. */
export function withoutFile(recorded: string): string | undefined {
  if (recorded === '' || recorded === '???' || recorded === '~') return 'The recording names no source file for it.';
  if (/^node:/.test(recorded)) return 'It is part of Node.js itself, which has no source file here.';
  if (/^<frozen /.test(recorded)) return 'It is part of Python itself, compiled into the interpreter.';
  if (/^[<([]/.test(recorded)) return `${recorded} is no file: the code was made while the program ran.`;
  if (/^(?:native|wasm|chrome-extension|extensions|evalmachine|data):/.test(recorded)) {
    return 'It is not code that came out of a file.';
  }
  if (recorded.includes('\0')) return 'Its recorded name is no path.';
  if (recorded.length > LONGEST_PATH) return 'Its recorded name is longer than a path can be.';
  return undefined;
}

/** The rest of `recorded` behind a prefix of whole components; undefined where it does not begin so. */
export function restBehind(prefix: string, recorded: string): string | undefined {
  const trimmed = prefix.replace(/[\\/]+$/, '');
  if (!recorded.startsWith(trimmed)) return undefined;
  const rest = recorded.slice(trimmed.length);
  return rest === '' || /^[\\/]/.test(rest) || trimmed === '' ? rest.replace(/^[\\/]+/, '') : undefined;
}

/** How many components two paths have in common, counted from their ends. */
export function commonEnd(a: readonly string[], b: readonly string[]): number {
  let common = 0;
  while (common < a.length && common < b.length && a[a.length - 1 - common] === b[b.length - 1 - common]) common++;
  return common;
}
