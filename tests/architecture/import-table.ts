/**
 * Who may import whom: the table of ARCHITECTURE.md as data. Change the two together, and say why in DECISIONS.md.
 *
 * A room is a folder; the longest match wins. A file may always import its own room, except where the room is a
 * collection (`collection` below), whose members do not know each other.
 */

/** One row of the table. */
export interface Room {
  /** Folder, as in `shared/base`. */
  readonly folder: string;
  /** Other folders or files it may import. */
  readonly mayImport: readonly string[];
  /** Folders of which it may import types only. */
  readonly mayImportTypesOf?: readonly string[];
  /** npm packages it may import; `node:` stands for Node's own modules. */
  readonly packages: readonly string[];
  /**
   * Present where the room holds one file (or one folder) a member: the files that may know every member, and the
   * ones that every member may know. A member `pprof` is `pprof.ts` and everything in `pprof/`.
   */
  readonly collection?: { readonly registries: readonly string[]; readonly common: readonly string[] };
}

/** What the page may know of shared code: never the recording, its analyses or its formats. */
const pageOfShared = ['shared/base', 'shared/viewmodel', 'shared/layout', 'shared/drawing', 'shared/state'];
const ui = ['react', 'react-dom', '@floating-ui/react'];

export const rooms: readonly Room[] = [
  { folder: 'shared/base', mayImport: [], packages: [] },
  { folder: 'shared/model', mayImport: ['shared/base'], packages: [] },
  { folder: 'shared/layout', mayImport: ['shared/base'], packages: ['d3-hierarchy', '@hpcc-js/wasm-graphviz'] },
  { folder: 'shared/drawing', mayImport: ['shared/base', 'shared/layout'], packages: [] },
  {
    folder: 'shared/formats',
    mayImport: ['shared/base', 'shared/model'],
    packages: ['fzstd'],
    collection: { registries: ['readers'], common: ['format-reader', 'support'] },
  },
  // Compiled by another compiler: it knows nothing but constants.
  {
    folder: 'assembly',
    mayImport: [
      'shared/formats/support/callgrind-tokens.ts',
      'shared/formats/support/callgrind-words.ts',
      'shared/formats/support/callgrind-cells.ts',
      'shared/model/stage-cells.ts',
      'shared/formats/cpuprofile/node-memory.ts',
      'shared/formats/cpuprofile/node-steps.ts',
      'shared/formats/cpuprofile/context-memory.ts',
      'shared/analysis/stack-memory.ts',
      'shared/analysis/flow-memory.ts',
      'shared/analysis/text-memory.ts',
    ],
    packages: [],
  },
  { folder: 'shared/analysis', mayImport: ['shared/base', 'shared/model'], packages: [] },
  {
    folder: 'shared/viewmodel',
    mayImport: ['shared/base', 'shared/model/indices.ts', 'shared/model/event-type.ts'],
    // The words a view model passes on as they are: facts, families, diagnostics.
    mayImportTypesOf: ['shared/model'],
    packages: [],
  },
  {
    folder: 'shared/views',
    mayImport: ['shared/base', 'shared/model', 'shared/analysis', 'shared/viewmodel', 'shared/state'],
    packages: [],
    collection: { registries: ['views'], common: ['view', 'support'] },
  },
  {
    folder: 'shared/exports',
    mayImport: [
      'shared/base',
      'shared/model',
      'shared/analysis',
      'shared/viewmodel',
      'shared/layout',
      'shared/drawing',
    ],
    packages: [],
    collection: { registries: ['exporters'], common: ['exporter', 'support'] },
  },
  {
    folder: 'shared/state',
    mayImport: ['shared/base', 'shared/model/indices.ts', 'shared/viewmodel'],
    packages: [],
  },
  {
    folder: 'shared/commands',
    mayImport: ['shared/base', 'shared/state', 'shared/viewmodel'],
    packages: [],
    collection: { registries: ['commands', 'key-table'], common: ['command', 'support'] },
  },
  {
    folder: 'shared/contracts',
    mayImport: ['shared/base', 'shared/state'],
    mayImportTypesOf: ['shared'],
    packages: ['valibot', 'birpc', '@msgpack/msgpack'],
  },

  {
    folder: 'src-main/services',
    mayImport: ['shared'],
    // Grammars and detection of languages, for the colours of source texts.
    packages: [
      'node:',
      'valibot',
      '@codemirror/language',
      '@codemirror/language-data',
      '@lezer/common',
      '@lezer/highlight',
      '@vscode/vscode-languagedetection',
    ],
  },
  { folder: 'src-main/engine', mayImport: ['shared', 'src-main/services'], packages: ['node:'] },
  {
    folder: 'src-main/browser',
    mayImport: ['shared', 'src-main/services', 'src-main/engine'],
    packages: ['node:', 'ws'],
  },
  {
    folder: 'src-main/cli',
    mayImport: ['shared', 'src-main/services', 'src-main/engine', 'src-main/browser'],
    packages: ['node:'],
  },
  {
    folder: 'src-main/electron',
    mayImport: ['src-main/services', 'shared/base', 'shared/contracts', 'shared/commands'],
    packages: ['electron', 'node:'],
  },

  {
    folder: 'src-renderer/presenters',
    mayImport: [...pageOfShared, 'src-renderer/canvas', 'src-renderer/widgets'],
    packages: ui,
  },
  { folder: 'src-renderer/canvas', mayImport: [...pageOfShared, 'src-renderer/widgets'], packages: ui },
  { folder: 'src-renderer/widgets', mayImport: [...pageOfShared, 'src-renderer/canvas'], packages: ui },
  {
    folder: 'src-renderer/store',
    mayImport: ['shared/base', 'shared/contracts', 'shared/state', 'shared/viewmodel'],
    packages: ['react', 'zustand'],
  },
  {
    folder: 'src-renderer/shell',
    mayImport: [
      ...pageOfShared,
      'shared/contracts',
      'shared/commands',
      'src-renderer/presenters',
      'src-renderer/canvas',
      'src-renderer/widgets',
      'src-renderer/store',
      'src-renderer/styles',
    ],
    packages: [...ui, 'dockview-react'],
  },
  // The page's entry files, which put the rooms together.
  {
    folder: 'src-renderer',
    mayImport: [...pageOfShared, 'shared/contracts', 'shared/commands', 'src-renderer'],
    packages: ui,
  },
];

/** Violations that are known and are to go: `from -> target`. This list may only shrink. */
export const importDebt: readonly string[] = [];
