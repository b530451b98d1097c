// Which function a call means that does not say its file is what the rule says, told here by looking at everything at once: a function that some
// block or call puts into the current file; else the only one of that name with a block in the same object; else one of the current file.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { Described } from '../support/described-recording.ts';
import { recordingOf } from '../support/read-memory.ts';

const object = fc.constantFrom('A', 'B');
const file = fc.constantFrom('x.c', 'y.c', 'z.c');
const name: fc.Arbitrary<string> = fc.constantFrom('f', 'g', 'h', 'i', 'j');
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4, nil: undefined });
/** Without a name: once more to the callee before, which the first of a block has to have. */
const call = fc.record({
  included: rarely(file),
  file: rarely(file),
  object: rarely(object),
  name: fc.option(name, { freq: 6, nil: undefined }),
  cost: fc.nat(90),
});
const block = fc.record({ object, file, name, calls: fc.array(call, { maxLength: 5 }) });
const blocks = fc.array(block, { minLength: 1, maxLength: 8 });
type Block = typeof block extends fc.Arbitrary<infer Value> ? Value : never;

function told(calls: Block['calls']): Block['calls'] {
  return calls.slice(calls.findIndex((each) => each.name !== undefined) >>> 0);
}

/** As text; numbered: names are given by number after the first time. */
function written(all: readonly Block[], numbered: boolean): string {
  const numbers = new Map<string, number>();
  const text = (fn: string): string => {
    if (!numbered) return fn;
    const known = numbers.get(fn);
    if (known !== undefined) return `(${known})`;
    numbers.set(fn, numbers.size + 1);
    return `(${numbers.size}) ${fn}`;
  };
  const lines = ['events: Ir'];
  for (const { object, file, name, calls } of all) {
    lines.push(`ob=${object}`, `fl=${file}`, `fn=${text(name)}`, '1 1');
    for (const each of told(calls)) {
      if (each.included !== undefined) lines.push(`fi=${each.included}`);
      if (each.name !== undefined) {
        if (each.object !== undefined) lines.push(`cob=${each.object}`);
        if (each.file !== undefined) lines.push(`cfi=${each.file}`);
        lines.push(`cfn=${text(each.name)}`);
      }
      lines.push('calls=1 1', `2 ${each.cost}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** caller → callee: calls and cost. */
function byTheRule(all: readonly Block[]): Record<string, number[]> {
  const owned = all.map(({ object, file, name }) => [object, file, name].join('|'));
  const stated = all.flatMap((own) =>
    told(own.calls).flatMap(({ object, file, name }) =>
      file === undefined || name === undefined ? [] : [[object ?? own.object, file, name].join('|')],
    ),
  );
  const known = new Set([...owned, ...stated]);
  const inObject = new Map<string, Set<string>>();
  for (const [b, { object, name }] of all.entries()) {
    const places = inObject.get(`${object}|${name}`) ?? new Set();
    inObject.set(`${object}|${name}`, places.add(owned[b]));
  }
  const sums: Record<string, number[]> = {};
  for (const [b, own] of all.entries()) {
    let current = own.file;
    let callee = '';
    for (const { included, object = own.object, file, name, cost } of told(own.calls)) {
      current = included ?? current;
      const here = [object, file ?? current, name].join('|');
      const others = [...(inObject.get(`${object}|${name}`) ?? [])];
      if (name !== undefined) callee = known.has(here) || others.length !== 1 ? here : others[0];
      const edge = `${owned[b]} -> ${callee}`;
      sums[edge] ??= [0, 0];
      sums[edge][0] += 1;
      sums[edge][1] += cost;
    }
  }
  return sums;
}

async function expectRule(all: readonly Block[], numbered: boolean): Promise<void> {
  const recording = await recordingOf(callgrindReader, written(all, numbered));
  const described = new Described(recording, { file: '', object: '' });
  expect(Object.fromEntries(described.edges())).toEqual(byTheRule(all));
  const identities = described.functions().map((fn) => `${fn.object}|${fn.file}|${fn.name}`);
  expect(new Set(identities).size).toBe(identities.length);
}

/** Names called from file after file, without a block anywhere: from then on callees are settled at the end. */
const strays: readonly Block[] = Array.from({ length: 140 }, (_, b) => ({
  object: 'A',
  file: b % 2 === 0 ? 'x.c' : 'y.c',
  name: 'stray',
  calls: [{ included: undefined, file: undefined, object: undefined, name: `k${b >> 1}`, cost: b }],
}));

test.each([
  [false, false],
  [true, false],
  [false, true],
  [true, true],
])('callees without file are those of the rule (numbered: %s, settled at the end: %s)', async (numbered, areOpen) => {
  await fc.assert(
    fc.asyncProperty(blocks, (all) => expectRule(areOpen ? [...strays, ...all] : all, numbered)),
    { numRuns: 300 },
  );
});

test.each([false, true])('also among more rows than are kept in wide tables (numbered: %s)', async (numbered) => {
  const many = fc.sample(fc.array(block, { minLength: 8, maxLength: 8 }), { numRuns: 800, seed: 7 }).flat();
  const names = 700;
  const spread = many.map((own, b) => ({
    ...own,
    name: `${own.name}${(b * 31) % names}`,
    calls: own.calls.map((each, c) => ({ ...each, name: each.name && `${each.name}${(b * 17 + c) % names}` })),
  }));
  await expectRule(spread, numbered);
});

test('callgrind means the current file, whatever else there is', async () => {
  const all = (creator: string): string =>
    `${creator}events: Ir\nob=A\nfl=x.c\nfn=main\n1 1\ncfn=work\ncalls=1 1\n2 5\nfl=y.c\nfn=work\n1 5\n`;
  const calleesOf = async (input: string): Promise<string[]> => [
    ...new Described(await recordingOf(callgrindReader, input), { file: '', object: '' }).edges().keys(),
  ];
  expect(await calleesOf(all('creator: callgrind-3.22.0\n'))).toEqual(['A|x.c|main -> A|x.c|work']);
  expect(await calleesOf(all('creator: other\n'))).toEqual(['A|x.c|main -> A|y.c|work']);
});
