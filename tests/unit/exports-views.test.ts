/**
 * Views and recordings as CSV, JSON and DOT: exact numbers, names that no spreadsheet runs and no DOT reader trips over.
 */
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { describe, expect, it } from 'vitest';
import { csvExporter } from '../../shared/exports/csv.ts';
import { dotExporter } from '../../shared/exports/dot.ts';
import type { SeenView } from '../../shared/exports/exporter.ts';
import { recordingExporters, viewExporters } from '../../shared/exports/exporters.ts';
import { htmlExporter } from '../../shared/exports/html.ts';
import { markdownExporter } from '../../shared/exports/markdown.ts';
import { csvLine } from '../../shared/exports/support/csv-lines.ts';
import { tsvExporter } from '../../shared/exports/tsv.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { viewFormats } from '../../shared/viewmodel/view-formats.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';
import { viewById } from '../../shared/views/views.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { around, select } from '../support/printed-views.ts';
import { profile } from '../support/profile-notation.ts';
import { runCli } from '../support/run-cli.ts';

async function open(path: string): Promise<Recording> {
  const opened = await openRecording([{ name: 'file', path }], { signal: new AbortController().signal });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.recording;
}

function modelOf(recording: Recording, viewId: string): ViewModel {
  const view = viewById(viewId);
  if (view === undefined) throw new Error(`no view ${viewId}`);
  return view.select(recording, initialViewState, { start: 0, count: 1000 });
}

function textOf(exporter: (typeof viewExporters)[number], recording: Recording, viewId: string): string {
  const models = [modelOf(recording, viewId)];
  return Array.from(exporter.write({ recording, file: 'file', viewId, models })).join('');
}

/** Rows of a CSV text, by RFC 4180. */
function parseCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(cell)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('CSV', () => {
  it('quotes what RFC 4180 wants quoted and nothing else', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', 1.5, null])).toBe('a,"b,c","d""e","f\ng",1.5,\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx', '\nx', ' =1', '\u200b=1', '\u0000-1', '\uff1d1'])(
    'puts an apostrophe before the name %j, which a spreadsheet would run',
    (name) => {
      expect(parseCsv(csvLine([name]))).toEqual([[`'${name}`]]);
    },
  );

  it('leaves negative numbers alone', () => {
    expect(csvLine([-15, 0, 1e-7])).toBe('-15,0,1e-7\r\n');
  });

  it('of a table names the unit of each cost and gives numbers in full', async () => {
    const rows = parseCsv(
      textOf(csvExporter, await open('fixtures/cprofile/taylor-py313/taylor-py313.prof'), 'functions'),
    );
    const [titles] = rows;
    expect(titles.slice(0, 5)).toEqual(['inclusive (seconds)', 'self (seconds)', 'calls', 'function', 'location']);
    expect(new Set(titles).size).toBe(titles.length);
    expect(rows.every((row) => row.length === titles.length)).toBe(true);
    const factorial = rows.find((row) => row[3] === 'factorial');
    expect(factorial?.slice(0, 3)).toEqual(['0.09171242', '0.09171242', '188000']);
  });

  it('of a recording has self and inclusive cost of every event type', async () => {
    const { output } = await runCli(['convert', 'fixtures/bad/valid.callgrind', '--to', 'csv']);
    expect(parseCsv(output).slice(0, 2)).toEqual([
      [
        'function',
        'inclusive Ir (count)',
        'self Ir (count)',
        'inclusive Dr (count)',
        'self Dr (count)',
        'calls',
        'primitive-calls',
        'cycle',
        'file',
        'module',
        'line',
      ],
      ['main', '1000', '100', '300', '30', '0', '', '', 'demo.c', expect.any(String), ''],
    ]);
  });
});

describe('JSON of a recording', () => {
  it('is valid, with edges that refer to its functions', async () => {
    const { output } = await runCli(['convert', 'fixtures/bad/valid.callgrind', '--to', 'json']);
    const { functions, edges } = JSON.parse(output) as {
      functions: { name: string; self: number; inclusive: number }[];
      edges: { caller: number; callee: number; calls: number; inclusive: number }[];
    };
    expect(functions.map(({ name, self, inclusive }) => [name, self, inclusive])).toEqual([
      ['main', 100, 1000],
      ['work', 800, 900],
      ['leaf', 100, 100],
    ]);
    const calls = edges.map(
      ({ caller, callee, calls }) => `${functions[caller].name} > ${functions[callee].name} ${calls}`,
    );
    expect(calls).toEqual(['main > work 3', 'work > leaf 9']);
  });
});

describe('DOT', () => {
  it.each([
    'fixtures/cprofile/taylor-py313/taylor-py313.prof',
    'fixtures/bad/markup-names.callgrind',
    'fixtures/bad/control-names.callgrind',
    'fixtures/bad/all-zero.callgrind',
    'fixtures/bad/negative-cost.callgrind',
  ])('of %s is drawn by Graphviz with the names as text', async (path) => {
    const recording = await open(path);
    const dot = textOf(dotExporter, recording, 'call-graph');
    const graphviz = await Graphviz.load();
    const { objects } = JSON.parse(graphviz.layout(dot, 'dot_json', 'dot')) as { objects: { tooltip: string }[] };
    const model = modelOf(recording, 'call-graph');
    const names = model.kind === 'graph' ? model.nodes.map((node) => node.label.name) : [];
    const shown = (name: string): string => name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
    expect(objects.map((one) => one.tooltip).sort()).toEqual(names.map(shown).sort());
    expect(dot).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('DOT of a graph with boxes and arrows for what is left out', () => {
  const recording = profile`
    main@a.c 0
    main@a.c -> left@b.c 1x 30
    main@a.c -> right@b.c 1x 70
    left@b.c 30
    right@b.c 70`;
  const graph = { ...around(recording, 'main').graph, minNode: 0.5, groups: 'file', skippedCalls: true } as const;
  const model = select('call-graph', recording, around(recording, 'main', { graph }));
  const written = (graphShape: NonNullable<SeenView['graphShape']>): string =>
    Array.from(dotExporter.write({ recording, file: 'x', viewId: 'call-graph', models: [model], graphShape })).join('');

  it('has a cluster for each box and a dotted arrow from main to a point with what it hides', async () => {
    const graphviz = await Graphviz.load();
    const drawn = JSON.parse(graphviz.layout(written({ direction: 'down' }), 'json', 'dot')) as {
      objects: { name: string; label?: string; nodes?: number[] }[];
      edges: { tail: number; head: number; label: string; style?: string }[];
    };
    const clusters = drawn.objects.filter(({ name }) => name.startsWith('cluster'));
    expect(clusters.map(({ label, nodes }) => [label, nodes?.length])).toEqual([
      ['a.c', 1],
      ['b.c', 1],
    ]);
    const arrows = drawn.edges.map(({ tail, head, label, style }) => {
      const name = (row: number) => drawn.objects.filter((one) => !one.name.startsWith('cluster'))[row - 2]?.name;
      return [name(tail), name(head), label, style];
    });
    const [main, right] = model.kind === 'graph' ? model.nodes.map((node) => node.id) : [];
    expect(arrows).toEqual([
      [main, right, '70.00 %\\n1 ×', undefined],
      [main, `from_${main}`, '30.00 %\\n1 ×', 'dotted'],
    ]);
  });

  it('says which way calls lead', () => {
    expect(written({ direction: 'right' })).toContain('rankdir=LR');
    expect(written({ direction: 'around' })).toContain('layout=twopi, overlap=false, root=f');
    expect(written({ direction: 'down', spacing: 'tall' })).toContain('rankdir=TB, ranksep=0.8');
  });
});

describe('Markdown', () => {
  it('has exact costs and names whose signs no Markdown reader takes for markup', async () => {
    const text = textOf(markdownExporter, await open('fixtures/cprofile/taylor-py313/taylor-py313.prof'), 'functions');
    const [titles, sides, ...rows] = text.trimEnd().split('\n');
    expect(titles.startsWith('| Incl. (seconds) | Self (seconds) | Called | Function | Location |')).toBe(true);
    expect(sides.startsWith('| ---: | ---: | ---: | --- | --- |')).toBe(true);
    expect(rows.filter((row) => row.includes('| factorial |'))).toEqual([
      expect.stringMatching(/^\| 0\.09171242 \| 0\.09171242 \| 188000 \| factorial \| /),
    ]);
    expect(rows.some((row) => row.includes('\\<module\\>'))).toBe(true);
    // As many cells in every line: an escaped bar ends none.
    const cells = (row: string): number => row.replaceAll('\\|', '').split('|').length;
    expect(new Set([titles, sides, ...rows].map(cells)).size).toBe(1);
  });
});

describe('rows for the clipboard', () => {
  const hostile = (): Promise<Recording> => open('fixtures/bad/markup-names.callgrind');

  it('as tab-separated text have one line each, whatever is in the names', async () => {
    const recording = await hostile();
    const model = modelOf(recording, 'functions');
    const lines = textOf(tsvExporter, recording, 'functions').replace(/\n$/, '').split('\n');
    expect(lines).toHaveLength(model.kind === 'table' ? model.rows.length + 1 : -1);
    expect(new Set(lines.map((line) => line.split('\t').length)).size).toBe(1);
    expect(lines[0]).toMatch(/^Incl\. \(\w+\)\tSelf \(\w+\)\tCalled\tFunction\tLocation/);
  });

  it('as HTML have names as text: no element but those of the table', async () => {
    const html = textOf(htmlExporter, await hostile(), 'functions');
    expect(new Set([...html.matchAll(/<\/?([a-z]+)/gi)].map(([, name]) => name))).toEqual(
      new Set(['meta', 'title', 'table', 'tr', 'th', 'td']),
    );
    expect(html).toContain('&lt;');
  });
});

describe('every exporter', () => {
  it('of text has its format in the registry, and every text format its exporter', () => {
    const formats = viewFormats.filter(({ form }) => form === 'text');
    expect(viewExporters.map(({ id }) => id).sort()).toEqual(formats.map(({ id }) => id).sort());
  });

  it('is found by its id alone', () => {
    for (const list of [recordingExporters, viewExporters]) {
      expect(new Set(list.map((exporter) => exporter.id)).size).toBe(list.length);
    }
  });

  it.each([
    'empty-dict.prof',
    'all-zero.callgrind',
    'no-samples.cpuprofile',
    'surrogates.cpuprofile',
    'nan-times.prof',
  ])('writes %s without numbers that are none', async (file) => {
    const recording = await open(`fixtures/bad/${file}`);
    for (const exporter of recordingExporters) {
      if (exporter.unavailable(recording) !== undefined) continue;
      const text = Array.from(exporter.write(recording, file)).join('');
      expect(text).not.toMatch(/\b(?:NaN|Infinity|undefined)\b/);
      if (exporter.id === 'json') expect(JSON.parse(text)).toHaveProperty('functions');
    }
  });
});
