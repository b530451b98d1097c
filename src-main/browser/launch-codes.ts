// Addresses that work once. The browser is started with one of them on its command line, which everybody on the machine can read; when
// they read it, it has been used, or is too old. What it leads to is told to the browser alone.
import { randomBytes } from 'node:crypto';

const MILLISECONDS = 60_000;
const prefix = '/launch/';

export class LaunchCodes {
  /** Code → when it ends, in milliseconds of `now`. */
  private readonly codes = new Map<string, number>();
  private readonly now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /** A path. */
  give(): string {
    const code = randomBytes(24).toString('base64url');
    this.codes.set(code, this.now() + MILLISECONDS);
    return `${prefix}${code}`;
  }

  /** True for a path that was given, the first time, in time. */
  take(path: string): boolean {
    if (!path.startsWith(prefix)) return false;
    const code = path.slice(prefix.length);
    const end = this.codes.get(code);
    this.codes.delete(code);
    return end !== undefined && this.now() <= end;
  }
}
