// Chrome and Node .cpuprofile files: a tree of nodes, then all samples and all time differences as numbers in text.
// Nodes are numbered level by level, so that the children of one are neighbours and nothing but two columns is in memory.
import { seededRandom } from '../synthetic-recording.ts';
import { mixed, word } from './program-names.ts';
import { type TextFile, writeTextFile } from './text-file.ts';

export interface CpuprofileShape {
  readonly nodes: number;
  readonly samples: number;
  /** Microseconds between two samples, about. */
  readonly interval: number;
  /** Number of the first node: that of a browser that has been profiled for long has many digits. */
  readonly firstId: number;
}

const SEED = 21;
const SCRIPTS = 40;

export function writeCpuprofile(path: string, shape: CpuprofileShape): void {
  writeTextFile(path, (file) => {
    const { nodes, firstId } = shape;
    const firstChild = treeOf(nodes);
    const hits = new Uint32Array(nodes);
    let duration = 0;
    walkSamples(shape, (node, delta) => {
      hits[node]++;
      duration += delta;
    });
    file.add('{"nodes":[');
    for (let node = 0; node < nodes; node++) addNode(file, { node, firstId, hits: hits[node], firstChild });
    file.add(`],"startTime":1000000000,"endTime":${1000000000 + duration},"samples":[`);
    let separator = '';
    walkSamples(shape, (node) => {
      file.add(`${separator}${firstId + node}`);
      separator = ',';
    });
    file.add('],"timeDeltas":[');
    separator = '';
    walkSamples(shape, (_, delta) => {
      file.add(`${separator}${delta}`);
      separator = ',';
    });
    file.add(']}');
  });
}

/** Of each node its first child; those up to the first child of the next node are its children. */
function treeOf(nodes: number): Int32Array {
  const random = seededRandom(SEED);
  const firstChild = new Int32Array(nodes + 1);
  let next = 1;
  for (let node = 0; node < nodes; node++) {
    firstChild[node] = next;
    // 1.4 children on average make levels grow slowly: some forty of them.
    const children = node === 0 ? 6 : random() < 0.5 ? 0 : 1 + Math.floor(random() * 3.6);
    next = Math.min(nodes, Math.max(next + children, node + 2));
  }
  firstChild[nodes] = nodes;
  return firstChild;
}

interface NodeToWrite {
  readonly node: number;
  readonly firstId: number;
  readonly hits: number;
  readonly firstChild: Int32Array;
}

function addNode(file: TextFile, { node, firstId, hits, firstChild }: NodeToWrite): void {
  const fn = node < 4 ? node : 4 + (mixed(node, 31) % Math.max(8, firstChild.length >> 3));
  const name =
    node < 4
      ? SPECIAL[node]
      : mixed(fn, 32) % 9 === 0
        ? ''
        : `${word(fn, 33)}${fn % 3 === 0 ? 'Async' : ''}_${fn.toString(36)}`;
  const script = mixed(fn, 34) % SCRIPTS;
  const url = node < 4 ? '' : `file:///srv/app/node_modules/${word(script, 35)}-${script}/lib/${word(script, 36)}.js`;
  const line = node < 4 ? -1 : mixed(fn, 37) % 2000;
  const frame = `{"functionName":"${name}","scriptId":"${node < 4 ? 0 : script + 20}","url":"${url}","lineNumber":${line},"columnNumber":${node < 4 ? -1 : fn % 60}}`;
  file.add(`${node === 0 ? '' : ','}{"id":${firstId + node},"callFrame":${frame},"hitCount":${hits}`);
  if (firstChild[node] < firstChild[node + 1]) {
    file.add(`,"children":[${firstId + firstChild[node]}`);
    for (let child = firstChild[node] + 1; child < firstChild[node + 1]; child++) file.add(`,${firstId + child}`);
    file.add(']');
  }
  if (hits > 0 && node > 3) file.add(`,"positionTicks":[{"line":${line + 2},"ticks":${hits}}]`);
  file.add('}');
}

const SPECIAL = ['(root)', '(program)', '(idle)', '(garbage collector)'];

/** The same samples in every walk: runs of one node, hot nodes more often. */
function walkSamples(
  { nodes, samples, interval }: CpuprofileShape,
  visit: (node: number, delta: number) => void,
): void {
  const random = seededRandom(SEED + 1);
  let left = samples;
  while (left > 0) {
    const isIdle = random() < 0.02;
    const node = isIdle ? 1 + Math.floor(random() * 3) : 4 + Math.floor(random() * random() * (nodes - 4));
    const run = Math.min(left, 1 + Math.floor(random() ** 4 * (isIdle ? 200 : 30)));
    for (let i = 0; i < run; i++) visit(node, Math.floor(interval * (0.85 + 0.3 * random())));
    left -= run;
  }
}
