// The verb `savings`: the ledger's totals.

import { z } from 'zod';
import type { SavingsReport } from '../model/savings.js';
import type { SavingsRequest } from '../model/verbs.js';
import type { Operation } from './operation.js';

export const savings: Operation<SavingsRequest, SavingsReport> = {
  summary: 'Report the tokens saved today and in total.',
  input: z.object({}),
  run: async (engine) => engine.savings(),
};
