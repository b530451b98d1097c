// Tells files of the callgrind family by their first 64 KiB, and cachegrind's flat files from the others.
// Names never count: Xdebug calls its callgrind files cachegrind.out.*. The two answers exclude each other, so no file has two readers.
import type { Certainty } from '../format-reader.ts';

export interface CallgrindGuess {
  readonly certainty: Certainty;
  readonly flavour: 'callgrind' | 'cachegrind';
}

const HEAD_SIZE = 65_536;
const magic = /^# callgrind format/;
const separator = /^=+ NEW PROFILING FILE/;
const headerLine =
  /^(version|creator|pid|cmd|part|thread|desc|events?|positions|summary|totals|timeframe \(bb\)|arch)\s*:/i;
const bodyLine = /^(ob|fl|fi|fe|fn|cob|cfi|cfl|cfn|r?calls|jump|jcnd|jfi|jfn|rec|frfn|bb|ln|mp)\s*=\s*(\(\d+\))?/;
const costLine = /^(?:[+-]?(?:0x[\da-f]+|\d+)|\*)(?:[ \t]|$)/i;
const cachegrindKeys = new Set(['desc', 'cmd', 'events', 'summary']);
const utf8 = new TextDecoder('utf-8');

interface Evidence {
  certain: boolean;
  readonly keys: Set<string>;
  readonly words: Set<string>;
  compressed: boolean;
  relative: boolean;
  body: number;
  costs: number;
  unknown: number;
}

/** What the beginning of a file looks like. Linear in the head. */
export function guessCallgrind(head: Uint8Array): CallgrindGuess {
  const lines = utf8.decode(head).split(/\r\n?|\n/);
  if (head.length >= HEAD_SIZE && lines.length > 1) lines.pop();
  const evidence: Evidence = {
    certain: false,
    keys: new Set(),
    words: new Set(),
    compressed: false,
    relative: false,
    body: 0,
    costs: 0,
    unknown: 0,
  };
  let first = true;
  for (const raw of lines) {
    const line = raw.trim();
    if (line === '') continue;
    if (first && (magic.test(line) || separator.test(line))) evidence.certain = true;
    first = false;
    weigh(line, evidence);
  }
  return { certainty: certaintyOf(evidence), flavour: isFlat(evidence) ? 'cachegrind' : 'callgrind' };
}

function weigh(line: string, evidence: Evidence): void {
  if (line.startsWith('#') || separator.test(line)) return;
  const header = headerLine.exec(line);
  if (header !== null) {
    evidence.keys.add(header[1].toLowerCase());
    return;
  }
  const body = bodyLine.exec(line);
  if (body !== null) {
    evidence.body++;
    evidence.words.add(body[1]);
    if (body[2] !== undefined) evidence.compressed = true;
  } else if (costLine.test(line)) {
    evidence.costs++;
    if (!/^\d/.test(line)) evidence.relative = true;
  } else {
    evidence.unknown++;
  }
}

function certaintyOf({ certain, keys, body, costs, unknown }: Evidence): Certainty {
  if (certain) return 'certain';
  const understood = keys.size + body + costs;
  if (unknown > understood / 2) return 'no';
  if (keys.has('events') && body > 0) return unknown === 0 ? 'certain' : 'likely';
  if (unknown > 0) return 'no';
  if (keys.has('events') && keys.size > 1) return 'likely';
  if (keys.has('events') && costs > 0) return 'likely';
  if (keys.has('version') && keys.has('creator')) return 'likely';
  return keys.has('events') || (body > 0 && costs > 0) ? 'maybe' : 'no';
}

/** Cachegrind writes desc:, cmd: and events:, then fl=, fn= and absolute lines; every other writer says more or less. */
function isFlat({ certain, keys, words, compressed, relative }: Evidence): boolean {
  if (certain || compressed || relative || !keys.has('cmd') || !keys.has('events')) return false;
  for (const key of keys) if (!cachegrindKeys.has(key)) return false;
  for (const word of words) if (!/^f[line]$/.test(word)) return false;
  return true;
}
