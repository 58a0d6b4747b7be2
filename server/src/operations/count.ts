// The verb `count`: tokens of documents as they are.

import { z } from 'zod';
import type { CountRequest, CountResult } from '../model/verbs.js';
import { documentInputs, model } from './inputs.js';
import type { Operation } from './operation.js';

export const count: Operation<CountRequest, CountResult> = {
  summary: 'Count the tokens of files or selections.',
  input: z.object({ inputs: documentInputs, model }),
  run: (engine, request, signal) => engine.count(request, signal),
};
