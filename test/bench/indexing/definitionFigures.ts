// Shares of definitions, by tree: of what ctags finds, and for scripts of what TypeScript's own parser declares. What is
// missed is said by cause, and with `--list` by example.

import { CTAGS_LANGUAGES, ctagsVersion } from './ctags.js';
import { type Comparison, compareDefinitions, type Difference } from './definitions.js';
import { benchLanguages } from './runtime.js';
import type { Tree } from './trees.js';

export interface DefinitionFigures {
  /** Of the definitions of ctags that are some. */
  readonly recall: number;
  /** Of all of them, whatever they are. */
  readonly raw: number;
  readonly ofCompiler?: number;
}

/** Examples of a cause. */
const MOST_LISTED = 12;

export async function definitionFigures(
  trees: readonly Tree[],
  list: boolean,
): Promise<Record<string, DefinitionFigures>> {
  const version = ctagsVersion();
  if (version === undefined) {
    process.stderr.write('pith: SKIPPED: definitions are compared with universal-ctags, which is not installed here\n');
    return {};
  }
  process.stderr.write(`pith: definitions beside those of ${version}\n`);
  const languages = benchLanguages();
  const figures: Record<string, DefinitionFigures> = {};
  for (const tree of trees) {
    if (!CTAGS_LANGUAGES.includes(tree.language)) continue;
    const comparison = await compareDefinitions(tree, languages);
    figures[tree.name] = figuresOf(comparison);
    report(tree, comparison, list);
  }
  languages.close();
  return figures;
}

function figuresOf({ tags, found, differences, ofCompiler }: Comparison): DefinitionFigures {
  const missed = count(differences, 'missed');
  const all = ofCompiler && ofCompiler.found + ofCompiler.missed.length;
  return {
    recall: found / (found + missed),
    raw: found / tags,
    ...(ofCompiler && all && { ofCompiler: ofCompiler.found / all }),
  };
}

const count = (differences: readonly Difference[], verdict: Difference['verdict']): number =>
  differences.filter((difference) => difference.verdict === verdict).length;

function report(tree: Tree, { tags, found, differences, ofCompiler }: Comparison, list: boolean): void {
  const counts = (['missed', 'wrong', 'apart'] as const).map((verdict) => `${count(differences, verdict)} ${verdict}`);
  say(`${tree.name}: ${tree.files.length} files, ${tags} definitions of ctags: ${found} found, ${counts.join(', ')}`);
  const causes = Map.groupBy(differences, ({ verdict, cause }) => `${verdict}: ${cause}`);
  for (const [cause, of] of [...causes].sort(([, a], [, b]) => b.length - a.length)) {
    if (!list && !cause.startsWith('missed')) continue;
    say(`  ${cause}: ${of.length}`);
    if (list) for (const { example } of sample(of)) say(`    ${example}`);
  }
  if (list && ofCompiler) {
    say(`  missed of what TypeScript declares: ${ofCompiler.missed.length}`);
    for (const example of sample(ofCompiler.missed)) say(`    ${example}`);
  }
}

/** Evenly taken. */
export const sample = <T>(items: readonly T[]): readonly T[] =>
  items.filter((_, at) => at % Math.max(1, Math.ceil(items.length / MOST_LISTED)) === 0);

const say = (message: string): boolean => process.stderr.write(`pith: ${message}\n`);
