// The list of ignored files is git's own, on trees and rules made at random: of all that rule files can say.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { listFiles, PathRules } from '../../../server/src/indexing/list.js';

/** The run takes seconds; raise it for a longer search. */
const RUNS = { seed: 20_260_304, numRuns: Number(process.env.PITH_FUZZ ?? 40) };

const OPTIONS = { maxFiles: 1_000, maxFileBytes: 1_000, include: [], exclude: [] };

const SEGMENTS = ['a', 'b', 'ab', 'A', 'a b', 'ab.log', 'é', '.x', '[a]', 'a\\b', '#a', '!a', 'a ', 'x-y', 'a\nb'];
const segment = fc.constantFrom(...SEGMENTS);
const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));

const PIECES = [
  '*',
  '**',
  '?',
  '[ab]',
  '[!a]',
  '[^b-x]',
  '[]a]',
  '[[:alpha:]]',
  '[a-',
  '\\',
  '/',
  ' ',
  '***',
  '!',
  '#',
];
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'ab', 'é', '.log', 'A', 'x-y') },
  { weight: 2, arbitrary: fc.constantFrom('/', '*', '**', '/**/', '/*', '*/') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...PIECES, '\\a', '\\[', '\\/', '[[:upper:]]', '[[:no:]]', '[[:a]', '[a/b]', '[-a]'),
  },
);
const pattern = fc.oneof(
  path,
  path.map((name) => `/${name}`),
  path.map((name) => `${name}/`),
  fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
);
const line = fc
  .tuple(fc.constantFrom('', '', '!'), pattern, fc.constantFrom('', '', '', '/', ' ', '\r', '\\ ', '\t'))
  .map((parts) => parts.join(''));
const rules = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'));

const tree = fc.record({
  files: fc.array(path, { minLength: 5, maxLength: 30 }),
  rules: fc.dictionary(fc.oneof(fc.constant('.'), path), rules, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  exclude: fc.option(rules),
  global: fc.option(rules),
  ignoreCase: fc.boolean(),
});

test('what git ignores is what is left out, for lists and for single files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pith-git-'));
  const globalIgnoreFile = join(folder, 'global');
  const all = fc.asyncProperty(tree, async (given) => {
    const root = join(folder, 'root');
    rmSync(root, { recursive: true, force: true });
    const git = gitIn(root, globalIgnoreFile);
    git('-c', 'init.defaultBranch=main', 'init', '--quiet');
    git('config', 'core.ignorecase', String(given.ignoreCase));
    const files = [...given.files, ...Object.keys(given.rules).map((name) => join(name, '.gitignore'))];
    const made = files.filter((name) => write(join(root, name), ''));
    for (const [name, text] of Object.entries(given.rules)) write(join(root, name, '.gitignore'), text);
    write(join(root, '.git', 'info', 'exclude'), given.exclude ?? '');
    write(globalIgnoreFile, given.global ?? '');

    const expected = git('ls-files', '-co', '--exclude-standard', '-z').split('\0').filter(Boolean);
    const { files: listed } = await listFiles(root, { ...OPTIONS, globalIgnoreFile });
    const names = listed.map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(expected));

    const single = new PathRules(root, { ...OPTIONS, globalIgnoreFile });
    const taken = new Set(names);
    for (const name of made) {
      const reason = await single.reason(join(name));
      expect(`${name}: ${reason}`).toBe(`${name}: ${taken.has(join(name)) ? undefined : 'ignored'}`);
    }
  });
  try {
    await fc.assert(all, RUNS);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** False where a file is in the way of the folder, or a folder in that of the file. */
function write(file: string, text: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return true;
  } catch {
    return false;
  }
}

function gitIn(folder: string, excludesFile: string) {
  mkdirSync(folder, { recursive: true });
  const env = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  return (...args: readonly string[]) =>
    execFileSync('git', ['-c', `core.excludesFile=${excludesFile}`, ...args], { cwd: folder, env, encoding: 'utf8' });
}
