// What was cut off an answer, why, and how much of it is left (features A8–A16, A20–A24).

import { t } from '@vscode/l10n';
import type { Truncation } from '../model/index.js';

export type TruncationReason = Truncation['reason'];

/** Undefined where nothing was dropped, so that a truncation always says something. */
export function truncationOf(
  reason: TruncationReason,
  originalCount: number,
  returnedCount: number,
): Truncation | undefined {
  const droppedCount = Math.max(0, originalCount - returnedCount);
  return droppedCount === 0 ? undefined : { reason, originalCount, returnedCount, droppedCount };
}

export interface Cut<Item> {
  readonly items: readonly Item[];
  readonly truncation?: Truncation;
}

/** The first `limit` of items that are in their order already; the same list where all fit. */
export function firstOf<Item>(items: readonly Item[], limit: number, reason: TruncationReason): Cut<Item> {
  if (items.length <= limit) return { items };
  const truncation = truncationOf(reason, items.length, limit);
  return { items: items.slice(0, limit), ...(truncation && { truncation }) };
}

export const wasTruncated = (truncation: Truncation | undefined): boolean => (truncation?.droppedCount ?? 0) > 0;

export function truncationText(truncation: Truncation | undefined): string {
  if (!truncation) return t('no truncation');
  const { reason, droppedCount, originalCount } = truncation;
  return t('{0}: dropped {1} of {2} items', reason, droppedCount, originalCount);
}

/** How much came through, over all cuts. */
export interface KeptTotals {
  readonly inputCount: number;
  readonly outputCount: number;
  /** output / input; 0 where there was nothing. */
  readonly keptRatio: number;
  /** 0–100; 100 where everything was dropped, 0 where there was nothing. */
  readonly savedPercent: number;
  readonly droppedCount: number;
  readonly truncations: readonly Truncation[];
}

/** Of `truncations`, only those count that dropped something. */
export function keptTotals(
  inputCount: number,
  outputCount: number,
  truncations: readonly (Truncation | undefined)[],
): KeptTotals {
  const told = truncations.filter((truncation) => truncation !== undefined).filter(wasTruncated);
  return {
    inputCount,
    outputCount,
    keptRatio: inputCount === 0 ? 0 : outputCount / inputCount,
    savedPercent: inputCount === 0 ? 0 : ((inputCount - outputCount) / inputCount) * 100,
    droppedCount: told.reduce((sum, { droppedCount }) => sum + droppedCount, 0),
    truncations: told,
  };
}

/** The first of a reason. */
export const truncationBecause = (
  truncations: readonly Truncation[],
  reason: TruncationReason,
): Truncation | undefined => truncations.find((truncation) => truncation.reason === reason);
