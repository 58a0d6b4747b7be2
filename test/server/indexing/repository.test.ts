import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { globalIgnoreFileOf } from '../../../server/src/indexing/repository.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pith-home-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const GIT = '.gitconfig';
const XDG = '.config/git/config';

test.each<[Readonly<Record<string, string>>, string | undefined]>([
  [{}, '.config/git/ignore'],
  [{ [GIT]: '[user]\n\tname = a\n' }, '.config/git/ignore'],
  [{ [GIT]: '[core]\n\texcludesFile = ~/mine\n' }, 'mine'],
  [{ [GIT]: '[Core] EXCLUDESFILE=~/mine # for all' }, 'mine'],
  [{ [GIT]: '[core]\nexcludesfile = "~/a b;c" ; both' }, 'a b;c'],
  [{ [GIT]: '[core]\nexcludesfile = ~/a\\\nb\n' }, 'ab'],
  [{ [GIT]: '[core]\nexcludesfile = "~/q\\"\\\\x"\n' }, 'q"\\x'],
  [{ [GIT]: '[core "x"]\nexcludesfile = ~/other\n[alias]\ncore.excludesfile = ~/other' }, '.config/git/ignore'],
  [{ [GIT]: '[core]\nexcludesfile = ~/one\n[core]\nexcludesfile = ~/two' }, 'two'],
  [{ [XDG]: '[core]\nexcludesfile = ~/xdg' }, 'xdg'],
  [{ [XDG]: '[core]\nexcludesfile = ~/xdg', [GIT]: '[core]\nexcludesfile = ~/own' }, 'own'],
  [{ [GIT]: '[include]\npath = more\n', more: '[core]\nexcludesfile = ~/more-ignored' }, 'more-ignored'],
  [{ [GIT]: '[include]\npath = ~/.gitconfig\n[core]\nexcludesfile = ~/x' }, 'x'],
  [{ [GIT]: '[core]\nexcludesfile =\n' }, undefined],
  [{ [GIT]: '[core]\nexcludesfile = relative' }, undefined],
])('%j names %s', (files, expected) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const found = globalIgnoreFileOf(home);
  expect(found).toBe(expected === undefined ? undefined : join(home, expected));

  const isLoop = files[GIT]?.includes('~/.gitconfig') ?? false;
  if (!isLoop && found !== undefined) expect(gitsAnswer() ?? join(home, '.config/git/ignore')).toBe(found);
});

/** What git itself makes of the files; undefined where it is not set. */
function gitsAnswer(): string | undefined {
  const env = { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
  try {
    const args = ['config', '--includes', '--type=path', '--get', 'core.excludesFile'];
    return execFileSync('git', args, { cwd: home, env, encoding: 'utf8', stdio: 'pipe' }).replace(/\n$/, '');
  } catch {
    return undefined;
  }
}

test('the folder of settings may be elsewhere', () => {
  expect(globalIgnoreFileOf(home, join(home, 'x'))).toBe(join(home, 'x/git/ignore'));
  expect(globalIgnoreFileOf(home, '')).toBe(join(home, '.config/git/ignore'));
});
