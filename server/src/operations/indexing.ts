// The verb `index`: brings the indexes of the workspace up to date, or builds them anew.

import { z } from 'zod';
import type { IndexRequest, IndexResult } from '../model/index.js';
import type { Operation } from './operation.js';

export const index: Operation<IndexRequest, IndexResult> = {
  summary: 'Bring the index of the workspace up to date, or build it anew.',
  input: z.object({ rebuild: z.boolean().exactOptional() }),
  run: (engine, request, signal) => engine.index.index(request, signal),
};
