// How much of what a change needed is in the context of its question: shares of changed files and changed lines, by
// budget, leak and language; what each signal adds; and the worst items. Rankings without a signal have its weight set
// to 0, the others are as they are.

import { pathToFileURL } from 'node:url';
import type { Engine } from '../../../server/src/engine.js';
import { SIGNALS, type Signal } from '../../../server/src/retrieval/signals.js';
import { BIAS, WEIGHTS } from '../../../server/src/retrieval/weights.js';
import { checkout, type Question, type QuestionData, questionsIn, recallOf, workTree } from './questions.js';
import { openBenchEngine } from './speed.js';

const BUDGETS = [4_000, 8_000, 16_000] as const;
const ABLATED_BUDGET = 4_000;
const WORST = 20;

interface Scored {
  readonly question: Question;
  /** By budget. */
  readonly recall: Readonly<Record<number, { readonly files: number; readonly lines: number }>>;
  readonly without: Readonly<Partial<Record<Signal, { readonly files: number; readonly lines: number }>>>;
  readonly overBudget: number;
}

export async function qualityOf(set: string, data: QuestionData, workerFile: string, ablates: boolean) {
  const scored: Scored[] = [];
  for (const [repository, questions] of questionsIn(set, data)) {
    const folder = workTree(repository, data);
    if (folder === undefined) {
      process.stderr.write(`pith: ${repository} is not in the mirror\n`);
      continue;
    }
    scored.push(...(await scoresIn(folder, questions, { workerFile, ablates })));
    process.stderr.write(`pith: ${set} ${repository}: ${questions.length} questions\n`);
  }
  worst(scored);
  return {
    items: scored.length,
    overBudget: scored.reduce((sum, { overBudget }) => sum + overBudget, 0),
    ...Object.fromEntries(BUDGETS.map((budget) => [`at${budget}`, meanOf(scored.map(({ recall }) => recall[budget]))])),
    leak: grouped(scored, ({ leak }) => String(leak)),
    language: grouped(scored, ({ lang }) => lang),
    ...(ablates && {
      without: Object.fromEntries(
        SIGNALS.map((signal) => [signal, meanOf(scored.map(({ without }) => without[signal]))]),
      ),
    }),
  };
}

async function scoresIn(
  folder: string,
  questions: readonly Question[],
  { workerFile, ablates }: { readonly workerFile: string; readonly ablates: boolean },
): Promise<readonly Scored[]> {
  const engine = openBenchEngine(workerFile);
  const scored: Scored[] = [];
  try {
    let isOpen = false;
    for (const question of questions) {
      if (!checkout(folder, question.parent)) continue;
      if (!isOpen)
        await engine.index.setFolders({ folders: [{ uri: pathToFileURL(folder).href, name: 'x' }], exclude: [] });
      isOpen = true;
      await engine.index.index({});
      scored.push(await scoreOf(engine, question, ablates));
    }
  } finally {
    await engine.close();
  }
  return scored;
}

async function scoreOf(engine: Engine, question: Question, ablates: boolean): Promise<Scored> {
  const recall: Record<number, { files: number; lines: number }> = {};
  let overBudget = 0;
  for (const budgetTokens of BUDGETS) {
    const result = await engine.getContext({ query: question.query, budgetTokens, purpose: 'preview' });
    if (result.tokens > budgetTokens) overBudget++;
    recall[budgetTokens] = recallOf(question, shownIn(result.blocks));
  }
  const without: Partial<Record<Signal, { files: number; lines: number }>> = {};
  for (const signal of ablates ? SIGNALS : []) {
    const weights = { bias: BIAS, of: { ...WEIGHTS, [signal]: 0 } };
    const request = { query: question.query, budgetTokens: ABLATED_BUDGET, purpose: 'preview' as const };
    without[signal] = recallOf(question, shownIn((await engine.getContext(request, undefined, { weights })).blocks));
  }
  return { question, recall, without, overBudget };
}

function shownIn(blocks: Awaited<ReturnType<Engine['getContext']>>['blocks']) {
  const shown = new Map<string, (readonly [number, number])[]>();
  for (const { path, ranges } of blocks) shown.set(path, [...(shown.get(path) ?? []), ...ranges]);
  return shown;
}

function meanOf(values: readonly ({ readonly files: number; readonly lines: number } | undefined)[]) {
  const known = values.filter((value) => value !== undefined);
  const mean = (field: 'files' | 'lines'): number =>
    Math.round((1_000 * known.reduce((sum, value) => sum + value[field], 0)) / Math.max(1, known.length)) / 10;
  return { files: mean('files'), lines: mean('lines') };
}

function grouped(scored: readonly Scored[], keyOf: (question: Question) => string) {
  const groups = new Map<string, Scored[]>();
  for (const entry of scored) {
    const key = keyOf(entry.question);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return Object.fromEntries(
    [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entries]) => [
        key,
        { items: entries.length, ...meanOf(entries.map(({ recall }) => recall[ABLATED_BUDGET])) },
      ]),
  );
}

/** For people who look for what is wrong: standard error only. */
function worst(scored: readonly Scored[]): void {
  const order = [...scored].sort((a, b) => {
    const [x, y] = [a.recall[8_000], b.recall[8_000]];
    return (x?.lines ?? 0) - (y?.lines ?? 0) || (x?.files ?? 0) - (y?.files ?? 0);
  });
  for (const { question, recall } of order.slice(0, WORST)) {
    const { files = 0, lines = 0 } = recall[8_000] ?? {};
    const title = question.query.split('\n')[0]?.slice(0, 80) ?? '';
    process.stderr.write(`pith: worst: ${question.id} ${files.toFixed(2)} ${lines.toFixed(2)} ${title}\n`);
  }
}
