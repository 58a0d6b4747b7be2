// Whatever users read goes through `t`, where it is made and not when a module loads: translations come with the first
// request of an editor. Held against the server's sources, and each rule against a violation.

import { expect, test } from 'vitest';
import { l10nProblems } from '../support/l10n.js';
import { factsBelow, factsOf } from '../support/sourceFacts.js';

test('errors and notes of the server are translated', async () => {
  const facts = await factsBelow('server/src');
  expect(facts.flatMap(({ messages }) => messages).length).toBeGreaterThan(40);
  expect(l10nProblems(facts)).toEqual([]);
});

const check = async (code: string, ...expected: readonly string[]) =>
  expect(l10nProblems([await factsOf('a.ts', code)])).toEqual(expected.map((problem) => `a.ts:${problem}`));

test.each([
  "throw new UserError('usage', t('No file {0}.', name), { cause });",
  "throw new UserError('usage', isOne ? t('One file.') : t('{0} files.', count));",
  "notes.push(t('Left out: {0}.', names));",
  "const draft = { ...other, note: t('Not a patch.') };",
  'throw new RangeError(`A bug.`);',
  "const say = () => t('Later.');",
])('%s is well said', (code) => check(`function a() { ${code} }`));

test.each([
  ["throw new UserError('usage', 'No file.');", "1 says 'No file.' without t()"],
  [`throw new UserError(code, \`No \${file}.\`, { cause });`, `1 says \`No \${file}.\` without t()`],
  ["throw new UserError('usage', message);", '1 says message without t()'],
  ["throw new UserError('usage', isOne ? t('One file.') : '0 files.');", "1 says '0 files.' without t()"],
  ["throw new UserError('usage', t('No file: ') + name);", "1 says t('No file: ') + name without t()"],
  ["notes.push('Left out: ' + names);", "1 says 'Left out: ' + names without t()"],
  ["return { text, note: 'Not a patch.' };", "1 says 'Not a patch.' without t()"],
  ["throw new SyntaxUnavailable('too deep');", "1 says 'too deep' without t()"],
  ['const x = t(`No file.`);', '1 translates `No file.`, which no bundle can hold'],
  ['const x = t(message);', '1 translates message, which no bundle can hold'],
])('%s is found', (code, problem) => check(`function a() { ${code} }`, problem));

test('a message that is made when its module loads is found', () =>
  check(
    "const TEXTS = { a: t('Too early.'), b: () => t('Later.') };",
    "1 translates 'Too early.' before there is a bundle",
  ));
