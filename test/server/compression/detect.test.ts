import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detect } from '../../../server/src/compression/detect.js';

const check = (kind: string, ...texts: readonly string[]) => {
  for (const text of texts) expect({ text, kind: detect({ text }, false) }).toEqual({ text, kind });
};

test('the language decides, then the file name, then whether there is a grammar', () => {
  const text = 'Some words that say nothing.';
  const named = (source: object, isCode = false) => detect({ text, ...source }, isCode);
  expect(named({ languageId: 'json' }, true)).toBe('json');
  expect(named({ languageId: 'jsonc' })).toBe('json');
  expect(named({ languageId: 'log' })).toBe('log');
  expect(named({ languageId: 'diff' })).toBe('diff');
  expect(named({ languageId: 'markdown', path: 'a.log' })).toBe('markdown');
  expect(named({ path: 'logs/App.LOG' })).toBe('log');
  expect(named({ path: 'a/b.jsonl' }, true)).toBe('json');
  expect(named({ path: 'fix.patch' })).toBe('diff');
  expect(named({ path: 'README.md', languageId: 'plaintext' })).toBe('markdown');
  expect(named({ languageId: 'python' }, true)).toBe('code');
  expect(named({ languageId: 'brainfuck' })).toBe('code');
  expect(named({ languageId: 'plaintext' })).toBe('prose');
  expect(named({ path: 'notes.txt' })).toBe('prose');
  expect(named({})).toBe('prose');
  expect(detect({ text: '', path: '' }, false)).toBe('prose');
});

test('fixtures are what their folder says', () => {
  const blocks = join(import.meta.dirname, '../../fixtures/blocks');
  for (const kind of ['json', 'log', 'trace', 'diff', 'markdown', 'prose'])
    for (const file of readdirSync(join(blocks, kind)).filter((name) => name.endsWith('.input'))) {
      const text = readFileSync(join(blocks, kind, file), 'utf8');
      expect({ file, kind: detect({ text }, false) }).toEqual({ file, kind });
    }
});

test('I-10: JSON and logs are not prose', () => {
  check(
    'json',
    '{"a":1}',
    '[1,2,3]',
    '{\n  "name": "x",\n  "list": []\n}\n',
    '[\n  "one",\n  "two"\n]',
    '\uFEFF{ "a": 1 }',
  );
  check('json', '{"id":1,"name":"a"}\n{"id":2,"name":"b"}\n{"id":3,"name":"c"}\n', '{\n  // note\n  "a": 1,\n}\n');
  check('json', '  "name": "x",\n  "version": "1.0.0",\n  "private": true,\n', '{"rows": [{"a": 1}, {"a": 2');
  check('log', '2026-01-01 10:00:00 INFO started\n2026-01-01 10:00:01 INFO ready\n');
  check(
    'log',
    '[INFO] started\n[WARN] slow\n[INFO] ready\n',
    '[2026-01-01T10:00:00Z] started\n[2026-01-01T10:00:01Z] ready\n',
  );
  check('log', 'Jan  3 10:00:00 host sshd[12]: Accepted\nJan  3 10:00:01 host sshd[12]: Closed\n');
  check('log', '10.0.0.1 - - [03/Jan/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 12\n'.repeat(3));
  check('log', '{"time":"2026-01-01","level":"info","msg":"a"}\n{"time":"2026-01-01","level":"error","msg":"b"}\n');
  check(
    'log',
    'time=2026-01-01 level=info msg=a\ntime=2026-01-01 level=warn msg=b\n',
    'I0102 10:00:00.1 1 a.go:1] up\n'.repeat(3),
  );
});

test('output of tools is a log', () => {
  check('log', Array.from({ length: 30 }, (_, at) => `copied part ${at} of 30`).join('\n'));
  check('log', 'src/a.ts(1,2): error TS2304: Cannot find name "x".\nsrc/b.ts(3,4): error TS2345: Not assignable.\n');
  check(
    'log',
    'main.c: In function "main":\nmain.c:4:10: error: expected ";" before "}"\n    4 |   return 0\n      |          ^\n',
  );
  check(
    'log',
    '============ test session starts ============\ncollected 2 items\n\ntest_a.py .F\n\nE   assert 1 == 2\n\ntest_a.py:3: AssertionError\n===== 1 failed, 1 passed in 0.1s =====\n',
  );
  check('log', 'npm ERR! code ENOENT\nnpm ERR! syscall open\nnpm ERR! path /app/package.json\n');
  check(
    'log',
    'FAIL src/a.test.ts\n  ✓ adds (1 ms)\n  ✕ removes (2 ms)\n\n  ● removes\n\n    expect(received).toBe(expected)\n\nTests: 1 failed, 1 passed, 2 total\n',
  );
  check(
    'log',
    '   Compiling a v0.1.0\nerror[E0308]: mismatched types\n --> src/main.rs:4:9\n  |\n4 |     "x"\n  |     ^^^ expected `i32`\n',
  );
  check('log', '--- FAIL: TestPick (0.00s)\n    pick_test.go:9: got 1, want 2\nFAIL\nFAIL\texample.org/pick\t0.003s\n');
});

test('stack traces of eight runtimes', () => {
  check('trace', 'TypeError: x\n    at a (/app/a.js:1:1)\n    at b (/app/b.js:2:2)\n    at async c (/app/c.js:3:3)\n');
  check(
    'trace',
    'Traceback (most recent call last):\n  File "/a.py", line 1, in <module>\n    a()\n  File "/b.py", line 2, in a\n    b()\nValueError: x\n',
  );
  check(
    'trace',
    'Exception in thread "main" java.lang.Error: x\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\nCaused by: y\n\tat a.C.e(C.java:3)\n',
  );
  check(
    'trace',
    'panic: x\n\ngoroutine 1 [running]:\nmain.a(0x1)\n\t/app/main.go:3 +0x1\nmain.main()\n\t/app/main.go:9 +0x2\n',
  );
  check(
    'trace',
    "thread 'main' panicked at src/main.rs:4:5:\nx\nstack backtrace:\n   0: std::panicking::begin\n             at /rustc/1/a.rs:1:1\n   1: app::main\n             at ./src/main.rs:4:5\n",
  );
  check(
    'trace',
    'Unhandled exception. System.Exception: x\n   at A.B.C() in /a/B.cs:line 3\n   at A.B.Main() in /a/B.cs:line 9\n',
  );
  check('trace', "a.rb:1:in `a': x (RuntimeError)\n\tfrom a.rb:5:in `b'\n\tfrom a.rb:9:in `<main>'\n");
  check(
    'trace',
    'PHP Fatal error:  Uncaught Exception: x in /a.php:3\nStack trace:\n#0 /a.php(9): a()\n#1 /b.php(3): b()\n#2 {main}\n',
  );
});

test('diffs, with and without git', () => {
  check(
    'diff',
    'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n',
    '--- a\n+++ b\n@@ -1,2 +1,2 @@\n same\n-x\n+y\n',
  );
  check(
    'diff',
    '@@ -1,2 +1,2 @@ def f():\n same\n-x\n+y\n',
    'From 1 Mon\nSubject: x\n\ndiff --git a/a b/a\n@@ -1 +1 @@\n-x\n+y\n',
  );
  check('markdown', '# Signs\n\n- a\n- b\n\n--- and +++ are signs\n');
});

test('Markdown and prose', () => {
  check(
    'markdown',
    '# Title\n\nSome text.\n',
    'See [this](https://example.org).\n\n- one\n- two\n',
    'Text\n\n```sh\nls\n```\n',
  );
  check('markdown', '| a | b |\n|---|---|\n| 1 | 2 |\n', '1. First\n2. Second\n3. **Third**\n');
  check('prose', 'The ship left at noon. It never came back.', 'One error was made in 1902. Nobody failed to notice.');
  check(
    'prose',
    'We import goods and return them. If they fail, for example, we let them go.\n',
    'Note: see chapter 3; it is short.',
  );
  check('prose', '今天天气很好。我们去海边。', 'Dear all,\n\nthe meeting is at 10:00 on Monday.\n\nBest,\nAna\n');
});

test('code without a language', () => {
  check('code', 'function a() {\n  return 1;\n}\n', 'def a(b):\n    return b + 1\n\nclass C:\n    pass\n');
  check(
    'code',
    '#include <stdio.h>\nint main(void) {\n  printf("x");\n  return 0;\n}\n',
    'SELECT a;\nlet x = 1;\nx += 2;\n',
  );
  check(
    'code',
    'import os\nfrom a import b\n\nx = b(os)\nprint(x)\n',
    '#!/bin/sh\nset -e\nfor f in *; do\n  echo "$f";\ndone\n',
  );
});

test('a large text is judged as fast as a small one, from its whole length', () => {
  const log = '2026-01-01 10:00:00 INFO line\n'.repeat(300_000);
  const started = performance.now();
  expect(detect({ text: log }, false)).toBe('log');
  expect(detect({ text: 'a'.repeat(9_000_000) }, false)).toBe('prose');
  expect(detect({ text: `${' '.repeat(3_000_000)}{"a":` }, false)).toBeTypeOf('string');
  expect(performance.now() - started).toBeLessThan(1_000);
});
