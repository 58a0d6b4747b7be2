// The verb `searchCode`: the places that a question is about, the best first.

import { z } from 'zod';
import type { SearchCodeRequest, SearchCodeResult } from '../model/query.js';
import { anchors, query } from './inputs.js';
import type { Operation } from './operation.js';

export const searchCode: Operation<SearchCodeRequest, SearchCodeResult> = {
  summary: 'Find the code that words, an issue, a stack trace or a diff are about.',
  input: z.object({
    query,
    limit: z.number().int().min(1).max(1_000).exactOptional(),
    cursor: z.string().max(1_000).exactOptional(),
    includeTests: z.boolean().exactOptional(),
    explain: z.boolean().exactOptional(),
    anchors,
  }),
  isQuery: true,
  run: (engine, request) => engine.searchCode(request),
};
