// Inputs that a well-known viewer shows wrongly, crashes on or refuses, as small callgrind files. Named for what is in them.
// What a correct viewer shows stands in the tests: reading in tests/formats/callgrind-defects.test.ts, costs with the analyses.

const text = (...lines: readonly string[]): string => textOf(lines);
const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

export const defects = {
  /** D1: a root whose callees' costs make its inclusive cost: main 60. */
  rootThatOnlyRecurses: text(
    'events: Ir',
    ...['fn=main', '1 10', 'cfn=main', 'calls=5 1', '2 40', 'cfn=leaf', 'calls=5 1', '3 50'],
    ...['fn=leaf', '1 50'],
  ),
  /** D2: entered by a call for 30, ran spontaneously besides: h inclusive 100. */
  spontaneousFunction: text('events: Ir', 'fn=main', '1 10', 'cfn=h', 'calls=1 5', '2 30', 'fn=h', '5 100'),
  /** D3: a call record without a cost: g inclusive 40. */
  callWithoutCost: text('events: Ir', 'fn=main', '1 10', 'cfn=g', 'calls=5 3', '2', 'fn=g', '3 40'),
  /** D4: main calls A and B, which call each other: cycle {A, B}, self 70, inclusive 150, whatever the root is called. */
  cycleBelowRoot: (root: string): string =>
    text(
      'events: Ir',
      ...[`fn=${root}`, '1 10', 'cfn=A', 'calls=1 1', '2 100', 'cfn=B', 'calls=1 1', '3 50'],
      ...['fn=A', '1 30', 'cfn=B', 'calls=1 1', '2 60', 'cfn=leaf', 'calls=1 1', '3 20'],
      ...['fn=B', '1 40', 'cfn=A', 'calls=1 1', '2 70', 'cfn=leaf', 'calls=1 1', '3 60'],
      ...['fn=leaf', '1 80'],
    ),
  /** D5: a chain of `length` distinct functions, cost 1 each: f0 inclusive `length`. */
  longChain: (length: number): string => {
    const lines = ['events: Ir'];
    for (let i = 0; i < length; i++) {
      lines.push(`fn=(${i}) f${i}`, '1 1');
      if (i + 1 < length) lines.push(`cfn=(${i + 1}) f${i + 1}`, 'calls=1 1', `2 ${length - i - 1}`);
    }
    return textOf(lines);
  },
  /** D6: one function with `callees` callees, cost 1 each. */
  manyCallees: (callees: number): string => {
    const lines = ['events: Ir', 'fn=main', '1 10'];
    for (let i = 0; i < callees; i++) lines.push(`cfn=(${i}) callee_${i}`, 'calls=1 1', '2 1');
    for (let i = 0; i < callees; i++) lines.push(`fn=(${i})`, '1 1');
    return textOf(lines);
  },
  /** D7: `positions:` after `events:`. */
  positionsAfterEvents: text('events: Ir', 'positions: instr line', 'fn=f', '0x10 5 7'),
  /** D8: NUL bytes in a name and in a line of their own. */
  nulBytes: text('events: Ir', 'fn=class@anonymous\0/srv/a.php', '1 10', '\0\0'),
  /** D9: a call without callee. */
  callWithoutCallee: text('events: Ir', 'fn=main', '1 10', 'calls=1 5', '2 100'),
  /** D10: a number of two thousand million. */
  hugeNumber: text('events: Ir', 'fn=(2000000000) main', '1 10', 'fn=(2000000000)', '2 5'),
  /** D11: all files, then all functions, named before the body (specification, yappi). */
  namesInHeader: text(
    ...['events: Ir', 'fl=(1) file1.c', 'fl=(2) file2.c', 'fn=(1) main', 'fn=(2) func1', 'fn=(3) func2', ''],
    ...['fl=(1)', 'fn=(1)', '16 400', 'cfi=(1)', 'cfn=(2)', 'calls=1 50', '16 400', 'cfi=(2)', 'cfn=(3)', 'calls=3 20'],
    ...[
      '16 400',
      '',
      'fn=(2)',
      '51 100',
      'cfi=(2)',
      'cfn=(3)',
      'calls=2 20',
      '51 300',
      '',
      'fl=(2)',
      'fn=(3)',
      '20 700',
    ],
  ),
  /** D12: the same function name in two files of the same base name: two functions. */
  sameNameInTwoFolders: text('events: Ir', 'fl=/x/a.c', 'fn=f', '1 1', 'fl=/y/a.c', 'fn=f', '1 2'),
  /** D13: name and file that make the same text when joined: two functions. */
  namesThatJoinAlike: text('events: Ir', 'fl=b', 'fn=a', '1 1', 'fl=ab', 'fn=', '1 2'),
  /** D14: the object after the function. */
  objectAfterFunction: text('events: Ir', 'fn=main', 'ob=x', '1 10'),
  /** D15: tabs between the fields. */
  tabs: text('events: Ir\tDr', 'fn=main', '1\t10\t20', '+1\t1'),
  /** D16: a formula with a minus: −15. */
  negativeFormula: text('event: X = Ir - Dr : Difference', 'events: Ir Dr', 'fn=main', '1 10 25'),
  /** D17: a relative address of more than 32 bits. */
  wideAddressStep: text('positions: instr line', 'events: Ir', 'fn=f', '0x1000 1 1', '+0x100000010 +1 2'),
  /** D18: threads in one file; only the first part names the functions. */
  numbersAcrossParts: text(
    ...['# callgrind format', 'creator: callgrind-3.19.0', 'part: 1', 'thread: 1', 'events: Ir'],
    ...['ob=(1) /bin/app', 'fl=(1) a.c', 'fn=(1) main', '1 10', 'cfn=(2) work', 'calls=1 5', '2 5', 'totals: 10'],
    ...['', 'part: 1', 'thread: 2', 'events: Ir', 'ob=(1)', 'fl=(1)', 'fn=(2)', '5 7', 'totals: 7'],
  ),
  /** D19: a callee without its file, called from an included file: one leaf. */
  calleeFromIncludedFile: text(
    ...['events: Ir', 'fl=a.c', 'fn=main', '1 10', 'fi=b.h', '7 3', 'cfn=leaf', 'calls=2 1', '8 50', 'fe=a.c', '2 1'],
    ...['fn=leaf', '20 50'],
  ),
  /** D20: `::` inside template arguments. */
  templateName: text(
    ...[
      'events: Ir',
      'fn=void std::__introsort_loop<std::vector<int>::iterator, __gnu_cxx::__ops::_Iter>(int)',
      '1 10',
    ],
  ),
  /** D21: `jcnd=` as the specification spells it: executed 10, jumped 4. */
  jumpAsSpecified: text('events: Ir', 'fl=a.c', 'fn=f', 'jcnd=10 4 7', '3', '3 5'),
  /** D22: two profiles appended by Xdebug. */
  xdebugAppended: text(
    ...['version: 1', 'creator: xdebug 3.2.0 (PHP 8.2.0)', 'cmd: a.php', 'part: 1', 'positions: line', ''],
    ...['events: Time_(10ns) Memory_(bytes)', '', 'fl=(1) a.php', 'fn=(1) {main}', '1 10 20', '', 'summary: 10 20', ''],
    '==== NEW PROFILING FILE ==============================================',
    ...['version: 1', 'creator: xdebug 3.2.0 (PHP 8.2.0)', 'cmd: b.php', 'part: 1', 'positions: line', ''],
    ...['events: Time_(10ns) Memory_(bytes)', '', 'fl=(1) b.php', 'fn=(1) {main}', '1 5 -7', '', 'summary: 5 -7', ''],
  ),
  /** D25: no `events:` line. */
  withoutEvents: text('# callgrind format', 'version: 1', 'fl=a.c', 'fn=main', '1 10'),
} as const;
