// Formats that are recognised but not read yet, so that a person reads what the file is instead of "unknown format"; and the
// sentence for everything else. When a reader for one of them comes, its row leaves this table. Nothing here parses in earnest.
import { inFigures } from '../base/figures.ts';
import type { ReadError } from '../model/diagnostic.ts';
import type { Certainty } from './format-reader.ts';
import { type JsonOutline, latin1, outlineJson, skipBlank } from './support/json-outline.ts';
import { beginsAsPprof } from './support/protobuf-outline.ts';

export interface ForeignFormat {
  readonly id: string;
  /** With its article, for `this is …`. */
  readonly label: string;
  /** It holds no recording at all, of whatever format. */
  readonly isNoRecording?: true;
  /** What the person can do now; detection names the formats that are read where there is none. */
  readonly hint?: string;
  sniff(head: Uint8Array, name: string): Certainty;
}

export const foreignFormats: readonly ForeignFormat[] = [
  magic('perf-data', 'a perf.data recording', 'PERFILE2'),
  magic('jfr', 'a Java Flight Recorder recording', 'FLR\0', 'convert it with the tools of the JDK'),
  magic('austin-mojo', 'a binary Austin recording', 'MOJ', 'convert it with `mojo2austin`'),
  magic('gmon', 'a gmon.out recording', 'gmon', '`gprof PROGRAM gmon.out > out.txt` turns it into text'),
  noRecording(magic('zip', 'a zip archive', 'PK\x03\x04', 'unpack it and open the file inside')),
  noRecording(magic('bzip2', 'a bzip2 archive', 'BZh', 'unpack it with `bunzip2` and open the file inside')),
  noRecording(magic('xz', 'an xz archive', '\xfd7zXZ', 'unpack it with `unxz` and open the file inside')),
  noRecording(magic('elf', 'a program (ELF binary)', '\x7fELF', 'open a recording of it, not the program itself')),
  noRecording(
    text(
      'svg',
      'a picture (SVG)',
      (t) => /^\s*(<\?xml[^>]*>\s*)?(<!--[^>]*>\s*)?(<!doctype svg[^>]*>\s*)?<svg/i.test(t),
      'open the recording that it was made from',
    ),
  ),
  noRecording(magic('png', 'a picture', '\x89PNG', 'open the recording that it was made from')),
  {
    id: 'gperftools-cpu',
    label: 'a CPU profile of gperftools',
    hint: '`pprof --callgrind PROGRAM FILE > callgrind.out` turns it into a file that opens',
    sniff: (head) => (isGperftoolsCpu(head) ? 'certain' : 'no'),
  },
  { id: 'zlib', label: 'data compressed with zlib', hint: 'unpack it and open the file inside', sniff: sniffZlib },
  {
    id: 'pickle',
    label: 'a Python pickle (line_profiler writes .lprof files so)',
    hint: 'it was not loaded, as that can run code; print one that you made yourself with `python -m line_profiler`',
    sniff: (head, name) => (beginsAsPickle(head) ? (/\.lprof$/i.test(name) ? 'certain' : 'likely') : 'no'),
  },
  json('heap-snapshot', 'a V8 heap snapshot', ['snapshot.meta'], 'Chrome’s developer tools open it'),
  json('heapprofile', 'a V8 sampling heap profile', ['head.selfSize'], 'Chrome’s developer tools open it'),
  json('chrome-trace', 'a Chrome trace', ['traceEvents', '[].ph'], 'export a .cpuprofile instead'),
  json(
    'speedscope',
    'a speedscope file',
    ['shared.frames', 'profiles.[].evented', '$schema'],
    'open it at www.speedscope.app',
  ),
  json(
    'firefox',
    'a Firefox profile',
    ['meta.preprocessedProfileVersion', 'meta.interval'],
    'open it at profiler.firefox.com',
  ),
  json(
    'pytest-benchmark',
    'a pytest-benchmark result',
    ['benchmarks', 'machine_info'],
    '`pytest-benchmark compare` shows it',
  ),
  json(
    'pyinstrument',
    'a pyinstrument session',
    ['frame_records', 'root_frame'],
    'write it with `pyinstrument -r pstats`',
  ),
  json('dhat', 'a DHAT recording', ['dhatFileVersion'], 'Valgrind’s dh_view.html opens it'),
  text('perf-script', 'output of perf script', isPerfScript, 'open it at www.speedscope.app'),
  text(
    'gprof',
    'output of gprof',
    (t) => /^(Flat profile:|\s*Call graph)|granularity: each sample hit/m.test(t),
    'it is text to be read as it is; for a recording with calls, run the program under `valgrind --tool=callgrind`',
  ),
  text(
    'mprof',
    'a memory recording of mprof',
    (t) => count(t, /^(CMDLINE|MEM|FUNC|CHLD) /) * 2 > lines(t),
    '`mprof plot` shows it',
  ),
  text(
    'memory-profiler',
    'output of memory_profiler',
    (t) => /^Line #\s+Mem usage\s+Increment/m.test(t),
    'it is text to be read as it is',
  ),
  text(
    'line-profiler-text',
    'printed output of line_profiler',
    (t) => /^Timer unit: |^Line #\s+Hits\s+Time/m.test(t),
    'it is text to be read as it is',
  ),
  text(
    'pstats-text',
    'printed output of Python’s pstats',
    (t) => /^\s*ncalls\s+tottime\s+percall/m.test(t),
    'open the dump itself: `python -m cProfile -o FILE` writes it',
  ),
  text(
    'callgrind-annotate',
    'printed output of callgrind_annotate',
    (t) => /^(Profile data file|I1 cache:|-- Auto-annotated source|Ir\s+file:function)/m.test(t) && /^-{50,}$/m.test(t),
    'open the callgrind.out file that it was made from',
  ),
  text('importtime', 'output of python -X importtime', (t) => /^import time: self \[us\]/m.test(t)),
  text('instruments', 'a table copied from Instruments', (t) =>
    /^(Weight|Running Time|Bytes Used)[^\n]*\tSymbol Names?/.test(t),
  ),
  text(
    'dot',
    'a graph in Graphviz’ language',
    (t) => /^\s*(strict\s+)?(di)?graph\b[^{\n]*\{/.test(t),
    'open the recording that it was made from',
  ),
  text('gperftools-heap', 'a heap profile of gperftools', (t) => t.startsWith('heap profile:'), '`pprof` opens it'),
  text(
    'austin',
    'an Austin recording',
    (t) => /^# austin: |^(P\d+;)?T(hread )?[0-9a-f]+[:;]/m.test(t),
    'convert it with `austin2speedscope` and open it at www.speedscope.app',
  ),
  noRecording(
    text(
      'html',
      'an HTML page, perhaps a saved error message',
      (t) => /^\s*<(!doctype html|html|head|body)/i.test(t),
      'download the recording itself',
    ),
  ),
  {
    id: 'collapsed',
    label: 'a file of collapsed stacks',
    hint: 'open it at www.speedscope.app',
    sniff: sniffCollapsed,
  },
  { id: 'pprof', label: 'a pprof profile', hint: '`go tool pprof` opens it', sniff: sniffPprof },
];

const RECORD_TO_THE_END = 'its profiler wrote nothing into it: record again, and let the program end by itself';

/** Why a file that nothing recognises cannot be opened. */
export function explainUnknown(head: Uint8Array, name: string): ReadError {
  if (head.length === 0) {
    return { kind: 'empty', message: 'the file is empty', hint: RECORD_TO_THE_END };
  }
  const encoding = utf16(head);
  if (encoding !== undefined) {
    return {
      kind: 'unsupported',
      message: `it is text in ${encoding}, which no profiler writes`,
      hint: 'save it as UTF-8',
    };
  }
  if (skipBlank(head, 0) === head.length) {
    return { kind: 'empty', message: 'the file holds nothing but white space', hint: RECORD_TO_THE_END };
  }
  if (head.every((byte) => byte === 0)) {
    const message =
      head.length === 1 ? 'the file is one zero byte' : `its first ${inFigures(head.length)} bytes are all zero`;
    return {
      kind: 'not-mine',
      message,
      hint: 'a copy that broke off or a full disk leaves such files: copy the file again',
    };
  }
  const outline = beginsAsJson(head) ? outlineJson(head) : undefined;
  if (outline !== undefined) {
    return { kind: 'not-mine', message: describeJson(outline) };
  }
  const what = isText(head)
    ? 'text in a format that is not known'
    : 'binary data in a format that is not known, or damaged';
  const named = /\.(prof|pstats?)$/i.test(name)
    ? 'it is named as a Python profile but does not begin as one: '
    : /\.cpuprofile$/i.test(name)
      ? 'it is named as a .cpuprofile but does not begin as JSON: '
      : /^callgrind\.out\b/i.test(name)
        ? 'it is named as a Callgrind recording but does not begin as one: '
        : '';
  return { kind: 'not-mine', message: `${named}it is ${what}` };
}

function describeJson({ kind, keys }: JsonOutline): string {
  if (kind === 'other') return 'it is JSON, but a single value, not a profile';
  if (keys.size === 0)
    return kind === 'array'
      ? 'it is JSON, a list that holds no profile'
      : 'it is JSON, an object that holds no profile';
  return 'it is JSON, but none of its fields is one of a known profile format';
}

/** What follows the first bracket may stand there in JSON. */
function beginsAsJson(head: Uint8Array): boolean {
  const start = skipBlank(head, 0);
  const after = skipBlank(head, start + 1);
  const next = latin1(head, after, after + 1);
  const first = latin1(head, start, start + 1);
  if (first === '{') return next === '' || next === '"' || next === '}';
  return first !== '[' || next === '' || /[\]{["\dtfn-]/.test(next);
}

/** Marks what can hold no recording. */
function noRecording(format: ForeignFormat): ForeignFormat {
  return { ...format, isNoRecording: true };
}

/** A format that begins with these characters, each a byte. */
function magic(id: string, label: string, beginning: string, hint?: string): ForeignFormat {
  return {
    id,
    label,
    ...(hint === undefined ? {} : { hint }),
    sniff: (head) => (latin1(head, 0, beginning.length) === beginning ? 'certain' : 'no'),
  };
}

/** A JSON format that has one of these keys. */
function json(id: string, label: string, paths: readonly string[], hint?: string): ForeignFormat {
  return {
    id,
    label,
    ...(hint === undefined ? {} : { hint }),
    sniff: (head) => {
      const outline = mayBeJson(head) ? outlineJson(head) : undefined;
      return outline !== undefined && paths.some((path) => outline.keys.has(path)) ? 'certain' : 'no';
    },
  };
}

/** A text format that says so itself. */
function text(id: string, label: string, isIt: (text: string) => boolean, hint?: string): ForeignFormat {
  return {
    id,
    label,
    ...(hint === undefined ? {} : { hint }),
    sniff: (head) => (isText(head) && isIt(latin1(head, 0, 16384)) ? 'likely' : 'no'),
  };
}

function mayBeJson(head: Uint8Array): boolean {
  const first = head[skipBlank(head, 0)];
  return first === 0x7b || first === 0x5b;
}

/** No NUL and hardly a control character in the first bytes. */
function isText(head: Uint8Array): boolean {
  const length = Math.min(head.length, 4096);
  let odd = 0;
  for (let i = 0; i < length; i++) {
    const byte = head[i];
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) odd++;
  }
  return length > 0 && odd * 50 <= length && head.indexOf(0) !== 0;
}

function count(text: string, pattern: RegExp): number {
  return text.split('\n').filter((line) => pattern.test(line)).length;
}

function lines(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

function utf16(head: Uint8Array): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16';
  if (head[0] === 0xfe && head[1] === 0xff) return 'UTF-16';
  return undefined;
}

/** A pickle of protocol 2 to 5 says so; one of protocol 0 or 1 is known by a call for a class at its start. */
function beginsAsPickle(head: Uint8Array): boolean {
  if (head[0] === 0x80 && head[1] >= 2 && head[1] <= 5) return true;
  return /^(\(?[ci][\w.]+\n[\w.]+\n|\(dp?\d*\n|\(lp\d+\n|\(?S'[^'\n]*'\n)/.test(latin1(head, 0, 200));
}

function sniffZlib(head: Uint8Array): Certainty {
  return head.length > 2 && head[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(head[1]) && !isText(head)
    ? 'likely'
    : 'no';
}

function isPerfScript(text: string): boolean {
  return /^# ========/m.test(text) || count(text, /^\s*\S.*\s(\d+\/)?\d+\s+(\[\d+\]\s+)?\d+\.\d+:/) > 0;
}

/** Stacks `a;b;c 12`, and nearly every line is one: prose with a semicolon is none. */
function sniffCollapsed(head: Uint8Array, name: string): Certainty {
  if (!isText(head)) return 'no';
  if (/\.(folded|collapsed)$/i.test(name)) return 'maybe';
  const text = latin1(head, 0, 16384);
  const total = Math.max(1, lines(text) - 1);
  const stacks = count(text, /^[^;]*;.*[^ ] -?\d+(\.\d+)?( \d+(\.\d+)?)?\r?$/);
  return stacks * 10 >= total * 8 ? 'maybe' : 'no';
}

/** pprof has no magic number; its writers gzip it, and by now it is unpacked. */
function sniffPprof(head: Uint8Array): Certainty {
  return !isText(head) && beginsAsPprof(head) ? 'maybe' : 'no';
}

/** Words of 4 or 8 bytes: 0, 3, 0, sampling period in microseconds. */
function isGperftoolsCpu(head: Uint8Array): boolean {
  if (head.length < 40) return false;
  const word = head[4] === 3 ? 4 : 8;
  return [0, 3, 0].every((value, i) => head[i * word] === value && head[i * word + 1] === 0) && head[word] === 3;
}
