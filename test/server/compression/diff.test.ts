import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDiff } from '../../../server/src/compression/diff.js';
import { checkFixture, DRAFTED, draftOf, fixturesOf, taskOf, textAt } from '../../support/blocks.js';

test.for(fixturesOf('diff'))('diff: $name', async (fixture) => {
  await checkFixture(openDiff, fixture);
});

const hunkOf = (lines: readonly string[]) => {
  const old = lines.filter((line) => !line.startsWith('+')).length;
  const now = lines.filter((line) => !line.startsWith('-')).length;
  return `@@ -1,${old} +1,${now} @@\n${lines.join('\n')}\n`;
};
const diffOf = (path: string, lines: readonly string[]) =>
  `diff --git a/${path} b/${path}\nindex 1111111..2222222 100644\n--- a/${path}\n+++ b/${path}\n${hunkOf(lines)}`;

test('a removed line that looks like a header is a removed line', async () => {
  const text = diffOf('a.sql', ['--- old note', '+++ new note', ' select 1;', ' x', ' y', ' z', ' select 2;']);
  const shown = await textAt(openDiff, text, 'focus');
  expect(shown).toContain('--- old note\n+++ new note\n');
  expect(await textAt(openDiff, text.repeat(3), 'outline')).toContain('a.sql +1 -1 1-12');
});

test('a lock file is a line of counts', async () => {
  const lines = Array.from({ length: 90 }, (_, at) => `+  "part-${at}": "1.0.${at}",`);
  const shown = await textAt(openDiff, diffOf('web/package-lock.json', lines), 'focus');
  expect(shown).toBe(
    '--- a/web/package-lock.json\n+++ b/web/package-lock.json\n… +90 -0 in 1 hunk pith:482913750216:5-95\n',
  );
});

test('renames, modes and binaries without hunks keep all they say', async () => {
  const text =
    'diff --git a/a b/b\nsimilarity index 100%\nrename from a\nrename to b\ndiff --git a/c.png b/c.png\nBinary files a/c.png and b/c.png differ\n';
  for (const level of ['tidy', 'focus', 'skeleton'] as const) expect(await textAt(openDiff, text, level)).toBe(text);
});

test('the skeleton keeps what the question asks for whole', async () => {
  const plain = Array.from({ length: 40 }, (_, at) => `+plain ${at}`);
  const asked = Array.from({ length: 40 }, (_, at) => `+lindholm ${at}`);
  const text = diffOf('a.txt', plain) + diffOf('b.txt', asked);
  const shown = await textAt(openDiff, text, 'skeleton', 'lindholm');
  expect(shown).toContain('+lindholm 39');
  expect(shown).not.toContain('+plain 39');
  expect(shown).toMatch(/… \+34 -0 pith:/);
});

test('the result says that it does not apply', async () => {
  const task = taskOf(diffOf('a.txt', ['-old', '+new']));
  expect((await openDiff(task).draft('tidy'))?.note).toContain('does not apply as a patch');
});

const body = fc.array(fc.constantFrom(' same', ' same too', '+new', '-old', '--- old', '+++ new', ' '), {
  minLength: 1,
  maxLength: 60,
});
const file = fc
  .tuple(fc.constantFrom('src/a.ts', 'yarn.lock', 'dist/x.min.js'), body)
  .map(([path, lines]) => diffOf(path, lines));
const anyDiff = fc.array(
  fc.oneof(file, fc.constantFrom('some words\n', '@@ -1,9 +1,9 @@\n', '--- a\n+++ b\n', 'diff --git a/x b/x\n')),
  { maxLength: 6 },
);

test('every changed line stays at focus unless a tool wrote the file', async () => {
  await fc.assert(
    fc.asyncProperty(body, async (lines) => {
      const shown = (await textAt(openDiff, diffOf('src/a.ts', lines), 'focus')).split('\n').slice(3);
      const changes = (all: readonly string[]) => all.filter((line) => /^[-+]/.test(line));
      expect(changes(shown)).toEqual(changes(lines));
    }),
    { numRuns: 100 },
  );
});

test('drafts of any diff are well formed', async () => {
  await fc.assert(
    fc.asyncProperty(anyDiff, fc.boolean(), async (parts, windows) => {
      const text = windows ? parts.join('').replaceAll('\n', '\r\n') : parts.join('');
      for (const level of DRAFTED) await draftOf(openDiff, text, level, 'new');
    }),
    { numRuns: 100 },
  );
});
