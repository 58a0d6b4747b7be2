// The rows of the ladder, ready to be shown: which level costs how much.

import type { LadderResult, Level } from '../../server/src/protocol.js';
import { formatSavedPercent, formatTokens } from './format.js';

export interface LadderRow {
  readonly level: Level;
  /** `1,204` or `~1,204` */
  readonly tokens: string;
  /** `−10 %`; absent where nothing is saved. */
  readonly saved?: string;
}

export function ladderRows({ rungs, before, exact }: LadderResult, locale: string): LadderRow[] {
  return rungs.map(({ level, tokens, savedPercent }) => ({
    level,
    tokens: formatTokens(tokens, exact, locale),
    ...(tokens < before && { saved: formatSavedPercent(savedPercent, locale) }),
  }));
}
