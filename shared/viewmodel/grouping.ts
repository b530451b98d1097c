// What functions can be grouped by, and a group as a filter. Groups are named by their paths, not by numbers: a filter outlives a reload.

export const groupings = ['none', 'module', 'file', 'folder', 'namespace', 'cycle'] as const;
export type Grouping = (typeof groupings)[number];

export const groupingTitles: Readonly<Record<Grouping, string>> = {
  none: 'No grouping',
  module: 'Module',
  file: 'File',
  folder: 'Folder',
  namespace: 'Namespace or class',
  cycle: 'Cycle',
};

/** One group: what the function list shows alone. */
export interface GroupRef {
  readonly by: Grouping;
  /** Of the module or file as recorded, or the names of a namespace from the outside in, as they are written: `std::vector<…>`. */
  readonly path: string;
}
