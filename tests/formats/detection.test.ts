/**
 * Detection goes by content: no two readers are equally sure of a file, foreign formats are refused by their own name, and what is no
 * profile is described in a sentence. Foreign files of the shared corpus are checked where it is present.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foreignFormats } from '../../shared/formats/foreign.ts';
import { detect, readers } from '../../shared/formats/readers.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { corpusFolder } from '../support/fixture-cases.ts';

function verdictOn(content: string | Uint8Array, name = 'upload'): string {
  const head = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  const detected = detect(new Uint8Array(head), name);
  return detected.ok ? detected.value.id : `${detected.error.kind}: ${detected.error.format ?? detected.error.message}`;
}

const pickle = (protocol: number): string => `\x80${String.fromCharCode(protocol)}}q\0.`;

describe('detection', () => {
  it.each([
    ['{"nodes":[{"id":1,"callFrame":{"functionName":"(root)"', 'cpuprofile'],
    ['\ufeff{ "nodes" : [ {"id": 1, "callFrame": {', 'cpuprofile'],
    ['{"samples":[1,2],"timeDeltas":[1,1],"nodes":[', 'cpuprofile'],
    ['{"typeId":"CPU","uid":1,"head":{"functionName":"(root)","hitCount":0,"children":[', 'cpuprofile'],
    ['{)\x03z\x01~', 'cprofile'],
    ['\xfb\xa9\x03\xfa\x01~', 'cprofile'],
    ['{(\x03\0\0\0t\x01\0\0\0~', 'cprofile'],
    ['# callgrind format\nversion: 1\nevents: Ir\n', 'callgrind'],
  ])('knows %j without its name', (content, id) => {
    expect(verdictOn(Buffer.from(content, content.startsWith('\ufeff') ? 'utf8' : 'latin1'))).toBe(id);
  });

  it.each([
    ['PERFILE2\0\0', 'perf-data'],
    ['FLR\0\0\x02', 'jfr'],
    ['MOJ\x03', 'austin-mojo'],
    ['PK\x03\x04\x14', 'zip'],
    ['\x78\x9c\x03\0\0\0\0\x01', 'zlib'],
    ['gmon\x01\0\0\0', 'gmon'],
    [pickle(2), 'pickle'],
    [pickle(5), 'pickle'],
    ["cos\nsystem\n(S'true'\ntR.", 'pickle'],
    ['{"head":{"callFrame":{"functionName":"(root)"},"selfSize":0,"id":1,"children":[', 'heapprofile'],
    ['{"snapshot":{"meta":{"node_fields":["type"]}},"nodes":[9,1', 'heap-snapshot'],
    ['{"traceEvents":[{"ph":"M"', 'chrome-trace'],
    ['[{"name":"Profile","ph":"P","pid":1', 'chrome-trace'],
    ['{"$schema":"https://www.speedscope.app/file-format-schema.json","shared":{"frames":[', 'speedscope'],
    ['{"meta":{"interval":1,"startTime":0,"preprocessedProfileVersion":48', 'firefox'],
    ['{"machine_info":{"node":"x"},"benchmarks":[', 'pytest-benchmark'],
    ['{"frame_records":[],"start_time":1', 'pyinstrument'],
    ['{"dhatFileVersion":2,"mode":"heap"', 'dhat'],
    ['Flat profile:\n\nEach sample counts as 0.01 seconds.\n', 'gprof'],
    ['CMDLINE python x.py\nMEM 1.0 1700000000.0\nMEM 2.0 1700000001.0\n', 'mprof'],
    ['Line #    Mem usage    Increment  Occurrences   Line Contents\n', 'memory-profiler'],
    ['Timer unit: 1e-06 s\n\nTotal time: 0.1 s\n', 'line-profiler-text'],
    ['   ncalls  tottime  percall  cumtime  percall filename:lineno(function)\n', 'pstats-text'],
    ['tree 29027  3391.150090:   1 page-faults:\n\tffff elf_load+0x28a ([kernel.kallsyms])\n', 'perf-script'],
    ['main;parse;read 12\nmain;render 3\nmain 1\n', 'collapsed'],
    ['# austin: 3.6.0\nP1;T0x7;main.py:main:3 100\n', 'austin'],
    ['\x0a\x04\x08\x01\x10\x02\x12\x05\x0a\x01\x01\x12\x00\x32\x00', 'pprof'],
    ['<!DOCTYPE html><html><body>404</body></html>', 'html'],
  ])('refuses %j by its name', (content, id) => {
    expect(verdictOn(content)).toBe(`unsupported: ${id}`);
  });

  it.each([
    ['', 'empty: the file is empty'],
    [' \n\t\r\n ', 'empty: the file holds nothing but white space'],
    ['\xff\xfe{\0"\0', 'unsupported: it is text in UTF-16, which no profiler writes'],
    ['null', 'not-mine: it is JSON, but a single value, not a profile'],
    ['{Q', 'not-mine: it is text in a format that is not known'],
    ['[Q', 'not-mine: it is text in a format that is not known'],
    ['\0\0\0\0', 'not-mine: its first 4 bytes are all zero'],
    ['[]', 'not-mine: it is JSON, a list that holds no profile'],
    ['{}', 'not-mine: it is JSON, an object that holds no profile'],
    [
      '{"name":"callipers","version":"0.1.0"}',
      'not-mine: it is JSON, but none of its fields is one of a known profile format',
    ],
    ['Dear reader;\nthis is no profile; not at all.\n', 'not-mine: it is text in a format that is not known'],
    ['\x01\x02\xf0\0\0\x9c\0', 'not-mine: it is binary data in a format that is not known, or damaged'],
  ])('says of %j what it is', (content, verdict) => {
    expect(verdictOn(content)).toBe(verdict);
  });

  it('never takes a name alone for more than a hint', () => {
    const text = new TextEncoder().encode('Once upon a time there was a file.\n');
    for (const reader of readers) {
      for (const extension of reader.extensions) {
        expect(['no', 'maybe']).toContain(reader.sniff(text, `a.${extension}`));
      }
    }
  });

  it('has readers and foreign formats of different names', () => {
    const ids = [...readers, ...foreignFormats].map((format) => format.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/** Folders of the corpus whose formats nobody reads yet, with the id by which their files are refused, by name ending. */
const foreignFolders: readonly (readonly [string, RegExp, string])[] = [
  ['lineprof', /\.lprof$/, 'pickle'],
  ['lineprof', /\.mprof\.dat$/, 'mprof'],
  ['perf', /\.perf-script\.txt$/, 'perf-script'],
  ['perf', /\.folded$/, 'collapsed'],
  ['pprof', /\.pb(\.gz)?$/, 'pprof'],
  ['austin', /\.austin$/, 'austin'],
  ['gprof', /\.gprof\.txt$/, 'gprof'],
  ['pytest-benchmark', /sorting[a-z-]*\.json$/, 'pytest-benchmark'],
  ['v8', /\.heapprofile$/, 'heapprofile'],
  ['v8', /trace\.json(\.gz)?$/, 'chrome-trace'],
];
const foreignIds = new Set(foreignFormats.map((format) => format.id));

describe.runIf(corpusFolder('pprof') !== undefined)('recordings in formats that are not read yet', () => {
  const cases = foreignFolders.flatMap(([name, pattern, id]) => {
    if (!foreignIds.has(id)) return [];
    const folder = corpusFolder(name);
    if (folder === undefined) return [];
    return readdirSync(folder)
      .filter((file) => pattern.test(file) && !file.includes('.reference.'))
      .map((file) => [`${name}/${file}`, join(folder, file), id] as const);
  });

  it.each(cases)('%s is refused by its name, renamed or not', async (file, path, id) => {
    for (const name of [file, 'upload']) {
      const opened = await openRecording([{ name, path }], { signal: new AbortController().signal });
      expect(opened).toMatchObject({ ok: false, error: { kind: 'unsupported', format: id } });
    }
  });
});
