// Every fixture of every language: each body can go by itself, and no half of a file stops the syntax layer.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languageRow } from '../../../../server/src/languages/registry.js';
import type { Structure } from '../../../../server/src/model/source.js';
import { cutBodies } from '../cutting.js';
import { languages } from '../open.js';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/languages');
const CUT_POINTS = 10;

const fixtures = readdirSync(FIXTURES).flatMap((id) =>
  readdirSync(join(FIXTURES, id))
    .filter((file) => !file.endsWith('.structure'))
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
