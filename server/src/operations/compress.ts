// The verb `compress`: documents to one smaller text.

import { t } from '@vscode/l10n';
import { z } from 'zod';
import { LEVELS } from '../model/block.js';
import type { CompressRequest, CompressResult } from '../model/verbs.js';
import { documentInputs, model, question } from './inputs.js';
import type { Operation } from './operation.js';

export const compress: Operation<CompressRequest, CompressResult> = {
  summary: 'Make files or selections smaller for a language model, with a handle for everything left out.',
  input: z
    .object({
      inputs: documentInputs,
      level: z.enum(LEVELS).exactOptional(),
      question,
      budgetTokens: z
        .number()
        .int()
        .min(1, { error: () => t('a budget is at least 1 token') })
        .exactOptional(),
      rate: z.union([z.literal('auto'), z.number().gt(0).max(1)]).exactOptional(),
      model,
      purpose: z.enum(['clipboard', 'output', 'preview']),
    })
    .refine(({ level, budgetTokens, rate }) => [level, budgetTokens, rate].filter((x) => x !== undefined).length <= 1, {
      error: () => t('give a level, a budget or a rate, not several of them'),
    }),
  run: (engine, request, signal) => engine.compress(request, signal),
};
