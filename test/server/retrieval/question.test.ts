// Any text to a question: what it says, what it names, and where it points.

import { expect, test } from 'vitest';
import { questionOf } from '../../../server/src/retrieval/question.js';

const words = (text: string) => questionOf(text).terms.map(({ word }) => word);
const places = (text: string) =>
  questionOf(text).places.map(({ path, line, kind }) => `${kind} ${path}${line === undefined ? '' : `:${line}`}`);
const names = (text: string) => questionOf(text).names.map(({ name, isCode }) => (isCode ? `${name}()` : name));
const compounds = (text: string) => questionOf(text).compounds.map(({ word }) => word);

test.each<[text: string, expected: readonly string[]]>([
  ['why does the upload retry forever?', ['why', 'does', 'upload', 'retry', 'forev']],
  ['getUserById', ['get', 'user', 'id']],
  ['HTTPServer2 max_body_length', ['http', 'server2', 'max', 'body', 'length']],
  ['uploads uploading Upload', ['upload']],
  ['größe 请求', ['größ', '请求']],
  ['the of and to if else return', []],
  ['', []],
  [' \n\t ', []],
  ['!?…—', []],
])('the words of %j', (text, expected) => expect(words(text)).toEqual(expected));

test('a word counts by the logarithm of how often it is said, and little where every report says it', () => {
  const weights = (text: string) => questionOf(text).terms.map(({ word, weight }) => [word, Number(weight.toFixed(3))]);
  expect(weights('upload upload retry')).toEqual([
    ['upload', 1.693],
    ['retry', 1],
  ]);
  expect(weights('bug upload')).toEqual([
    ['bug', 0.3],
    ['upload', 1],
  ]);
});

test('the title is the first line that says anything', () => {
  const titled = (text: string) =>
    questionOf(text)
      .terms.filter(({ inTitle }) => inTitle)
      .map(({ word }) => word);
  expect(titled('\n\nUpload fails\nretry forever')).toEqual(['upload', 'fail']);
});

test.each<[text: string, expected: readonly string[]]>([
  // Python
  ['  File "/home/u/app/src/a.py", line 12, in run', ['trace home/u/app/src/a.py:12']],
  ['  File "C:\\app\\my files\\a.py", line 3', ['trace C:/app/my files/a.py:3']],
  // JavaScript, with and without a function
  ['    at Upload.send (/srv/app/src/upload.ts:12:5)', ['trace srv/app/src/upload.ts:12', 'mention Upload.send']],
  ['    at file:///srv/app/src/upload.js:7:1', ['trace srv/app/src/upload.js:7']],
  // Java, C#, a browser, GitHub
  ['at com.acme.Upload.send(Upload.java:42)', ['trace Upload.java:42', 'mention com.acme.Upload.send']],
  ['src\\Upload.cs(42,7): error', ['trace src/Upload.cs:42']],
  ['https://github.com/a/b/blob/main/src/a.ts#L12', ['trace github.com/a/b/blob/main/src/a.ts:12']],
  // A diff
  ['diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@', ['diff src/a.ts']],
  ['--- /dev/null\n+++ b/Makefile', ['diff Makefile']],
  // A test's id
  ['tests/test_a.py::TestA::test_b FAILED', ['mention tests/test_a.py']],
  ['FAIL src/a.test.ts > sends', ['mention src/a.test.ts']],
  // As it is written elsewhere
  ['see ./src/a.ts:3 and ../lib/b.ts', ['trace src/a.ts:3', 'mention lib/b.ts']],
  ['src/a.ts, line 7', ['trace src/a.ts:7']],
  ['.eslintrc.js is read', ['mention .eslintrc.js']],
  ['and so on...upload.ts fails', ['mention on...upload.ts']],
  ['(...upload.ts)', ['mention upload.ts']],
  ['"src//a.ts"', ['mention src/a.ts']],
  ['self.assertEqualWithinTolerance is no file', []],
  ['no place at all', []],
])('the places of %j', (text, expected) => expect(places(text)).toEqual(expected));

test('a trace is found behind pages of code', () => {
  const code = Array.from({ length: 300 }, (_, at) => `self.field${at % 90}`).join('\n');
  expect(places(`${code}\nsrc/lib/b.ts\nFile "src/a.py", line 7`).slice(0, 2)).toEqual([
    'trace src/a.py:7',
    'mention src/lib/b.ts',
  ]);
});

test.each<[text: string, expected: boolean]>([
  ['tests/test_a.py::TestA::test_b', true],
  ['src/a.test.ts fails', true],
  ['pkg/upload_test.go:12', true],
  ['spec/upload_spec.rb', true],
  ['src/latest.ts', false],
  ['src/contest/a.ts', false],
  ['pattern.test(value) is false', false],
  ['write tests for the upload', false],
  // A change of code and its test is about the code.
  ['+++ b/src/a.ts\n+++ b/test/a.test.ts', false],
])('%j asks for tests: %s', (text, expected) => expect(questionOf(text).asksForTests).toBe(expected));

test.each<[text: string, expected: readonly string[]]>([
  ['getUserById fails', ['getUserById()', 'fails']],
  ['call retry() twice', ['call', 'retry()', 'twice']],
  ['the `upload` option', ['upload()', 'the', 'option']],
  ['max_body and _private', ['max_body()', 'and', '_private']],
  ['a b', []],
])('the names of %j', (text, expected) => expect(names(text)).toEqual(expected));

test.each<[text: string, expected: readonly string[]]>([
  ['maxBodyLength', ['max body length']],
  ['max_body_length of axios.maxBodyLength', ['max body length']],
  ['content-length', ['content length']],
  ['upload retry', []],
  ['a.b c.d', []],
])('the names of several words in %j', (text, expected) => expect(compounds(text)).toEqual(expected));

test('words that stand side by side are pairs, lines part them', () => {
  expect([...questionOf('upload retry\nlate now').pairs]).toEqual(['upload retry', 'late now']);
});

test('of a long text the beginning and the end are read', () => {
  const { terms, places: found } = questionOf(
    `upload\n${'x '.repeat(500_000)}middle ${'y '.repeat(500_000)}\nsrc/end.ts:3`,
  );
  expect(terms.map(({ word }) => word)).toEqual(['upload', 'src', 'ts']);
  expect(found).toEqual([{ path: 'src/end.ts', line: 3, kind: 'trace' }]);
});

/** Each took seconds with expressions that tried every place of it, and more than a minute where three of them nest. */
test.each(['a', '-', '1', '@', 'a/', 'a.', 'a.1', 'a.b/', 'a(', '`', 'File "', 'a\\', '/', '.', '..', '+++ b/', ':1'])(
  'a megabyte of %j is read at once',
  (part) => {
    const started = performance.now();
    questionOf(part.repeat(1_000_000 / part.length));
    expect(performance.now() - started).toBeLessThan(1_000);
  },
);
