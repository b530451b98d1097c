// `npm run bench`: how fast files open, how much memory that takes, how fast clicks are answered, how soon the program is there.
// Prints tables, checks budgets.ts and ends with 1 when one is exceeded. Writes nothing but its inputs in .bench-cache/.
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BudgetResult, checkBudgets } from './budgets.ts';
import { benchInputs } from './inputs.ts';
import { addGrowth, type InputRow, measureInput } from './measure-input.ts';
import { measureInteraction } from './measure-interaction.ts';
import { createMetrics, type Metrics, numberText } from './metrics.ts';
import { measureStart } from './start.ts';

const usage = `npm run bench [-- NAME… --full --runs N]
  NAME    only what has it in its name: ${[...benchInputs.map(({ name }) => name), 'interaction', 'start'].join(', ')}
  --full  the sizes of the budgets (1 GB and more; writes 4 GB into .bench-cache/)
  --runs  processes a stage; 3 unless said
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { full: { type: 'boolean' }, runs: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help === true) return void process.stdout.write(usage);
  const isFull = values.full === true;
  const isWanted = (name: string): boolean =>
    positionals.length === 0 || positionals.some((part) => name.includes(part));
  const metrics = createMetrics();
  const options = { isFull, runs: Number(values.runs ?? 3), cache: join(process.cwd(), '.bench-cache') };
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${isFull ? 'full' : 'quick'} sizes`,
  );

  const busy = loadavg()[0];
  if (busy > 1)
    console.log(
      `The machine is busy with other things (load ${numberText(busy)}): believe the ratios, not the times, and look again when it is calm.`,
    );

  if (isWanted('start')) measureStart(process.cwd(), metrics);
  const inputs = benchInputs.filter(
    (input) => isWanted(input.name) && (positionals.length > 0 || isFull || input.isFullOnly !== true),
  );
  if (inputs.length > 0) printInputHead();
  const rows: InputRow[] = [];
  for (const input of inputs) {
    const row = await measureInput(input, options, metrics);
    printInput(row);
    rows.push(row);
  }
  printSources(rows);
  addGrowth(metrics);
  if (isWanted('interaction')) measureInteraction(isFull, metrics);

  printMetrics(metrics);
  const results = checkBudgets(metrics, isFull);
  printBudgets(results);
  if (results.some(({ isKept }) => !isKept)) process.exitCode = 1;
}

function printInputHead(): void {
  console.log('\nOpening (medians; every run a process of its own)');
  printCells([
    'input',
    'MB',
    'functions',
    'edges',
    'MB/s',
    '× loop',
    'read s',
    'first s',
    'all s',
    'cpu s',
    'peak MB',
    '× file',
  ]);
}

function printInput({ input, bytes, opened, adding }: InputRow): void {
  printCells([
    input.name,
    numberText(bytes / 1e6),
    opened.functions.toLocaleString('en'),
    opened.edges.toLocaleString('en'),
    numberText(bytes / 1000 / opened.everything),
    numberText(opened.everything / adding),
    numberText(opened.read / 1000),
    numberText(opened.first / 1000),
    numberText(opened.everything / 1000),
    numberText(opened.processor / 1000),
    numberText(opened.peakBytes / 1e6),
    numberText(opened.peakBytes / bytes),
  ]);
}

/** Which files the project's own writers made, and what the corpus's generators were asked for. */
function printSources(rows: readonly InputRow[]): void {
  if (rows.length > 0) console.log('\nFiles');
  for (const { input, by } of rows) console.log(`  ${input.name.padEnd(16)}  ${by}`);
}

function printCells([first, ...rest]: readonly string[]): void {
  console.log(`  ${first.padEnd(16)}${rest.map((cell) => cell.padStart(10)).join('')}`);
}

/** What has no column of its own in the tables above. */
function printMetrics(metrics: Metrics): void {
  const others = metrics
    .all()
    .filter(({ name }) => /^start|JSON\.parse|cancellation|callgrind_annotate|cgview|kcachegrind|a tenth/.test(name));
  if (others.length > 0) console.log('\nOther');
  for (const { name, value, unit } of others)
    console.log(`  ${name.padEnd(76)}${numberText(value).padStart(9)} ${unit}`);
}

function printBudgets(results: readonly BudgetResult[]): void {
  if (results.length === 0) return;
  console.log('\nBudgets');
  for (const { budget, atMost, value, isKept } of results) {
    const reach = budget.toReach === undefined ? '' : `; to reach: ${numberText(budget.toReach)}`;
    console.log(
      `  ${isKept ? 'kept' : 'OVER'}  ${numberText(value).padStart(8)} of ${numberText(atMost)}${reach}  ${budget.metric} (${budget.goal})`,
    );
  }
}

await main();
