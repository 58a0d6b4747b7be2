// The verb `deleteData`: empties the store of originals, the ledger and the indexes.

import { z } from 'zod';
import type { DeleteDataRequest, DeleteDataResult } from '../model/verbs.js';
import type { Operation } from './operation.js';

export const deleteData: Operation<DeleteDataRequest, DeleteDataResult> = {
  summary: 'Delete the stored originals, the ledger, the indexes, or several of them.',
  input: z.object({ what: z.array(z.enum(['store', 'ledger', 'index'])).min(1) }),
  run: (engine, { what }) => engine.deleteData(what),
};
