// How to go on from an answer: verbs that can be run as they stand, for what was cut off and for what is not sure
// (features A28–A32, H2.9). An answer with nothing to go on for has none.

import { t } from '@vscode/l10n';
import type { Completeness, Truncation } from '../model/index.js';
import type { Drilldown, DrilldownCommand } from '../model/drilldown.js';
import { COMPLETE } from './completeness.js';
import { distinct } from './dedupe.js';
import type { BudgetLimits } from './limits.js';
import { byRelevance } from './order.js';
import { type TruncationReason, truncationBecause, wasTruncated } from './truncation.js';

type Args = Drilldown['args'];

export interface Answered {
  /** What was asked, without a cursor. */
  readonly asked: { readonly command: DrilldownCommand; readonly args: Args };
  readonly truncations: readonly (Truncation | undefined)[];
  readonly completeness: Completeness;
  /** A SCIP index that is behind the files. */
  readonly isStale?: boolean;
  readonly topModule?: { readonly id: string; readonly name: string } | undefined;
  readonly symbolId?: string;
  /** Of the next page. */
  readonly nextCursor?: string | undefined;
  /** What a text was held to, and what the whole of it takes where that is known. */
  readonly budgetTokens?: number;
  readonly neededTokens?: number;
  /** The verb takes a `limit`, with which all there is can be asked for. */
  readonly takesLimit?: boolean;
  /** What the verb itself knows of going on. */
  readonly besides?: readonly Drilldown[];
}

/** The most relevant first, at most `maxDrilldowns`; nothing where there is no answer or no budget. */
export function drilldownsFor(
  answered: Answered | undefined,
  limits: Pick<BudgetLimits, 'maxDrilldowns'> | undefined,
): readonly Drilldown[] {
  if (!answered || !limits) return [];
  const found = [...RULES.flatMap((rule) => rule(answered)), ...(answered.besides ?? [])];
  const sorted = found.filter(isShort).sort(byRelevance);
  return distinct(sorted, ({ command, args }) => JSON.stringify([command, args])).slice(0, limits.maxDrilldowns);
}

/** A question of pages is not sent back and forth. */
const isShort = ({ args }: Drilldown): boolean => JSON.stringify(args).length <= MOST_CHARACTERS;
const MOST_CHARACTERS = 4_000;

type Rule = (answered: Answered) => readonly Drilldown[];

/** What one page of references holds. */
const PAGE = 100;
/** Below this, other sources may know more (A32). */
const NOT_SURE = 0.8;
/** The least that a budget is raised to. */
const LEAST_BUDGET = 256;

const RULES: readonly Rule[] = [
  (answered) => {
    const { topModule } = answered;
    if (!isCut(answered, 'max-modules') || !topModule) return [];
    const label = t('Explore top module: {0}', topModule.name);
    return [drilldown('getModuleOverview', { module: topModule.id }, label, 0.9, 'max-modules')];
  },
  (answered) => {
    const { topModule, symbolId } = answered;
    if (!isCut(answered, 'max-items') || !topModule || symbolId === undefined) return [];
    const args = { symbol: symbolId, scope: topModule.id };
    return [drilldown('findReferences', args, t('Scope to module {0}', topModule.name), 0.85, 'max-items')];
  },
  (answered) => {
    const { asked, nextCursor } = answered;
    const [cut] = answered.truncations.filter(wasTruncated);
    if (nextCursor === undefined) return [];
    return [
      drilldown(asked.command, { ...asked.args, cursor: nextCursor }, t('Next page'), 0.82, cut?.reason ?? 'page'),
    ];
  },
  (answered) => {
    const { symbolId, truncations } = answered;
    const cut = truncationBecause(cutsOf(truncations), 'max-refs');
    // The first page is what they have, unless they asked for less.
    if (!cut || symbolId === undefined || cut.returnedCount >= PAGE) return [];
    const args = { ...argsFor('findReferences', answered), symbol: symbolId, limit: PAGE };
    return [drilldown('findReferences', args, t('Get first page of references'), 0.8, 'max-refs')];
  },
  (answered) => {
    const { asked, takesLimit, truncations } = answered;
    const cut = cutsOf(truncations).find(({ reason }) => LIMITED.includes(reason));
    if (!cut || !takesLimit) return [];
    const args = { ...asked.args, limit: cut.originalCount };
    return [drilldown(asked.command, args, t('Show all {0}', cut.originalCount), 0.78, cut.reason)];
  },
  (answered) => {
    const { completeness, symbolId } = answered;
    const isLate = isCut(answered, 'timeout') || completeness.reason === 'timed-out';
    if (!isLate || symbolId === undefined) return [];
    const { merge: _, ...args } = argsFor('findReferences', answered);
    const faster = { ...args, symbol: symbolId, backend: 'index' };
    return [drilldown('findReferences', faster, t('Retry with the index alone'), 0.75, 'timeout')];
  },
  (answered) => {
    const { asked, budgetTokens, neededTokens = 0 } = answered;
    if (!isCut(answered, 'budget-exceeded') || budgetTokens === undefined) return [];
    const more = Math.max(neededTokens, neededTokens > 0 ? 0 : 2 * budgetTokens, LEAST_BUDGET);
    if (more <= budgetTokens) return [];
    const label = t('Raise the budget to {0} tokens', more);
    return [drilldown(asked.command, { ...asked.args, budgetTokens: more }, label, 0.72, 'budget-exceeded')];
  },
  ({ completeness: { score, reason } }) =>
    score < COMPLETE ? [drilldown('getStatus', {}, t('Check workspace status'), 0.7, reason)] : [],
  (answered) => {
    const { completeness, symbolId } = answered;
    const args = argsFor('findReferences', answered);
    if (completeness.reason !== 'workspace-not-ready' || symbolId === undefined || args.waitForReady === true)
      return [];
    const waiting = { ...args, symbol: symbolId, waitForReady: true };
    return [drilldown('findReferences', waiting, t('Retry after warmup'), 0.8, completeness.reason)];
  },
  (answered) => {
    const { completeness, symbolId } = answered;
    const { backend: _, ...args } = argsFor('findReferences', answered);
    if (completeness.score >= NOT_SURE || symbolId === undefined || args.merge === 'union') return [];
    const all = { ...args, symbol: symbolId, merge: 'union' };
    return [drilldown('findReferences', all, t('Get maximum results (slower)'), 0.65, completeness.reason)];
  },
  ({ isStale }) =>
    isStale
      ? [drilldown('doctor', { check: 'scip' }, t('See how to make the SCIP index again'), 0.6, 'index-stale')]
      : [],
];

/** What a larger `limit` brings back. */
const LIMITED: readonly TruncationReason[] = ['max-items', 'max-modules', 'max-symbols'];

const cutsOf = (truncations: Answered['truncations']): readonly Truncation[] =>
  truncations.filter((truncation) => truncation !== undefined).filter(wasTruncated);

const isCut = ({ truncations }: Answered, reason: TruncationReason): boolean =>
  truncationBecause(cutsOf(truncations), reason) !== undefined;

/** What was asked for, where the same verb is asked again: its other wishes hold. */
const argsFor = (command: DrilldownCommand, { asked }: Answered): Args => (asked.command === command ? asked.args : {});

function drilldown(command: DrilldownCommand, args: Args, label: string, relevance: number, reason: string): Drilldown {
  return { command, args, label, relevance, reason };
}
