// A diagnostic is an oddity of a file that still opens: what, where first, how often. Same code and message text are counted together.

/** info: worth knowing; warning: something was left out or guessed; error: part of the file could not be read. */
export type Severity = 'info' | 'warning' | 'error';

/** Where in the file: 1-based line of a text file, or byte offset of a binary one. */
export interface Place {
  readonly line?: number;
  readonly byte?: number;
}

export interface Diagnostic {
  /** Stable, kebab-case: `undefined-name`, `summary-differs`. */
  readonly code: string;
  readonly severity: Severity;
  /** A sentence for people, without file name and place. */
  readonly message: string;
  /** First occurrence. */
  readonly place?: Place;
  /** How many times it occurred. */
  readonly count: number;
  /** File it was found in when the recording was read from several. */
  readonly file?: string;
}

/** Why a file could not be opened. `not-mine`: no reader knows it; the others name the format. */
export type ReadErrorKind =
  | 'empty'
  | 'not-mine'
  | 'unsupported'
  | 'broken'
  | 'too-new'
  | 'too-big'
  | 'not-found'
  | 'cancelled';

export interface ReadError {
  readonly kind: ReadErrorKind;
  /** Plain words, no file name: `the JSON ends inside a string`. */
  readonly message: string;
  readonly place?: Place;
  /** What the person can do: `record again with --cpu-prof`. */
  readonly hint?: string;
  /** Format id where it was recognised. */
  readonly format?: string;
  /** File name, filled in by the opener. */
  readonly file?: string;
}
