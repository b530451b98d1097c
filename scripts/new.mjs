/**
 * `npm run new -- format|view|exporter|command NAME`: writes the file from its commented skeleton with its registry line, and for a
 * format the fixture folder. What it writes compiles and says what to fill in; tests fail only for what has to come from a person: the
 * recording and the reference numbers of a format's first fixture.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Where each kind lives, its registry, and the name of the list in it. */
const kinds = {
  format: { folder: 'shared/formats', registry: 'readers.ts', list: 'readers', suffix: 'Reader' },
  view: { folder: 'shared/views', registry: 'views.ts', list: 'views', suffix: 'View' },
  exporter: { folder: 'shared/exports', registry: 'exporters.ts', list: 'recordingExporters', suffix: 'Exporter' },
  command: { folder: 'shared/commands', registry: 'commands.ts', list: 'commands', suffix: '' },
};

/** @param {string} message */
function stop(message) {
  console.error(`new: ${message}`);
  process.exit(2);
}

/**
 * The registry's text with one more entry at the end of its list.
 * @param {string} text @param {string} list @param {string} entry
 */
function withEntry(text, list, entry) {
  const start = text.indexOf(`export const ${list}:`);
  const end = text.indexOf('];', text.indexOf('= [', start));
  if (start < 0 || end < 0) stop(`no list "${list}" in the registry`);
  const before = text.slice(0, end).replace(/,?\s*$/, '');
  return `${before},\n${entry}\n${text.slice(end)}`;
}

const [kind = '', name = ''] = process.argv.slice(2);
if (!Object.hasOwn(kinds, kind)) stop(`what? npm run new -- ${Object.keys(kinds).join('|')} NAME`);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) stop('the name is lower case words with dashes: my-profiler');

const { folder, registry, list, suffix } = kinds[/** @type {keyof typeof kinds} */ (kind)];
const camel = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const label = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
const skeleton = readFileSync(join(root, `scripts/skeletons/${kind}.ts.txt`), 'utf8')
  .replaceAll('__ID__', name)
  .replaceAll('__CAMEL__', camel)
  .replaceAll('__LABEL__', label);
const registryPath = join(root, folder, registry);
const known = readFileSync(registryPath, 'utf8');
const written = [join(folder, registry)];

if (kind === 'command') {
  if (known.includes(`id: '${name}'`)) stop(`there is a command ${name} already`);
  writeFileSync(registryPath, withEntry(known, list, skeleton.trimEnd()));
} else {
  const path = join(root, folder, `${name}.ts`);
  if (existsSync(path)) stop(`${folder}/${name}.ts is there already`);
  const first = known.search(/^import /m);
  const withImport = `${known.slice(0, first)}import { ${camel}${suffix} } from './${name}.ts';\n${known.slice(first)}`;
  writeFileSync(path, skeleton);
  writeFileSync(registryPath, withEntry(withImport, list, `  ${camel}${suffix},`));
  written.unshift(join(folder, `${name}.ts`));
}
if (kind === 'format') {
  const fixture = join(root, 'fixtures', name, 'first');
  mkdirSync(fixture, { recursive: true });
  writeFileSync(
    join(fixture, 'provenance.md'),
    `# ${label}\n\nTool and version, command, program; the numbers in reference.json and who computed them.\n`,
  );
  written.push(`fixtures/${name}/first/provenance.md`);
}
console.log(`wrote ${written.join(', ')}\nnext: npx biome check --write ${folder}, then fill in the skeleton`);
