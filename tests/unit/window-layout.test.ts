// Layouts of the panes: what comes back from an earlier run or another version, where views stand in a preset, names.
import { describe, expect, it } from 'vitest';
import { views } from '../../shared/views/views.ts';
import { keptDock } from '../../src-renderer/shell/kept-dock.ts';
import { areaOf, arranged, classicPreset, presets } from '../../src-renderer/store/layout-presets.ts';
import {
  freeName,
  initialWindowLayout,
  layoutNamed,
  layoutNames,
  parseLayout,
  serialiseLayout,
  withLayout,
  withoutLayout,
} from '../../src-renderer/store/window-layout.ts';

const panel = (id: string) => ({ id, contentComponent: 'view', tabComponent: 'view', title: id });
const leaf = (...ids: readonly string[]) => ({
  type: 'leaf',
  data: { id: ids.join(), views: ids, activeView: ids[0] },
});
const branch = (...data: readonly unknown[]) => ({ type: 'branch', data });
const dockOf = (root: unknown, ...ids: readonly string[]) => ({
  grid: { root, width: 10, height: 10, orientation: 'HORIZONTAL' },
  panels: Object.fromEntries(ids.map((id) => [id, panel(id)])),
});
const good = dockOf(branch(leaf('functions'), leaf('callers', 'callees')), 'functions', 'callers', 'callees');
const ids = ['functions', 'callers', 'callees'];

describe('a dock that was kept', () => {
  it('comes back as it was where all its views are there', () => {
    expect(keptDock(good, ids)).toEqual(good);
  });

  it('loses the views that are gone, and the panes that had nothing else', () => {
    expect(keptDock(good, ['callees'])).toEqual(
      dockOf(
        branch({ type: 'leaf', data: { id: 'callers,callees', views: ['callees'], activeView: 'callees' } }),
        'callees',
      ),
    );
  });

  it('keeps floating panes, and no windows of their own', () => {
    const floating = { data: leaf('callers').data, position: { left: 1, top: 2, width: 3, height: 4 } };
    const kept = { ...good, floatingGroups: [floating, 7, { data: leaf('x').data, position: {} }], popoutGroups: [{}] };
    expect(keptDock(kept, ids)).toEqual({ ...good, floatingGroups: [floating] });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'x'],
    ['no grid', { panels: good.panels }],
    ['no panels', { ...good, panels: {} }],
    ['no view that there is', dockOf(leaf('x'), 'x')],
    ['other components', { ...good, panels: { callers: { ...panel('callers'), contentComponent: 'y' } } }],
    ['a broken tree', { ...good, grid: { root: branch(null) } }],
    ['no tree', { ...good, grid: { root: 4 } }],
  ])('is refused when it is or has %s', (_, kept) => {
    expect(
      keptDock(
        kept,
        ['functions', 'callers'].filter((id) => id !== 'functions' || kept !== undefined),
      ),
    ).toBe(undefined);
  });
});

describe('presets', () => {
  const viewIds = views.map((view) => view.id);

  it.each(presets.map((preset) => [preset.name, preset] as const))(
    '%s has a place for every view, and one only',
    (_, preset) => {
      expect(arranged(preset, viewIds).flat().sort()).toEqual([...viewIds].sort());
      expect(preset.areas.filter((area) => area.rest === true)).toHaveLength(1);
    },
  );

  it('give a view that they do not know the place of the rest', () => {
    expect(arranged(classicPreset, ['functions', 'callees', 'brand-new'])).toEqual([
      ['functions'],
      ['brand-new'],
      ['callees'],
    ]);
    expect(areaOf(classicPreset, 'brand-new')).toBe(1);
  });

  it('name no view that is not there', () => {
    const named = presets.flatMap(({ areas }) => areas.flatMap((area) => [...area.views, area.front]));
    expect(named.filter((id) => !views.some((view) => view.id === id))).toEqual([]);
  });

  it('are offered where the view they are made for is there', () => {
    const offered = layoutNames(initialWindowLayout, ['functions', 'callee-map']);
    expect(offered).toEqual(['Classic', 'Map first']);
  });
});

describe('the book of layouts', () => {
  const mine = { name: 'Mine', preset: 'Classic', dock: good, second: undefined, known: ids };
  const book = { ...withLayout(initialWindowLayout, mine), first: 'Mine' };

  it('comes back as it was written, and as the default from anything else', () => {
    const columns = { functions: { widths: { self: 90 }, visible: { calls: false } } };
    expect(parseLayout(serialiseLayout({ ...book, columns }))).toEqual({ ...book, columns });
    for (const text of [
      undefined,
      '',
      '{',
      '[]',
      '{"version":99,"dock":{}}',
      '{"version":2,"layouts":[4,{"name":" "}]}',
    ]) {
      expect(parseLayout(text)).toEqual(initialWindowLayout);
    }
  });

  it('takes over the one layout of version 1 as Classic, with none of its views hidden', () => {
    const { layouts, first } = parseLayout(JSON.stringify({ version: 1, dock: good, columns: {} }));
    expect(first).toBe('Classic');
    expect(layouts).toEqual([{ name: 'Classic', preset: 'Classic', dock: good, second: undefined, known: ids }]);
  });

  it('loses widths that no column can have', () => {
    const text = '{"version":1,"columns":{"functions":{"widths":{"a":-5,"b":"x","c":70},"visible":{"d":1}}}}';
    expect(parseLayout(text).columns).toEqual({ functions: { widths: { c: 70 }, visible: {} } });
  });

  it('replaces a layout of the same name, and forgets one that is deleted, also as the first', () => {
    expect(withLayout(book, { ...mine, dock: undefined }).layouts).toEqual([{ ...mine, dock: undefined }]);
    expect(withoutLayout(book, 'Mine')).toEqual(initialWindowLayout);
  });

  it('answers a name that is gone with Classic', () => {
    expect(layoutNamed(book, 'gone')).toMatchObject({ name: 'Classic', dock: undefined });
    expect(layoutNamed(book, 'Map first')).toMatchObject({ preset: 'Map first', dock: undefined });
  });

  it('never has two layouts of one name', () => {
    expect(freeName(['Mine', 'Mine 2'], ' Mine ')).toBe('Mine 3');
    expect(freeName([], '  ')).toBe('Layout');
  });
});
