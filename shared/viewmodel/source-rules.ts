// Where a person said that source files are: what the host keeps and the engine looks them up by. A rule with a scope holds for the
// recordings of one command alone and goes before those that always hold.

interface Scoped {
  /** The profiled command, as the recording names it; undefined: always. */
  readonly scope: string | undefined;
}

/** What recorded paths begin with, and the folder that stands for it here: `/build` → `/home/me/src`. */
export interface PathMapping extends Scoped {
  readonly kind: 'mapping';
  readonly from: string;
  readonly to: string;
}

/** A folder that is searched, with everything below it, for the longest end of a recorded path. */
export interface SourceFolder extends Scoped {
  readonly kind: 'folder';
  readonly path: string;
}

/** The file that a person chose for a recorded name. */
export interface PickedSource extends Scoped {
  readonly kind: 'picked';
  readonly recorded: string;
  readonly path: string;
}

export type SourceRule = PathMapping | SourceFolder | PickedSource;
