/** Annotated source as text: what is shown and what is folded, whose costs are whose, and what is said where there is no text. */
import { describe, expect, it } from 'vitest';
import { viewExporters } from '../../shared/exports/exporters.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import type { Recording } from '../../shared/model/recording.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import type { CodeModel, CodeRow } from '../../shared/viewmodel/code.ts';
import { sourceView } from '../../shared/views/source.ts';
import type { Granted } from '../../shared/views/support/wishes.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { around } from '../support/printed-views.ts';
import { recordingOf } from '../support/read-memory.ts';
import { foundSource, grantedSources } from '../support/source-text.ts';

const profile = `# callgrind format
version: 1
creator: callgrind-3.19.0
cmd: ./shop
positions: line
events: Ir Dr

fl=shop.c
fn=main
10 5 1
12 20 4
cfn=price
calls=3 30
12 60 6
12 2 0
cfn=main
calls=1 10
13 50 5
fi=list.h
4 7 0
5 8 1
fe=shop.c
20 1 0

fn=price
30 40 6
31 20 0

fn=other
50 100 10
`;

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n');
const texts = grantedSources({ 'shop.c': numbered(60), 'list.h': 'one\ntwo\nthree\nfour\nfive\nsix\n' });

interface Asked {
  readonly request?: ViewRequest;
  readonly state?: Partial<ViewState>;
  readonly granted?: Granted;
}

function modelOf(recording: Recording, name: string, { request, state, granted = texts }: Asked = {}): CodeModel {
  const model = sourceView.select(recording, around(recording, name, state), request ?? {}, granted);
  if (model.kind !== 'code') throw new Error(JSON.stringify(model));
  return model;
}

/** `line 12: incl self | text`; `  3 calls to f: cost`; `… 6 lines`. */
function printed(model: CodeModel): string[] {
  return model.rows.map((row) => printedRow(row, model));
}

function printedRow(row: CodeRow, model: CodeModel): string {
  switch (row.type) {
    case 'line':
      return `${row.cells.map((cell) => cell ?? '.').join(' ')} | ${row.text ?? '(no text)'}`;
    case 'call':
      return `  ${row.calls} to ${row.label.name} ${row.cells[1]}${row.recursive ? ' recursive' : ''}`;
    case 'quote':
      return `> ${row.place}`;
    case 'jump':
      return `  jump to ${row.target} ${row.followed}/${row.executed}`;
    case 'fold':
      return `… ${row.lines}`;
    case 'section':
      return `# ${model.sections[row.section].title}`;
    case 'note':
      return `! ${row.text}`;
  }
}

describe('annotated source', () => {
  it('has the own file first, then inlined code, calls under their lines, the rest folded', async () => {
    const recording = await recordingOf(callgrindReader, profile);
    expect(printed(modelOf(recording, 'main'))).toEqual([
      '# shop.c',
      '… 6',
      '7 . . | line 7',
      '8 . . | line 8',
      '9 . . | line 9',
      '10 5 5 | line 10',
      '11 . . | line 11',
      '12 82 22 | line 12',
      '  3 to price 60',
      '13 . . | line 13',
      '  1 to main 50 recursive',
      '14 . . | line 14',
      '15 . . | line 15',
      '16 . . | line 16',
      '17 . . | line 17',
      '18 . . | line 18',
      '19 . . | line 19',
      '20 1 1 | line 20',
      '21 . . | line 21',
      '22 . . | line 22',
      '23 . . | line 23',
      '… 37',
      '# Inlined from list.h',
      '1 . . | one',
      '2 . . | two',
      '3 . . | three',
      '4 7 7 | four',
      '5 8 8 | five',
      '6 . . | six',
    ]);
  });

  it('brings the dearest line into sight and names the dear ones in order', async () => {
    const recording = await recordingOf(callgrindReader, profile);
    const model = modelOf(recording, 'main');
    expect(model.reveal).toBe(7);
    expect(model.hot.map((row) => printedRow(model.rows[row], model))).toEqual([
      '12 82 22 | line 12',
      '5 8 8 | five',
      '4 7 7 | four',
      '10 5 5 | line 10',
      '20 1 1 | line 20',
    ]);
    expect(model.rows.map((row) => (row.type === 'line' ? row.heat : 0)).filter((heat) => heat > 0)).toEqual([
      5 / 82,
      1,
      1 / 82,
      7 / 82,
      8 / 82,
    ]);
  });

  it('shows folds that are opened, all of them on demand, and every line that is searched for', async () => {
    const recording = await recordingOf(callgrindReader, profile);
    const folded = modelOf(recording, 'price');
    const folds = folded.rows.filter((row) => row.type === 'fold');
    expect(folds.map(({ lines }) => lines)).toEqual([26, 26]);
    expect(modelOf(recording, 'price', { request: { open: [folds[0].id] } }).rowCount).toBe(folded.rowCount + 25);
    expect(modelOf(recording, 'price', { request: { open: ['*'] } }).rowCount).toBe(61);
    const found = modelOf(recording, 'price', { request: { find: 'LINE 5' } });
    expect(found.find?.count).toBe(11);
    expect(found.find?.rows.map((row) => printedRow(found.rows[row], found))).toEqual(
      ['5', '50', '51', '52', '53', '54', '55', '56', '57', '58', '59'].map((line) => `${line} . . | line ${line}`),
    );
  });

  it('sends the window that was asked for and nothing else', async () => {
    const recording = await recordingOf(callgrindReader, profile);
    const model = modelOf(recording, 'main', { request: { start: 6, count: 3, open: ['*'] } });
    expect([model.start, model.rowCount]).toEqual([6, 70]);
    expect(printed(model)).toEqual(['6 . . | line 6', '7 . . | line 7', '8 . . | line 8']);
  });

  it('sorts lines by cost, with their calls below them', async () => {
    const recording = await recordingOf(callgrindReader, profile);
    const model = modelOf(recording, 'main', { request: { sort: [{ column: 'self', direction: 'descending' }] } });
    expect(printed(model)).toEqual([
      '12 82 22 | line 12',
      '  3 to price 60',
      'list.h:5 8 8 | five',
      'list.h:4 7 7 | four',
      '10 5 5 | line 10',
      '20 1 1 | line 20',
    ]);
  });

  it('has the second event type beside the first, and shares of the function when asked', async () => {
    const recording = await recordingOf(callgrindReader, profile);
    const state = { secondEvent: 'Dr', mode: { relative: true, toParent: true } };
    const model = modelOf(recording, 'main', { state });
    expect(model.columns.map(({ id }) => id)).toEqual(['line', 'inclusive', 'self', 'inclusive-2', 'self-2']);
    expect(printed(model)[7]).toBe('12 82 22 10 4 | line 12');
    // S4: self 43, calls that are not recursive 60.
    expect([model.measure.base, model.measure.baseName]).toEqual([103, 'inclusive cost of main']);
  });

  it('lists lines and calls without a text, and says what was tried', async () => {
    const recording = await recordingOf(callgrindReader, profile);
    const missing = {
      state: 'missing',
      reason: 'The file was not found.',
      tried: ['/a/shop.c'],
      candidates: [],
    } as const;
    const model = modelOf(recording, 'main', { granted: grantedSources({ 'shop.c': missing, 'list.h': missing }) });
    expect(printed(model)).toEqual([
      '# shop.c',
      '10 5 5 | (no text)',
      '12 82 22 | (no text)',
      '  3 to price 60',
      '13 . . | (no text)',
      '  1 to main 50 recursive',
      '20 1 1 | (no text)',
      '# Inlined from list.h',
      '4 7 7 | (no text)',
      '5 8 8 | (no text)',
    ]);
    expect(model.sections[0].text).toEqual({ ...missing, recorded: 'shop.c' });
  });

  it('warns of a file that is newer than the recording, or shorter than it must be', async () => {
    const recording = await recordingOf(callgrindReader, profile);
    const granted = grantedSources({ 'shop.c': foundSource(numbered(15), { newer: true }) });
    const model = modelOf(recording, 'main', { granted });
    expect(model.sections[0].text).toMatchObject({
      warnings: [
        'The recording has costs at line 50, but this file has 15 lines: it is not the one that was recorded.',
        'This file was changed after the recording was made: lines may have moved.',
      ],
    });
    expect(printed(model)).toContain('20 1 1 | (no text)');
  });

  it('keeps very long lines and tabs from growing what is sent', async () => {
    const recording = await recordingOf(callgrindReader, profile);
    const granted = grantedSources({ 'shop.c': `${'x'.repeat(500_000)}\n\t\tfoo(\t)\r\nlast` });
    const model = modelOf(recording, 'price', { granted, request: { open: ['*'] } });
    const lines = model.rows.filter((row) => row.type === 'line');
    expect(lines.map(({ text, cut }) => [text?.length, cut])).toEqual([
      [2000, true],
      [8, false],
      [4, false],
      [undefined, false],
      [undefined, false],
    ]);
    expect(model.widest).toBe(2000);
  });
});

describe('exports of annotated source', () => {
  const textOf = (id: string, recording: Recording) => {
    const exporter = viewExporters.find((candidate) => candidate.id === id);
    const models = [modelOf(recording, 'price', { state: { secondEvent: 'Dr' } })];
    return Array.from(exporter?.write({ recording, file: 'out', viewId: 'source', models }) ?? []).join('');
  };

  it('are CSV with a row for every line and call', async () => {
    const [head, ...rows] = textOf('csv', await recordingOf(callgrindReader, profile))
      .trimEnd()
      .split('\r\n');
    expect(head).toBe(
      'row,file,line,inclusive (count),self (count),inclusive-2 (count),self-2 (count),calls,callee,callee file,text',
    );
    expect(rows.filter((row) => /,\d+,\d+,/.test(row))).toEqual([
      'line,shop.c,30,40,40,6,6,,,,line 30',
      'line,shop.c,31,20,20,,,,,,line 31',
    ]);
  });

  it('are JSON with exact costs of both event types', async () => {
    const written = JSON.parse(textOf('json', await recordingOf(callgrindReader, profile))) as {
      files: { lines: { line: number; costs: Record<string, number> }[] }[];
    };
    expect(written.files[0].lines.find(({ line }) => line === 30)?.costs).toEqual({
      inclusive: 40,
      self: 40,
      'inclusive-2': 6,
      'self-2': 6,
    });
  });
});

describe('arrows', () => {
  const jumping = `# callgrind format
positions: line
events: Ir

fl=a.c
fn=f
3 10
jump=4 9
4
jcnd=2/5 3
5
5 10
jump=7 7
5
9 10
jump=1 11
9
jump=3 6
5
jfi=b.h
jump=6 2
9
fn=g
100 1
`;

  it('join the lines of a function, with how often they were taken; overlapping ones in lanes of their own', async () => {
    const recording = await recordingOf(callgrindReader, jumping);
    const model = modelOf(recording, 'f', { granted: grantedSources({ 'a.c': numbered(12) }) });
    const lineOf = (row: number) => {
      const at = model.rows[row];
      return at.type === 'line' ? at.line : undefined;
    };
    const arrows = model.jumps.map(({ from, to, lane, conditional, executed, followed }) => {
      return `${lineOf(from)} → ${lineOf(to)} in ${lane}: ${conditional ? `${followed} of ${executed}` : executed}`;
    });
    // The nearest first; 5 → 6 is the next line, to b.h no arrow reaches.
    expect(arrows).toEqual(['5 → 3 in 0: 2 of 5', '5 → 7 in 1: 7', '9 → 11 in 0: 1', '4 → 9 in 2: 4']);
    expect(model.lanes).toBe(3);
    expect(printed(model)).toContain('  jump to b.h:2 6/6');
  });
});
