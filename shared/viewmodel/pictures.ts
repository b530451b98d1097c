// From view models to what drawing needs: formatted texts, shares and hues. The page and the exporters both come through here, so a
// picture on screen and its file say the same. The results are plain shapes that fit drawing's inputs; nothing of drawing is imported.
import { cutText } from './cut-text.ts';
import { formatCost } from './format-cost.ts';
import { formatCount } from './format-count.ts';
import { formatShare } from './format-share.ts';
import type { GraphEdge, GraphModel, GraphNode, GraphStub } from './graph.ts';
import { legendRank } from './hue.ts';
import { type ItemLabel, type ItemRef, itemKey } from './item.ts';
import type { Measure } from './measure.ts';
import { unframedName } from './shorten-name.ts';
import type { TreemapModel, TreemapNode } from './treemap.ts';

export interface PictureTexts {
  /** Digits after the decimal point of shares. */
  readonly percentDigits: number;
  /** With tooltips on every shape, for files; the page makes them on hover instead. */
  readonly titles: boolean;
  /** What rectangles say; absent: names and costs. */
  readonly shows?: MapWords;
}

export interface MapWords {
  readonly names: boolean;
  readonly costs: boolean;
  readonly calls: boolean;
  readonly locations: boolean;
}

/** Share of the base or absolute cost, as the measure says. */
function formatMeasured(value: number, measure: Measure, percentDigits: number): string {
  return measure.relative ? formatShare(value, measure.base, percentDigits) : formatCost(value, measure.unit);
}

/** Row of the model's nodes that a map's `target` stands for. */
export function mapNodeOfTarget(model: TreemapModel, target: string): TreemapNode | undefined {
  return model.nodes[Number(target)];
}

/** The layout's input and the labels of its rectangles, by row of `model.nodes`. */
export function treemapPictureInput(model: TreemapModel, texts: PictureTexts) {
  const { nodes, measure, path } = model;
  return {
    tree: {
      parent: nodes.map((node) => node.parent),
      value: nodes.map((node) => node.value),
      hidden: nodes.map((node) => node.hiddenValue),
    },
    labels: nodes.map((node, row) => ({
      ...wordsOf(node, measure, texts),
      ...(texts.shows?.names === false ? {} : callersIn(node.label)),
      hue: node.label.hue,
      active: row === 0 && path.length === 0,
      target: String(row),
      item: itemKey(node.label.item),
      ...(texts.titles ? { title: mapTitle(node, measure) } : {}),
    })),
  };
}

/** Counted in the recorded name: in what is left of a frame these letters are others. */
function callersIn({ name, callersFrom }: ItemLabel): Pick<ItemLabel, 'callersFrom'> {
  return callersFrom === undefined || unframedName(name) !== name ? {} : { callersFrom };
}

const usualWords: MapWords = { names: true, costs: true, calls: false, locations: false };

/** The first text of a rectangle and the one beside or below it. */
function wordsOf(node: TreemapNode, measure: Measure, texts: PictureTexts): { name: string; detail: string } {
  const shows = texts.shows ?? usualWords;
  const together = (...words: readonly string[]): string => words.filter((word) => word !== '').join(' · ');
  const name = together(shows.names ? unframedName(node.label.name) : '', shows.locations ? node.label.location : '');
  const detail = together(
    shows.costs ? formatMeasured(node.value, measure, texts.percentDigits) : '',
    shows.calls && node.calls !== null ? `${node.estimated ? '≈' : ''}${formatCount(node.calls)}×` : '',
  );
  return name === '' ? { name: detail, detail: '' } : { name, detail };
}

function mapTitle(node: TreemapNode, measure: Measure): string {
  const calls = node.calls === null ? '' : `${formatCount(node.calls)} calls`;
  return lines(nameAndPlace(node.label), costs(node.value, measure), calls, node.estimated ? 'estimated' : '');
}

/** Nodes, edges, arrows to nowhere and frames with texts; what belongs to nodes that are not there is left out. */
export function graphPictureInput(model: GraphModel, texts: PictureTexts) {
  const { measure } = model;
  const rows = new Map(model.nodes.map((node, row) => [node.id, row]));
  const largest = model.nodes.reduce((most, node) => Math.max(most, node.value), 0);
  const nodes = model.nodes.map((node) => ({
    name: unframedName(node.label.name),
    ...callersIn(node.label),
    place: node.label.location,
    detail: formatMeasured(node.value, measure, texts.percentDigits),
    share: share(node.value, measure.base),
    hue: node.label.hue,
    mark: markOf(node),
    group: node.label.item.kind === 'cycle',
    active: node.focus,
    target: node.id,
    ...(texts.titles ? { title: nodeTitle(node, measure) } : {}),
  }));
  const edges = model.edges.flatMap((edge) => {
    const from = rows.get(edge.from);
    const to = rows.get(edge.to);
    if (from === undefined || to === undefined) return [];
    const cost = edge.recursive ? '' : formatMeasured(edge.value, measure, texts.percentDigits);
    // A number that stands in the box at either end says nothing new beside the line.
    const known = cost === nodes[from]?.detail || cost === nodes[to]?.detail;
    return [
      {
        from,
        to,
        texts: [edge.calls === null ? '' : `${formatCount(edge.calls)}×`, known ? '' : cost],
        share: share(edge.value, largest),
        recursive: edge.recursive,
        target: edgeTarget(edge),
        ...(texts.titles ? { title: edgeTitle(edge, model) } : {}),
      },
    ];
  });
  const stubs = model.stubs.flatMap((stub) => {
    const node = rows.get(stub.node);
    if (node === undefined) return [];
    const cost = formatMeasured(stub.value, measure, texts.percentDigits);
    return [
      {
        node,
        end: stub.end,
        texts: [stub.calls === null ? '' : `${formatCount(stub.calls)}×`, cost],
        share: share(stub.value, largest),
        target: stubTarget(stub),
        ...(texts.titles ? { title: stubTitle(stub, model) } : {}),
      },
    ];
  });
  const groups = model.groups.map(({ id, title }) => ({
    title,
    nodes: model.nodes.flatMap((node, row) => (node.group === id ? [row] : [])),
  }));
  return { nodes, edges, stubs, groups: groups.filter((group) => group.nodes.length > 0) };
}

function markOf({ label, pinned, collapsed }: GraphNode): string {
  const cycle = label.item.kind === 'function' && label.cycle !== null ? `cycle ${label.cycle}` : '';
  return [cycle, pinned ? 'pinned' : '', collapsed ? 'closed' : ''].filter((mark) => mark !== '').join(', ');
}

/** Key of an edge in a picture: `f1>f2`. */
export function edgeTarget(edge: Pick<GraphEdge, 'from' | 'to'>): string {
  return `${edge.from}>${edge.to}`;
}

/** The edge that a picture's `target` stands for. */
export function edgeOfTarget<Edge extends Pick<GraphEdge, 'from' | 'to'>>(
  model: { readonly edges: readonly Edge[] },
  target: string,
): Edge | undefined {
  return model.edges.find((edge) => edgeTarget(edge) === target);
}

/** `f1>` for calls by f1 that are left out, `>f1` for calls of it. */
function stubTarget({ node, end }: GraphStub): string {
  return end === 'caller' ? `${node}>` : `>${node}`;
}

export function stubOfTarget(model: GraphModel, target: string): GraphStub | undefined {
  return model.stubs.find((stub) => stubTarget(stub) === target);
}

/** `3 call edges of main are left out`. */
export function stubName({ node, end, edges }: GraphStub, model: GraphModel): string {
  const name = unframedName(model.nodes.find(({ id }) => id === node)?.label.name ?? '');
  const count = `${formatCount(edges)} call ${edges === 1 ? 'edge' : 'edges'}`;
  return `${count} ${end === 'caller' ? 'from' : 'to'} ${name} ${edges === 1 ? 'is' : 'are'} left out`;
}

function stubTitle(stub: GraphStub, model: GraphModel): string {
  const calls = stub.calls === null ? '' : `${formatCount(stub.calls)} calls`;
  return lines(stubName(stub, model), calls, costs(stub.value, model.measure));
}

function nodeTitle(node: GraphNode, measure: Measure): string {
  return lines(nameAndPlace(node.label), costs(node.value, measure), node.estimated ? 'estimated' : '');
}

function edgeTitle(edge: GraphEdge, model: GraphModel): string {
  const name = (id: string): string => model.nodes.find((node) => node.id === id)?.label.name ?? '';
  const calls = edge.calls === null ? '' : `${formatCount(edge.calls)} calls`;
  const cost = edge.recursive ? 'recursive: adds to no sum' : costs(edge.value, model.measure);
  return lines(`${name(edge.from)} → ${name(edge.to)}`, calls, cost, edge.estimated ? 'estimated' : '');
}

function nameAndPlace(label: ItemLabel): string {
  return lines(label.name, label.location);
}

function costs(value: number, measure: Measure): string {
  const absolute = formatCost(value, measure.unit);
  return measure.base > 0 ? `${absolute}, ${formatShare(value, measure.base)} of ${measure.baseName}` : absolute;
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function share(value: number, base: number): number {
  return base > 0 ? Math.min(1, Math.max(0, value / base)) : 0;
}

export interface LegendEntry {
  readonly hue: number | null;
  readonly text: string;
}

const longestLegendEntry = 2;
const MOST_EXAMPLES = 8;

/** A hue of a picture with everything it stands for there, heaviest first. */
export interface LegendPlaces {
  readonly hue: number | null;
  readonly places: readonly string[];
  /** Some of them, each with a function of it. */
  readonly examples: readonly { readonly name: string; readonly item: ItemRef }[];
}

/** What the hues of a picture stand for, in their own order, else heaviest first. */
export function placesOfHues(model: TreemapModel | GraphModel): LegendPlaces[] {
  const byHue = new Map<number | null, Map<string, number>>();
  const items = new Map<string, ItemLabel>();
  const seen = new Set<string>();
  for (const { label, self } of model.nodes) {
    const place = label.hueName;
    const places = byHue.get(label.hue) ?? new Map<string, number>();
    byHue.set(label.hue, places);
    // In a map a function stands in many rectangles, in a graph the self cost is the whole function's.
    if (label.item.kind === 'function' && !items.has(place)) items.set(place, label);
    const counts = model.kind === 'treemap' || !seen.has(itemKey(label.item));
    seen.add(itemKey(label.item));
    places.set(place, (places.get(place) ?? 0) + (counts ? self : 0));
  }
  return [...byHue]
    .map(([hue, places]) => ({ hue, places, weight: [...places.values()].reduce((sum, value) => sum + value, 0) }))
    .sort((a, b) => rankOf(a.places) - rankOf(b.places) || b.weight - a.weight || (a.hue ?? -1) - (b.hue ?? -1))
    .map(({ hue, places }) => {
      const names = [...places].sort((a, b) => b[1] - a[1]).map(([place]) => place);
      const examples = names.slice(0, MOST_EXAMPLES).flatMap((name) => {
        const label = items.get(name);
        return label === undefined ? [] : [{ name, item: label.item }];
      });
      return { hue, places: names, examples };
    });
}

/** The same in a line: `re/__init__.py, shop_main.py and 2 more`. */
export function hueLegend(model: TreemapModel | GraphModel): LegendEntry[] {
  return placesOfHues(model).map(({ hue, places }) => ({ hue, text: legendText(places) }));
}

export function legendText(places: readonly string[]): string {
  const shown = places.slice(0, longestLegendEntry).join(', ');
  return places.length > longestLegendEntry ? `${shown} and ${places.length - longestLegendEntry} more` : shown;
}

/** Steps of cost and kinds of code have an order of their own. */
function rankOf(places: ReadonlyMap<string, number>): number {
  let rank = Number.POSITIVE_INFINITY;
  for (const place of places.keys()) rank = Math.min(rank, legendRank(place));
  return rank;
}

/** `Callee map of run`. */
export function pictureTitle(model: TreemapModel | GraphModel): string {
  if (model.kind === 'graph') {
    const focus = model.nodes.find((node) => node.id === model.focus);
    return `Call graph of ${unframedName(focus?.label.name ?? 'nothing')}`;
  }
  const kind = model.direction === 'callees' ? 'Callee map' : 'Caller map';
  const shown = unframedName(model.nodes[0]?.label.name ?? 'nothing');
  const [active] = model.path;
  return active === undefined
    ? `${kind} of ${shown}`
    : `${kind} of ${unframedName(active.label.name)}, zoomed into ${shown}`;
}

const mapMeaning = {
  callees:
    'Area: cost. Inside a rectangle: what it calls; what they leave free is its own cost. Hatched: too small to show.',
  callers: 'Area: cost. Inside a rectangle: what calls it. Hatched: too small to show.',
} as const;
const graphMeaning =
  'Width of a line: cost that flows along it; n×: number of calls. Dashed: recursion, adds to no sum.';
const stubMeaning = 'Dotted, to or from nowhere: calls that are left out, added up.';

function shortened(name: string, longest = LONGEST_IN_LINE): string {
  return name.length > longest ? `${cutText(name, longest - 1)}…` : name;
}

const LONGEST_IN_LINE = 32;

/** What the numbers of a graph mean: `costs while main ran`, or whole ones. */
export function graphValuesText(model: GraphModel, longestName = LONGEST_IN_LINE): string {
  if (model.values === 'global') return 'whole inclusive costs';
  const focus = model.nodes.find((node) => node.id === model.focus);
  return `cost while ${shortened(unframedName(focus?.label.name ?? ''), longestName)} ran`;
}

/** Title, legend and notes of an exported picture: drawing's PictureFrame. Of `file` only the base name is shown: a picture is passed on, a path is private. */
export function pictureFrame(model: TreemapModel | GraphModel, file: string) {
  const { measure } = model;
  const numbers = measure.relative ? `shares of ${measure.baseName}` : 'absolute costs';
  const baseName = file.replace(/^.*[\\/]/, '');
  const values = model.kind === 'graph' ? graphValuesText(model) : '';
  const subtitle = [baseName, measure.label, numbers, values].filter((part) => part !== '').join(' · ');
  const meaning = model.kind === 'graph' ? graphMeaning : mapMeaning[model.direction];
  const stubs = model.kind === 'graph' && model.stubs.length > 0 ? [stubMeaning] : [];
  const notes = [meaning, ...stubs, ...model.notes.map((note) => note.text)];
  return { title: pictureTitle(model), subtitle, legend: hueLegend(model), notes };
}
