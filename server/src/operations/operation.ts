// What a verb is made of. Hosts loop over the table in `index.ts`; a verb is described nowhere else.

import type { z } from 'zod';
import type { Engine } from '../engine.js';

export interface Operation<Request, Result> {
  /** One sentence for help texts and tool descriptions. */
  readonly summary: string;
  /** Untrusted input is parsed with this, once, at the door. */
  readonly input: z.ZodType<Request>;
  /** It asks the index and nothing else: the same question to the same index may get the same answer. */
  readonly isQuery?: true;
  run(engine: Engine, request: Request, signal?: AbortSignal): Promise<Result>;
}
