// Bundles and runs server/training/ranker.ts, which imports the sources as they are.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { cache, root } from './toolchain.mjs';

const outfile = join(cache, 'training', 'ranker.mjs');
const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning' };
await build({ ...options, absWorkingDir: root, entryPoints: [join(root, 'server/training/ranker.ts')], outfile });
await import(pathToFileURL(outfile).href);
