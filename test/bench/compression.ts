// Compression of real source files, the same number in each language: what a rung costs beside the file's own parse,
// how much of the file is left, whether it still parses, and whether every omission gives its bytes back.
// What the figures mean is said in `compression/figures.ts`; what misses a goal is listed on standard error.

import { createSecretMasker } from '../../server/src/indexing/maskSecrets.js';
import { openLanguages } from '../../server/src/languages/open.js';
import { loadEncoder } from '../../server/src/tokens/encodings.js';
import { type CorpusFile, readCorpus } from './compression/corpus.js';
import { type Figures, type FileResult, figuresOf } from './compression/figures.js';
import { outputsOf, withEngine } from './compression/outputs.js';
import { GRAMMARS, openSyntax, RUNTIME_WASM } from './compression/syntax.js';
import { type Measured, timesOf } from './compression/timing.js';

/** With 15 languages 860 files in all (20 of Scala), which take about three minutes. */
const FILES_PER_LANGUAGE = 60;
const ROUNDS = 3;
/** Files of a language that are compressed before it is measured: V8 has to compile first. */
const WARM_UP_FILES = 30;
/** Misses listed for each language. */
const MOST_LISTED = 20;

export async function run(filesPerLanguage = FILES_PER_LANGUAGE): Promise<Figures> {
  const byLanguage = Map.groupBy(readCorpus(filesPerLanguage), ({ language }) => language);
  const languages = openLanguages({ grammarsDirectory: GRAMMARS, runtimeWasm: RUNTIME_WASM });
  const encoder = await loadEncoder('o200k_base');
  const tools = { languages, openMasker: createSecretMasker, countTokens: (text: string) => encoder.count(text) };
  const results = new Map<string, readonly FileResult[]>();
  for (const [language, files] of byLanguage) {
    const ofLanguage = await resultsOf(files, { ...tools, syntax: await openSyntax(language) });
    results.set(language, ofLanguage);
    report(language, ofLanguage);
  }
  languages.close();
  return figuresOf(results);
}

async function resultsOf(files: readonly CorpusFile[], measured: Measured): Promise<FileResult[]> {
  for (const file of files.slice(0, WARM_UP_FILES)) await timesOf(file, measured, 1);
  return withEngine(async (engine) => {
    const results: FileResult[] = [];
    for (const file of files) {
      const times = await timesOf(file, measured, ROUNDS);
      results.push({ path: file.path, times, outputs: await outputsOf(file, engine, measured.syntax) });
    }
    return results;
  });
}

function report(language: string, results: readonly FileResult[]): void {
  const misses = results.flatMap(({ path, outputs }) =>
    outputs.flatMap(({ level, newFault, loss, notes }) => {
      const failures = notes.filter((note) => note.startsWith('Could not'));
      const reasons = [newFault && `line ${newFault.line}: ${newFault.what}`, loss, ...failures];
      return reasons.flatMap((reason) => (reason === undefined ? [] : [`${path} ${level}: ${reason}`]));
    }),
  );
  process.stderr.write(`pith: ${language}: ${results.length} files, ${misses.length} misses\n`);
  for (const miss of misses.slice(0, MOST_LISTED)) process.stderr.write(`  ${miss}\n`);
}
