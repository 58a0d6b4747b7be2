// Runs test/bench/*.ts and prints their figures; `--update` also writes them to test/bench/baseline.json.
// A name runs one of them: `npm run bench -- tokens`.

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { cache, giveUp, readJson, root } from './toolchain.mjs';

const folder = join(root, 'test', 'bench');
const baselineFile = join(folder, 'baseline.json');
const args = process.argv.slice(2);
const update = args.includes('--update');
// Flags of a bench come behind its name (`indexing --repos DIR`), with values that are no names.
const wanted = args.filter((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--repos');

const all = readdirSync(folder).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []));
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) giveUp(`no bench called ${unknown.join(', ')}; there are ${all.join(', ')}.`);

const baseline = existsSync(baselineFile) ? readJson(baselineFile) : {};
const figures = {};
for (const name of wanted.length > 0 ? wanted : all) {
  const { run } = await load(name);
  figures[name] = await run();
}
process.stdout.write(`${table(figures, baseline).join('\n')}\n`);
if (update) writeFileSync(baselineFile, `${JSON.stringify({ ...baseline, ...figures }, rounded, 2)}\n`);

/** Benches import the sources as they are, so they are bundled; packages stay where they are installed. */
async function load(name) {
  const outfile = join(cache, 'bench', `${name}.mjs`);
  const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning' };
  await build({ ...options, absWorkingDir: root, entryPoints: [join(folder, `${name}.ts`)], outfile });
  return import(pathToFileURL(outfile).href);
}

function table(now, before) {
  const old = new Map(flatten(before));
  const rows = flatten(now).map(([name, value]) => [name, show(value), old.has(name) ? show(old.get(name)) : '']);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length), 10));
  const line = ([name, value, was]) =>
    `${name.padEnd(widths[0])}  ${value.padStart(widths[1])}  ${was.padStart(widths[2])}`;
  return [line(['figure', 'now', 'baseline']), ...rows.map(line)];
}

function flatten(value, prefix = '') {
  if (value === null || typeof value !== 'object') return [[prefix, value]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, prefix ? `${prefix}.${key}` : key));
}

/** As many digits as the table shows: more would change with every run. */
function rounded(_name, value) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}

function show(value) {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(4) : String(value);
}
