// The size of the extension as users install it. Goal: 25 MB at most.

import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

export interface Figures {
  readonly megabytes: number;
}

const MEGABYTE = 1_000_000;
/** In a process of its own because `.tools` finds the repository by the place of its files, and this one is bundled. */
const WRITE = "console.log(await (await import('./.tools/package.mjs')).ensurePackage() ?? '')";

export async function run(): Promise<Figures> {
  const args = ['--input-type=module', '--eval', WRITE];
  const file = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 2] }).trim();
  if (file === '') throw new Error('The package was not written; what vsce said is above.');
  return { megabytes: Number((statSync(file).size / MEGABYTE).toPrecision(3)) };
}
