// Types, then lint and format: what can be said of the sources without running them.

import { bin, runNode } from './toolchain.mjs';

/** True where nothing is wrong; what is wrong stands on the terminal. */
export async function check() {
  const types = await runNode(process.execPath, [bin('typescript', 'tsc'), '-b']);
  const style = await runNode(process.execPath, [bin('@biomejs/biome', 'biome'), 'ci', '--error-on-warnings']);
  return types === 0 && style === 0;
}

if (import.meta.filename === process.argv[1]) process.exitCode = (await check()) ? 0 : 1;
