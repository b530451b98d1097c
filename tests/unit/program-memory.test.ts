// What is remembered of each program: found again by its command alone, bounded, forgiving towards other versions.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recallable, viewToRecall } from '../../shared/state/recalled-view.ts';
import { reduce } from '../../shared/state/reduce.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { initialWindowState } from '../../shared/state/window-state.ts';
import { createProgramMemories, mostPrograms } from '../../src-main/services/program-memory.ts';
import { programOf } from '../../src-renderer/store/program-effects.ts';

let folder = '';
const notes: string[] = [];
const memories = () => createProgramMemories(folder, (note) => notes.push(note));
const view = { ...viewToRecall(initialViewState), eventType: 'Dr', grouping: 'file', cycles: false } as const;
const memory = { view, layout: 'Mine', active: { name: 'run', location: 'a.py:1' } };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callipers-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  expect(notes.splice(0)).toEqual([]);
});

describe('what is remembered of a program', () => {
  it('is found again by its command, in another run, and tells nobody what was run', async () => {
    await memories().remember('./secret --token 7', memory);
    expect(await memories().recall('./secret --token 7')).toEqual(memory);
    expect(await memories().recall('./other')).toBeNull();
    expect(readFileSync(join(folder, 'programs.json'), 'utf8')).not.toContain('secret');
  });

  it('is kept for so many programs, those seen last', async () => {
    const kept = memories();
    for (let i = 0; i <= mostPrograms; i++) await kept.remember(`p${i}`, memory);
    expect(await kept.recall('p0')).toBeNull();
    expect(await kept.recall('p1')).toEqual(memory);
    expect(JSON.parse(readFileSync(join(folder, 'programs.json'), 'utf8'))).toHaveLength(mostPrograms);
  });

  it('can be forgotten', async () => {
    await memories().remember('p', memory);
    await memories().forgetAll();
    expect(await memories().recall('p')).toBeNull();
  });

  it('is nothing where another version wrote something else, and the others stay', async () => {
    await memories().remember('good', memory);
    await memories().remember('odd', memory);
    const path = join(folder, 'programs.json');
    const all = JSON.parse(readFileSync(path, 'utf8'));
    all[0].memory.view = { grouping: 'by colour' };
    writeFileSync(path, JSON.stringify(all));
    expect(await memories().recall('odd')).toBeNull();
    expect(await memories().recall('good')).toEqual(memory);
  });
});

describe('a view that is recalled', () => {
  it('replaces what was remembered, and nothing else', () => {
    const { view: after } = reduce(initialWindowState, { type: 'recall', view });
    expect(after).toEqual({ ...initialViewState, eventType: 'Dr', grouping: 'file', cycles: false });
  });

  it('leaves out event types that this recording lacks', () => {
    expect(recallable({ ...view, secondEvent: 'Ir' }, ['Ir'])).toMatchObject({
      eventType: undefined,
      secondEvent: 'Ir',
    });
  });
});

describe('the program of a recording', () => {
  const summary = { command: null, format: 'cprofile', file: 'run-2024-7.prof' } as never;
  it('is its command, else its kind of file and name without numbers', () => {
    expect(programOf({ ...(summary as object), command: ' ./a  b\n' } as never)).toBe('./a b');
    expect(programOf(summary)).toBe('cprofile run-#-#.prof');
  });
});
