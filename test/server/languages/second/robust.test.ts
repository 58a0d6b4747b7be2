// Every fixture of every language: each body can go by itself, and no half of a file stops the syntax layer.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SyntaxUnavailable } from '../../../../server/src/languages/languages.js';
import { languageRow } from '../../../../server/src/languages/registry.js';
import type { Structure } from '../../../../server/src/model/source.js';
import { cutBodies } from '../cutting.js';
import { languages } from '../open.js';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/languages');
const CUT_POINTS = 10;

const fixtures = readdirSync(FIXTURES).flatMap((id) =>
  readdirSync(join(FIXTURES, id))
    .filter((file) => !/\.(?:structure|references)$/.test(file))
    .map((file) => ({ id, file })),
);

function read({ id, file }: (typeof fixtures)[number]) {
  const language = languageRow(id);
  if (!language) throw new Error(`no language ${id}`);
  return { language, text: readFileSync(join(FIXTURES, id, file), 'utf8') };
}

describe.each(fixtures)('$id/$file', (fixture) => {
  test('each body can be cut by itself', async () => {
    const { language, text } = read(fixture);
    const { declarations, errors } = await languages.structure(text, language);
    const broken: string[] = [];
    for (const declaration of declarations) {
      if (!declaration.body || declaration.hasError) continue;
      const check = await languages.check(cutBodies(text, [declaration], language), language);
      if (check.errors.length > errors.length) broken.push(declaration.name);
    }
    expect(broken).toEqual([]);
  });

  test('a text that ends anywhere has a structure inside it', async () => {
    const { language, text } = read(fixture);
    for (let point = 0; point <= CUT_POINTS; point++) {
      const prefix = text.slice(0, Math.floor((text.length * point) / CUT_POINTS) - (point % 3));
      const structure = await languages.structure(prefix, language);
      expect(misplaced(prefix, structure)).toEqual([]);
      const sound = structure.declarations.filter(({ hasError }) => !hasError);
      await languages.check(cutBodies(prefix, sound, language), language);
    }
  });

  test('line ends of Windows and a byte order mark change places only', async () => {
    const { language, text } = read(fixture);
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const [plain, marked] = [await languages.structure(text, language), await languages.structure(windows, language)];
    expect(names(marked)).toEqual(names(plain));
    const sound = marked.declarations.filter(({ hasError }) => !hasError);
    const check = await languages.check(cutBodies(windows, sound, language), language);
    expect(check.errors.length).toBeLessThanOrEqual(marked.errors.length);
  });
});

const names = ({ declarations }: Structure) => declarations.map(({ kind, name, body }) => `${kind} ${name} ${!!body}`);

/** Spans that leave the text, and bodies that leave their declaration by more than the end of its last line. */
function misplaced(text: string, structure: Structure) {
  const { declarations, comments, imports, statements, errors, literals = [] } = structure;
  const parts = declarations.flatMap(({ span, body, doc }) => [span, body ?? span, doc ?? span]);
  const all = [...parts, ...comments, ...imports, ...statements, ...errors, ...literals];
  const loose = declarations.flatMap(({ span, body }) =>
    body && (body.start < span.start || text.slice(span.end, body.end).trim() !== '') ? [body] : [],
  );
  return [...loose, ...all.filter(({ start, end }) => start < 0 || start > end || end > text.length)];
}

// Scanners of grammars keep their state in 1024 bytes; these two do not check that it fits.
describe.each([
  { id: 'yaml', what: '300 sequences in one line', text: '- '.repeat(300), good: 'a:\n  - b: 1\n' },
  { id: 'yaml', what: '300 mappings', text: steps(300, 'a:'), good: 'a:\n  - b: 1\n' },
  {
    id: 'ruby',
    what: 'a heredoc with a name of 300 letters',
    text: `x = <<${'A'.repeat(300)}\n`,
    good: 'def a; end\n',
  },
])('$id: $what', ({ id, text, good }) => {
  test('is refused, and the grammar goes on', async () => {
    const language = languageRow(id);
    if (!language) throw new Error(`no language ${id}`);
    for (let round = 0; round < 3; round++) {
      await expect(languages.structure(text, language)).rejects.toThrow(SyntaxUnavailable);
      await expect(languages.check(text, language)).rejects.toThrow(SyntaxUnavailable);
      expect((await languages.structure(good, language)).errors).toEqual([]);
    }
  });
});

test('YAML may nest as deep as people write it', async () => {
  const language = languageRow('yaml');
  if (!language) throw new Error('no language yaml');
  expect(await languages.check(steps(99, 'a:'), language)).toEqual({ errors: [] });
});

function steps(count: number, line: string): string {
  return Array.from({ length: count }, (_, depth) => `${' '.repeat(depth)}${line}\n`).join('');
}
