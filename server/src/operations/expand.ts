// The verb `expand`: a handle back to the original text.

import { z } from 'zod';
import type { ExpandRequest, ExpandResult } from '../model/verbs.js';
import type { Operation } from './operation.js';

export const expand: Operation<ExpandRequest, ExpandResult> = {
  summary: 'Give back the original text behind a handle.',
  input: z.object({ handle: z.string().min(1).max(10_000), mask: z.boolean().exactOptional() }),
  run: (engine, request) => engine.expand(request),
};
