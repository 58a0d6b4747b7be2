// The verb `ladder`: the size of every level before anything is copied.

import { z } from 'zod';
import type { LadderRequest, LadderResult } from '../model/verbs.js';
import { documentInputs, model, question } from './inputs.js';
import type { Operation } from './operation.js';

export const ladder: Operation<LadderRequest, LadderResult> = {
  summary: 'Show how many tokens each level would have.',
  input: z.object({ inputs: documentInputs, question, model }),
  run: (engine, request, signal) => engine.ladder(request, signal),
};
