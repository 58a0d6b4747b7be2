// Types, then lint and format: what can be said of the sources without running them.

import { bin, runNode } from './toolchain.mjs';

/** True where nothing is wrong; what is wrong stands on the terminal. */
export async function check() {
  // From scratch: TypeScript 7.0.2 repeats errors of an earlier run that are mended, and it only takes seconds.
  const types = await runNode(process.execPath, [bin('typescript', 'tsc'), '-b', '--force']);
  // biome paints wherever CI is set, log files too.
  const colors = process.stdout.isTTY ? 'force' : 'off';
  const style = await runNode(process.execPath, [
    bin('@biomejs/biome', 'biome'),
    'ci',
    '--error-on-warnings',
    `--colors=${colors}`,
  ]);
  return types === 0 && style === 0;
}

if (import.meta.filename === process.argv[1]) process.exitCode = (await check()) ? 0 : 1;
