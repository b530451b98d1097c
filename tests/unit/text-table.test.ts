/** Tables of the terminal: aligned, and readable whatever the names in them are. */
import { describe, expect, it } from 'vitest';
import { textTable } from '../../src-main/cli/text-table.ts';

const columns = [
  { title: 'Self', align: 'right' as const },
  { title: 'Function', align: 'left' as const },
  { title: 'Location', align: 'left' as const },
];
const style = { colour: false, width: undefined };

describe('a text table', () => {
  it('keeps its last column near when one name is monstrous', () => {
    const monster = `std::map<${'x'.repeat(3000)}>`;
    const lines = textTable(
      columns,
      [
        ['1', monster, 'a.cpp'],
        ['2', 'main', 'b.cpp'],
      ],
      style,
    ).split('\n');
    expect(lines[1]).toBe(`   1  ${monster}  a.cpp`);
    expect(lines[2]).toBe(`   2  ${'main'.padEnd(100)}  b.cpp`);
  });

  it('is cut to the terminal, and to nothing else', () => {
    const rows = [['1', 'main', 'a.cpp']];
    expect(textTable(columns, rows, { ...style, width: 12 }).split('\n')[1]).toBe('   1  main …');
    expect(textTable(columns, rows, style).split('\n')[1]).toBe('   1  main      a.cpp');
  });
});
