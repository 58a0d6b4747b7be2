// Which files a module name may mean, by the habits of languages.

import { expect, test } from 'vitest';
import { ModulePaths } from '../../../server/src/retrieval/modulePaths.js';
import type { StoredFile } from '../../../server/src/storage/indexStore.js';

/** Module names in a file, with the files they mean. */
function check(language: string, names: string, packages: Readonly<Record<string, string>>, rows: readonly Row[]) {
  const files = names.split(' ').map((name, at) => fileOf(name, language, at));
  const paths = new ModulePaths(files, new Map(Object.entries(packages)));
  test.each(rows)(`${language}: %s in %s`, (module, from, expected) => {
    const file = files.find(({ name }) => name === from);
    if (!file) throw new Error(`no file ${from}`);
    expect(paths.resolve(module, file).map(({ name }) => name)).toEqual(expected === '' ? [] : expected.split(' '));
  });
}

type Row = readonly [module: string, from: string, expected: string];

const fileOf = (name: string, language: string, id: number): StoredFile => ({
  id,
  name,
  language,
  bytes: 1,
  mtimeMs: 1,
  hash: '',
  lines: 1,
  tokens: 1,
  symbols: 1,
});

check(
  'typescript',
  'src/a.ts src/b/index.ts src/b/c.tsx src/d.test.ts packages/x/src/e.ts packages/x/index.ts types.d.ts',
  { '@acme/x': 'packages/x', '@acme/x/deep': 'packages/x/src' },
  [
    ['./a.js', 'src/d.test.ts', 'src/a.ts'],
    ['./b', 'src/a.ts', 'src/b/index.ts'],
    ['./b/index.js', 'src/a.ts', 'src/b/index.ts'],
    ['../a', 'src/b/c.tsx', 'src/a.ts'],
    ['..', 'src/b/c.tsx', ''],
    ['.', 'src/b/c.tsx', 'src/b/index.ts'],
    ['./d.test', 'src/a.ts', 'src/d.test.ts'],
    ['../types', 'src/a.ts', 'types.d.ts'],
    ['@acme/x', 'src/a.ts', 'packages/x/index.ts'],
    ['@acme/x/src/e.js', 'src/a.ts', 'packages/x/src/e.ts'],
    ['@acme/x/deep/e', 'src/a.ts', 'packages/x/src/e.ts'],
    ['@acme/xy', 'src/a.ts', ''],
    ['@/b/c', 'packages/x/index.ts', 'src/b/c.tsx'],
    ['a', 'src/d.test.ts', ''],
    ['./constructor', 'src/a.ts', ''],
    ['../../../../a', 'src/a.ts', ''],
  ],
);

check('python', 'app/__init__.py app/io.py app/net/io.py app/net/tcp.py tests/t.py lib/solo.py other/x/json.py', {}, [
  ['app', 'tests/t.py', 'app/__init__.py'],
  ['app.io', 'tests/t.py', 'app/io.py'],
  ['.io', 'app/net/tcp.py', 'app/net/io.py'],
  ['..io', 'app/net/tcp.py', 'app/io.py'],
  ['.', 'app/io.py', 'app/__init__.py'],
  ['io', 'tests/t.py', ''],
  ['io', 'app/net/tcp.py', 'app/net/io.py app/io.py'],
  ['json', 'app/io.py', ''],
  ['solo', 'tests/t.py', 'lib/solo.py'],
  ['os.path', 'app/io.py', ''],
]);

check('go', 'main.go retry/retry.go retry/more.go vendor/y/z/a.go', { 'example.com/up': '' }, [
  ['example.com/up', 'retry/retry.go', 'main.go'],
  ['example.com/up/retry', 'main.go', 'retry/retry.go retry/more.go'],
  ['example.com/up/none', 'main.go', ''],
  ['retry', 'main.go', ''],
  ['github.com/y/z', 'main.go', ''],
  ['example.org/vendor/y/z', 'main.go', 'vendor/y/z/a.go'],
]);

check('rust', 'src/lib.rs src/net.rs src/net/tcp.rs src/io/mod.rs', { up: 'src' }, [
  ['crate::net', 'src/io/mod.rs', 'src/net.rs'],
  ['crate::net::tcp', 'src/lib.rs', 'src/net/tcp.rs'],
  ['up::io', 'src/net.rs', 'src/io/mod.rs'],
  ['super', 'src/net/tcp.rs', 'src/net.rs src/lib.rs'],
  ['crate', 'src/net.rs', 'src/lib.rs'],
  ['std::fmt', 'src/lib.rs', ''],
]);

check('c', 'include/up.h src/up.c src/deep/up.h src/main.c', {}, [
  ['up.h', 'src/up.c', 'src/deep/up.h include/up.h'],
  ['../include/up.h', 'src/main.c', 'include/up.h'],
  ['<stdio.h>', 'src/main.c', ''],
]);
