// How `.tools/e2e.mjs` hands the installation to the processes it starts: one variable, one JSON object.

import type { Installation } from './server.js';

export interface EndToEnd {
  readonly installation: Installation;
  /** The packaged extension, as a user would install it. */
  readonly vsix: string;
}

export const VARIABLE = 'PITH_E2E';

export function endToEnd(): EndToEnd {
  const json = process.env[VARIABLE];
  if (!json) throw new Error('These tests need a real VS Code: run them with `npm run test:e2e`.');
  return JSON.parse(json);
}
