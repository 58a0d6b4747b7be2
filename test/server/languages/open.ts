// One set of languages for the tests of this folder, over grammars that are copied when they are missing.

import { join } from 'node:path';
import { copyGrammars, runtimeWasm } from '../../../.tools/grammars.mjs';
import { type LanguagesOptions, openLanguages } from '../../../server/src/languages/open.js';

copyGrammars();

export const grammarFiles: LanguagesOptions = {
  grammarsDirectory: join(import.meta.dirname, '../../../grammars'),
  runtimeWasm,
};

export const languages = openLanguages(grammarFiles);
