/**
 * What every source file looks like from outside: its length, its name, its first line.
 * Each debt list names the files that do not comply yet; it may only shrink.
 */
import { describe, expect, it } from 'vitest';
import { readSourceFiles } from './source-tree.ts';

const program = readSourceFiles(['assembly', 'shared', 'src-main', 'src-renderer', 'scripts']);
const tests = readSourceFiles(['tests']);
const all = [...program, ...tests];

const longestProgramFile = 400;
const longestTestFile = 500;
const tooLongDebt: readonly string[] = [];

/** Names that say nothing of what is inside. */
const emptyNames = /(?:^|[-/.])(?:utils?|helpers?|common|managers?|handle|handlers?|misc)(?:[-/.]|$)/;

function countLines(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

describe('source files', () => {
  it(`are at most ${longestProgramFile} lines long, tests ${longestTestFile}`, () => {
    const tooLong = [
      ...program.filter((file) => countLines(file.text) > longestProgramFile),
      ...tests.filter((file) => countLines(file.text) > longestTestFile),
    ];
    expect(tooLong.map((file) => file.path).sort()).toEqual([...tooLongDebt].sort());
  });

  it('have names that say what is inside', () => {
    expect(all.map((file) => file.path).filter((path) => emptyNames.test(path))).toEqual([]);
  });

  it('open with a comment that says what the file is', () => {
    const silent = all.filter((file) => !/^(?:#!.*\n)?\s*\/[/*]/.test(file.text));
    expect(silent.map((file) => file.path)).toEqual([]);
  });
});
