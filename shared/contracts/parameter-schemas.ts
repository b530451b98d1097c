// What may be said to the engine and to the host, checked at run time: everything a page sends goes through here first.
// The types at the bottom make the compiler refuse a schema that differs from its contract in either direction; so a new field of
// ViewState is a compile error here until it has a rule. Lengths and counts are bounded: a page that went mad cannot fill the memory.
import * as v from 'valibot';
import type { ViewState } from '../state/view-state.ts';
import type { EngineContract } from './engine-contract.ts';
import type { HostContract, Settings } from './host-contract.ts';

const id = v.pipe(v.string(), v.maxLength(200));
const text = v.pipe(v.string(), v.maxLength(10_000));
const path = v.pipe(v.string(), v.maxLength(40_000));
const row = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** −1: unlimited. */
const depth = v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(1_000_000));
const digits = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20));
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'Expected bytes');
/** The largest piece of an upload. */
export const largestPiece = 4 * 1024 * 1024;

/** A field that is there or `undefined`; frames leave `undefined` out. */
function orUndefined<Schema extends v.GenericSchema>(schema: Schema) {
  return v.optional(schema, () => undefined);
}

const item = v.strictObject({ kind: v.picklist(['function', 'cycle']), index: row });
const items = v.pipe(v.array(item), v.maxLength(10_000));
const sort = v.pipe(
  v.array(v.strictObject({ column: id, direction: v.picklist(['ascending', 'descending']) })),
  v.maxLength(10),
);
/** Names may be long: they come from files. */
const recordedText = v.pipe(v.string(), v.maxLength(1_000_000));
const identity = v.strictObject({
  kind: v.picklist(['function', 'cycle']),
  functions: v.pipe(
    v.array(
      v.strictObject({
        name: recordedText,
        file: v.nullable(recordedText),
        module: v.nullable(recordedText),
        line: v.nullable(v.pipe(v.number(), v.integer())),
      }),
    ),
    v.maxLength(20),
  ),
});
const formula = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(200)),
  label: v.pipe(v.string(), v.maxLength(200)),
  text: v.pipe(v.string(), v.maxLength(2000)),
});
const formulas = v.pipe(v.array(formula), v.maxLength(100));
const grouping = v.picklist(['none', 'module', 'file', 'folder', 'namespace', 'cycle']);
/** A way into a map; no map has more levels. */
const zoom = v.pipe(v.array(item), v.maxLength(1000));
const merge = v.strictObject({ recursion: v.boolean(), contexts: v.boolean() });
const minimap = v.picklist(['automatic', 'top-left', 'top-right', 'bottom-left', 'bottom-right', 'hidden']);
const machine = v.strictObject({ syntax: v.picklist(['att', 'intel']), withSource: v.boolean() });
const habits = v.strictObject({
  mode: v.strictObject({ relative: v.boolean(), toParent: v.boolean() }),
  names: v.picklist(['full', 'without-templates', 'without-arguments', 'last-part']),
  mangled: v.optional(v.boolean(), false),
  contextLines: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500)), 3),
  colours: v.picklist(['file', 'module', 'namespace', 'function', 'cost', 'kind']),
});
/** Of graph, maps and control flow, whatever the recording. */
const pictures = v.strictObject({
  graph: v.strictObject({
    minNode: share,
    minEdge: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
    callerDepth: depth,
    calleeDepth: depth,
    globalValues: v.boolean(),
    maxNodes: v.pipe(row, v.maxValue(10_000)),
    skippedCalls: v.boolean(),
    innerCycleCalls: v.boolean(),
    maxInnerCalls: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(10_000)), 8),
    collapseCycles: v.boolean(),
    groups: v.picklist(['none', 'module', 'file', 'namespace', 'cycle']),
    picture: v.strictObject({
      direction: v.picklist(['down', 'right', 'around']),
      spacing: v.picklist(['compact', 'normal', 'tall']),
      minimap,
      path: v.picklist(['none', 'active', 'root']),
    }),
  }),
  map: v.strictObject({
    depth,
    minShare: share,
    picture: v.strictObject({
      tiling: v.picklist(['squares', 'halves', 'columns', 'rows', 'turns']),
      border: v.pipe(row, v.maxValue(20)),
      minArea: row,
      names: v.boolean(),
      costs: v.boolean(),
      calls: v.boolean(),
      locations: v.boolean(),
    }),
  }),
  flow: v.strictObject({
    detail: v.picklist(['addresses', 'instructions', 'lines']),
    minShare: share,
    direction: v.picklist(['down', 'right']),
    minimap,
  }),
});
const hue = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(360)));
const ownColours = v.pipe(
  v.array(
    v.strictObject({
      kind: v.picklist(['function', 'namespace', 'file', 'module']),
      name: v.pipe(v.string(), v.maxLength(2000)),
      hue,
      program: v.exactOptional(text),
    }),
  ),
  v.maxLength(1000),
);
const viewState = v.strictObject({
  eventType: orUndefined(text),
  secondEvent: orUndefined(text),
  partColumns: v.boolean(),
  formulas,
  active: orUndefined(item),
  selected: orUndefined(item),
  trail: v.pipe(v.array(item), v.maxLength(50)),
  ...habits.entries,
  ownColours,
  cycles: v.boolean(),
  cycleCut: share,
  merge,
  idle: v.boolean(),
  percentDigits: digits,
  parts: orUndefined(v.pipe(v.array(row), v.maxLength(100_000))),
  search: text,
  grouping,
  within: orUndefined(v.strictObject({ by: grouping, path })),
  graph: v.strictObject({
    ...pictures.entries.graph.entries,
    hidden: items,
    pinned: items,
    expanded: v.pipe(v.array(v.strictObject({ item, steps: row })), v.maxLength(10_000)),
    collapsed: items,
  }),
  map: v.strictObject({
    ...pictures.entries.map.entries,
    stopAt: orUndefined(item),
    calleeZoom: zoom,
    callerZoom: zoom,
  }),
  machine,
  flow: pictures.entries.flow,
  flowBlocks: v.pipe(
    v.array(v.strictObject({ block: id, detail: v.picklist(['addresses', 'instructions', 'lines', 'closed']) })),
    v.maxLength(2000),
  ),
});
const groups = v.strictObject({ all: v.boolean(), toggled: v.pipe(v.array(row), v.maxLength(10_000)) });
const rowRanges = v.pipe(v.array(v.strictObject({ from: row, to: row })), v.maxLength(100_000));
const request = v.strictObject({
  start: v.exactOptional(row),
  count: v.exactOptional(v.pipe(row, v.maxValue(1000))),
  sort: v.exactOptional(sort),
  groups: v.exactOptional(groups),
  open: v.exactOptional(v.pipe(v.array(id), v.maxLength(1000))),
  find: v.exactOptional(text),
  again: v.exactOptional(row),
});
const view = { recordingId: id, viewId: id, state: viewState };

export const engineParameters = {
  open: v.strictTuple([
    v.strictObject({ openId: id, files: v.pipe(v.array(id), v.minLength(1), v.maxLength(10_000)) }),
  ]),
  cancel: v.strictTuple([id]),
  close: v.strictTuple([id]),
  view: v.strictTuple([
    v.strictObject({ ...view, request, asker: v.exactOptional(v.picklist(['second', 'palette'])) }),
  ]),
  item: v.strictTuple([id, item, viewState]),
  tryFormula: v.strictTuple([id, formula, viewState]),
  identify: v.strictTuple([id, v.pipe(v.array(item), v.maxLength(1000)), viewState]),
  recognise: v.strictTuple([id, v.pipe(v.array(identity), v.maxLength(1000)), viewState]),
  watch: v.strictTuple([id, v.boolean()]),
  forceDump: v.strictTuple([id]),
  findItems: v.strictTuple([id, v.pipe(v.string(), v.maxLength(1_000_000))]),
  mapItems: v.strictTuple([id, items, v.strictObject({ from: merge, to: merge })]),
  export: v.strictTuple([
    v.strictObject({
      ...view,
      format: id,
      sort: v.optional(sort),
      groups: v.optional(groups),
      rows: v.exactOptional(rowRanges),
      columns: v.exactOptional(v.pipe(v.array(id), v.maxLength(200))),
    }),
  ]),
  convert: v.strictTuple([id, id]),
} satisfies ParameterSchemas<EngineContract>;

/** What the settings file and changeSettings() may hold. */
export const settingsEntries = {
  theme: v.picklist(['system', 'light', 'dark']),
  percentDigits: digits,
  layout: orUndefined(v.pipe(v.string(), v.maxLength(1_000_000))),
  openIn: v.picklist(['tab', 'same-tab']),
  restoreSession: v.boolean(),
  clickActivates: v.boolean(),
  onChange: v.picklist(['nothing', 'offer', 'reload']),
  formulas: v.pipe(v.array(v.strictObject({ program: text, formulas })), v.maxLength(500)),
  editor: v.pipe(v.string(), v.maxLength(2000)),
  habits,
  pictures,
  machine,
  ownColours,
  shortcuts: v.record(id, v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(10))),
};
const settingsChange = v.strictObject({
  theme: v.exactOptional(settingsEntries.theme),
  percentDigits: v.exactOptional(settingsEntries.percentDigits),
  layout: v.optional(v.pipe(v.string(), v.maxLength(1_000_000))),
  openIn: v.exactOptional(settingsEntries.openIn),
  restoreSession: v.exactOptional(settingsEntries.restoreSession),
  clickActivates: v.exactOptional(settingsEntries.clickActivates),
  onChange: v.exactOptional(settingsEntries.onChange),
  formulas: v.exactOptional(settingsEntries.formulas),
  editor: v.exactOptional(settingsEntries.editor),
  habits: v.exactOptional(settingsEntries.habits),
  pictures: v.exactOptional(settingsEntries.pictures),
  machine: v.exactOptional(settingsEntries.machine),
  ownColours: v.exactOptional(settingsEntries.ownColours),
  shortcuts: v.exactOptional(settingsEntries.shortcuts),
});

const scope = { scope: orUndefined(path) };
const sourceRule = v.variant('kind', [
  v.strictObject({ kind: v.literal('mapping'), from: path, to: path, ...scope }),
  v.strictObject({ kind: v.literal('folder'), path, ...scope }),
  v.strictObject({ kind: v.literal('picked'), recorded: path, path, ...scope }),
]);

/** What is remembered of a window for a program. */
export const programMemoryEntries = {
  view: v.object({
    eventType: viewState.entries.eventType,
    secondEvent: viewState.entries.secondEvent,
    grouping: viewState.entries.grouping,
    cycles: viewState.entries.cycles,
    cycleCut: viewState.entries.cycleCut,
    idle: viewState.entries.idle,
  }),
  layout: id,
  active: v.optional(v.object({ name: text, location: text })),
};

const nothing = v.strictTuple([]);
export const hostParameters = {
  facts: nothing,
  pickFiles: nothing,
  fileAtPath: v.strictTuple([path]),
  beginUpload: v.strictTuple([text, v.pipe(v.number(), v.integer(), v.minValue(0))]),
  uploadPiece: v.strictTuple([id, v.pipe(bytes, v.maxLength(largestPiece))]),
  endUpload: v.strictTuple([id]),
  cancelUpload: v.strictTuple([id]),
  recentFiles: nothing,
  rememberRecent: v.strictTuple([id, text, text]),
  forgetRecent: v.strictTuple([id]),
  recallProgram: v.strictTuple([text]),
  rememberProgram: v.strictTuple([text, v.strictObject(programMemoryEntries)]),
  forgetPrograms: nothing,
  rememberSession: v.strictTuple([v.pipe(v.array(v.pipe(v.array(id), v.maxLength(10_000))), v.maxLength(100))]),
  samples: nothing,
  settings: nothing,
  changeSettings: v.strictTuple([settingsChange]),
  sourceRules: nothing,
  addSourceRule: v.strictTuple([sourceRule]),
  removeSourceRule: v.strictTuple([sourceRule]),
  pickSourcePath: v.strictTuple([v.picklist(['file', 'folder'])]),
  openInEditor: v.strictTuple([id, row]),
  saveFile: v.strictTuple([text, bytes]),
  newWindow: nothing,
  showCommandStates: v.strictTuple([
    v.pipe(
      v.array(v.strictObject({ id, enabled: v.boolean(), checked: v.exactOptional(v.boolean()) })),
      v.maxLength(1000),
    ),
  ]),
  setTitle: v.strictTuple([text]),
  restartEngine: nothing,
} satisfies ParameterSchemas<HostContract>;

type Method = (...parameters: never[]) => unknown;

/** A schema for the parameters of every method of a contract. */
export type ParameterSchemas<Contract> = {
  readonly [Name in keyof Contract]: v.GenericSchema<
    unknown,
    Contract[Name] extends Method ? Parameters<Contract[Name]> : never
  >;
};

/** Compile-time proof that what a contract allows, its schemas let through: an error here names the method. */
type Refused<Contract, Schemas extends Record<keyof Contract, v.GenericSchema>> = {
  [Name in keyof Contract]: Contract[Name] extends Method
    ? Frozen<Parameters<Contract[Name]>> extends Frozen<v.InferOutput<Schemas[Name]>>
      ? never
      : Name
    : Name;
}[keyof Contract];
type Frozen<Value> = Value extends Uint8Array ? Value : { readonly [Key in keyof Value]: Frozen<Value[Key]> };
type SameKeys<A, B> = [keyof A, keyof B] extends [keyof B, keyof A] ? true : never;
export type SchemasAreComplete = [
  Refused<EngineContract, typeof engineParameters>,
  Refused<HostContract, typeof hostParameters>,
] extends [never, never]
  ? SameKeys<ViewState, v.InferOutput<typeof viewState>> & SameKeys<Settings, typeof settingsEntries>
  : never;
true satisfies SchemasAreComplete;
