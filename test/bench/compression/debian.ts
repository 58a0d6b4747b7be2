// Source packages of Debian, fetched into test/bench/corpus (ignored by git) without touching the system: apt works on
// lists and sources of its own there, so this needs no root. What cannot be had is said aloud and left out.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SYSTEM_SOURCES = '/etc/apt';
/** A package takes seconds; a mirror that hangs is given up. */
const LIMIT_MS = 5 * 60_000;

export interface DebianSources {
  /** Folder of each package that is there now. */
  readonly folders: ReadonlyMap<string, string>;
  /** Package and reason of those that are not. */
  readonly missing: ReadonlyMap<string, string>;
}

/** Fetches what is missing of `packages` into `corpus`. */
export function fetchSources(packages: readonly string[], corpus: string): DebianSources {
  const folders = new Map<string, string>();
  const missing = new Map<string, string>();
  const apt = aptIn(resolve(corpus, '.apt'));
  for (const name of packages) {
    const folder = join(corpus, name);
    const problem = existsSync(folder) ? undefined : fetchOne(name, folder, apt);
    if (problem === undefined) folders.set(name, folder);
    else missing.set(name, problem);
  }
  return { folders, missing };
}

type Apt = (args: readonly string[], folder: string) => string | undefined;

/** Runs `apt-get` on lists of its own in `home`, made at the first call; gives what went wrong. */
function aptIn(home: string): Apt {
  const options = {
    'Dir::State': home,
    'Dir::Cache': home,
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': join(home, 'sources'),
    // apt would become the user `_apt`, who may not write here.
    'APT::Sandbox::User': 'root',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const apt: Apt = (args, folder) => command('apt-get', ['-qq', ...flags, ...args], folder);
  let problem: string | undefined;
  let isReady = false;
  return (args, folder) => {
    if (!isReady) problem = prepare(home, apt);
    isReady = true;
    return problem ?? apt(args, folder);
  };
}

/** Sources that name Debian's own mirrors as this machine does, but for source packages. */
function prepare(home: string, apt: Apt): string | undefined {
  if (!existsSync('/usr/bin/apt-get')) return 'apt-get is not here, so this is no Debian';
  for (const folder of ['lists/partial', 'archives/partial', 'sources'])
    mkdirSync(join(home, folder), { recursive: true });
  const files = ['.', 'sources.list.d'].flatMap((folder) => filesIn(join(SYSTEM_SOURCES, folder)));
  for (const [index, file] of files.filter((name) => /\.(?:list|sources)$/.test(name)).entries()) {
    const text = readFileSync(file, 'utf8');
    const name = `${index}${file.endsWith('.list') ? '.list' : '.sources'}`;
    writeFileSync(
      join(home, 'sources', name),
      text.replace(/^deb\b/gm, 'deb-src').replace(/^Types:.*$/gm, 'Types: deb-src'),
    );
  }
  say("fetching Debian's list of source packages (10 MB) into test/bench/corpus");
  const problem = apt(['update'], home);
  // One list of several may be out of reach and not needed; apt itself is content with none.
  if (problem !== undefined) say(`apt-get update: ${problem}`);
  const hasLists = readdirSync(join(home, 'lists')).some((name) => /_Sources(?:\.|$)/.test(name));
  return hasLists ? undefined : 'no list of source packages could be fetched';
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(folder, entry.name)] : [])).sort();
}

/** Upstream's archive without Debian's patches; gives what went wrong. */
function fetchOne(name: string, folder: string, apt: Apt): string | undefined {
  const parts = `${folder}.part`;
  rmSync(parts, { recursive: true, force: true });
  mkdirSync(join(parts, 'tree'), { recursive: true });
  try {
    const problem = apt(['source', '--download-only', '--tar-only', name], parts);
    if (problem !== undefined) return problem;
    const archive = readdirSync(parts).find((file) => /\.orig\.tar\.[a-z0-9]+$/.test(file));
    if (archive === undefined) return 'its source has no single archive';
    say(`unpacking ${archive} into test/bench/corpus`);
    const untar = ['-xf', archive, '-C', 'tree', '--strip-components=1', '--no-same-owner', '--no-same-permissions'];
    const broken = command('tar', untar, parts);
    if (broken !== undefined) return `${broken} (for .xz the package xz-utils is needed)`;
    renameSync(join(parts, 'tree'), folder);
    return undefined;
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
}

function command(name: string, args: readonly string[], cwd: string): string | undefined {
  const run = spawnSync(name, args, { cwd, encoding: 'utf8', timeout: LIMIT_MS, env: { ...process.env, LC_ALL: 'C' } });
  if (run.status === 0) return undefined;
  const said = `${run.error?.message ?? ''}\n${run.stderr ?? ''}`.trim().split('\n');
  return said.at(-1) || `${name} failed`;
}

const say = (message: string): boolean => process.stderr.write(`pith: ${message}\n`);
