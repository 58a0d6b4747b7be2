// What of git matters to which files there are: where a repository keeps its own list of ignored files, whether it
// tells apart names that differ in case, and which list holds for all repositories of the user.

import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

export interface Repository {
  /** `info/exclude`; it need not exist. */
  readonly excludeFile: string;
  /** As on the disks of macOS and Windows. */
  readonly foldsCase: boolean;
}

/** The repository whose work tree begins at `folder`, whatever may be wrong with it, or undefined. */
export function repositoryAt(folder: string): Repository | undefined {
  const directory = commonDirectory(join(folder, '.git'));
  if (directory === undefined) return undefined;
  const foldsCase = lastOf(settingsIn(readOrEmpty(join(directory, 'config'))), 'core.ignorecase') === 'true';
  return { excludeFile: join(directory, 'info', 'exclude'), foldsCase };
}

/** `.git` is a file in work trees beside the first one, which share what matters here, and in submodules. */
function commonDirectory(git: string): string | undefined {
  const found = statSync(git, { throwIfNoEntry: false });
  if (!found?.isFile()) return found && git;
  const named = /^gitdir: (.*)/.exec(readOrEmpty(git))?.[1];
  if (named === undefined) return git;
  const own = resolve(git, '..', named);
  const common = readOrEmpty(join(own, 'commondir')).trim();
  return common === '' ? own : resolve(own, common);
}

/**
 * The list of files that git ignores in all repositories (`core.excludesFile`), as its configuration names it; it need
 * not exist. `xdgConfigHome` is the environment's XDG_CONFIG_HOME.
 */
export function globalIgnoreFileOf(home: string, xdgConfigHome?: string): string | undefined {
  const folder = join(xdgConfigHome || join(home, '.config'), 'git');
  const settings = [join(folder, 'config'), join(home, '.gitconfig')].flatMap((file) => settingsOf(file, home, 0));
  const named = lastOf(settings, 'core.excludesfile');
  if (named === undefined) return join(folder, 'ignore');
  const file = underHome(named, home);
  // A relative one depends on where git is started.
  return isAbsolute(file) ? file : undefined;
}

type Setting = readonly [key: string, value: string];

const lastOf = (settings: readonly Setting[], wanted: string): string | undefined =>
  settings.findLast(([key]) => key === wanted)?.[1];

const underHome = (path: string, home: string): string => (path.startsWith('~/') ? join(home, path.slice(2)) : path);

/** As many files as git lets include each other. */
const MAX_INCLUDES = 10;

/** The settings of a file and of those it includes unconditionally, in the order in which they hold. */
function settingsOf(file: string, home: string, depth: number): readonly Setting[] {
  return settingsIn(readOrEmpty(file)).flatMap((setting) => {
    const [key, value] = setting;
    if (key !== 'include.path') return [setting];
    return depth < MAX_INCLUDES ? settingsOf(resolve(file, '..', underHome(value, home)), home, depth + 1) : [];
  });
}

const SECTION = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/;
const ENTRY = /^\s*([a-z][a-z0-9-]*)\s*(?:=\s*(.*))?$/i;

function settingsIn(text: string): readonly Setting[] {
  let section = '';
  return text
    .replaceAll(/\\\r?\n/g, '')
    .split(/\r?\n/)
    .flatMap((line): readonly Setting[] => {
      const header = SECTION.exec(line);
      if (header) section = [header[1]?.toLowerCase(), ...(header[2] === undefined ? [] : [header[2]])].join('.');
      const [, key, value] = ENTRY.exec(line.slice(header?.[0].length ?? 0)) ?? [];
      return key === undefined
        ? []
        : [[`${section}.${key.toLowerCase()}`, value === undefined ? 'true' : plain(value)]];
    });
}

/** A value without its quotes, escapes and comment. */
function plain(value: string): string {
  const parts = value.match(/"(?:[^"\\]|\\.)*"?|\\.|[^"\\#;]+|[#;].*/g) ?? [];
  return parts
    .filter((part) => !/^[#;]/.test(part))
    .map((part) => (part.startsWith('"') ? part.replace(/^"|(?<!\\)"$/g, '') : part))
    .join('')
    .trim()
    .replaceAll(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b' };

/** Git's own files are read as far as they can be; none of them keeps anything private. */
function readOrEmpty(file: string): string {
  try {
    return statSync(file).size <= MAX_CONFIG_BYTES ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

/** Larger ones are taken for something else. */
const MAX_CONFIG_BYTES = 1024 * 1024;
