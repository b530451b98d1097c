// Oddities while reading, summed up: one entry for each code and message, however often it occurs.
import type { Diagnostic, Place, Severity } from './diagnostic.ts';

const MAX_ENTRIES = 200;

export class DiagnosticList {
  /** Set by the opener while it reads the next of several files. */
  file: string | undefined;
  private readonly entries = new Map<string, { diagnostic: Diagnostic; count: number }>();

  /** How many entries there are. */
  get length(): number {
    return this.entries.size;
  }

  // biome-ignore lint/complexity/useMaxParams: what diagnose() has, and how many times
  add(code: string, severity: Severity, message: string, place?: Place, times = 1): void {
    let key = `${this.file ?? ''}\n${code}\n${message}`;
    if (!this.entries.has(key) && this.entries.size >= MAX_ENTRIES) {
      key = `${code}\nmore`;
      message = 'More of the same kind with other details.';
    }
    const known = this.entries.get(key);
    if (known !== undefined) {
      known.count += times;
      return;
    }
    const diagnostic: Diagnostic = {
      code,
      severity,
      message,
      count: 1,
      ...(place === undefined ? {} : { place }),
      ...(this.file === undefined ? {} : { file: this.file }),
    };
    this.entries.set(key, { diagnostic, count: times });
  }

  finish(): Diagnostic[] {
    return Array.from(this.entries.values(), ({ diagnostic, count }) => ({ ...diagnostic, count }));
  }
}
