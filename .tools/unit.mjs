// Unit and contract tests. Arguments go to vitest: `npm run test:unit -- server/tokens -t "emoji"`.

import { bin, runNode } from './toolchain.mjs';

export async function unit(args = []) {
  const vitest = [bin('vitest'), 'run', '--config', 'test/vitest.config.ts', ...args];
  return (await runNode(process.execPath, vitest)) === 0;
}

if (import.meta.filename === process.argv[1]) process.exitCode = (await unit(process.argv.slice(2))) ? 0 : 1;
