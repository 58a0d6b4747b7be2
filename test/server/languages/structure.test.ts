// Every file of `fixtures/languages/<grammar>/` has its structure beside it as `<file>.structure`; `vitest -u` updates.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languageRow } from '../../../server/src/languages/registry.js';
import { cutBodies } from './cutting.js';
import { listing } from './listing.js';
import { languages } from './open.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures/languages');

describe.each(readdirSync(FIXTURES))('%s', (id) => {
  const folder = join(FIXTURES, id);
  const files = readdirSync(folder).filter((file) => !/\.(?:structure|references)$/.test(file));

  test.each(files)('%s', async (file) => {
    const language = languageRow(id);
    if (!language) throw new Error(`no language ${id}`);
    const text = readFileSync(join(folder, file), 'utf8');
    const structure = await languages.structure(text, language);
    await expect(listing(text, structure)).toMatchFileSnapshot(join(folder, `${file}.structure`));

    const sound = structure.declarations.filter(({ hasError }) => !hasError);
    const cut = await languages.check(cutBodies(text, sound, language), language);
    expect(cut.errors.length).toBeLessThanOrEqual(structure.errors.length);
  });
});
