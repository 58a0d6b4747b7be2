// The verb `getStatus`: what the indexes hold, what they leave out, and whether they are complete.

import { z } from 'zod';
import type { StatusRequest, StatusResult } from '../model/index.js';
import type { Operation } from './operation.js';

export const getStatus: Operation<StatusRequest, StatusResult> = {
  summary: 'Report what is indexed, what is left out and why, and whether the index is complete.',
  input: z.object({
    leftOutLimit: z.number().int().min(0).max(100_000).exactOptional(),
  }),
  run: (engine, request) => engine.index.getStatus(request),
};
