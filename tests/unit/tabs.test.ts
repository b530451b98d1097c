// Tabs of a window: a page of their own each, what the host keeps in common; and which files look like parts of one run.
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src-renderer/store/connection.ts';
import { lookLikeParts } from '../../src-renderer/store/tab-effects.ts';
import { createTabs } from '../../src-renderer/store/tabs.ts';

const connection: Connection = {
  engine: undefined as never,
  host: undefined as never,
  onEngineEvent: () => () => undefined,
  onHostEvent: () => () => undefined,
  droppedFile: () => Promise.resolve(undefined),
};

function threeTabs() {
  const tabs = createTabs(connection, () => () => undefined);
  const first = tabs.store.getState().front.page;
  const second = tabs.add();
  const third = tabs.add();
  return { tabs, first, second, third };
}

describe('tabs', () => {
  it('come in front beside the one that was, and are walked round and round', () => {
    const { tabs, first, second, third } = threeTabs();
    expect(tabs.pages()).toEqual([first, second, third]);
    const fronts = [1, 1, 1, -1].map((by) => {
      tabs.step(by as 1 | -1);
      return tabs.store.getState().front.page;
    });
    expect(fronts).toEqual([first, second, third, second]);
  });

  it('have a state each', () => {
    const { first, second } = threeTabs();
    second.send({ type: 'toggle', what: 'cycles' });
    second.store.setState({ announcement: 'Saved' });
    expect(first.store.getState().window.view.cycles).toBe(true);
    expect(first.store.getState().announcement).toBe('');
  });

  it('share what the host keeps; digits of shares change in all of them at once', () => {
    const { first, second, third } = threeTabs();
    const settings = { ...second.store.getState().settings, theme: 'dark', percentDigits: 4 } as const;
    second.store.setState({ settings });
    for (const page of [first, third]) {
      expect(page.store.getState().settings).toBe(settings);
      expect(page.store.getState().window.view.percentDigits).toBe(4);
    }
  });

  it('give way to the one seen before when they are closed; the last one stays', () => {
    const { tabs, first, second, third } = threeTabs();
    tabs.show(tabs.store.getState().tabs[0].id);
    tabs.remove(first);
    expect(tabs.store.getState().front.page).toBe(third);
    tabs.remove(third);
    tabs.remove(second);
    expect(tabs.pages()).toEqual([second]);
  });

  it('stop listening when they are closed', () => {
    const ended: number[] = [];
    let count = 0;
    const tabs = createTabs(connection, () => {
      const number = count++;
      return () => ended.push(number);
    });
    tabs.remove(tabs.add());
    expect(ended).toEqual([1]);
  });

  it('are moved to another place, and not beyond the ends', () => {
    const { tabs, first, second, third } = threeTabs();
    const { id } = tabs.store.getState().tabs[2];
    tabs.move(id, 0);
    expect(tabs.pages()).toEqual([third, first, second]);
    tabs.move(id, 99);
    expect(tabs.pages()).toEqual([first, second, third]);
  });
});

describe('several files', () => {
  it.each([
    [['callgrind.out.77.1', 'callgrind.out.77.2'], true],
    [['callgrind.out.77-01.gz', 'callgrind.out.77-02.gz'], true],
    [['a.prof', 'b.prof'], false],
    [['run1.prof', 'run1.cpuprofile'], false],
    [['a.prof'], false],
  ])('%j look like parts of one run: %s', (names, expected) => {
    expect(lookLikeParts(names)).toBe(expected);
  });
});
